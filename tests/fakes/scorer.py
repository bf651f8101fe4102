"""A scorer that needs no model: a window answers as far as it shares words with the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from bot.overlap import akin, words
from bot.spans.reading import Reading
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.spans.model import Page

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_SURE = 6.0  # log-odds of a window that shares three quarters of the words


class FakeScorer:
    """Proves with the sentence that shares most words, and answers with the number or name there nearest to them."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        asked = words(question)
        return [self._reading(asked, page) for page in pages]

    def _reading(self, asked: list[str], page: Page) -> Reading:
        tokens = list(_TOKEN.finditer(page.text))
        known = [any(akin(word, other) for other in asked for word in words(token[0])) for token in tokens]
        held = [
            [number for number, t in enumerate(tokens) if s.start <= t.start() < s.stop]
            for s in sentences(page.text, None)
        ]
        best = max(held, key=lambda numbers: sum(known[number] for number in numbers), default=[])
        marks = [number for number in best if known[number]] or [0]
        near = np.array([min(abs(number - mark) for mark in marks) for number in range(len(tokens))], dtype=np.float32)
        told = np.array([token[0][0].isdigit() or token[0][0].isupper() for token in tokens], dtype=np.float32)
        inside = np.isin(np.arange(len(tokens)), best)
        scores = np.where(inside & ~np.array(known, dtype=bool), told * 5 - near, -50.0).astype(np.float32)
        share = sum(known[number] for number in best) / max(1, len(asked))
        return Reading(
            answers=_SURE * (2 * min(1.0, share) - 0.5),
            places=np.array([token.span() for token in tokens], dtype=np.int64).reshape(-1, 2),
            begins=scores,
            ends=scores,
            proves=inside.astype(np.float32),
        )
