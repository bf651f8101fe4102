"""How much of a question stands in a text, by words: across accents, endings and, for cognates and names, languages."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.fold import fold as bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)")
_SHORTEST = 3  # characters of a word that can bear meaning; digits always can
_STEM = 4  # characters that two words must share to be forms, or cognates, of one
_SHARED = 0.6  # and the share of the longer word that they must cover: "humanity" and "humanité" share 7 of 8


def fold(text: str) -> str:
    """Take case, accents and thousands separators away."""
    return bare(_GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text))


def words(text: str) -> list[str]:
    """Return the folded words of `text` that can bear meaning, in order."""
    return [word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST or word[0].isdigit()]


def proper(text: str) -> list[str]:
    """Return the folded words that are written as names or are numbers; the first word is written large anyway."""
    found = re.findall(r"\w[\w.,-]*\w|\w", text)
    names = [w for i, w in enumerate(found) if w[0].isdigit() or (w[0].isupper() and (i > 0 or w.isupper()))]
    return list(dict.fromkeys(part for name in names for part in words(name.replace("-", " "))))


def akin(first: str, second: str) -> bool:
    """Whether two folded words are one word in two forms."""
    if first == second:
        return True
    if first[:_STEM] != second[:_STEM] or len(first) < _STEM or first[0].isdigit():
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return shared >= _SHARED * max(len(first), len(second))


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """Weigh words by how few of `texts` hold them (idf)."""
    held = [_held(text) for text in texts]
    count = Counter(word for some in held for word in some)
    return {word: math.log(1 + len(held) / n) for word, n in count.items()}


class Asked:
    """The words of a question, weighed once: a word that is rare among what was found says more."""

    def __init__(self, asked: Sequence[str], weight: Mapping[str, float]) -> None:
        heaviest = max(weight.values(), default=1.0)
        self._kin = {
            word: frozenset(other for other in weight if akin(word, other)) | {word} for word in dict.fromkeys(asked)
        }
        self._weight = {
            word: min((weight[other] for other in kin if other in weight), default=heaviest)
            for word, kin in self._kin.items()
        }
        self._closed = bool(weight)
        self._total = sum(self._weight.values())

    def __bool__(self) -> bool:
        return bool(self._kin)

    def share(self, text: str) -> float:
        """Return the share, by weight and in [0, 1], of the words that `text` holds in some form."""
        if not self._total:
            return 0.0
        held = _held(text)
        return sum(self._weight[word] for word in self._kin if self._in(word, held)) / self._total

    def _in(self, word: str, held: frozenset[str]) -> bool:
        if not self._kin[word].isdisjoint(held):
            return True
        return not self._closed and any(akin(word, other) for other in held)


@lru_cache(maxsize=1 << 12)
def _held(text: str) -> frozenset[str]:
    return frozenset(words(text))
