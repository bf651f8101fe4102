"""Words are compared across accents, endings and cognates; numbers only as themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.overlap import Asked, akin, fold, proper, rarity, words


@pytest.mark.parametrize(
    ("first", "second"),
    [("humanity", "humanite"), ("crimes", "crime"), ("president", "presidence"), ("aleppo", "aleppo")],
)
def test_forms_and_cognates_are_akin(first: str, second: str) -> None:
    assert akin(first, second)
    assert akin(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("2016", "2017"), ("250", "2500"), ("port", "portuguese"), ("mer", "merci")]
)
def test_numbers_and_chance_likenesses_are_not_akin(first: str, second: str) -> None:
    assert not akin(first, second)


def test_a_number_is_one_word_however_it_is_grouped() -> None:
    assert words("16.226 objets") == words("16 226 objets") == words("16,226 objets")


def test_proper_words_are_names_and_numbers_but_not_the_first_word() -> None:
    assert proper("Which mayor of Plérin met John Kerry in 2016?") == ["plerin", "john", "kerry", "2016"]


def test_coverage_weighs_rare_words_more() -> None:
    weight = rarity(["the port is open", "the port is closed", "the port is full", "the bridge is open"])
    asked = words("port bridge")
    assert Asked(asked, weight).share("bridge") > Asked(asked, weight).share("port")


@given(st.lists(st.text(min_size=1)), st.text())
def test_coverage_is_a_share(asked: list[str], text: str) -> None:
    assert 0.0 <= Asked([word for a in asked for word in words(a)], rarity([text])).share(text) <= 1.0 + 1e-9


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
