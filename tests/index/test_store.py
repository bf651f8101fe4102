from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.store import ExactStore
from tests.contracts.store import DIMENSION, StoreContract, vectors

if TYPE_CHECKING:
    from pathlib import Path


class TestExactStore(StoreContract):
    def empty(self, folder: Path, expected: int) -> ExactStore:  # noqa: ARG002 # it needs neither
        return ExactStore(DIMENSION)

    def test_only_the_places_asked_for_are_ranked_and_all_of_them_where_they_are_few(self) -> None:
        store = ExactStore(DIMENSION)
        store.add(np.arange(200, dtype=np.int64), vectors(200))
        among = np.array([3, 50, 120], dtype=np.int64)
        found = store.nearest(vectors(1, seed=7)[0], 10, among)
        assert {row for row, _ in found} == {3, 50, 120}
        assert [similarity for _, similarity in found] == sorted((s for _, s in found), reverse=True)
        assert store.nearest(vectors(200)[50], 1, among)[0][0] == 50
        assert store.nearest(vectors(200)[50], 10, among[:0]) == []

    def test_it_searches_a_vectors_file_where_it_lies(self, tmp_path: Path) -> None:
        np.save(tmp_path / "vectors.npy", vectors(30))
        store = ExactStore.over(tmp_path / "vectors.npy")
        assert store.nearest(vectors(30)[12], 1)[0][0] == 12
