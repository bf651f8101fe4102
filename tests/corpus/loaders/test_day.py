from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders.day import parse

DAY = date(2016, 12, 10)


@pytest.mark.parametrize(
    "raw",
    [
        "2016-12-10",
        " 2016-12-10 ",
        "2016-12-10T23:30:00-05:00",
        "2016-12-10T00:10:00+02:00",
        "2016-12-10 23:30:00+00:00",
        "2016/12/10",
        "20161210",
        "20161210T233000Z",
        "201612102330",
        "Sat, 10 Dec 2016 23:30:00 -0500",
        "10 Dec 2016 23:30:00 GMT",
        "10.12.2016",
    ],
)
def test_the_day_is_the_one_written_by_the_clock_it_was_written_by(raw: str) -> None:
    assert parse(raw) == DAY


@pytest.mark.parametrize(
    "raw", [None, "", "yesterday", "2016", "2016-12", "10/12/2016", "2016-13-40", "1481328000", "31.02.2016"]
)
def test_what_names_no_day_for_certain_is_none(raw: str | None) -> None:
    assert parse(raw) is None


@given(st.text())
def test_any_text_is_a_day_or_none(raw: str) -> None:
    assert parse(raw) is None or isinstance(parse(raw), date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_come_back(day: date) -> None:
    assert parse(day.isoformat()) == parse(f"{day:%Y%m%d}") == day
