"""What goes to a chat: a message as HTML and as plain text, and the buttons under it. Nothing of Telegram's library.

The HTML is made here and nowhere else, from pieces of text that know how they look: every character of theirs is
escaped, and a tag that is opened is closed, because no tag is ever written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Block = Literal["expandable", "whole"]  # how a block quotation is first shown: its beginning, or all of it
_BLOCKS: dict[Block, str] = {"expandable": "<blockquote expandable>", "whole": "<blockquote>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text that looks the same throughout. The text is safe to show (`bot.screen`)."""

    text: str
    strong: bool = False
    url: str | None = None  # what it links to: http or https, checked
    block: Block | None = None  # the kind of block quotation that it stands in

    @property
    def entities(self) -> int:
        """How many of Telegram's entities it makes, without that of its block."""
        return self.strong + (self.url is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: it does something, or it opens an address."""

    label: str
    action: str | None = None  # what a press asks for: a few ASCII letters and digits
    url: str | None = None

    def __post_init__(self) -> None:
        if (self.action is None) == (self.url is None):
            raise ValueError(f"a button does one thing: {self.label}")


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, short enough to be sent. If its HTML is refused, `plain` says the same."""

    html: str
    plain: str
    rows: Rows = ()


def html(pieces: Iterable[Piece]) -> str:
    """Return the pieces as the HTML that Telegram reads."""
    written: list[str] = []
    for block, within in groupby(pieces, key=lambda piece: piece.block):
        inner = "".join(map(_tagged, within))
        written.append(inner if block is None else f"{_BLOCKS[block]}{inner}</blockquote>")
    return "".join(written)


def plain(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces, and nothing else."""
    return "".join(piece.text for piece in pieces)


def _tagged(piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    if piece.strong:
        text = f"<b>{text}</b>"
    return text if piece.url is None else f'<a href="{escape(piece.url)}">{text}</a>'
