from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import screen
from bot.split_message import LIMIT, messages, units
from bot.telegram_message import Button, Piece, html, plain
from tests.fakes.telegram_text import shown

HARD = "a&<>\"' \n\t.🎈é́👩‍👩‍👧‍👦🇫🇷🇩🇪👍🏽ﷺक्षि한각\u200b\u3164«»"
TEXT = st.one_of(st.text(), st.text(alphabet=HARD), st.text(alphabet=" \n.x"), st.text(alphabet="👨‍🇫🇷́x"))
PIECE = st.builds(
    Piece,
    text=TEXT.map(screen.visible),
    strong=st.booleans(),
    url=st.sampled_from([None, "https://x.example/?a=1&b='\"<>"]),
    block=st.sampled_from([None, "expandable", "whole"]),
)
PIECES = st.lists(PIECE, max_size=8)
LIMITS = st.integers(min_value=2, max_value=40)


def is_blank(text: str) -> bool:
    return all(c.isspace() or c == "\u3164" or unicodedata.category(c) == "Cf" for c in text)


def seen(text: str) -> str:
    """Leave out what a screen shows nothing of: Telegram refuses messages that have nothing else."""
    return "".join(c for c in text if not is_blank(c))


@settings(deadline=None)
@given(PIECES, LIMITS)
def test_any_text_is_split_into_messages_that_rejoin_to_it_but_for_what_shows_nothing(
    pieces: list[Piece], limit: int
) -> None:
    rest = plain(pieces)
    for part in messages(pieces, limit=limit):
        between, found, rest = rest.partition(part.plain)
        assert found
        assert is_blank(between)
    assert is_blank(rest)


@settings(deadline=None)
@given(st.text(alphabet="ab🎈é .\n", min_size=1), st.integers(min_value=4, max_value=40))
def test_text_without_long_gaps_rejoins_to_the_last_character(text: str, limit: int) -> None:
    text = re.sub(r"\s+", " ", text).strip()
    assert "".join(part.plain for part in messages([Piece(text=text)], limit=limit)) == text


@settings(deadline=None)
@given(PIECES, LIMITS)
def test_each_message_is_within_the_limit_and_shows_something(pieces: list[Piece], limit: int) -> None:
    for part in messages(pieces, limit=limit):
        assert units(part.plain) <= limit
        assert units(part.plain) == len(part.plain.encode("utf-16-le")) // 2
        assert not is_blank(part.plain)


@settings(deadline=None)
@given(PIECES, LIMITS)
def test_the_tags_of_each_message_are_balanced_and_its_html_says_what_its_text_says(
    pieces: list[Piece], limit: int
) -> None:
    for part in messages(pieces, limit=limit):
        assert shown(part.html).text == part.plain


@settings(deadline=None)
@given(PIECES, LIMITS)
def test_what_was_formatted_before_a_cut_is_formatted_after_it(pieces: list[Piece], limit: int) -> None:
    def strong(of: str) -> str:
        return seen("".join(text for tag, text in shown(of).entities if tag == "b"))

    assert "".join(strong(part.html) for part in messages(pieces, limit=limit)) == strong(html(pieces))


@pytest.mark.parametrize(
    "character",
    [
        "e\u0301",
        "👩‍👩‍👧‍👦",
        "🇫🇷",
        "👍🏽",
        "❤️",
        "1️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "한",
    ],
)
def test_no_character_is_cut(character: str) -> None:
    for shift in range(20):
        text = "x" * shift + character * 12
        for part in messages([Piece(text=text)], limit=20):
            assert not part.plain.replace("x", "").replace(character, ""), (shift, part.plain)


def test_a_character_longer_than_a_message_is_cut_all_the_same() -> None:
    text = "e" + "\u0301" * 100
    assert "".join(part.plain for part in messages([Piece(text=text)], limit=20)) == text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One line.\n\nTwo lines\nand more. Then words", "One line.\n\n"),
        ("One line.\nTwo lines and more. Then words", "One line.\n"),
        ("One line. Two lines and more words", "One line. "),
        ("« One, two. » Three lines and more", "« One, two. » "),
        ("Words without any of these pauses", "Words without "),
        ("Wordswithoutanypauseatall", "Wordswithoutanyp"),
    ],
)
def test_it_is_cut_where_a_reader_would_pause(text: str, first: str) -> None:
    assert messages([Piece(text=text)], limit=16)[0].plain == first


def test_what_fits_is_one_message() -> None:
    assert len(messages([Piece(text="x" * LIMIT)])) == 1
    assert len(messages([Piece(text="🎈" * (LIMIT // 2))])) == 1
    assert len(messages([Piece(text="x" * (LIMIT + 1))])) == 2
    assert len(messages([Piece(text="🎈" * (LIMIT // 2) + "x")])) == 2


def test_only_the_last_message_has_buttons() -> None:
    rows = ((Button(label="1", action="p1"),),)
    assert [part.rows for part in messages([Piece(text="one two three")], rows, limit=5)] == [(), (), rows]


def test_nothing_to_be_seen_makes_no_message() -> None:
    assert messages([]) == ()
    assert messages([Piece(text=" \n\u200b\u3164 ", strong=True)]) == ()


def test_html_too_heavy_for_the_server_is_split_further() -> None:
    links = [Piece(text="x ", url=f"https://x.example/{'a' * 1000}{n}") for n in range(90)]
    parts = messages(links)
    assert max(len(part.html.encode()) for part in parts) <= 1 << 15
    assert "".join(part.plain for part in parts) == "x " * 90


def test_no_message_has_more_formatting_than_is_shown() -> None:
    bold = [Piece(text="x " if n % 2 else "y ", strong=bool(n % 2)) for n in range(500)]
    parts = messages(bold)
    assert max(len(shown(part.html).entities) for part in parts) <= 100
    assert "".join(part.plain for part in parts) == plain(bold)
