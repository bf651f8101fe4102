"""Give the teacher the words of other languages before any training.

Every word of the lexicons that the vocabulary lacks becomes one piece of it, and its embedding is the mean of
its English translations' pieces, weighted by p(English | word). Tails of compounds (German `##minister`) are
added the same way, so that a compound never seen still falls into known parts.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer

from index.encoder.recipe.student import Student

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoder.recipe.lexicon import Entry

RAREST = 2  # occurrences that make a word worth a piece, where the plan does not say otherwise
SHORTEST_WORD = 2  # letters
SHORTEST_HEAD, SHORTEST_TAIL = 3, 4  # letters of a compound's parts
TAIL_WORDS = 3  # a tail is worth a piece when so many unknown words end in it
SAME = 0.5  # a word that is probably its own translation is a name: English pieces serve it in every language
TRANSLATIONS = 5  # of a word, at most, that its embedding is made of
SHRINK = 0.9  # new embeddings are a little shorter than the ones they are made of
CONTINUES = "##"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A new piece of the vocabulary and the English words, with weights, that its embedding is made of."""

    text: str
    weight: int  # how often it was needed; heavier ones are kept first
    translations: tuple[tuple[str, float], ...]


def pieces(lexicons: Mapping[str, Sequence[Entry]], known: Iterable[str], *, least: Mapping[str, int]) -> list[Piece]:
    """Choose the new pieces, the oftenest needed first.

    `least` gives, for each language, how often a word has to occur to be worth a piece.
    """
    vocabulary = frozenset(known)
    merged: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: Counter[str] = Counter()
    for language, entries in lexicons.items():
        for entry in entries:
            if entry.count < least[language] or not _wanted(entry):
                continue
            counts[entry.word] += entry.count
            for english, probability in entry.translations:
                merged[entry.word][english] += probability * entry.count
    tails = _tails(lexicons, vocabulary | counts.keys(), vocabulary)
    made = [
        Piece(text=word, weight=count, translations=_best(merged[word]))
        for word, count in counts.items()
        if word not in vocabulary
    ]
    made += [
        Piece(
            text=CONTINUES + tail,
            weight=count,
            translations=_best(merged[tail]) if tail in merged else ((tail, 1.0),),
        )
        for tail, count in tails.items()
    ]
    return sorted(made, key=lambda piece: (-piece.weight, piece.text))


def transplant(teacher: Path, new: Sequence[Piece], folder: Path) -> None:
    """Write the teacher with the new pieces appended to its vocabulary and embeddings into `folder`."""
    student = Student(teacher)
    table = student.model.embeddings.word_embeddings
    weights = table.weight.detach().numpy()

    def piece_ids(word: str) -> list[int]:
        return list(student.tokenizer.encode(word, add_special_tokens=False).ids)

    grown = torch.nn.Embedding(len(weights) + len(new), weights.shape[1], padding_idx=0)
    grown.weight.data = torch.from_numpy(
        np.concatenate([weights, *(_embedding(piece, weights, piece_ids)[None] for piece in new)])
    )
    student.model.embeddings.word_embeddings = grown
    student.model.config.vocab_size = len(grown.weight)
    student.tokenizer = _grown_tokenizer(student.tokenizer, new)
    student.save(folder)


def _best(translations: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(translations.items(), key=lambda pair: (-pair[1], pair[0]))[:TRANSLATIONS])


def _wanted(entry: Entry) -> bool:
    english, probability = entry.translations[0]
    return (
        len(entry.word) >= SHORTEST_WORD
        and entry.word.isalpha()
        and not (english == entry.word and probability >= SAME)
    )


def _tails(lexicons: Mapping[str, Sequence[Entry]], heads: Iterable[str], vocabulary: frozenset[str]) -> Counter[str]:
    """How many words of no piece of their own end in each known word that has no continuing piece yet."""
    beginnings = frozenset(heads)
    counts: Counter[str] = Counter()
    for entries in lexicons.values():
        words = frozenset(entry.word for entry in entries)
        for word in words - beginnings:
            for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
                head, tail = word[:cut], word[cut:]
                if head in beginnings and tail in words and tail in beginnings and CONTINUES + tail not in vocabulary:
                    counts[tail] += 1
    return Counter({tail: count for tail, count in counts.items() if count >= TAIL_WORDS})


def _embedding(
    piece: Piece, weights: NDArray[np.float32], piece_ids: Callable[[str], list[int]]
) -> NDArray[np.float32]:
    mean = np.zeros(weights.shape[1], dtype=np.float32)
    length = total = 0.0
    for english, share in piece.translations:
        rows = weights[piece_ids(english)]
        if len(rows):
            mean += share * rows.mean(0)
            length += share * float(np.linalg.norm(rows, axis=1).mean())
            total += share
    if total == 0.0:
        return mean
    # A mean of vectors is shorter than they are; the layers above expect the usual length.
    return np.asarray(mean * (SHRINK * length / total / max(float(np.linalg.norm(mean)), 1e-6)), dtype=np.float32)


def _grown_tokenizer(tokenizer: Tokenizer, new: Sequence[Piece]) -> Tokenizer:
    description = json.loads(tokenizer.to_str())
    vocabulary = description["model"]["vocab"]
    for number, piece in enumerate(new, len(vocabulary)):
        vocabulary[piece.text] = number
    return Tokenizer.from_str(json.dumps(description))
