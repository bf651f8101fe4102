"""The journal's one thread: whatever is looked up or written down goes through it, off the event loop.

An update is on the disk before it is worked on, and a disk takes milliseconds, in which no other chat may have to wait.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram_app.journal import Journal

T = TypeVar("T")


class Scribe:
    """Holds the journal, and does with it one thing after another, in the order in which they were asked for."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._worker = Worker()

    async def do(self, job: Callable[[Journal], T]) -> T:
        """Do a job with the journal and return what it returns; raises what it raises."""
        return await asyncio.wrap_future(self._worker.start(lambda: job(self._journal)))
