"""How a model is trained, on whatever loss: the optimiser, the schedule, checkpoints, batches of like length."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.encoder.recipe.student import Student

WARM_UP = 20  # steps
FLOOR = 0.05  # of the learning rate, at the end
CLIP, DECAY = 1.0, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long to train: so many passes over the data, or so many minutes, whichever ends first."""

    epochs: float
    minutes: float = float("inf")
    saved_every: int = 500  # steps between checkpoints


class Trainer:
    """Steps the parameters of a student that are trained; survives being stopped.

    The learning rate rises for WARM_UP steps, then falls in a line to FLOOR by the end of the budget.
    """

    def __init__(self, student: Student, *, steps: int, budget: Budget, rate: float, checkpoint: Path) -> None:
        self.student = student
        self.steps = steps
        self.budget = budget
        self.step = 0
        self._checkpoint = checkpoint
        self._spent = 0.0  # seconds, over all runs
        self._since = time.monotonic()
        self._rate = rate
        self._trained = student.trained()
        self._optimizer = torch.optim.AdamW(self._trained, lr=rate, weight_decay=DECAY)
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
        self._optimizer.param_groups[0]["lr"] = self._rate * factor
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._trained, CLIP)
        self._optimizer.step()
        self.step += 1
        if self.step % self.budget.saved_every == 0:
            self.save()

    def save(self) -> None:
        """Write a checkpoint; a crash in the middle leaves the one before."""
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "model": self.student.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
        }
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self._checkpoint)

    def _resume(self) -> None:
        state = torch.load(self._checkpoint, map_location=self.student.device, weights_only=True)
        self.student.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.step, self._spent = state["step"], state["seconds"]


@contextlib.contextmanager
def threads(count: int) -> Iterator[None]:
    """Let torch use `count` threads inside the block; 0 leaves it as it is."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)
