from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.fuse import SAID, SHARING, fuse, standard, weight

FEW = st.integers(1, 20)
SCORES = arrays(np.float32, 8, elements=st.floats(-1, 1, width=32))


def row(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_the_score_is_the_weighted_sum() -> None:
    assert fuse(row(1), row(0.5), row(2)) == pytest.approx(row(1 + SHARING * 0.5 + SAID * 2))


def test_stray_words_do_not_bring_a_row_before_one_that_is_much_nearer() -> None:
    near, stray = fuse(row(5, 1), row(0, 0.1))
    assert near > stray


def test_all_the_words_of_a_question_bring_a_row_before_one_that_is_a_little_nearer() -> None:
    sharing, nearer = fuse(row(2, 4), row(1, 0.1))
    assert sharing > nearer


@given(SCORES, SCORES)
def test_meaning_alone_keeps_its_order(near: np.ndarray, background: np.ndarray) -> None:
    fused = fuse(standard(near, background), np.zeros_like(near))
    for one in range(len(near)):
        assert not any(fused[near < near[one]] > fused[one])


def test_similarities_count_from_those_of_any_text_at_all() -> None:
    assert standard(row(0.5), row(0.1, 0.3)) == pytest.approx(row(3))


@given(arrays(np.float32, FEW, elements=st.floats(-1, 1, width=32)))
def test_where_all_is_equally_near_nothing_is_nearer(near: np.ndarray) -> None:
    assert not standard(near, row(0.25, 0.25)).any()
    assert not standard(near, row()).any()


def test_meaning_weighs_less_the_more_passages_can_be_near_by_chance() -> None:
    weights = [weight(rows) for rows in (0, 1, 150, 13_000, 150_000)]
    assert weights[:3] == [1.0, 1.0, 1.0]
    assert 1.0 > weights[3] > weights[4] > 0.4
    near, words = fuse(row(5, 1), row(0, 0.5), deviation=weight(150))
    assert near > words
    near, words = fuse(row(5, 1), row(0, 0.5), deviation=weight(150_000))
    assert near < words
    (quoted,) = fuse(row(1), row(0.5), row(2), deviation=0.5)
    assert quoted == pytest.approx((1 + SAID * 2) / 2 + SHARING * 0.5)
