"""Short answers are spans of the passage, and what proves is measured over what is asked about."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.spans.reading import Reading
from corpus.article import Span


def reading(begins: list[float], ends: list[float], proves: list[float] | None = None) -> Reading:
    """Return a reading of a passage whose tokens are three characters and a space each."""
    return Reading(
        answers=0.0,
        places=np.array([(4 * n, 4 * n + 3) for n in range(len(begins))], dtype=np.int64).reshape(-1, 2),
        begins=np.array(begins, dtype=np.float32),
        ends=np.array(ends, dtype=np.float32),
        proves=np.array(proves or [0.0] * len(begins), dtype=np.float32),
    )


def test_the_likeliest_short_answer_comes_first_and_none_overlaps_another() -> None:
    read = reading([-1, -9, -9, -2], [-9, -1, -9, -2])
    assert read.spans(longest=50, count=2) == ((Span(0, 7), -2.0), (Span(12, 15), -4.0))


def test_no_short_answer_is_longer_than_allowed() -> None:
    assert reading([-1, -9], [-9, -1]).spans(longest=3, count=1)[0][0] in {Span(0, 3), Span(4, 7)}


def test_the_proof_is_the_mean_over_the_tokens_inside() -> None:
    read = reading([0, 0, 0], [0, 0, 0], [1.0, 0.5, 0.0])
    assert read.proof_in(Span(0, 6)) == 0.75
    assert read.proof_in(Span(3, 4)) == 0.0


@given(st.lists(st.tuples(st.floats(-20, 0), st.floats(-20, 0)), max_size=12), st.integers(1, 60))
def test_every_short_answer_lies_in_the_passage_and_is_not_empty(
    scores: list[tuple[float, float]], longest: int
) -> None:
    read = reading([first for first, _ in scores], [last for _, last in scores])
    for span, _ in read.spans(longest=longest, count=5):
        assert 0 < len(span) <= longest
        assert span.stop <= 4 * len(scores)
