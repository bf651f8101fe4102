from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.chroma import ChromaStore
from index.errors import IndexDamaged
from index.store import ExactStore
from tests.contracts.store import DIMENSION, StoreContract, vectors

if TYPE_CHECKING:
    from pathlib import Path


class TestChromaStore(StoreContract):
    def empty(self, folder: Path, expected: int) -> ChromaStore:
        return ChromaStore.create(folder / "chroma", expected=expected)


@pytest.mark.parametrize("count", [1, 2, 3, 120])
def test_what_was_added_is_there_after_opening_it_again(tmp_path: Path, count: int) -> None:
    with closing(ChromaStore.create(tmp_path, expected=count)) as written:
        written.add(np.arange(count, dtype=np.int64), vectors(count))
    with closing(ChromaStore.open(tmp_path)) as read:
        assert read.count() == count
        assert [read.nearest(vector, 1)[0][0] for vector in vectors(count)] == list(range(count))


def test_it_takes_more_than_one_batch_of_chroma_at_once(tmp_path: Path) -> None:
    count = 6000
    with closing(ChromaStore.create(tmp_path, expected=count)) as store:
        store.add(np.arange(count, dtype=np.int64), vectors(count))
        assert store.count() == count


def test_it_finds_nearly_all_that_the_exact_store_finds(tmp_path: Path) -> None:
    kept, questions = vectors(2000), vectors(50, seed=9)
    exact = ExactStore(DIMENSION)
    exact.add(np.arange(2000, dtype=np.int64), kept)
    with closing(ChromaStore.create(tmp_path, expected=2000)) as store:
        store.add(np.arange(2000, dtype=np.int64), kept)
        found = [{row for row, _ in store.nearest(question, 10)} for question in questions]
    wanted = [{row for row, _ in exact.nearest(question, 10)} for question in questions]
    recall = np.mean([len(a & b) / 10 for a, b in zip(found, wanted, strict=True)])
    assert recall >= 0.97


def test_a_folder_without_a_collection_is_damage_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="no Chroma collection"):
        ChromaStore.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_none_is_damage_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"this is no database, " * 300)
    with pytest.raises(IndexDamaged, match="whosaid build"):
        ChromaStore.open(tmp_path)


def test_a_vector_of_another_dimension_is_refused_as_damage(tmp_path: Path) -> None:
    with closing(ChromaStore.create(tmp_path, expected=3)) as store:
        store.add(np.arange(3, dtype=np.int64), vectors(3))
        with pytest.raises(IndexDamaged):
            store.nearest(np.ones(4, dtype=np.float32), 1)


def test_a_folder_that_could_not_be_opened_opens_when_it_is_whole_again(tmp_path: Path) -> None:
    with closing(ChromaStore.create(tmp_path, expected=3)) as store:
        store.add(np.arange(3, dtype=np.int64), vectors(3))
    database = tmp_path / "chroma.sqlite3"
    content = database.read_bytes()
    database.write_bytes(b"gone")
    for _ in range(3):
        with pytest.raises(IndexDamaged, match="cannot use the Chroma collection"):
            ChromaStore.open(tmp_path)
    database.write_bytes(content)
    with closing(ChromaStore.open(tmp_path)) as store:
        assert store.count() == 3


def test_it_tells_the_vector_that_it_keeps(tmp_path: Path) -> None:
    with closing(ChromaStore.create(tmp_path, expected=3)) as store:
        store.add(np.arange(3, dtype=np.int64), vectors(3))
        kept = store.kept(1)
        assert kept is not None
        assert np.allclose(kept, vectors(3)[1], atol=1e-6)
        assert store.kept(3) is None
