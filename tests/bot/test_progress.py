from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.progress import Log, how_far
from tests.fakes.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(1000.0)


@pytest.fixture
def file() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(clock: Clock, file: io.StringIO) -> Log:
    return Log(Console(file=file), clock)


def test_in_a_log_long_work_says_once_a_minute_how_far_it_is(log: Log, clock: Clock, file: io.StringIO) -> None:
    for second in range(150):
        clock.now = 1000.0 + second
        log("encoding", 10 * second, 3000)
    assert file.getvalue().splitlines() == [
        "encoding: 600 of 3,000, 10/s, about 4 min left",
        "encoding: 1,200 of 3,000, 10/s, about 3 min left",
    ]


def test_in_a_log_work_of_less_than_a_minute_says_nothing(log: Log, clock: Clock, file: io.StringIO) -> None:
    for stage in ("reading", "splitting", "encoding"):
        for done in range(3):
            clock.now += 15
            log(stage, done, 3)
    assert file.getvalue() == ""


def test_each_stage_is_timed_from_its_own_beginning(log: Log, clock: Clock, file: io.StringIO) -> None:
    log("splitting", 0, 100)
    clock.now += 59
    log("encoding", 0, 600)
    clock.now += 60
    log("encoding", 300, 600)
    assert file.getvalue() == "encoding: 300 of 600, 5/s, about 1 min left\n"


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 5000, 60.0, "reading: 0 of 5,000, 0/s"),
        (700, None, 70.0, "reading: 700, 10/s"),
        (100, 100_000, 10.0, "reading: 100 of 100,000, 10/s, about 2 h 46 min left"),
        (1, 3, 90.0, "reading: 1 of 3, 0.01/s, about 3 min left"),
        (599, 600, 60.0, "reading: 599 of 600, 10/s, about 1 min left"),
        (600, 600, 60.0, "reading: 600 of 600, 10/s"),
    ],
)
def test_a_line_tells_how_much_how_fast_and_how_long_still(
    done: int, total: int | None, seconds: float, told: str
) -> None:
    assert how_far("reading", done, total, seconds) == told
