"""Where vectors are searched: the seam, and the exact store that is the yardstick of every other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


_AT_LARGE = 4096  # vectors that tell the mean and the spread of all


class PassageStore(Protocol):
    """Keeps one vector a row number, and finds those nearest to a question's.

    Contract (tests/contracts/store.py): vectors have length 1. `nearest` returns at most `k` pairs of (row, cosine
    similarity), the most similar first, no row twice; all of them where the store holds no more than `k`. An
    approximate store may miss a row, never invent one. `close` may be called twice; nothing else works after it.
    """

    def add(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Keep `vectors`, (n, d), under `rows`, (n,), which are not in it yet."""

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the rows most similar to `vector`, (d,)."""

    def count(self) -> int:
        """Return how many vectors it holds."""

    def close(self) -> None:
        """Let go of files and memory."""


class ExactStore:
    """Compares with every vector: slower the more there are, and always right."""

    def __init__(self, dimension: int) -> None:
        self._rows = np.zeros(0, dtype=np.int64)
        self._vectors: NDArray[np.float32] = np.zeros((0, dimension), dtype=np.float32)

    @classmethod
    def over(cls, path: Path) -> Self:
        """Search a generation's vectors.npy where it lies: row i is under i."""
        vectors = np.load(path, mmap_mode="r")
        store = cls(vectors.shape[1])
        store._rows = np.arange(len(vectors), dtype=np.int64)
        store._vectors = vectors
        return store

    def add(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Keep `vectors` under `rows`."""
        self._rows = np.concatenate([self._rows, rows])
        self._vectors = np.concatenate([self._vectors, vectors])

    def nearest(
        self, vector: NDArray[np.float32], k: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """Return the `k` most similar; of equals, the one added first. With `among` only those at these places.

        A place is counted in the order of adding, from 0: for a generation's vectors it is the row.
        """
        similarities = self._vectors @ vector
        if among is not None:
            best = among[np.argsort(-similarities[among], kind="stable")[:k]]
        else:
            best = np.argsort(-similarities, kind="stable")[:k]
        return [(int(self._rows[i]), float(similarities[i])) for i in best]

    def similarities(self, vector: NDArray[np.float32], among: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosine similarity to `vector` of those at these places, (n,)."""
        return self._vectors[among] @ vector

    def background(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the similarity to `vector` of what is kept at large: of all, or of a few thousand spread evenly."""
        return self._vectors[:: len(self._vectors) // _AT_LARGE + 1] @ vector

    def count(self) -> int:
        """Return how many vectors it holds."""
        return len(self._rows)

    def close(self) -> None:
        """Forget the vectors."""
        self.__init__(self._vectors.shape[1])  # type: ignore[misc]
