"""The lexical index: BM25 over folded, stemmed words. The one home of bm25s and Stemmer.

Names and numbers are what questions and articles of different languages share; the other words are searched by their
translations too, as `index.lexicon` has them.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from corpus.fold import fold
from index.errors import damaged
from index.lexicon import is_known, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_LANGUAGES = "languages.json"  # beside the files of bm25s: whose stemmers the questions' words go through

_KNOWN_WORDS = 1 << 18  # words whose folding and stem are kept: about the vocabulary of a large archive

_GUESSED = 0.5  # what a translation weighs where the language of what is asked is a guess

_PROBABLE = 0.3  # how probable a translation must be, for a word to be taken for it

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
        self._documents.append([numbers.setdefault(word, len(numbers)) for word in terms(text, language)])

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

        It is the BM25 score over the highest that it could be, a word that no row holds counting as the rarest. A
        word's forms and translations count as one word: as often as each stands there, times how probable it is.
        """
        postings, vocabulary = self._scorer.scores, self._scorer.vocab_dict
        scores = np.zeros(self.count(), dtype=np.float32)
        ceiling = 0.0
        for forms in question_terms(question, self._languages):
            held = [(vocabulary[term], weight) for term, weight in forms if term in vocabulary]
            rarity = self._rarity(sum(weight * self._held(number) for number, weight in held))
            ceiling += rarity
            for number, weight in held:
                rows = slice(int(postings["indptr"][number]), int(postings["indptr"][number + 1]))
                # What is saved is each term's own rarity times how much of the row it is: the word's takes its place.
                weighed = weight * rarity / self._rarity(self._held(number))
                scores[postings["indices"][rows]] += np.float32(weighed) * postings["data"][rows]
        return scores / np.float32(ceiling) if ceiling else scores

    def nearest(self, question: str, k: int, among: NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """Return up to `k` pairs of (row, share): passages that share a word with `question`, best first.

        With `among` only these rows are ranked.
        """
        return best(self.shares(question), k, among)

    def _held(self, number: int) -> int:
        """Return how many rows hold a term."""
        starts = self._scorer.scores["indptr"]
        return int(starts[number + 1] - starts[number])

    def _rarity(self, held: float) -> float:
        """Return the weight of a word that so many rows hold; as BM25 reckons it."""
        held = min(held, self.count())
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


def question_terms(question: str, languages: Iterable[str]) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Return the terms that each word of `question` is searched by, and how probable each is.

    It is searched as it is, and stemmed in each of `languages`, which is as good; and by what it may be in those that
    the question is not in. That is known of a question by the stop words that it uses most of, and these are left out.
    Of a few bare words ("climate change") it is guessed: the language, English before others, that the lexicon knows
    most of them in; their translations weigh half.
    """
    words = list(_words(question))
    asked_in = max(sorted(_STOP_LISTS, key=lambda code: (code != "en", code)), key=partial(_belonging, words))
    kept = [_folded(word) for word in words if not _is_stop(word, stop_words(asked_in))]
    searched = sorted(set(languages))
    weight = 1.0 if len(kept) < len(words) else _GUESSED
    return tuple(tuple(_forms(word, asked_in, searched, weight).items()) for word in dict.fromkeys(kept))


def _forms(word: str, asked_in: str, languages: Sequence[str], weight: float) -> dict[str, float]:
    forms = {_stem(word, language): 1.0 for language in (None, *languages)}
    for language in languages:
        for term, share in translations(_stem(word, asked_in), asked_in, language):
            forms[term] = max(weight * share, forms.get(term, 0.0))
    return forms


@lru_cache(_KNOWN_WORDS)
def translated(word: str, language: str | None) -> frozenset[str]:
    """Return the stems of what a folded word of `language` most probably is in the other languages that are known."""
    if language is None:
        return frozenset()
    stem = _stem(word, language)
    known = (translations(stem, language, other) for other in _STEMMERS)
    return frozenset(term for one in known for term, share in one if share >= _PROBABLE)


def _belonging(words: list[str], language: str) -> tuple[int, int]:
    """Return how many words are stop words of a language, and how many of it the lexicon translates."""
    stop = stop_words(language)
    terms = [_stem(_folded(word), language) for word in words]
    return sum(_is_stop(word, stop) for word in words), sum(is_known(term, language) for term in terms)


def terms(text: str, language: str | None) -> Iterator[str]:
    """Yield the words of `text` by which it is found, in their order, folded and stemmed."""
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
