"""What stands between commas after a name: what tells more of its bearer ("según Roy, médico en Dax, …"), fillers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_LONGEST = 14  # words of an apposition
_CLAUSE = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.RELATIVE


def past_apposition(words: Words, subjects: Subjects, comma: int, stop: int) -> int:
    """Return `comma`, or the comma before word `stop` that closes the apposition which it opens."""
    if comma + 1 >= stop or words.low[comma] != ",":
        return comma
    apposed = subjects.starting.get(comma + 1)
    if apposed is not None and apposed.last < stop and words.low[apposed.last] == "," and apposed.kind == "name":
        return apposed.last
    if not words.lexicon.is_person(words.low[comma + 1]) and (apposed is None or not apposed.indefinite):
        return comma
    for at in range(comma + 1, min(stop, comma + _LONGEST)):
        if words.low[at] == ",":
            return at
        if words.tag[at] & _CLAUSE or not words.low[at][0].isalnum():
            return comma
    return comma


def past_fillers(words: Words, at: int, stop: int) -> int:
    """Return `at`, or the word after the fillers that begin there: "Pour Roy, EN REVANCHE, le pont est sûr"."""
    start = at
    while start < stop and (
        words.low[start] == "," or (words.tag[start] & tags.BETWEEN and not words.tag[start] & tags.DETERMINER)
    ):
        start += 1
    return start if start > at and words.low[start - 1] == "," else at
