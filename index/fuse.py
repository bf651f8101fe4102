"""Several ranked lists become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_K = 60  # from the paper: how little the first places weigh more than those after them


def fuse(*rankings: Sequence[int]) -> list[tuple[int, float]]:
    """Fuse rankings of rows, best first, by reciprocal rank: (row, score), best first; of equals the lower row.

    Cormack, Clarke and Büttcher (2009): a row scores 1 / (60 + rank) in each list that holds it. Only ranks count, so
    lists whose scores cannot be compared (cosine, BM25) can be fused.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1.0 / (_K + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
