"""Text of a message as runs of one look, and broken into lines of a width, without asking any font."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZE = 15.0  # pixels of an em
_BOLD = 1.06  # how much wider bold letters are
# Thousandths of an em, as Helvetica and its likes have them. Whatever is not here is as wide as a digit.
_WIDTHS = {
    191: "'", 222: "ijl\u2018\u2019", 278: " !,./:;[]\\ftI\u00a0", 333: "()-r`“”„", 355: '"', 500: "ckvsxyzJ",
    584: "+=<>~", 611: "TFZ", 667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 889: "%", 944: "W",
    1000: "…—@", 1300: "👍👎",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text that looks the same throughout."""

    text: str
    strong: bool = False
    link: bool = False
    quoted: bool = False

    @property
    def width(self) -> float:
        """How many pixels it takes."""
        em = sum(map(_width, self.text)) / 1000
        return SIZE * em * (_BOLD if self.strong else 1.0)


def runs(text: str, entities: Sequence[dict[str, Any]]) -> list[Run]:
    """Return a message's text as runs; entities count UTF-16 units."""
    looks: list[Run] = []
    at = 0
    for character in text:
        kinds = {each["type"] for each in entities if each["offset"] <= at < each["offset"] + each["length"]}
        looks.append(
            Run(
                text=character,
                strong="bold" in kinds,
                link=bool(kinds & {"text_link", "mention", "bot_command"}),
                quoted=bool(kinds & {"blockquote", "expandable_blockquote"}),
            )
        )
        at += 2 if character > "\uffff" else 1
    return list(_joined(looks))


def lines(given: Iterable[Run], width: float) -> list[list[Run]]:
    """Break runs into lines that are no wider than `width`, between words; a longer word breaks where it must."""
    broken: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(given):
        if word.text == "\n":
            broken.append([])
            used = 0.0
            continue
        if used and used + replace(word, text=word.text.rstrip()).width > width:
            broken.append([])
            used = 0.0
        for piece in _cut(word, width):
            if used and used + piece.width > width and piece.text.strip() != word.text.strip():
                broken.append([])
                used = 0.0
            broken[-1].append(piece)
            used += piece.width
    return [list(_joined(line)) for line in broken]


def _width(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(base, 556)


def _words(given: Iterable[Run]) -> Iterator[Run]:
    """Yield words, each with the blanks behind it, and line breaks by themselves."""
    for run in given:
        word = ""
        for character in run.text:
            if character == "\n":
                if word:
                    yield replace(run, text=word)
                yield replace(run, text="\n")
                word = ""
            elif word.endswith(" ") and character != " ":
                yield replace(run, text=word)
                word = character
            else:
                word += character
        if word:
            yield replace(run, text=word)


def _cut(word: Run, width: float) -> Iterator[Run]:
    piece = ""
    for character in word.text:
        if piece and replace(word, text=piece + character).width > width:
            yield replace(word, text=piece)
            piece = ""
        piece += character
    yield replace(word, text=piece)


def _joined(looks: Iterable[Run]) -> Iterator[Run]:
    for look, same in groupby(looks, key=lambda run: replace(run, text="")):
        yield replace(look, text="".join(run.text for run in same))
