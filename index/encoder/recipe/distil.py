"""Distil: the student learns to place a text of any language where the teacher places its English translation.

The loss is the cosine distance to the teacher's vector, for the translation and, every few steps, for the
English text itself, and a little of an in-batch contrast that keeps neighbours apart (Reimers and Gurevych 2020).
"""

from __future__ import annotations

import logging
import math
import random
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.encoder.recipe.training import Trainer, by_length

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.encoder.recipe.parallel import Pair
    from index.encoder.recipe.student import Student
    from index.encoder.recipe.training import Budget

WORD_RATE, RATE = 1e-3, 1e-4
LONGEST = 160  # tokens of a text in training
TOKENS, ROWS = 3072, 96  # of a batch, one side
CONTRAST, SCALE = 0.1, 20.0
ALIKE = 0.95  # cosine of two teacher vectors above which they are one meaning, not a contrast
ENGLISH_EVERY = 3  # steps between those that also hold the English side in place
MOST_REPEATS = 3

log = logging.getLogger(__name__)


class Targets:
    """The teacher's vectors of the pairs' English sides, made when first wanted and kept."""

    def __init__(self, teacher: Student, pairs: Sequence[Pair]) -> None:
        self._teacher = teacher
        numbers = {text: number for number, text in enumerate(dict.fromkeys(pair.english for pair in pairs))}
        self._texts = list(numbers)
        self._number = np.array([numbers[pair.english] for pair in pairs])
        self._vectors = np.full((len(numbers), teacher.dimension), np.nan, dtype=np.float32)

    def of(self, rows: Sequence[int]) -> torch.Tensor:
        """Return the targets of some pairs, by row number: (len(rows), dimension), on the teacher's device."""
        wanted = self._number[rows]
        missing = [int(number) for number in dict.fromkeys(wanted) if np.isnan(self._vectors[number, 0])]
        if missing:
            self._vectors[missing] = self._teacher.vectors([self._texts[number] for number in missing])
        return torch.from_numpy(self._vectors[wanted]).to(self._teacher.device)


def balanced(pairs: Sequence[Pair]) -> list[int]:
    """Row numbers for one pass over `pairs`: languages with little text come up to MOST_REPEATS times."""
    sizes = Counter(pair.language for pair in pairs)
    largest = max(sizes.values())
    repeats = {
        language: min(MOST_REPEATS, max(1, round(math.sqrt(largest / size)))) for language, size in sizes.items()
    }
    return [row for row, pair in enumerate(pairs) for _ in range(repeats[pair.language])]


def loss_to(found: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cosine distance of unit vectors (n, d) to their targets, and the contrast against the other targets."""
    distance = (1 - (found * wanted).sum(1)).mean()
    alike = (wanted @ wanted.T > ALIKE) & ~torch.eye(len(wanted), dtype=torch.bool, device=wanted.device)
    scores = (found @ wanted.T * SCALE).masked_fill(alike, -1e4)
    return distance + CONTRAST * torch.nn.functional.cross_entropy(
        scores, torch.arange(len(wanted), device=wanted.device)
    )


def distil(student: Student, pairs: Sequence[Pair], wanted: Targets, *, budget: Budget, checkpoint: Path) -> None:
    """Train `student` in place towards the targets of `pairs`; goes on from `checkpoint` if there is one."""
    other = student.token_ids([pair.other for pair in pairs], longest=LONGEST)
    english = student.token_ids([pair.english for pair in pairs], longest=LONGEST)
    rows = balanced(pairs)
    lengths = [len(other[row]) for row in rows]
    batches = [
        [rows[number] for number in batch]
        for epoch in range(math.ceil(budget.epochs))
        for batch in by_length(lengths, tokens=TOKENS, rows=ROWS, chance=random.Random(epoch))
    ]
    steps = max(1, math.ceil(len(batches) * budget.epochs / math.ceil(budget.epochs)))
    trainer = Trainer(student, steps=steps, budget=budget, word_rate=WORD_RATE, rate=RATE, checkpoint=checkpoint)
    mean: float | None = None
    while trainer.progress < 1:
        batch = batches[trainer.step]
        target = wanted.of(batch)
        loss = loss_to(student.embed([other[row] for row in batch]), target)
        if trainer.step % ENGLISH_EVERY == 0:
            held = student.embed([english[row] for row in batch])
            loss = loss + ENGLISH_EVERY * (1 - (held * target).sum(1)).mean()
        else:
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        trainer.take(loss)
        if trainer.step % 100 == 0:
            log.info("distil %d/%d, %.0f s, loss %.4f", trainer.step, steps, trainer.seconds, mean or 0.0)
    trainer.save()
