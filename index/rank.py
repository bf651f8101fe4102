"""Rows are ranked for a question: the nearest in meaning and those that share its words, scored together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fuse import PREFERRED, fuse, standard
from index.lexical import best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.lexical import LexicalIndex
    from index.passage import Found
    from index.store import ExactStore, PassageStore

DEPTH = 100  # how many rows each list puts forward


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A row with its score. Higher is better; comparable within one search only."""

    row: int
    score: float
    similarity: float  # cosine between the question and what the row holds
    found_by: tuple[Found, ...]


class Ranker:
    """Ranks the rows of one vector store and one lexical index, whose rows are the same."""

    def __init__(
        self, *, dense: PassageStore, exact: ExactStore, lexical: LexicalIndex, depth: int, deviation: float = 1.0
    ) -> None:
        """Find the nearest of all rows in `dense`, those of a few, and every score, in `exact`.

        `deviation` is what a standard deviation of similarity is worth: see `index.fuse.weight`.
        """
        self._dense = dense
        self._exact = exact
        self._lexical = lexical
        self._depth = depth
        self._deviation = deviation

    def rank(  # noqa: PLR0913 # one keyword for each thing that bears on a place
        self,
        vector: NDArray[np.float32],
        text: str,
        *,
        k: int = 0,
        among: NDArray[np.int64] | None = None,
        said: Mapping[int, float] | None = None,
        preferred: Sequence[NDArray[np.int64]] = (),
    ) -> list[Ranked]:
        """Return the rows that `vector` and the words of `text` find, best first; of equals the lower row.

        Each list puts forward at least `k`. With `among` only these rows are ranked. `said` are the scores of
        quotations by the row in which they stand. Each set of `preferred` rows is looked through by itself as well, and
        those in it score more.
        """
        depth = max(self._depth, k)
        shares = self._lexical.shares(text)
        near: set[int] = set()
        sharing: set[int] = set()
        for rows in (among, *preferred):
            near |= {row for row, _ in self._nearest(vector, depth, rows)}
            sharing |= {row for row, _ in best(shares, depth, rows)}
        found = np.array(sorted({*near, *sharing, *(said or ())}), dtype=np.int64)
        if not len(found):
            return []
        similarities = self._exact.similarities(vector, found)
        scores = fuse(
            standard(similarities, self._exact.background(vector)),
            shares[found],
            None if not said else np.array([said.get(row, min(said.values())) for row in found.tolist()], np.float32),
            deviation=self._deviation,
        )
        scores += self._deviation * PREFERRED * sum(np.isin(found, rows) for rows in preferred)
        lists: tuple[tuple[Found, Mapping[int, float] | set[int]], ...] = (
            ("dense", near),
            ("lexical", sharing),
            ("quoted", said or {}),
        )
        return [
            Ranked(
                row=(row := int(found[place])),
                score=float(scores[place]),
                similarity=float(similarities[place]),
                found_by=tuple(name for name, rows in lists if row in rows),
            )
            for place in np.lexsort((found, -scores)).tolist()
        ]

    def _nearest(
        self, vector: NDArray[np.float32], depth: int, among: NDArray[np.int64] | None
    ) -> list[tuple[int, float]]:
        if among is None:
            return self._dense.nearest(vector, depth)
        return self._exact.nearest(vector, depth, among)
