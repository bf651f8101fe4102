"""The archive's one thread: every question goes through it, and a new generation is picked up between two of them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.verify import Source
from bot.worker import Worker
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from bot.answer import Abstention, Answer, Searched
    from bot.named import Known
    from bot.question import Question
    from bot.quote_list import QuoteList, Wanted
    from bot.record import Record
    from bot.turn import Turn
    from bot.why import Why
    from corpus.article import Article

T = TypeVar("T")
log = logging.getLogger(__name__)


class Kept(Source, Protocol):
    """The archive behind a desk: where citations are read again, and what is new in it."""

    def latest(self, limit: int) -> tuple[Article, ...]:
        """Return the newest articles."""


class Desk(Protocol):
    """An archive that is open for questions, for one thread at a time."""

    def understand(self, text: str, *, previous: Turn | None = None) -> Question:
        """Understand what was typed, with the turn before it."""

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer or abstain."""

    def why(self, record: Record) -> Why:
        """Ask again what was asked, and tell how it is answered."""

    def list_quotes(self, wanted: Wanted) -> QuoteList:
        """Return the quotations asked for."""

    @property
    def archive(self) -> Kept:
        """The articles."""

    @property
    def folder(self) -> Path:
        """Where the archive is kept."""

    @property
    def known(self) -> Known:
        """What the archive knows: whose names can be typed."""

    @property
    def today(self) -> date:
        """The day of the conversation."""

    @property
    def searched(self) -> Searched:
        """What is searched."""


class Reception:
    """Hands questions to the desk, one after another, off the event loop.

    `open_desk` opens what answers now, and `live` is the number of the generation that should.
    """

    def __init__(self, *, open_desk: Callable[[], AbstractContextManager[Desk]], live: Callable[[], int]) -> None:
        self._open_desk = open_desk
        self._live = live
        self._worker = Worker()
        self._opened = ExitStack()
        self._desk: Desk | None = None
        self._number = 0  # of the generation that the desk was opened for
        self._refused = 0  # the generation that could not be opened, so that this is told once

    async def do(self, job: Callable[[Desk], T]) -> T:
        """Do a job at the desk and return what it returns; raises what it raises, and what opening the desk does."""
        return await asyncio.wrap_future(self._worker.start(lambda: job(self._current())))

    async def close(self) -> None:
        """Let go of the archive, after the job that runs."""
        await asyncio.wrap_future(self._worker.start(self._opened.close))

    def _current(self) -> Desk:
        """Return the desk of the generation that is live. One that cannot be opened leaves the one before at work."""
        if self._desk is None:
            number = self._live()
            self._desk, self._number = self._opened.enter_context(self._open_desk()), number
            return self._desk
        try:
            number = self._live()
            if number not in (self._number, self._refused):
                self._turn_to(number)
        except NewsError as error:
            log.warning("the archive before still answers: %s", error.message)
        return self._desk

    def _turn_to(self, number: int) -> None:
        with ExitStack() as opened:
            self._refused = number
            desk = opened.enter_context(self._open_desk())
            before, self._opened = self._opened, opened.pop_all()
        self._desk, self._number, self._refused = desk, number, 0
        before.close()
        log.info("generation %d answers now", number)
