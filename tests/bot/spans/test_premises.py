"""A false premise: the same question with somebody else's name or another year, and nothing else changed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.spans.recipe.premises import falsified, named

TEXT = "Le port de Kerloc rouvre lundi, a dit Anne Le Goff. Jean Riou, armateur, attend depuis mars 2019."
STRANGERS = [one for one in named("What did Paul Martin say? Where is the bridge of Harrow?", "en") if one.name]


def altered(question: str, answer: str = "lundi", seed: int = 0) -> str | None:
    return falsified(question, "en", TEXT, answer, strangers=STRANGERS, chance=random.Random(seed))


@given(st.integers())
def test_somebody_else_is_asked_about(seed: int) -> None:
    assert altered("What did Anne Le Goff say?", seed=seed) in {
        "What did Jean Riou say?",
        "What did Paul Martin say?",
    }


@given(st.integers())
def test_another_year_is_asked_about(seed: int) -> None:
    asked = altered("What had been awaited since March 2019?", seed=seed)
    assert asked is not None
    assert asked != "What had been awaited since March 2019?"
    assert 2016 <= int(asked[-5:-1]) <= 2022


def test_a_question_without_a_name_of_the_text_stays_true() -> None:
    assert altered("What did John Kerry say?") is None
    assert altered("what rouvre?") is None


def test_who_answers_is_not_put_in_question() -> None:
    assert altered("What did Anne Le Goff say?", answer="Anne Le Goff") is None
