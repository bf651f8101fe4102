"""Where an article was written, which agencies print before its first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 10  # words of a dateline


def past_dateline(words: Words, at: int) -> int:
    """Return `at`, or the word after the dateline that begins there: "TALLAHASSEE — ", "Paris, 3 mai (AFP) – "."""
    if at >= len(words) or not words.capital[at] or (at and words.sentence[at - 1] == words.sentence[at]):
        return at
    for i in range(at + 1, min(len(words), at + _LONGEST)):
        if words.low[i] in "–—-" and words.start[i] > words.stop[i - 1]:
            return i + 1
        plain = words.low[i] in ",.()" or words.low[i][0].isdigit() or words.tag[i] & tags.TIME or words.capital[i]
        if not plain or words.sentence[i] != words.sentence[at]:
            return at
    return at
