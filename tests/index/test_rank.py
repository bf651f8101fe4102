"""Rows are ranked by meaning and words together, and what is preferred or quoted comes before what fits as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.lexical import LexicalIndex, LexicalWriter
from index.rank import Ranker
from index.store import ExactStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from index.rank import Ranked

TEXTS = ("The bridge is closed.", "The bridge is open.", "A port opens.", "Snow on the hills.", "Rain on the coast.")
AT = np.array([1, 0, 0, 0], dtype=np.float32)


def vectors() -> np.ndarray:
    """Return one vector a text: the first nearest to AT, the others less and less."""
    near = np.array([0.9, 0.8, 0.3, 0.1, 0.0], dtype=np.float32)
    return np.stack([near, np.sqrt(1 - near**2), np.zeros(5), np.zeros(5)], axis=1).astype(np.float32)


@pytest.fixture
def ranker(tmp_path: Path) -> Ranker:
    writer = LexicalWriter()
    for text in TEXTS:
        writer.add(text, "en")
    writer.save(tmp_path / "lexical")
    exact = ExactStore(4)
    exact.add(np.arange(5), vectors())
    return Ranker(dense=exact, exact=exact, lexical=LexicalIndex.open(tmp_path / "lexical"), depth=2)


def rows(ranked: Iterable[Ranked]) -> list[int]:
    return [one.row for one in ranked]


def test_words_decide_between_rows_of_like_meaning(ranker: Ranker) -> None:
    assert rows(ranker.rank(AT, "an open bridge"))[0] == 1
    assert rows(ranker.rank(AT, "nothing known"))[0] == 0


def test_each_list_puts_its_own_rows_forward_and_says_so(ranker: Ranker) -> None:
    found = {one.row: one.found_by for one in ranker.rank(AT, "snow")}
    assert found == {0: ("dense",), 1: ("dense",), 3: ("lexical",)}


def test_every_row_found_has_its_similarity_whichever_list_found_it(ranker: Ranker) -> None:
    for one in ranker.rank(AT, "snow"):
        assert one.similarity == pytest.approx(float(vectors()[one.row] @ AT))


def test_only_rows_among_those_allowed_are_ranked(ranker: Ranker) -> None:
    allowed = np.array([2, 3], dtype=np.int64)
    assert set(rows(ranker.rank(AT, "bridge snow", among=allowed))) <= {2, 3}


def test_a_preferred_row_is_found_though_both_lists_pass_it_over_and_comes_before_its_equals(ranker: Ranker) -> None:
    assert 4 not in rows(ranker.rank(AT, "bridge"))
    assert 4 in rows(ranker.rank(AT, "bridge", preferred=[np.array([4], dtype=np.int64)]))
    assert rows(ranker.rank(AT, "nothing known", preferred=[np.array([1], dtype=np.int64)]))[0] == 1


def test_a_row_in_which_something_fitting_is_quoted_comes_first(ranker: Ranker) -> None:
    ranked = ranker.rank(AT, "nothing known", said={2: 9.0, 1: 1.0})
    assert rows(ranked)[0] == 2
    assert ranked[0].found_by == ("quoted",)


def test_as_many_rows_are_found_as_were_asked_for(ranker: Ranker) -> None:
    assert len(ranker.rank(AT, "nothing known", k=4)) == 4


def test_scores_fall(ranker: Ranker) -> None:
    scores = [one.score for one in ranker.rank(AT, "open bridge on the coast")]
    assert scores == sorted(scores, reverse=True)


def test_nothing_is_found_among_nothing(ranker: Ranker) -> None:
    assert ranker.rank(AT, "bridge", among=np.zeros(0, dtype=np.int64)) == []
