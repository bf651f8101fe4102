"""The lexical index: BM25 over folded, stemmed words. The one home of bm25s and Stemmer.

Names and numbers are what questions and articles of different languages share; this is the list that finds them.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from corpus.fold import fold
from index.errors import damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_LANGUAGES = "languages.json"  # beside the files of bm25s: whose stemmers the questions' words go through

_KNOWN_WORDS = 1 << 18  # words whose folding and stem are kept: about the vocabulary of a large archive

_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([.,\u2019' \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?!\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[.,](\d+)(?![.,]?\d)")
_WORD = re.compile(r"\d+_\d+|[^\W_]+")
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
_STOP_LISTS = {
    "da": "DANISH",
    "de": "GERMAN",
    "en": "EN_PLUS",
    "es": "SPANISH",
    "fr": "FRENCH",
    "it": "ITALIAN",
    "nl": "DUTCH",
    "no": "NORWEGIAN",
    "pt": "PORTUGUESE",
    "ru": "RUSSIAN",
    "sv": "SWEDISH",
    "tr": "TURKISH",
}


class LexicalWriter:
    """Collects the words of passages, row by row, and saves the index. Holds word numbers, not texts."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {"": 0}
        self._documents: list[list[int]] = []
        self._languages: set[str] = set()

    def add(self, text: str, language: str | None) -> None:
        """Index `text` under the next row, in the language of its article."""
        numbers = self._vocabulary
        if language is not None:
            self._languages.add(language)
        self._documents.append([numbers.setdefault(word, len(numbers)) for word in _terms(text, language)])

    def save(self, folder: Path) -> None:
        """Compute the scores and write the index into `folder`, which it makes."""
        import bm25s

        scorer = bm25s.BM25()
        scorer.index((self._documents, self._vocabulary), show_progress=False)
        scorer.save(folder, show_progress=False)
        (folder / _LANGUAGES).write_text(json.dumps(sorted(self._languages)))


class LexicalIndex:
    """A saved index, memory-mapped. Only read."""

    def __init__(self, scorer: Any, languages: tuple[str, ...]) -> None:  # noqa: ANN401 # bm25s ships no types
        self._scorer = scorer
        self._languages = languages

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `LexicalWriter.save` wrote. Raises IndexDamaged."""
        import bm25s

        try:
            languages = tuple(json.loads((folder / _LANGUAGES).read_text()))
            return cls(bm25s.BM25.load(folder, mmap=True, show_progress=False), languages)
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise damaged(folder, error) from error

    def shares(self, question: str) -> NDArray[np.float32]:
        """Return the share of `question`'s words, by their rarity, that each row holds, (n,): from 0 to about 1.

        It is the BM25 score over the highest that it could be, a word that no row holds counting as the rarest: little
        for a question in another language, whose names alone are found.
        """
        vocabulary = self._scorer.vocab_dict
        written = question_terms(question, self._languages)
        numbers = [[vocabulary[term] for term in terms if term in vocabulary] for terms in written]
        found = list(dict.fromkeys(number for word in numbers for number in word))
        if not found:
            return np.zeros(self.count(), dtype=np.float32)
        ceiling = sum(self._rarity(word) for word in numbers)
        scores: NDArray[np.float32] = self._scorer.get_scores_from_ids(found) / ceiling
        return scores

    def nearest(self, question: str, k: int, among: NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """Return up to `k` pairs of (row, share): passages that share a word with `question`, best first.

        With `among` only these rows are ranked.
        """
        return best(self.shares(question), k, among)

    def _rarity(self, numbers: list[int]) -> float:
        """Return the weight of a word, by the form of it that most rows hold; as BM25 reckons it."""
        starts = self._scorer.scores["indptr"]
        held = max((int(starts[number + 1] - starts[number]) for number in numbers), default=0)
        return math.log(1 + (self.count() - held + 0.5) / (held + 0.5))

    def count(self) -> int:
        """Return how many rows it holds."""
        return int(self._scorer.scores["num_docs"])


def best(shares: NDArray[np.float32], k: int, among: NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
    """Return up to `k` pairs of (row, share) of those above 0, best first; with `among` of these rows."""
    found = np.flatnonzero(shares > 0) if among is None else among[shares[among] > 0]
    if len(found) > k:
        found = found[np.argpartition(-shares[found], k)[:k]]
    ordered = found[np.lexsort((found, -shares[found]))]
    return [(int(row), float(shares[row])) for row in ordered]


def question_terms(question: str, languages: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the terms that each word of `question` is searched by: it as it is, and stemmed in each of `languages`.

    A question's own language is not known here, and its words may stand in an article of any other; only the stop
    words of the language that it uses most of are left out.
    """
    words = list(_words(question))
    stop = max((stop_words(language) for language in sorted(_STOP_LISTS)), key=lambda stop: _share(words, stop))
    kept = [_folded(word) for word in words if not _is_stop(word, stop)]
    stemmers = [None, *sorted(set(languages))]
    return tuple(tuple(dict.fromkeys(_stem(word, language) for language in stemmers)) for word in dict.fromkeys(kept))


def _share(words: list[str], stop: frozenset[str]) -> int:
    return sum(_is_stop(word, stop) for word in words)


def _terms(text: str, language: str | None) -> Iterator[str]:
    stop = stop_words(language)
    for word in _words(text):
        if not _is_stop(word, stop):
            yield _stem(_folded(word), language)


def _words(text: str) -> Iterator[str]:
    """Yield the words and numbers of `text`, elisions split, acronyms without points, numbers in one notation."""
    text = _ACRONYM.sub(lambda match: match[0].replace(".", "") + " ", text)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _DECIMAL.sub(r"\1_\2", text)
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 1 or word.isdigit() or not word.isascii():
            yield word


def _is_stop(word: str, stop: frozenset[str]) -> bool:
    """Whether `word` carries no meaning. In capitals it is a name: the WHO, the US."""
    return not word.isupper() and _folded(word) in stop


@lru_cache(_KNOWN_WORDS)
def _folded(word: str) -> str:
    """Lower-case `word` and take its accents off, so that "Élysée" and "elysee" are one."""
    return fold(word)


@lru_cache(_KNOWN_WORDS)
def _stem(word: str, language: str | None) -> str:
    stemmer = _stemmer(language)
    return word if stemmer is None or word[0].isdigit() else str(stemmer.stemWord(word))


@cache
def _stemmer(language: str | None) -> Any:  # noqa: ANN401 # PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Return the words of `language` that carry no meaning, folded; none where there is no list."""
    if language not in _STOP_LISTS:
        return frozenset()
    from bm25s import stopwords

    return frozenset(_folded(word) for word in getattr(stopwords, f"STOPWORDS_{_STOP_LISTS[language]}"))
