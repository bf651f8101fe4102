"""Teach the student that a question belongs to the passage that answers it, not only to its translation.

The other passages of a batch are the wrong answers; half of every batch are neighbours of each other in the
student's own space, which makes them hard. A batch of parallel text rides along at every step and keeps the
languages, and English, where distillation has put them.
"""

from __future__ import annotations

import logging
import math
import random
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.encoder.recipe.distil import LONGEST as LONGEST_TEXT
from index.encoder.recipe.training import Trainer, by_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoder.recipe.distil import Targets
    from index.encoder.recipe.parallel import Pair
    from index.encoder.recipe.questions import Asked
    from index.encoder.recipe.student import Student
    from index.encoder.recipe.training import Budget

WORD_RATE, RATE = 1e-4, 5e-5
LONGEST_QUESTION, LONGEST_PASSAGE = 48, 128  # tokens
ROWS, NEIGHBOURS = 48, 6  # of a batch; of each drawn question that sit in its batch too
SCALE = 20.0
ANCHOR_TOKENS, ANCHOR_ROWS = 1536, 48  # of the parallel text, one side
ANCHOR = 1.0  # weight of its loss
WRONG = -1e4

log = logging.getLogger(__name__)


def contrast(questions: torch.Tensor, passages: torch.Tensor, groups: Sequence[str]) -> torch.Tensor:
    """Cross-entropy of each question against all passages (n, d), and of each passage against all questions."""
    names = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    number = torch.tensor([names[group] for group in groups], device=questions.device)
    related = (number[:, None] == number[None, :]) & ~torch.eye(len(groups), dtype=torch.bool, device=questions.device)
    scores = (questions @ passages.T * SCALE).masked_fill(related, WRONG)
    right = torch.arange(len(groups), device=questions.device)
    return (torch.nn.functional.cross_entropy(scores, right) + torch.nn.functional.cross_entropy(scores.T, right)) / 2


def hard_batches(vectors: NDArray[np.float32], *, rows: int, chance: random.Random) -> Iterator[list[int]]:
    """Draw every row once, in batches: a random one, then its nearest that are still undrawn, and so on."""
    undrawn = np.ones(len(vectors), dtype=bool)
    order = list(range(len(vectors)))
    chance.shuffle(order)
    batch: list[int] = []
    for first in order:
        if not undrawn[first]:
            continue
        undrawn[first] = False
        scores = np.where(undrawn, vectors @ vectors[first], -np.inf)
        nearest = np.argpartition(-scores, min(NEIGHBOURS, len(scores) - 1))[: NEIGHBOURS - 1]
        near = [int(row) for row in nearest if undrawn[row]]
        undrawn[near] = False
        batch += [first, *near]
        if len(batch) >= rows:
            yield batch[:rows]
            batch = batch[rows:]
    if batch:
        yield batch


def train(  # noqa: PLR0913 -- two kinds of data, and the budget; all keyword-only but the student
    student: Student,
    *,
    asked: Sequence[Asked],
    parallel: Sequence[Pair],
    wanted: Targets,
    budget: Budget,
    checkpoint: Path,
) -> None:
    """Train `student` in place on `asked`, held by `parallel` and its targets; goes on from `checkpoint`."""
    questions = student.token_ids([pair.question for pair in asked], longest=LONGEST_QUESTION)
    passages = student.token_ids([pair.passage for pair in asked], longest=LONGEST_PASSAGE)
    vectors = student.vectors([pair.question for pair in asked], longest=LONGEST_QUESTION)
    epochs = math.ceil(budget.epochs)
    batches = [
        batch for epoch in range(epochs) for batch in hard_batches(vectors, rows=ROWS, chance=random.Random(epoch))
    ]
    random.Random(0).shuffle(batches)
    steps = max(1, math.ceil(len(batches) * budget.epochs / epochs))
    anchors = _Anchors(student, parallel, wanted)
    trainer = Trainer(student, steps=steps, budget=budget, word_rate=WORD_RATE, rate=RATE, checkpoint=checkpoint)
    mean: float | None = None
    while trainer.progress < 1:
        batch = batches[trainer.step]
        loss = contrast(
            student.embed([questions[row] for row in batch]),
            student.embed([passages[row] for row in batch]),
            [asked[row].group for row in batch],
        )
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        trainer.take(loss + ANCHOR * anchors.loss(trainer.step))
        if trainer.step % 20 == 0:
            log.info("pairs %d/%d, %.0f s, loss %.3f", trainer.step, steps, trainer.seconds, mean)
    trainer.save()


class _Anchors:
    """Batches of parallel text, one a step, whose both sides are to stay at the teacher's vector."""

    def __init__(self, student: Student, parallel: Sequence[Pair], wanted: Targets) -> None:
        self._student = student
        self._wanted = wanted
        self._english = student.token_ids([pair.english for pair in parallel], longest=LONGEST_TEXT)
        self._other = student.token_ids([pair.other for pair in parallel], longest=LONGEST_TEXT)
        lengths = [len(ids) for ids in self._other]
        chance = random.Random(0)
        self._batches = list(by_length(lengths, tokens=ANCHOR_TOKENS, rows=ANCHOR_ROWS, chance=chance))

    def loss(self, step: int) -> torch.Tensor:
        batch = self._batches[step % len(self._batches)]
        target = self._wanted.of(batch)
        side = self._english if step % 2 else self._other
        return (1 - (self._student.embed([side[row] for row in batch]) * target).sum(1)).mean()
