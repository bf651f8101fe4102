"""A probabilistic dictionary from parallel text: which English words a word of another language stands for.

IBM Model 1 (Brown et al. 1993) in both directions at once, each link counted by how far the two agree (Liang,
Taskar and Klein 2006): rare words do not collect what nothing else explains. Words are lower-cased and lose
their accents, as the encoder's own tokenizer does it, so that an entry here can be a piece of its vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ITERATIONS = 8
LONGEST = 60  # words of a sentence that are aligned
LEAST = 0.05  # probability below which a translation is noise

_normalizer = BertNormalizer(lowercase=True, strip_accents=True)
_splitter = BertPreTokenizer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word, how often the text had it, and its English translations with p(English | word), best first."""

    word: str
    count: int
    translations: tuple[tuple[str, float], ...]


def words(text: str) -> list[str]:
    """Split `text` into words as the tokenizer does: lower case, no accents, punctuation by itself."""
    return [word for word, _ in _splitter.pre_tokenize_str(_normalizer.normalize_str(text))]


def learn(pairs: Iterable[tuple[str, str]]) -> list[Entry]:
    """Learn the dictionary from (English, other) sentence pairs; commonest words first."""
    english = _Numbering()
    other = _Numbering()
    links = _links([(words(left)[:LONGEST], words(right)[:LONGEST]) for left, right in pairs], english, other)
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for word, translation, probability in _estimate(links, english_words=len(english.names)):
        found[word].append((english.names[translation], probability))
    entries = [
        Entry(
            word=name,
            count=other.counts[number],
            translations=tuple(sorted(found[number], key=lambda pair: (-pair[1], pair[0]))),
        )
        for number, name in enumerate(other.names)
        if number in found
    ]
    return sorted(entries, key=lambda entry: (-entry.count, entry.word))


def save(entries: Sequence[Entry], path: Path) -> None:
    """Write one entry a line: word, count, then English words and probabilities in turn, separated by tabs."""
    lines = (
        "\t".join((entry.word, str(entry.count), *(f"{word}\t{p:.3f}" for word, p in entry.translations)))
        for entry in entries
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def load(path: Path) -> list[Entry]:
    """Read what `save` wrote."""
    entries = []
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        word, count, *rest = line.split("\t")
        translations = tuple(zip(rest[::2], map(float, rest[1::2]), strict=True))
        entries.append(Entry(word=word, count=int(count), translations=translations))
    return entries


class _Numbering:
    """Words to numbers, in the order they were met."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts: Counter[int] = Counter()
        self._numbers: dict[str, int] = {}

    def of(self, sentence: list[str]) -> NDArray[np.int64]:
        numbers = []
        for word in sentence:
            if word not in self._numbers:
                self._numbers[word] = len(self.names)
                self.names.append(word)
            numbers.append(self._numbers[word])
        self.counts.update(numbers)
        return np.array(numbers, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """Every possible link of a word to an English word of its sentence, and which two tokens it would link."""

    word: NDArray[np.int64]
    english: NDArray[np.int64]
    word_token: NDArray[np.int64]
    english_token: NDArray[np.int64]


def _links(sentences: list[tuple[list[str], list[str]]], english: _Numbering, other: _Numbering) -> _Links:
    columns: list[tuple[NDArray[np.int64], ...]] = []
    word_tokens = english_tokens = 0
    for left, right in sentences:
        rows, candidates = len(right), len(left)
        columns.append(
            (
                np.repeat(other.of(right), candidates),
                np.tile(english.of(left), rows),
                np.repeat(np.arange(word_tokens, word_tokens + rows), candidates),
                np.tile(np.arange(english_tokens, english_tokens + candidates), rows),
            )
        )
        word_tokens, english_tokens = word_tokens + rows, english_tokens + candidates
    word, translation, word_token, english_token = map(np.concatenate, zip(*columns, strict=True))
    return _Links(word=word, english=translation, word_token=word_token, english_token=english_token)


def _estimate(links: _Links, *, english_words: int) -> Iterable[tuple[int, int, float]]:
    """Yield (word, English word, p(English | word)) where the probability is worth keeping."""
    kinds, kind = np.unique(links.word * english_words + links.english, return_inverse=True)
    word, english = np.divmod(kinds, english_words)
    forward = backward = expected = np.ones(
        len(kinds), dtype=np.float64
    )  # t(word | English), t(English | word), link counts
    for _ in range(ITERATIONS):
        ahead, back = forward[kind], backward[kind]
        ahead /= np.bincount(links.word_token, ahead)[links.word_token]
        back /= np.bincount(links.english_token, back)[links.english_token]
        expected = np.bincount(kind, ahead * back, minlength=len(kinds)).astype(np.float64)
        forward = expected / np.bincount(english, expected)[english]
        backward = expected / np.bincount(word, expected)[word]
    kept = np.flatnonzero(backward > LEAST)
    return zip(word[kept].tolist(), english[kept].tolist(), backward[kept].tolist(), strict=True)
