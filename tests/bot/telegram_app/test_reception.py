from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.telegram_app.reception import Reception
from index.errors import EncoderMismatch, NoIndex
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from collections.abc import Iterator


class Archive:
    """What a build leaves behind: the number of the generation, and what opening it does."""

    def __init__(self) -> None:
        self.number = 1
        self.broken = False
        self.open: list[int] = []

    def live(self) -> int:
        return self.number

    @contextmanager
    def desk(self) -> Iterator[FakeDesk]:
        if self.broken:
            raise EncoderMismatch("index of another encoder: here")
        number = self.number
        self.open.append(number)
        yield FakeDesk()
        self.open.remove(number)


async def which(reception: Reception) -> int:
    return await reception.do(id)


def test_a_new_generation_answers_the_next_question_and_the_old_one_is_let_go() -> None:
    async def main() -> None:
        archive = Archive()
        reception = Reception(open_desk=archive.desk, live=archive.live)
        first = await which(reception)
        assert await which(reception) == first
        archive.number = 2
        assert await which(reception) != first
        assert archive.open == [2]
        await reception.close()
        assert archive.open == []

    asyncio.run(main())


def test_a_generation_that_cannot_be_opened_leaves_the_one_before_at_work(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING", logger="bot")  # whatever an option of another test's command has left

    async def main() -> None:
        archive = Archive()
        reception = Reception(open_desk=archive.desk, live=archive.live)
        first = await which(reception)
        archive.number, archive.broken = 2, True
        assert await which(reception) == first
        assert await which(reception) == first
        archive.number, archive.broken = 3, False
        assert await which(reception) != first
        assert archive.open == [3]
        await reception.close()

    asyncio.run(main())
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "the archive before still answers: index of another encoder: here"
    ]


def test_an_archive_that_was_never_there_is_an_error_each_time() -> None:
    def live() -> int:
        raise NoIndex("no index: here")

    async def main() -> None:
        reception = Reception(open_desk=Archive().desk, live=live)
        for _ in range(2):
            with pytest.raises(NoIndex):
                await which(reception)
        await reception.close()

    asyncio.run(main())
