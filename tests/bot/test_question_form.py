"""A question is kept whole: what comes back is what was understood."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import pytest

from bot.question import Question
from bot.question_form import packed, steering, texts, unpacked
from corpus.period import Period
from index.filter import Filter

YEAR = Period(since=date(2016, 1, 1), until=date(2016, 12, 31))
FIRST = Question(text="What did Kerry say?", qid="1", language="en", sought="words")
FULL = Question(
    text="And on Moscow, in 2016?",
    qid="2",
    follows=FIRST,
    language="en",
    sought="words",
    today=date(2026, 3, 9),
    filter=Filter(period=YEAR, outlet="Le Jour", speaker="Kerry", contradictory=True),
    period=YEAR,
    printed=YEAR,
    as_of=date(2016, 12, 31),
    latest=True,
    outlet="Le Jour",
    speaker="John Kerry",
    anybody=True,
    resolved=(("he", "John Kerry"),),
    whole="What did Kerry say on Moscow, in 2016?",
    topic="What did Kerry say?",
    articles=("alep-1",),
)


def test_every_field_has_a_value_here_that_is_not_its_default() -> None:
    plain = Question(text="?")
    assert [field.name for field in fields(Question) if getattr(FULL, field.name) == getattr(plain, field.name)] == []
    assert [field.name for field in fields(Filter) if not getattr(FULL.filter, field.name)] == []


@pytest.mark.parametrize("question", [FIRST, FULL, Question(text="?")])
def test_what_was_packed_comes_back_through_json(question: Question) -> None:
    assert unpacked(json.loads(json.dumps(packed(question)))) == question


def test_every_field_is_packed() -> None:
    assert list(packed(FULL)) == [field.name for field in fields(Question)]
    assert list(packed(FULL)["filter"]) == [field.name for field in fields(Filter)]


def test_neither_the_callers_id_nor_the_day_it_is_asked_steers_an_answer() -> None:
    other = unpacked(packed(FULL) | {"qid": "9", "today": "2030-01-01"})
    assert steering(other) == steering(FULL)
    assert steering(FIRST) != steering(FULL)
    assert texts(FULL) == ("What did Kerry say?", "And on Moscow, in 2016?")
