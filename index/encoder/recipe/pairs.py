"""Teach the model that a question belongs to the passage that answers it.

The other passages of a batch are the wrong answers; its questions are, six by six, neighbours of each other in the
model's own space, which makes them hard.
"""

from __future__ import annotations

import logging
import math
import random
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.encoder.recipe.student import PASSAGE, QUESTION
from index.encoder.recipe.training import Trainer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoder.recipe.questions import Asked
    from index.encoder.recipe.student import Student
    from index.encoder.recipe.training import Budget

RATE = 6e-5
LONGEST_QUESTION, LONGEST_PASSAGE = 64, 144  # tokens
ROWS, NEIGHBOURS = 32, 6  # of a batch; of each drawn question that sit in its batch too
SCALE = 50.0  # half of what the original was trained with: its vectors lie close together
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


def train(student: Student, *, asked: Sequence[Asked], budget: Budget, checkpoint: Path) -> None:
    """Train `student` in place on `asked`; goes on from `checkpoint`."""
    questions = student.token_ids([pair.question for pair in asked], QUESTION, longest=LONGEST_QUESTION)
    passages = student.token_ids([pair.passage for pair in asked], PASSAGE, longest=LONGEST_PASSAGE)
    vectors = student.vectors(questions)
    epochs = math.ceil(budget.epochs)
    batches = [
        batch for epoch in range(epochs) for batch in hard_batches(vectors, rows=ROWS, chance=random.Random(epoch))
    ]
    random.Random(0).shuffle(batches)
    steps = max(1, math.ceil(len(batches) * budget.epochs / epochs))
    trainer = Trainer(student, steps=steps, budget=budget, rate=RATE, checkpoint=checkpoint)
    mean: float | None = None
    while trainer.progress < 1:
        batch = batches[trainer.step]
        loss = contrast(
            student.embed([questions[row] for row in batch]),
            student.embed([passages[row] for row in batch]),
            [asked[row].group for row in batch],
        )
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        trainer.take(loss)
        if trainer.step % 20 == 0:
            log.info("pairs %d/%d, %.0f s, loss %.3f", trainer.step, steps, trainer.seconds, mean)
    trainer.save()
