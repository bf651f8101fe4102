"""Text longer than one message, as several: cut where a reader would pause, and never inside a character.

The cut is made in the text, before there is any HTML, so every part opens and closes its own tags.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram_message import Message, Piece, html, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.telegram_message import Rows

LIMIT = 4096  # UTF-16 code units of a message, after its entities are parsed
_HEAVIEST = 30_000  # bytes of HTML; the server refuses more than 32,768 before it parses any
_MOST_ENTITIES = 100  # what is formatted beyond them is shown without
# Where it may be cut, best first: after an empty line, a line, a sentence, a word.
_PAUSES = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"[.!?…](?:\s?['\"»”’)])*\s+", r"\s+")))
_ZERO_WIDTH_JOINER = "\u200d"
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]+\\Z")
# What goes on with the character before it, besides marks: skin tones, tags, Hangul vowels and finals.
_GOES_ON = re.compile("[\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u1160-\u11ff]")
_LOOKS_EMPTY = "\u115f\u1160\u2800\u3164\uffa0\ufffc"  # neither blank nor format characters, but nothing is seen


def messages(pieces: Iterable[Piece], rows: Rows = (), *, limit: int = LIMIT) -> tuple[Message, ...]:
    """Return as few messages as hold the pieces, in order; `rows` stand under the last.

    What would be empty on the screen makes no message: Telegram refuses one. `limit` counts UTF-16 code units, of
    which one character can be two.
    """
    parts = [part for part in _parts(pieces, limit) if not _is_blank(plain(part))]
    last = len(parts) - 1
    return tuple(
        Message(html=html(part), plain=plain(part), rows=rows if number == last else ())
        for number, part in enumerate(parts)
    )


def units(text: str) -> int:
    """Return the length that Telegram counts: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _parts(pieces: Iterable[Piece], limit: int) -> Iterator[tuple[Piece, ...]]:
    rest = tuple(piece for piece in pieces if piece.text)
    while rest:
        text, room = plain(rest), limit
        part, after = _cut(rest, _end(text, room))
        while _is_heavy(part) and len(plain(part)) > 1:
            room //= 2
            part, after = _cut(rest, _end(text, room))
        yield part
        rest = after


def _end(text: str, room: int) -> int:
    """Return where the first part of `text` ends, if it may have `room` code units."""
    end = _last_that_fits(text, room)
    if end == len(text):
        return end
    for pause in _PAUSES:
        cuts = [
            at for found in pause.finditer(text, end // 2, end) if not _is_inside_character(text, at := found.end())
        ]
        if cuts:
            return cuts[-1]
    return next((at for at in range(end, 0, -1) if not _is_inside_character(text, at)), end)


def _last_that_fits(text: str, room: int) -> int:
    used = 0
    for at, character in enumerate(text):
        used += 1 if character <= "\uffff" else 2
        if used > room:
            return max(at, 1)
    return len(text)


def _is_inside_character(text: str, at: int) -> bool:
    """Whether a reader sees what stands before and after `at` as one character."""
    before, after = text[at - 1], text[at]
    if before == _ZERO_WIDTH_JOINER or _GOES_ON.match(after) or unicodedata.category(after).startswith("M"):
        return True
    flags = _REGIONAL.search(text[max(0, at - LIMIT) : at])
    return bool(flags and len(flags[0]) % 2 and _REGIONAL.match(after))


def _cut(pieces: Sequence[Piece], end: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return what stands before and after the code point `end` of the text of `pieces`."""
    before: list[Piece] = []
    for number, piece in enumerate(pieces):
        if len(piece.text) > end:
            after = (replace(piece, text=piece.text[end:]), *pieces[number + 1 :])
            return (*before, replace(piece, text=piece.text[:end])) if end else tuple(before), after
        before.append(piece)
        end -= len(piece.text)
    return tuple(before), ()


def _is_heavy(part: Sequence[Piece]) -> bool:
    """Whether Telegram would refuse the HTML for its size, or leave some of it unformatted."""
    blocks = sum(piece.block is not None for piece in part)
    return sum(piece.entities for piece in part) + blocks > _MOST_ENTITIES or len(html(part).encode()) > _HEAVIEST


def _is_blank(text: str) -> bool:
    return all(
        character.isspace() or character in _LOOKS_EMPTY or unicodedata.category(character) == "Cf"
        for character in text
    )
