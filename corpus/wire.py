"""Near-copies of one dispatch: the same text reprinted, cut, retitled, corrected, or grown from "urgent" to its end.

What makes a copy is the words, not the event. Two articles are copies if most runs of six words of the shorter stand
in the longer as well, and both were printed in the same days; two reporters at one fire share far fewer. How much of
the shorter is in the longer (containment) is what is measured, because half of a dispatch is still that dispatch; the
likeness of whole texts (Jaccard, as MinHash estimates it) calls a cut text another one.

Every article is sketched once, by a fixed quarter of its runs. Only articles whose sketches meet are read again and
compared in full, so that the work grows with the archive and not with its square.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

COPIED = 0.65  # the share of the shorter text's runs that a copy has
COPIED_UNDATED = 0.85  # the same where an article does not say its day, so that nothing else speaks for it
DAYS = 7  # between a dispatch and its copies; later, the same words are a template

_RUN = 6  # words
_KEPT = 4  # of so many runs a sketch keeps one
_NOMINATED = 0.4  # share of the smaller sketch that two must share to be compared in full
_NEIGHBOURS = 32  # articles after each one that has a run, by day, that it is nominated with
_FEWEST = 16  # runs; a shorter text is a copy of an equal one only
_KIN = 0.3  # the share that the shortest and the fullest of two clusters must have in common to be one
_READ = 1024  # articles held in full at once

_WORD = re.compile(r"\w+")
_KNOWN_WORDS = 1 << 18  # words whose hash is kept: about the vocabulary of a large archive
_UNDATED = -1
_FACTOR = 0x9E37_79B9_7F4A_7C15
_POWERS = tuple(np.uint64(pow(_FACTOR, power, 1 << 64)) for power in range(_RUN))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """What is remembered of an article to find its copies by."""

    article_id: str
    published: date | None
    runs: NDArray[np.uint64]  # a fixed quarter of the hashed runs of its text; of a short text one number for all


def sketch(article_id: str, published: date | None, text: str) -> Sketch:
    """Sketch one article: equal texts have equal sketches, on every machine."""
    runs = _runs(text)
    is_short = 0 < len(runs) < _FEWEST
    kept = runs.sum(keepdims=True) if is_short else runs[runs % np.uint64(_KEPT) == 0]
    return Sketch(article_id=article_id, published=published, runs=kept)


def clusters(sketches: Iterable[Sketch], text_of: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of articles that are near-copies of one another, each cluster and all of them in order.

    An article that has no copy is in no cluster. `text_of` returns the text of an article by its id; it is called for
    the articles that may be copies. The order of `sketches` makes no difference.
    """
    known = sorted(sketches, key=lambda one: (_day(one), one.article_id))

    @lru_cache(maxsize=_READ)
    def read(number: int) -> NDArray[np.uint64]:
        return _runs(text_of(known[number].article_id))

    pairs = []
    for first, second in _nominated(known):
        copied = _copied(read(first), read(second))
        undated = _UNDATED in (_day(known[first]), _day(known[second]))
        if copied >= (COPIED_UNDATED if undated else COPIED):
            pairs.append((-copied, first, second))
    together = _gathered(sorted(pairs), read)
    return tuple(sorted(tuple(sorted(known[number].article_id for number in group)) for group in together))


def _day(one: Sketch) -> int:
    return _UNDATED if one.published is None else one.published.toordinal()


def _runs(text: str) -> NDArray[np.uint64]:
    """Hash every run of words of `text`, or all of it where it is shorter than one: ascending, each once."""
    words = np.array([_hashed(word) for word in _WORD.findall(text)], dtype=np.uint64)
    count = max(min(1, len(words)), len(words) - _RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for place, power in enumerate(_POWERS[: len(words)]):
        runs += words[place : place + count] * power
    runs ^= runs >> np.uint64(31)
    runs *= np.uint64(0xBF58_476D_1CE4_E5B9)
    runs ^= runs >> np.uint64(29)
    return np.unique(runs)


@lru_cache(maxsize=_KNOWN_WORDS)
def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(fold(word).encode(), digest_size=8).digest())


def _nominated(known: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Return the pairs, by number, whose sketches share enough to be compared; `known` is in the order of days."""
    sizes = np.array([len(one.runs) for one in known], dtype=np.int64)
    if not sizes.sum():
        return []
    days = np.array([_day(one) for one in known], dtype=np.int64)
    runs = np.concatenate([one.runs for one in known])
    owners = np.repeat(np.arange(len(known), dtype=np.int64), sizes)
    order = np.argsort(runs, kind="stable")  # of one run, the articles stay in the order of days
    runs, owners = runs[order], owners[order]
    found = [np.zeros(0, dtype=np.int64)]
    for step in range(1, _NEIGHBOURS + 1):
        met = np.flatnonzero(runs[step:] == runs[:-step])
        if not len(met):
            break
        first, second = owners[met], owners[met + step]
        close = (days[second] - days[first] <= DAYS) | (days[first] == _UNDATED)
        found.append((first * len(known) + second)[close])
    codes, shared = np.unique(np.concatenate(found), return_counts=True)
    first, second = codes // len(known), codes % len(known)
    enough = shared >= _NOMINATED * np.minimum(sizes[first], sizes[second])
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _copied(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Return the share of the shorter text's runs that stand in the other; 0 or 1 where it is too short to tell."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    fewest, most = sorted((len(one), len(other)))
    if fewest < _FEWEST:
        return float(shared == most)
    return shared / fewest


def _gathered(
    pairs: Sequence[tuple[float, int, int]], read: Callable[[int], NDArray[np.uint64]]
) -> list[tuple[int, ...]]:
    """Put pairs of copies together, the surest first, but no two stories that only a third article joins.

    A round-up or a live page prints several dispatches in full: the first of them is its copy, and what shares nothing
    with that one is not.
    """
    groups: dict[int, tuple[int, ...]] = {}
    for _, first, second in pairs:
        one, other = groups.get(first, (first,)), groups.get(second, (second,))
        if one == other:
            continue
        if all(_copied(read(a), read(b)) >= _KIN for a in _ends(one, read) for b in _ends(other, read)):
            groups |= dict.fromkeys((*one, *other), (*one, *other))
    return list({min(group): group for group in groups.values()}.values())


def _ends(group: Sequence[int], read: Callable[[int], NDArray[np.uint64]]) -> tuple[int, int]:
    """Return the shortest and the fullest of a group."""
    sizes = {number: len(read(number)) for number in group}
    return min(group, key=sizes.__getitem__), max(group, key=sizes.__getitem__)
