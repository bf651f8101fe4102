"""A period is a span of days, open where nothing is said, and never an empty one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.period import ALWAYS, Period

DAYS = st.none() | st.dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    since, until = draw(DAYS), draw(DAYS)
    if since is not None and until is not None and since > until:
        since, until = until, since
    return Period(since=since, until=until)


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(since=date(2017, 1, 1), until=date(2016, 1, 1))


def test_a_day_that_is_not_known_is_in_no_period_but_always() -> None:
    assert ALWAYS.holds(None)
    assert not Period(since=date(2016, 1, 1)).holds(None)


@given(periods(), periods(), st.dates())
def test_the_shared_days_are_those_that_both_hold(one: Period, other: Period, day: date) -> None:
    shared = one.shared(other)
    assert (shared is not None and shared.holds(day)) is (one.holds(day) and other.holds(day))
