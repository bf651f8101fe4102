"""Where the clause begins that a verb of saying has after a comma, past the clauses that only tell more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.clauses import opens_relative

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_TO_CLAUSE = 12  # words from a verb to its clause
_LONGEST_MORE = 25  # words of a relative clause
_TO_CLOSE = 3  # words of the verbs at the end of a clause


def opening(words: Words, start: int, end: int) -> int | None:
    """Return where the clause begins that follows the verb, past what only tells more: "sagte Roy, DER …, er"."""
    stop = min(end, start + _TO_CLAUSE)
    comma = next((i for i in range(start, stop) if words.low[i] in ",:;"), None)
    if comma is None or words.low[comma] == ";":
        return None
    first = comma
    while words.low[comma] == "," and _tells_more(words, comma + 1, end):
        stop = min(end, comma + _LONGEST_MORE)
        after = next((i for i in range(comma + 1, stop) if words.low[i] == ","), None)
        if after is None:
            return first + 1
        comma = after
    told = any(words.tag[i] & (tags.REPORTED | tags.THAT) for i in range(comma + 1, end))
    return (comma if told else first) + 1


def is_loose(words: Words, start: int, stop: int) -> bool:
    """Whether a clause only tells more, in no form that makes it somebody's words: "lehnte ab, WÄHREND …"."""
    reported = any(words.tag[i] & tags.REPORTED for i in range(start, stop))
    said = reported and words.low[min(start + 1, stop - 1)] not in words.lexicon.after  # "DENEN ZUFOLGE … sei"
    return _tells_more(words, start, stop) and not said


def _tells_more(words: Words, at: int, end: int) -> bool:
    """Whether a clause that begins after a comma is a relative clause, or another that only tells more."""
    if at >= len(words):
        return False
    led = at + 1 if words.tag[at] & tags.PREPOSITION and at + 1 < len(words) else at
    if words.tag[led] & tags.RELATIVE or opens_relative(words, at) or opens_relative(words, led):
        return _is_closed_by_verb(words, led, end)
    return bool(words.tag[at] & tags.CONJUNCTION) and words.low[at] not in words.lexicon.conditions


def _is_closed_by_verb(words: Words, at: int, end: int) -> bool:
    """Whether the clause's only verbs are at its end: "der den Steg KENNT", not "die Stege SEIEN, sagt er, alt"."""
    stop = at
    while stop < end and words.low[stop] not in ",;:":
        stop += 1
    verbal = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.REPORTED
    first = next((i for i in range(at, stop) if words.tag[i] & verbal), stop)
    infinitive = any(low in words.lexicon.infinitive_marks for low in words.low[max(at, stop - _TO_CLOSE) : stop])
    return stop - first <= _TO_CLOSE and not infinitive
