"""Subjects that begin with neither an article nor a name: "senior campaign officials", "73% d'entre eux"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.mentions import Mention
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST_BARE = 6  # words of a subject without an article


def counted(words: Words, at: int, start: int) -> Mention | None:
    """Read a subject that begins with a figure: "73% d'entre eux"."""
    if not 0 < at - start <= _LONGEST_BARE or words.quotation[start] != OUTSIDE or not words.low[start][0].isdigit():
        return None
    return Mention(first=start, last=at, kind="role", head=start, indefinite=True)


def bare(words: Words, last: int, start: int) -> Mention:
    """Read a noun phrase without an article that ends with the word `last`."""
    first = last
    while first > start and last - first < _LONGEST_BARE and words.quotation[first - 1] == OUTSIDE:
        plain = not words.tag[first - 1] or words.capital[first - 1]
        if not plain or not words.low[first - 1][0].isalnum():
            break
        first -= 1
    return Mention(first=first, last=last + 1, kind="role", head=last)
