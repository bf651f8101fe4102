"""Train the upper layers and the heads on examples; survives being stopped."""

from __future__ import annotations

import logging
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from bot.spans.model import Page, tokens
from bot.spans.recipe.network import BEGINS, ENDS, PROVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from bot.spans.recipe.examples import Example
    from bot.spans.recipe.network import SpanNetwork
    from corpus.article import Span

ROWS, POOL = 12, 30  # examples of a batch; batches drawn together before they are sorted by length
RATE, HEAD_RATE = 1.5e-4, 7.5e-4
WARM_UP, FLOOR = 60, 0.03  # steps; of the learning rate, at the end
DECAY, CLIP = 0.01, 1.0
SPAN_WEIGHT = 0.5  # of the two span losses together, beside those of answering and proving
SAVED_EVERY, TOLD_EVERY = 200, 25  # steps

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An example in tokens; `answer` and `proof` are the first and last token, counted within the window."""

    ids: list[int]
    first: int
    length: int
    answer: tuple[int, int] | None
    proof: tuple[int, int] | None


def row_of(example: Example, tokenizer: Tokenizer) -> Row | None:
    """Turn an example into tokens; None where its answer or proof is cut off."""
    taken = tokens(tokenizer, example.question, Page(headline=example.headline, text=example.window))
    answer, proof = (_tokens_of(span, taken.places) for span in (example.answer, example.proof))
    if example.answer is not None and (answer is None or proof is None):
        return None
    return Row(ids=taken.ids, first=taken.first, length=len(taken.places), answer=answer, proof=proof)


def train(  # noqa: PLR0913 -- one keyword for each end of it
    network: SpanNetwork, rows: Sequence[Row], *, epochs: float, minutes: float, checkpoint: Path, rate: float = 1.0
) -> None:
    """Train until so many passes are made, or so many minutes spent, whichever comes first; `rate` scales the steps."""
    run = _Run(network, checkpoint, total=int(len(rows) * epochs), minutes=minutes, rate=rate)
    batches = [batch for epoch in range(int(epochs) + 1) for batch in _batches(rows, random.Random(epoch))]
    network.train()
    for batch in batches[run.step :]:
        if run.progress >= 1:
            break
        run.take(loss_of(network, [rows[number] for number in batch]), len(batch))
    run.save()


def loss_of(network: SpanNetwork, rows: Sequence[Row]) -> torch.Tensor:
    """Return the loss of a batch: does it answer, where, and what proves it."""
    width = max(len(row.ids) for row in rows)
    ids, mask = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(2))
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = torch.tensor(row.ids)
        mask[number, : len(row.ids)] = 1
    spans, answers = network(ids, mask)
    right = torch.tensor([float(row.answer is not None) for row in rows])
    answering = functional.binary_cross_entropy_with_logits(answers, right)
    proving, placing = torch.zeros(()), torch.zeros(())
    for number, row in enumerate(rows):
        scores = spans[number, row.first : row.first + row.length]
        proof = torch.zeros(row.length)
        if row.answer is not None and row.proof is not None:
            for column, token in zip((BEGINS, ENDS), row.answer, strict=True):
                placing = placing + functional.cross_entropy(scores[None, :, column], torch.tensor([token]))
            proof[row.proof[0] : row.proof[1] + 1] = 1
        proving = proving + functional.binary_cross_entropy_with_logits(scores[:, PROVES], proof)
    answered = max(1.0, float(right.sum()))
    return answering + SPAN_WEIGHT * placing / answered + proving / len(rows)


class _Run:
    """The optimiser, the schedule and the checkpoint of one training, over all its interruptions."""

    def __init__(self, network: SpanNetwork, checkpoint: Path, *, total: int, minutes: float, rate: float) -> None:
        self.step = 0
        self._seen = 0  # examples
        self._spent = 0.0  # seconds, in earlier runs
        self._since = time.monotonic()
        self._network, self._checkpoint, self._total, self._minutes = network, checkpoint, total, minutes
        self._rate = rate
        self._trained = [*network.body(), *network.heads()]
        groups = [{"params": network.body()}, {"params": network.heads()}]
        self._optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=DECAY)
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            network.load_state_dict(state["network"])
            self._optimizer.load_state_dict(state["optimizer"])
            self.step, self._seen, self._spent = state["step"], state["seen"], state["spent"]

    @property
    def progress(self) -> float:
        """From 0 to 1: how much of the budget is used."""
        return max(self._seen / self._total, self._seconds / 60 / self._minutes)

    @property
    def _seconds(self) -> float:
        return self._spent + time.monotonic() - self._since

    def take(self, loss: torch.Tensor, examples: int) -> None:
        """Make one step down `loss`."""
        factor = self._rate * min(1.0, (self.step + 1) / WARM_UP) * max(FLOOR, 1 - self.progress)
        for group, rate in zip(self._optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * factor
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._trained, CLIP)
        self._optimizer.step()
        self.step += 1
        self._seen += examples
        if self.step % TOLD_EVERY == 0:
            log.info(
                "%d of %d examples, %.1f a second, loss %.3f",
                self._seen,
                self._total,
                self._seen / self._seconds,
                float(loss.detach()),
            )
        if self.step % SAVED_EVERY == 0:
            self.save()

    def save(self) -> None:
        """Write a checkpoint; a crash in the middle leaves the one before."""
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self.step,
            "seen": self._seen,
            "spent": self._seconds,
        }
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self._checkpoint)


def _batches(rows: Sequence[Row], chance: random.Random) -> Iterator[list[int]]:
    """Draw every example once, in batches of like length."""
    order = list(range(len(rows)))
    chance.shuffle(order)
    for start in range(0, len(order), ROWS * POOL):
        drawn = sorted(order[start : start + ROWS * POOL], key=lambda number: len(rows[number].ids))
        batches = [drawn[at : at + ROWS] for at in range(0, len(drawn), ROWS)]
        chance.shuffle(batches)
        yield from batches


def _tokens_of(span: Span | None, places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    if span is None:
        return None
    held = [number for number, (start, stop) in enumerate(places) if stop > span.start and start < span.stop]
    return (held[0], held[-1]) if held and places[held[-1]][1] >= span.stop else None
