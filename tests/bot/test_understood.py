"""What was understood is told on one line, in the language of the question, and can be changed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.phrases import phrases
from bot.question import Question, parse
from bot.turn import Turn
from bot.understood import as_values, days, parts, understood, with_days, with_speaker, without
from corpus.period import ALWAYS, Period
from index.filter import EVERYTHING, Filter
from tests.fakes.known import FakeKnown

TODAY = date(2017, 3, 15)
IN_2016 = Period(since=date(2016, 1, 1), until=date(2016, 12, 31))


def line(text: str, only: Filter = EVERYTHING) -> str:
    question = parse(text, today=TODAY, known=FakeKnown(), only=only)
    return understood(question, phrases(question.language))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Who called it a crime?", ""),
        ("What did Kerry say in 2016?", "about 2016-01-01 … 2016-12-31, speaker: John Kerry"),
        (
            "What did Kerry say, published in 2016?",
            "published 2016-01-01 … 2016-12-31, speaker: John Kerry",
        ),
        ("Which articles since 2016 name Kerry?", "published 2016-01-01 …"),
        ("What was known by 3 March 2016?", "as known on 2016-03-03"),
        ("What is the latest on Aleppo?", "the newest first"),
        (
            "Qu'a dit Kerry dans Le Jour le 3 mars 2016 ?",
            "média : Le Jour, au sujet de 2016-03-03, locuteur : John Kerry",
        ),
        ("Was sagte Merkel im Dezember 2016?", "über 2016-12-01 … 2016-12-31, Sprecher: Angela Merkel"),
        ("¿Qué dijo Merkel antes de 2016?", "sobre … 2015-12-31, quien habla: Angela Merkel"),
    ],
)
def test_what_was_understood_is_one_line(text: str, told: str) -> None:
    assert line(text) == told


def test_what_the_user_set_is_told_as_it_was_narrowed() -> None:
    only = Filter(period=Period(until=date(2016, 6, 30)), speaker="Kerry")
    told = line("Which articles from 2016 name Merkel?", only)
    assert told == "published 2016-01-01 … 2016-06-30, only where Kerry is quoted"
    assert "these exclude each other" in line("Which articles from 2016?", Filter(period=Period(since=TODAY)))


def test_nothing_of_a_name_steers_the_terminal() -> None:
    assert "\x1b" not in line("Who?", Filter(outlet="\x1b[31mLe Jour", speaker="\x1b[2J"))


def test_a_follow_up_is_told_whole() -> None:
    first = Turn(question=parse("What did Kerry say about Aleppo?", known=FakeKnown()))
    question = parse("And about Moscow?", known=FakeKnown(), follows=first)
    assert understood(question, phrases("en")) == "speaker: John Kerry, “What did Kerry say about Moscow?”"


def test_the_json_form_says_the_same() -> None:
    question = parse("What did Kerry say in Le Jour in 2016?", today=TODAY, known=FakeKnown())
    values = as_values(question, phrases("en"))
    assert values["about"] == {"since": "2016-01-01", "until": "2016-12-31"}
    assert (values["published"], values["outlet"], values["speaker"]) == (None, "Le Jour", "John Kerry")


def test_a_period_is_written_as_short_as_it_is() -> None:
    assert days(Period(since=TODAY, until=TODAY)) == "2017-03-15"
    assert days(Period(until=TODAY)) == "… 2017-03-15"


def test_other_days_hold_for_certain_and_within_what_the_user_set() -> None:
    only = Filter(period=Period(since=date(2016, 6, 1)), outlet="Le Jour")
    question = parse("What did Kerry last say in 2015?", today=TODAY, known=FakeKnown(), only=only)
    changed = with_days(question, IN_2016, only=only)
    assert changed.filter == Filter(period=Period(since=date(2016, 6, 1), until=date(2016, 12, 31)), outlet="Le Jour")
    lifted = with_days(changed, None, only=only)
    assert (lifted.filter, lifted.period, lifted.latest) == (only, ALWAYS, False)


def test_another_speaker_is_asked_about_and_all_else_stays() -> None:
    question = parse("What did Kerry say in 2016?", today=TODAY, known=FakeKnown())
    assert with_speaker(question, "Angela Merkel").asked_of == "Angela Merkel"
    assert with_speaker(question, None).period == IN_2016


def test_where_anybody_may_have_said_it_nobody_is_asked_about_though_a_name_is_in_it() -> None:
    question = with_speaker(parse("What did Kerry say of Aleppo?", known=FakeKnown()), None)
    assert (question.speaker, question.asked_of) == (None, "")
    assert understood(question, phrases("en")) == "anybody may have said it"
    assert with_speaker(question, "Angela Merkel").asked_of == "Angela Merkel"


def asked_anew(text: str) -> Question:
    return parse(text, today=TODAY, known=FakeKnown())


def test_each_part_that_was_understood_can_be_taken_back_and_the_others_stay() -> None:
    first = Turn(question=asked_anew("What did Kerry say about Aleppo?"))
    typed = "And what did he say in Le Jour, published in 2016?"
    question = parse(typed, today=TODAY, known=FakeKnown(), follows=first)
    assert parts(question) == ("days", "speaker", "outlet", "before")
    changed = {part: without(question, part, only=EVERYTHING, understand=asked_anew) for part in parts(question)}
    assert parts(changed["days"]) == ("speaker", "outlet", "before")
    assert parts(changed["speaker"]) == ("days", "outlet", "before")
    assert parts(changed["outlet"]) == ("days", "speaker", "before")
    assert changed["before"] == asked_anew(typed)
    assert changed["days"].filter == Filter(outlet="Le Jour")
    assert changed["outlet"].filter == Filter(period=IN_2016)


def test_without_an_outlet_the_day_by_which_it_was_known_still_holds() -> None:
    question = asked_anew("What was known in Le Jour by 3 March 2016?")
    changed = without(question, "outlet", only=EVERYTHING, understand=asked_anew)
    assert changed.filter == Filter(period=Period(until=date(2016, 3, 3)))


def test_of_a_question_by_itself_nothing_can_be_taken_back() -> None:
    assert parts(asked_anew("Who called it a crime?")) == ()
