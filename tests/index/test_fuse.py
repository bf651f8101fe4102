from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse

RANKING = st.lists(st.integers(0, 50), unique=True, max_size=20)


def test_scores_are_those_of_the_paper() -> None:
    assert fuse([7, 8], [8]) == [(8, 1 / 62 + 1 / 61), (7, 1 / 61)]


def test_a_row_in_both_lists_comes_before_the_first_of_either() -> None:
    assert fuse([1, 2, 9], [3, 4, 9])[0][0] == 9


def test_of_equals_the_lower_row_comes_first() -> None:
    assert [row for row, _ in fuse([5], [3])] == [3, 5]


@given(RANKING)
def test_one_list_alone_keeps_its_order(ranking: list[int]) -> None:
    assert [row for row, _ in fuse(ranking, [])] == ranking


@given(RANKING, RANKING)
def test_every_row_of_either_list_is_there_once_whatever_their_order(one: list[int], other: list[int]) -> None:
    fused = fuse(one, other)
    assert sorted(row for row, _ in fused) == sorted({*one, *other})
    assert fused == fuse(other, one)
