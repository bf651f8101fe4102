"""What the span model makes of a passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_BEST = 8  # beginnings that are tried, and ends


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """One passage, read with one question. The arrays have a row a token of the passage."""

    answers: float  # log-odds that the passage answers the question
    places: NDArray[np.int64]  # (n, 2): where each token starts and stops in the passage
    begins: NDArray[np.float32]  # (n,): log-probability that the short answer begins there
    ends: NDArray[np.float32]  # (n,): that it ends there
    proves: NDArray[np.float32]  # (n,): probability that the token stands in a sentence that proves the answer

    def spans(self, *, longest: int, count: int) -> tuple[tuple[Span, float], ...]:
        """Return the likeliest short answers of up to `longest` characters, and their log-probabilities, best first."""
        found = sorted(self._spans(longest), key=lambda pair: -pair[1])
        kept: list[tuple[Span, float]] = []
        for span, score in found:
            if len(kept) == count:
                break
            if not any(span.overlaps(other) for other, _ in kept):
                kept.append((span, score))
        return tuple(kept)

    def proof_in(self, span: Span) -> float:
        """Return how likely the characters of `span` prove the answer: the mean over its tokens, 0 if it has none."""
        inside = self._inside(span)
        return float(self.proves[inside].mean()) if inside.any() else 0.0

    def answer_in(self, span: Span) -> float:
        """Return the probability that the short answer begins in `span`."""
        return float(np.exp(self.begins[self._inside(span)]).sum())

    def _inside(self, span: Span) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = (self.places[:, 1] > span.start) & (self.places[:, 0] < span.stop)
        return inside

    def _spans(self, longest: int) -> Iterator[tuple[Span, float]]:
        for first in np.argsort(-self.begins)[:_BEST]:
            for last in np.argsort(-self.ends)[:_BEST]:
                start, stop = int(self.places[first, 0]), int(self.places[last, 1])
                if first <= last and 0 < stop - start <= longest:
                    yield Span(start, stop), float(self.begins[first] + self.ends[last])
