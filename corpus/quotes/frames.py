"""The frames of an article: the sentence, or the few, that quotations hold together, with the quoted runs in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 300  # words of a frame, its last quotation not counted: what is longer is no sentence
_LONGEST_ASIDE = 25  # words of narration inside quotation marks
_TO_SAID = 3  # words before the verb of an aside: "s'est-il"
_TO_CUE = 6  # words from a closing mark to a cue
_DASHES = "—–―-"
_NO_WORD = '«»“”„‟"‹›‚‘’'


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The words from `first` up to `last`, all in one quotation, with no narration among them."""

    first: int
    last: int
    quotation: int
    content: Span  # without the marks
    size: int  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words from `first` up to `last`: whole sentences, and no quotation cut."""

    first: int
    last: int
    runs: tuple[Run, ...]
    paragraph: int  # the number of the paragraph


def cut_asides(words: Words) -> None:
    """Mark narration inside quotation marks as outside: "Non, dit le maire. Jamais"."""
    if not words.lexicon.asides:
        return
    for at in range(1, len(words) - 1):
        if words.quotation[at] == OUTSIDE or words.quotation[at - 1] == OUTSIDE:
            continue
        if words.low[at - 1] in _DASHES and (stop := _dashed(words, at)) is not None:
            words.quotation[at - 1 : stop] = [OUTSIDE] * (stop - at + 1)
        elif words.low[at - 1] == ",":
            tied = _aside(words, at)
            if tied is not None:
                _cut(words, at, tied=tied)


def _dashed(words: Words, at: int) -> int | None:
    """Return the word after the aside that a dash opens before the word `at`: «No —dijo el alcalde—. Nunca»."""
    verb, quotation = at, words.quotation[at]
    while verb < at + _TO_SAID and words.tag[verb] & (tags.REFLEXIVE | tags.AUXILIARY | tags.BETWEEN | tags.PRONOUN):
        verb += 1
    said = words.tag[verb] & tags.SPEECH and words.tag[verb] & (tags.FINITE | tags.PARTICIPLE)
    if not said or words.start[at - 1] <= words.stop[at - 2] or words.quotation[verb] != quotation:
        return None
    for stop in range(verb + 1, min(len(words), at + _LONGEST_ASIDE)):
        if words.low[stop] in _DASHES:
            return stop + 1 + (words.low[stop + 1 : stop + 2] in ([","], ["."]))
        if words.quotation[stop] != quotation or words.low[stop] in _NO_WORD:
            return stop
    return None


def _aside(words: Words, at: int) -> bool | None:
    """Whether the verb that begins an aside at the word has its pronoun tied to it; None if no aside begins."""
    verb, end = at, len(words) - 1
    while verb < min(end, at + _TO_SAID) and words.tag[verb] & (tags.REFLEXIVE | tags.AUXILIARY):
        verb += 1
    clitic = words.text[words.start[verb]] in "-‑"
    verb += clitic
    if verb >= end or words.quotation[verb + 1] != words.quotation[at] or not words.tag[verb] & tags.SPEECH:
        return None
    finite = words.tag[verb] & tags.FINITE and not words.tag[at] & tags.AUXILIARY
    if clitic or words.text[words.start[verb + 1]] in "-‑":
        return True if words.tag[verb] & (tags.FINITE | tags.PARTICIPLE) else None
    after = verb + 1
    named = (
        words.tag[after] & (tags.DETERMINER | tags.TITLE)
        or words.low[after] in words.lexicon.weak_links
        or (words.capital[after] and words.low[after][0].isalpha())
    )
    return False if named and (finite or words.tag[verb] & tags.PARTICIPLE) else None


def _cut(words: Words, at: int, *, tied: bool) -> None:
    quotation, stop = words.quotation[at], at
    while stop < len(words) and words.quotation[stop] == quotation and stop - at <= _LONGEST_ASIDE:
        low = words.low[stop]
        ends = (low in ".?!;:" and words.low[stop - 1] != "m") or (tied and low == ",")
        if ends or low in _NO_WORD:
            break
        stop += 1
    else:
        stop = next((i for i in range(at + 1, min(len(words), at + _LONGEST_ASIDE)) if words.low[i] == ","), at)
    for i in range(at - 1, stop):
        words.quotation[i] = OUTSIDE
    if stop < len(words) and words.low[stop] in ".,":
        words.quotation[stop] = OUTSIDE


def read_frames(words: Words) -> list[Frame]:
    """Return the frames of the text in order."""
    found: list[Frame] = []
    paragraph, at, total = 0, 0, len(words)
    while at < total:
        stop = at + 1
        while stop < total and _goes_on(words, stop) and (stop - at < _LONGEST or words.held[stop] != OUTSIDE):
            stop += 1
        if at and "\n" in words.text[words.stop[at - 1] : words.start[at]]:
            paragraph += 1
        found.append(Frame(first=at, last=stop, runs=_runs(words, at, stop), paragraph=paragraph))
        at = stop
    return found


def _goes_on(words: Words, at: int) -> bool:
    """Whether the word is in the same frame as the one before it."""
    if words.sentence[at] == words.sentence[at - 1]:
        return True
    if words.held[at] != OUTSIDE and words.held[at] == words.held[at - 1]:
        return True
    between = words.text[words.stop[at - 1] : words.start[at]]
    closed = words.quotation[at - 1] != OUTSIDE and words.quotation[at] == OUTSIDE
    if not closed or "\n" in between:
        return False
    return words.text[words.start[at]].islower() or words.low[at] in ",-–—―" or _cue_follows(words, at)


def _cue_follows(words: Words, at: int) -> bool:
    """Whether “…?” is followed by its cue, which a capital makes look like a new sentence: Trump said."""
    stopped = words.low[at - 2] == "."
    if not (stopped or words.low[at - 2] in "?!,…—-") or not words.capital[at] or words.lexicon.capital_nouns:
        return False
    for i in range(at, min(at + _TO_CUE, len(words))):
        if words.tag[i] & tags.SPEECH and words.tag[i] & tags.FINITE and not words.capital[i]:
            closes = i + 1 >= len(words) or words.low[i + 1] == "."
            return i > at and (closes or not stopped)
        if not words.capital[i] and words.tag[i] & ~tags.TITLE:
            return False
    return False


def left_open(words: Words) -> dict[int, int]:
    """Return the numbers of the quotations that no mark closes, each with the word after it."""
    stops = {quotation: at + 1 for at, quotation in enumerate(words.held) if quotation != OUTSIDE}
    return {quotation: stop for quotation, stop in stops.items() if words.low[stop - 1] not in _NO_WORD}


def reopens(words: Words, at: int) -> bool:
    """Whether a paragraph begins at the word, and a quotation with it: one left open before goes on there."""
    if not 0 < at < len(words) or words.held[at] in {OUTSIDE, words.held[at - 1]}:
        return False
    return "\n" in words.text[words.stop[at - 1] : words.start[at]]


def _runs(words: Words, first: int, last: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = first
    while at < last:
        quotation = words.quotation[at]
        stop = at + 1
        while stop < last and words.quotation[stop] == quotation:
            stop += 1
        if quotation != OUTSIDE:
            low, high = at, stop
            while low < high and (words.low[low] in _NO_WORD or words.low[low] in ".,"):
                low += 1
            while high > low and (words.low[high - 1] in _NO_WORD or words.low[high - 1] == ","):
                high -= 1
            size = sum(words.low[i][0].isalnum() for i in range(low, high))
            if size:
                content = Span(words.start[low], words.stop[high - 1])
                runs.append(Run(first=at, last=stop, quotation=quotation, content=content, size=size))
        at = stop
    return tuple(runs)
