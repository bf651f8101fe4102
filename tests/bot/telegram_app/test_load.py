"""What `python -m benchmarks.telegram` measures, small: the bot in its own process, killed, flooded, and failed."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from tests.fakes.bot_process import BotProcess, nursery
from tests.fakes.crowd import Crowd
from tests.fakes.telegram.failures import broken, cut, cut_after, flooded, page
from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.nursery import Nursery

LONG = 90.0  # seconds: far more than it takes


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer(round_trip=0.01) as server:
        yield server


@pytest.fixture(scope="module")
def bots() -> Iterator[Nursery]:
    with nursery() as opened:
        yield opened


def test_every_question_is_answered_once_though_calls_fail(
    telegram: TelegramServer, bots: Nursery, tmp_path: Path
) -> None:
    crowd = Crowd.gather(telegram, 10, tmp_path / "journal.sqlite")
    with BotProcess(bots, telegram, tmp_path / "journal.sqlite") as process:
        process.start()
        telegram.fail(flooded(1), broken(500), page(), cut(), cut_after(), share=0.2, times=15, seed=3)
        for number in range(20):
            crowd.ask(number % 10)
        crowd.waits(timeout=LONG)
        telegram.failures.clear()
        process.stop()
    tally = crowd.tally()
    assert (tally.once, tally.lost, tally.duplicated) == (20, (), ())
    assert any(call.failure for call in telegram.calls)


def test_flood_control_of_one_chat_does_not_delay_the_others(
    telegram: TelegramServer, bots: Nursery, tmp_path: Path
) -> None:
    crowd = Crowd.gather(telegram, 4, tmp_path / "journal.sqlite")
    with BotProcess(bots, telegram, tmp_path / "journal.sqlite") as process:
        process.start()
        telegram.flood(crowd.seats[0][1], 600)
        held = crowd.ask(0)
        for number in range(9):
            crowd.ask(1 + number % 3)
        crowd.waits(timeout=LONG, besides=[held.mark])
        assert crowd.unanswered() == 1
        telegram.failures.clear()


def test_no_question_is_lost_when_the_bot_is_killed(telegram: TelegramServer, bots: Nursery, tmp_path: Path) -> None:
    crowd = Crowd.gather(telegram, 3, tmp_path / "journal.sqlite")
    chance = random.Random(7)  # noqa: S311 # repeatable
    with BotProcess(bots, telegram, tmp_path / "journal.sqlite", desk_seconds=0.02) as process:
        for _ in range(4):
            process.start()
            for seat in range(3):
                crowd.ask(seat)
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
        process.start()
        crowd.waits(timeout=LONG)
        process.stop()
    tally = crowd.tally()
    assert (tally.once, tally.lost, tally.duplicated) == (12, (), ())
