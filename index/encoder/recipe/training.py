"""What both training stages share: batches of like length, the optimiser, the schedule, checkpoints."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.encoder.recipe.student import Student

WARM_UP = 50  # steps
FLOOR = 0.05  # of the learning rate, at the end
CLIP = 1.0
POOL = 50  # batches that are drawn together before they are sorted by length


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long to train: so many passes over the data, or so many minutes, whichever ends first."""

    epochs: float
    minutes: float = float("inf")
    saved_every: int = 500  # steps between checkpoints


class Trainer:
    """Steps a student's parameters; survives being stopped.

    The word embeddings, which few tokens of a batch touch, have an optimiser of their own that moves only
    those rows. The learning rates rise for WARM_UP steps, then fall in a line to FLOOR by the end of the budget.
    """

    def __init__(  # noqa: PLR0913 -- all keyword-only, and each is a figure of the recipe
        self, student: Student, *, steps: int, budget: Budget, word_rate: float, rate: float, checkpoint: Path
    ) -> None:
        self.student = student
        self.steps = steps
        self.budget = budget
        self.step = 0
        self._checkpoint = checkpoint
        self._spent = 0.0  # seconds, over all runs
        self._since = time.monotonic()
        words = student.model.embeddings.word_embeddings
        words.sparse = True
        self._rest = [p for name, p in student.model.named_parameters() if "word_embeddings" not in name]
        self._rates = (word_rate, rate)
        self._optimizers: tuple[torch.optim.Optimizer, ...] = (
            torch.optim.SparseAdam([words.weight], lr=word_rate),
            torch.optim.AdamW(self._rest, lr=rate, weight_decay=0.0),
        )
        student.model.train()
        if checkpoint.exists():
            self._resume()

    @property
    def seconds(self) -> float:
        """Time spent training, earlier runs included."""
        return self._spent + time.monotonic() - self._since

    @property
    def progress(self) -> float:
        """From 0 to 1: how much of the budget is used."""
        return min(1.0, max(self.step / self.steps, self.seconds / 60 / self.budget.minutes))

    def take(self, loss: torch.Tensor) -> None:
        """Make one step down `loss`."""
        factor = min(1.0, (self.step + 1) / WARM_UP) * max(FLOOR, 1 - self.progress)
        for optimizer, rate in zip(self._optimizers, self._rates, strict=True):
            optimizer.param_groups[0]["lr"] = rate * factor
            optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._rest, CLIP)
        for optimizer in self._optimizers:
            optimizer.step()
        self.step += 1
        if self.step % self.budget.saved_every == 0:
            self.save()

    def save(self) -> None:
        """Write a checkpoint; a crash in the middle leaves the one before."""
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "model": self.student.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
        }
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self._checkpoint)

    def _resume(self) -> None:
        state = torch.load(self._checkpoint, map_location=self.student.device, weights_only=True)
        self.student.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self._spent = state["step"], state["seconds"]


def by_length(lengths: Sequence[int], *, tokens: int, rows: int, chance: random.Random) -> Iterator[list[int]]:
    """Draw every example once, in batches of like length: at most `rows` of them and `tokens` with padding."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    for start in range(0, len(order), rows * POOL):
        batches: list[list[int]] = []
        for example in sorted(order[start : start + rows * POOL], key=lambda number: lengths[number]):
            full = not batches or len(batches[-1]) == rows or (len(batches[-1]) + 1) * lengths[example] > tokens
            if full:
                batches.append([])
            batches[-1].append(example)
        chance.shuffle(batches)
        yield from batches
