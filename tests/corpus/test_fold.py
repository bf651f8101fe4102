"""Folding takes case and accents away, whatever the letter, and is done once for all."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"), [("Élysée", "elysee"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("𝙰", "a"), ("ﬁn", "fin")]
)
def test_case_accents_and_compatibility_forms_are_gone(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_character_that_there_is_folds_to_what_has_no_case_left() -> None:
    characters = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    folded = fold(characters)
    assert folded == folded.casefold()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
