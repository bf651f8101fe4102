from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import screen

ANY_TEXT = st.text(st.characters(codec=None))


def steers(character: str) -> bool:
    if character in "\n\t":
        return False
    bidi = unicodedata.bidirectional(character)
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or bidi in {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
    }


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not any(map(steers, screen.visible(text)))


@given(ANY_TEXT)
def test_everything_else_is_left_as_it_is(text: str) -> None:
    harmless = "".join(
        character for character in text if not steers(character) and character not in "\u061c\u200e\u200f"
    )
    assert screen.visible(harmless) == harmless


@given(st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_escaped_json_is_the_same_json(record: dict[str, str]) -> None:
    escaped = screen.escaped(json.dumps(record, ensure_ascii=False))
    assert json.loads(escaped) == record
    assert not any(map(steers, escaped))


def test_an_escape_sequence_is_seen_and_not_obeyed() -> None:
    assert screen.visible("a\x1b[31mb\x7f\x9b\u202e") == "a␛[31mb␡<U+009B><U+202E>"


def test_a_headline_is_one_line() -> None:
    assert screen.line(" one\n two\tthree\r ") == "one two three␍"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://lejour.example/a?b=c#d", "https://lejour.example/a?b=c#d"),
        ("https://lejour.example/été 1", "https://lejour.example/%C3%A9t%C3%A9%201"),
        ("https://lejour.example/\x1b\\", "https://lejour.example/%1B%5C"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_web_is_linked_and_nothing_ends_the_link_early(url: str | None, link: str | None) -> None:
    assert screen.link(url) == link
