from __future__ import annotations

import pytest

from bot.telegram_message import Button, Piece, html, plain
from tests.fakes.telegram_text import shown

HOSTILE = '</b></blockquote><a href="tg://user?id=1">x</a> &lt; & \' " <!-- <?x'


def test_every_character_of_a_piece_is_text() -> None:
    for piece in (Piece(text=HOSTILE), Piece(text=HOSTILE, strong=True, url="https://x.example/", block="whole")):
        read = shown(html([piece]))
        assert read.text == plain([piece]) == HOSTILE
        assert len(read.entities) == 3 * piece.strong


def test_an_address_cannot_end_its_tag() -> None:
    url = "https://x.example/?a=\"><b>&amp;'"
    assert shown(html([Piece(text="x", url=url)])).entities == [(f"a href={url}", "x")]


def test_pieces_of_one_block_stand_in_one_block() -> None:
    pieces = [
        Piece(text="a", block="expandable"),
        Piece(text="b", block="expandable", strong=True),
        Piece(text="\n"),
        Piece(text="c", block="whole"),
    ]
    assert html(pieces) == "<blockquote expandable>a<b>b</b></blockquote>\n<blockquote>c</blockquote>"


@pytest.mark.parametrize(("action", "url"), [(None, None), ("up", "https://x.example/")])
def test_a_button_does_one_thing(action: str | None, url: str | None) -> None:
    with pytest.raises(ValueError, match="one thing"):
        Button(label="x", action=action, url=url)
