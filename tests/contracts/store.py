"""What every passage store keeps to. Subclass `StoreContract` and say how an empty one is made."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from index.store import PassageStore

DIMENSION = 16


def vectors(count: int, seed: int = 0) -> NDArray[np.float32]:
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    lengths: NDArray[np.float32] = np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn / lengths


class StoreContract:
    def empty(self, folder: Path, expected: int) -> PassageStore:
        raise NotImplementedError

    def filled(self, folder: Path, count: int) -> PassageStore:
        store = self.empty(folder, count)
        store.add(np.arange(count, dtype=np.int64), vectors(count))
        return store

    def test_a_vector_finds_itself_first_with_similarity_one(self, tmp_path: Path) -> None:
        with closing(self.filled(tmp_path, 200)) as store:
            for row in (0, 99, 199):
                (nearest, similarity), *_ = store.nearest(vectors(200)[row], 3)
                assert nearest == row
                assert abs(similarity - 1.0) < 1e-5

    def test_the_most_similar_come_first_and_no_row_twice(self, tmp_path: Path) -> None:
        with closing(self.filled(tmp_path, 200)) as store:
            found = store.nearest(vectors(1, seed=7)[0], 50)
        similarities = [similarity for _, similarity in found]
        assert similarities == sorted(similarities, reverse=True)
        assert len({row for row, _ in found}) == len(found) == 50

    def test_similarity_is_the_cosine(self, tmp_path: Path) -> None:
        question = vectors(1, seed=7)[0]
        with closing(self.filled(tmp_path, 20)) as store:
            found = dict(store.nearest(question, 20))
        assert np.allclose([found[row] for row in range(20)], vectors(20) @ question, atol=1e-5)

    def test_opposite_vectors_have_similarity_minus_one(self, tmp_path: Path) -> None:
        with closing(self.filled(tmp_path, 1)) as store:
            assert abs(store.nearest(-vectors(1)[0], 1)[0][1] + 1.0) < 1e-5

    def test_asking_for_more_than_there_is_gives_all(self, tmp_path: Path) -> None:
        with closing(self.filled(tmp_path, 5)) as store:
            assert {row for row, _ in store.nearest(vectors(5)[0], 100)} == set(range(5))

    def test_an_empty_store_finds_nothing(self, tmp_path: Path) -> None:
        with closing(self.empty(tmp_path, 0)) as store:
            assert store.nearest(vectors(1)[0], 10) == []
            assert store.count() == 0

    def test_rows_keep_their_numbers_over_several_additions(self, tmp_path: Path) -> None:
        with closing(self.empty(tmp_path, 10)) as store:
            store.add(np.array([40, 41, 42], dtype=np.int64), vectors(3))
            store.add(np.array([7], dtype=np.int64), vectors(1, seed=3))
            assert store.nearest(vectors(1, seed=3)[0], 1)[0][0] == 7
            assert store.nearest(vectors(3)[1], 1)[0][0] == 41
            assert store.count() == 4

    def test_closing_twice_is_allowed(self, tmp_path: Path) -> None:
        store = self.filled(tmp_path, 3)
        store.close()
        store.close()
