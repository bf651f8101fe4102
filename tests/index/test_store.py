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

    def test_it_searches_a_vectors_file_where_it_lies(self, tmp_path: Path) -> None:
        np.save(tmp_path / "vectors.npy", vectors(30))
        store = ExactStore.over(tmp_path / "vectors.npy")
        assert store.nearest(vectors(30)[12], 1)[0][0] == 12
