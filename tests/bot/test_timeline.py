"""A timeline or a list: statements in the order of their days, each once, and what may be contrary side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answer import Answer, Claim, Draft, Searched
from bot.phrases import phrases
from bot.question import Question
from bot.timeline import TimelineReader
from bot.verify import check
from bot.wording import outcome_lines
from corpus.article import Span
from corpus.period import Period
from tests.fakes.encoder import FakeEncoder
from tests.fakes.harbour import ARTICLES, harbour, passages
from tests.fakes.quotes import MemoryQuotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.passage import Hit
    from index.quote_search import QuoteHit

SEARCHED = Searched(generation=1, articles=4, newest=date(2019, 6, 3))
CHANGE = Question(text="How did Nora Bell's position on the wall change?", language="en", sought="timeline")
ANSWERED = Draft(claims=(Claim(article_id="first", version=1, short=Span(0, 3), proof=Span(0, 9)),))


class One:
    """Answers every question with the same claim."""

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        del question, hits, quoted
        return ANSWERED


def read(question: Question) -> Draft:
    source = harbour()
    reader = TimelineReader(One(), quotes=MemoryQuotes(ARTICLES, source), encoder=FakeEncoder(), source=source)
    return reader.read(question, passages())


def answer(question: Question) -> Answer:
    checked = check(read(question), question, hits=passages(), searched=SEARCHED, source=harbour())
    assert isinstance(checked, Answer)
    return checked


def told(checked: Answer) -> list[tuple[str, str | None]]:
    return [
        (each.proof.article.id, None if each.quote is None else each.quote.words.excerpt) for each in checked.statements
    ]


def test_what_one_speaker_says_stands_in_the_order_of_its_days_and_each_print_once() -> None:
    said = told(answer(CHANGE))
    assert [words for _, words in said] == ["The wall is safe", "The wall is not safe any more"]
    assert said[1][0] == "second"
    assert answer(CHANGE).kind == "timeline"


def test_contrary_words_of_one_speaker_are_put_side_by_side() -> None:
    assert answer(CHANGE).compare == ((0, 1),)
    lines = ["".join(run.text for run in line.runs) for line in outcome_lines(answer(CHANGE))]
    compare = lines.index(phrases("en").say("timeline.compare"))
    assert [line[:10] for line in lines if line.startswith("20")] == ["2018-03-01", "2019-05-02"] * 2
    assert "safe any more" in "".join(lines[compare:])


def test_days_that_were_asked_for_leave_the_others_out() -> None:
    year = Question(text=CHANGE.text, language="en", sought="timeline", period=Period(since=date(2019, 1, 1)))
    assert [article for article, _ in told(answer(year))] == ["second"]


def test_a_list_without_a_speaker_has_one_quotation_of_each() -> None:
    every = answer(Question(text="List all quotes on the wall of Harrow", language="en", sought="list"))
    assert every.kind == "list"
    assert sorted(each.quote.named.excerpt for each in every.statements if each.quote) == ["Nora Bell", "Tom Pascoe"]


def test_what_happened_is_the_best_sentence_of_each_article_on_it() -> None:
    events = answer(Question(text="What happened to the wall in Harrow?", language="en", sought="timeline"))
    assert {each.proof.article.id for each in events.statements} == {"first", "copy", "second"}
    days = [each.proof.article.published for each in events.statements]
    assert days == sorted(days, key=str)


def test_a_speaker_who_says_nothing_on_it_has_no_timeline() -> None:
    draft = read(Question(text="How did Ivy Trent's position on Harrow change?", language="en", sought="timeline"))
    assert (draft.claims, draft.reason) == ((), "nobody says that")


@pytest.mark.parametrize("sought", ["speaker", "words", "number", "other"])
def test_every_other_question_is_left_to_the_reader_it_was_given(sought: str) -> None:
    assert read(Question(text="What did Nora Bell say?", sought=sought)) is ANSWERED  # type: ignore[arg-type] # a Sought


def test_what_was_dropped_leaves_the_pairs_pointing_at_the_rest() -> None:
    draft = read(CHANGE)
    gone = Claim(article_id="nowhere", version=1, short=Span(0, 3), proof=Span(0, 9))
    shifted = Draft(claims=(gone, *draft.claims), kind="timeline", compare=((1, 2), (0, 1)))
    checked = check(shifted, CHANGE, hits=(), searched=SEARCHED, source=harbour())
    assert isinstance(checked, Answer)
    assert checked.compare == ((0, 1),)
