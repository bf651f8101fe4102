"""A follow-up is made whole from the question before it and its answer, and says what it made of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.question import Question, parse
from bot.record import recorded
from bot.turn import Turn
from corpus.period import ALWAYS, Period
from index.filter import Filter
from tests.corpus.test_period import periods
from tests.fakes.known import FakeKnown
from tests.fakes.outcomes import article, kerry, silence
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from bot.answer import Abstention, Answer

TODAY = date(2017, 3, 15)
KNOWN = FakeKnown()
IN_2016 = Period(since=date(2016, 1, 1), until=date(2016, 12, 31))


def ask(text: str, before: Turn | None = None) -> Question:
    return parse(text, today=TODAY, known=KNOWN, follows=before)


def turn(text: str, speaker: str | None = None) -> Turn:
    return Turn(question=ask(text), speaker=speaker)


@pytest.mark.parametrize(
    ("before", "speaker", "text", "resolved"),
    [
        ("What did Kerry say about Aleppo?", None, "And what did he say about Moscow?", ("he", "John Kerry")),
        ("Who called it a crime?", "Kerry", "When did he say so?", ("he", "John Kerry")),
        ("Who called it a crime?", "Philip Cohen", "And how much was his client's bail?", ("his", "Philip Cohen")),
        (
            "Which journalist concluded that Elena Ferrante was a translator?",
            "Claudio Gatti",
            "And in how many languages was her latest novel due out?",
            ("her", "Elena Ferrante"),
        ),
        ("Qu'a dit Paul Riou sur le port ?", None, "Qu'a-t-il ajouté ?", ("il", "Paul Riou")),
        ("Was sagte Angela Merkel über den Hafen?", None, "Was sagte sie über die Brücke?", ("sie", "Angela Merkel")),
        ("Wer nannte es ein Verbrechen?", "Angela Merkel", "Wer widersprach ihr?", ("ihr", "Angela Merkel")),
    ],
)
def test_a_pronoun_stands_for_whom_the_answer_or_the_question_before_names(
    before: str, speaker: str | None, text: str, resolved: tuple[str, str]
) -> None:
    question = ask(text, turn(before, speaker))
    assert question.resolved == (resolved,)
    assert f"{resolved[0]} ({resolved[1]})" in question.standalone.replace("Qu'a-t-", "")


@pytest.mark.parametrize(
    ("before", "speaker", "text"),
    [
        ("Who called it a crime?", "John Kerry", "And what did she say?"),  # nobody of that gender is there
        ("Qu'a dit Paul Riou sur le port ?", None, "Et jusqu'à quel niveau la rivière est-elle montée ?"),
        ("Qu'a dit Paul Riou sur le port ?", None, "Et y a-t-il eu des blessés ?"),
        ("What did Kerry say about Aleppo?", None, "And who said he was ill?"),
    ],
)
def test_a_pronoun_of_somebody_else_is_left_alone(before: str, speaker: str | None, text: str) -> None:
    assert ask(text, turn(before, speaker)).resolved == ()


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("What did Kerry say about Aleppo?", "And about Moscow?", "What did Kerry say about Moscow?"),
        ("What did Kerry say about Aleppo?", "And Merkel?", "What did Merkel say about Aleppo?"),
        ("What did Kerry say about Aleppo in 2016?", "And in 2015?", "What did Kerry say about Aleppo in 2015?"),
        ("What was the reaction of Kerry to the strike?", "And to the truce?", None),
        ("Qu'a dit Riou sur le port ?", "Et sur Moscou ?", "Qu'a dit Riou sur Moscou ?"),
        ("Was sagte Merkel über den Hafen?", "Und über Moskau?", "Was sagte Merkel über Moskau?"),
        ("¿Qué dijo Merkel sobre el puerto?", "¿Y sobre Moscú?", "¿Qué dijo Merkel sobre Moscú?"),
    ],
)
def test_what_a_fragment_leaves_out_is_put_in(before: str, text: str, whole: str | None) -> None:
    first = turn(before)
    question = ask(text, first)
    assert question.standalone == (whole or "What was the reaction of Kerry to the truce?")
    assert question.query == question.standalone
    assert question.sought == first.question.sought


def test_a_conversation_keeps_speaker_topic_and_days() -> None:
    first = turn("What did Kerry say about Aleppo in 2016?")
    second = Turn(question=ask("And how many people fled?", first))
    third = ask("And what did he say about Moscow?", second)
    assert second.question.period == third.period == IN_2016
    assert second.question.topic == "What did Kerry say about Aleppo in 2016?"
    assert third.follows is second.question
    assert ask("And in 2015?", first).period.since == date(2015, 1, 1)


def test_a_turn_keeps_whom_an_answer_names_and_what_it_cites() -> None:
    kept = Turn.of(kerry())
    assert (kept.speaker, kept.articles) == ("John Kerry", ("alep-1",))
    assert ask("And when?", kept).articles == ("alep-1",)
    assert Turn.of(silence()) == Turn(question=silence().question)


@pytest.mark.parametrize("outcome", [kerry(), kerry(parse("Who is it?")), silence()])
def test_of_a_record_the_same_turn_is_recalled(outcome: Answer | Abstention) -> None:
    source = MemorySource([article()], {})
    assert Turn.recalled(recorded(outcome, Path("an-archive"), today=date(2024, 5, 3)), source) == Turn.of(outcome)


def test_an_answer_of_another_archive_can_be_followed_without_what_it_said() -> None:
    record = recorded(kerry(), Path("an-archive"), today=date(2024, 5, 3))
    assert Turn.recalled(record, MemorySource([], {})) == Turn(question=kerry().question)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did Kerry say about Merkel?", "John Kerry"),
        ("What did the mayor say about Kerry?", None),
        ("What was the reaction of Kerry to the strike?", "John Kerry"),
        ("Did Angela Merkel call it a crime?", "Angela Merkel"),
        ("How many fled, according to Kerry?", "John Kerry"),
        ("Who said Kerry was wrong?", None),
        ("Selon l'ONU, combien ont fui ?", "ONU"),
        ("Was sagte Bundeskanzlerin Angela Merkel über den Hafen?", "Angela Merkel"),
        ("What did Nobody say about Aleppo?", None),
    ],
)
def test_who_is_to_have_said_it_is_recognised_among_those_who_are_quoted(text: str, speaker: str | None) -> None:
    assert ask(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("What did Kerry say in Le Jour?", "Le Jour"),
        ("What was published by The Courier about the port?", "The Courier"),
        ("Qu'a dit Kerry dans Le Jour ?", "Le Jour"),
        ("What did Le Jour write?", None),
        ("What happened in le jour?", None),
    ],
)
def test_an_outlet_is_recognised_by_its_name_after_a_preposition(text: str, outlet: str | None) -> None:
    assert (ask(text).outlet, ask(text).filter.outlet) == (outlet, outlet)


def test_days_are_about_what_happened_unless_it_says_published() -> None:
    assert ask("Who spoke in 2016?").period == IN_2016
    assert not ask("Who spoke in 2016?").filter
    assert ask("Which articles from 2016 name Kerry?").filter == Filter(period=IN_2016)
    known_then = ask("What was known by 3 March 2016?")
    assert known_then.filter == Filter(period=Period(until=date(2016, 3, 3)))
    assert known_then.as_of == date(2016, 3, 3)


def test_days_for_which_the_archive_is_not_new_enough_are_not_looked_for_unless_counted_back() -> None:
    later = date(2026, 3, 15)
    assert parse("Who spoke on 3 March?", today=later, known=KNOWN).period == ALWAYS
    assert parse("Who spoke last week?", today=later, known=KNOWN).filter.period.since == date(2026, 3, 2)


QUESTIONS = (
    "Who spoke in 2016?",
    "Which articles from 2016 name Kerry?",
    "What was known by 3 March 2016?",
    "What did Kerry say in Le Jour last week?",
    "What did Kerry say in The Courier?",
    "Who called it a crime?",
)
FILTERS = st.builds(
    Filter,
    period=periods(),
    outlet=st.none() | st.sampled_from(["Le Jour", "The Courier"]),
    speaker=st.none() | st.sampled_from(["Kerry", "Merkel"]),
)


@settings(deadline=None)  # the first example reads the words of a language, or opens an index
@given(FILTERS, st.sampled_from(QUESTIONS), st.none() | st.sampled_from(QUESTIONS), st.dates())
def test_a_question_narrows_what_the_user_set_and_never_widens_it(
    only: Filter, text: str, before: str | None, day: date
) -> None:
    follows = None if before is None else turn(before)
    narrowed = parse(text, today=TODAY, known=KNOWN, only=only, follows=follows).filter
    if narrowed.contradictory:
        return
    assert not narrowed.period.holds(day) or only.period.holds(day)
    assert only.outlet in (None, narrowed.outlet)
    assert only.speaker in (None, narrowed.speaker)


@settings(deadline=None)  # the first example reads the words of a language, or opens an index
@given(st.text(max_size=80), st.sampled_from(QUESTIONS), st.sampled_from([None, "Kerry", "Elena Ferrante", ""]))
def test_any_text_follows_any_question_without_fault(text: str, before: str, speaker: str | None) -> None:
    try:
        assert ask(text, turn(before, speaker)).query
    except BadQuestion:
        return
