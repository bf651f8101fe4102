"""What there is instead of an answer: said by another, on another day, or something else by the one asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from bot.answer import Abstention, Claim, Draft, Reason, Refusal, Searched
from bot.phrases import known
from bot.question import Question
from bot.refusal import refuse
from bot.render_json import as_record
from bot.verify import check
from bot.wording import outcome_lines
from corpus.article import Span
from corpus.period import Period
from index.filter import Filter
from tests.fakes.harbour import ARTICLES, harbour, passages
from tests.fakes.quotes import MemoryQuotes

SEARCHED = Searched(generation=1, articles=4, newest=date(2019, 6, 3))
NOTHING = Draft(claims=())


def asked(text: str, **known_of_it: object) -> Question:
    return replace(Question(text=text, language="en", sought="words"), **known_of_it)  # type: ignore[arg-type] # its fields


def refused(question: Question, *, anytime: Draft = NOTHING) -> Abstention:
    source = harbour()
    again: list[Question] = []

    def answering(other: Question) -> Draft:
        again.append(other)
        return anytime

    refusal = refuse(question, quotes=MemoryQuotes(ARTICLES, source), source=source, again=answering)
    assert all(not other.filter.period for other in again)
    outcome = check(NOTHING, question, hits=passages(), searched=SEARCHED, source=source, refusal=refusal)
    assert isinstance(outcome, Abstention)
    return outcome


def shown(outcome: Abstention) -> str:
    return "\n".join("".join(run.text for run in line.runs) for line in outcome_lines(outcome))


def test_words_that_another_says_are_given_to_that_one() -> None:
    outcome = refused(asked("What did Ivy Trent say about fishing behind the wall every day?"))
    (statement,) = outcome.instead
    assert outcome.reason == "somebody else says that"
    assert statement.quote is not None
    assert statement.quote.named.excerpt == "Tom Pascoe"
    assert "Not Ivy Trent: Tom Pascoe is quoted on this:" in shown(outcome)


def test_a_speaker_who_is_not_in_the_archive_is_corrected_too() -> None:
    assert refused(asked("What did Merkel say about fishing behind the wall?")).reason == "somebody else says that"


def test_what_one_says_on_other_things_is_counted_and_shown() -> None:
    outcome = refused(asked("What did Nora Bell say about taxes in Harrow?"))
    assert outcome.reason == "nobody says that"
    assert outcome.quoted is not None
    assert (outcome.quoted.about, outcome.quoted.on, outcome.quoted.quotes) == ("Harrow", 3, 4)
    assert {one.quote.named.excerpt for one in outcome.instead if one.quote} == {"Nora Bell"}
    assert "Nora Bell is quoted 3 times on Harrow; on this, no." in shown(outcome)


def test_the_same_words_are_shown_once_however_many_printed_them() -> None:
    outcome = refused(asked("What did Nora Bell say about taxes in Harrow?"))
    words = [one.short.excerpt for one in outcome.instead]
    assert len(words) == len(set(words)) == 2


def test_what_one_says_outside_the_days_asked_for_is_shown_with_its_day() -> None:
    year = Period(since=date(2020, 1, 1), until=date(2020, 12, 31))
    outcome = refused(asked("What did Nora Bell say about the wall being safe?", period=year))
    assert outcome.reason == "not in those dates"
    assert outcome.instead[0].proof.article.published in {date(2018, 3, 1), date(2019, 5, 2)}
    assert "Only outside those dates: 201" in shown(outcome)


def test_what_answers_without_the_filter_of_days_stands_outside_them() -> None:
    days = Filter(period=Period(until=date(2017, 1, 1)))
    claim = Claim(article_id="first", version=1, short=Span(4, 16), proof=Span(0, 40))
    question = asked("Where are cracks?", sought="place", filter=days)
    assert refused(question, anytime=Draft(claims=(claim,))).reason == "not in those dates"
    assert refused(question).reason == "nothing found"


@pytest.mark.parametrize(
    "text",
    ["What did Merkel say about the moon?", "What did he say?", "What did Nora Bell say about the wall being safe?"],
    ids=["nothing on it", "nobody named", "she does say so: the reader missed it, and nobody else is put forward"],
)
def test_where_nothing_is_sure_enough_the_plain_refusal_stands(text: str) -> None:
    outcome = refused(asked(text))
    assert (outcome.reason, outcome.instead, outcome.quoted) == ("nothing found", (), None)


def test_who_said_it_supposes_nobody_and_is_not_corrected() -> None:
    assert refused(asked("Who said that Nora Bell fishes behind the wall?", sought="speaker")).instead == ()


def test_what_does_not_stand_is_not_shown_instead() -> None:
    forged = Claim(
        article_id="first", version=1, short=Span(0, 3), proof=Span(0, 40), words=Span(0, 9), name=Span(4, 9)
    )
    refusal = Refusal(reason="somebody else says that", claims=(forged,))
    outcome = check(NOTHING, asked("?"), hits=(), searched=SEARCHED, source=harbour(), refusal=refusal)
    assert isinstance(outcome, Abstention)
    assert (outcome.reason, outcome.instead) == ("nothing found", ())


def test_the_json_form_has_the_words_and_their_place() -> None:
    record = as_record(refused(asked("What did Nora Bell say about taxes in Harrow?")))
    instead = record["instead"]
    assert isinstance(instead, list)
    texts = {article.id: article.text for article in ARTICLES}
    assert all(texts[each["article_id"]][each["start"] : each["stop"]] == each["quote"] for each in instead)
    assert record["quoted"] == {"quotes": 4, "about": "Harrow", "on": 3}
    assert record["answered"] is False


@pytest.mark.parametrize("language", sorted(known()))
@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_has_its_words_in_every_language(language: str, reason: Reason) -> None:
    assert known()[language].say(f"reason.{reason}")
