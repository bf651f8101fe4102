"""What comes in: written down before Telegram is told that it arrived, crossed off when it is answered.

Telegram forgets an update as soon as the next poll asks for what comes after it, or the webhook answers. Both happen
only when `put` has returned, so `put` writes the update down.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram_app.addressing import concerns
from bot.telegram_app.switchboard import caller_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from telegram.ext import ExtBot

    from bot.telegram_app.journal import Journal
    from bot.telegram_app.line import Line

log = logging.getLogger(__name__)
_PATIENCE = 2.0  # seconds between two attempts to write an update down


class Inbox(asyncio.Queue[object]):
    """The queue between Telegram and the handlers. What was taken before, and what is not for us, is dropped."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def put(self, item: object) -> None:
        """Write an update down, then queue it. While it cannot be written, Telegram keeps it: nothing else comes in."""
        if isinstance(item, Update):
            if not concerns(item):
                return
            # An inline query is worth nothing a moment later.
            if item.inline_query is None and not await self._is_taken(item):
                log.info("update %d came twice", item.update_id)
                return
        await super().put(item)

    async def put_unanswered(self, telegram: ExtBot[None]) -> int:
        """Queue what an earlier run left unanswered: how much that was."""
        count = 0
        for body in self._journal.updates.unanswered():
            update = Update.de_json(json.loads(body), telegram)
            if update is not None:
                await super().put(update)
                count += 1
        return count

    async def _is_taken(self, update: Update) -> bool:
        is_new = False
        while True:
            try:
                is_new = self._journal.updates.take(update.update_id, update.to_json()) or is_new
                await self._journal.disk.sync()
            except (sqlite3.Error, OSError) as error:
                log.error("cannot write an update down, will try again: %s", error)  # noqa: TRY400 # one line
                await asyncio.sleep(_PATIENCE)
            else:
                return is_new


class Clerk(BaseUpdateProcessor):
    """Works on many updates at a time, and crosses each off when its handlers are done.

    A handler that is cancelled has answered nothing: its update stays, for the next start.
    """

    def __init__(self, journal: Journal, line: Line, *, at_once: int) -> None:
        super().__init__(at_once)
        self._journal = journal
        self._line = line
        self._closing = False

    def close(self) -> None:
        """Begin nothing any more; what is not begun stays, for the next start."""
        self._closing = True

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process one update."""
        if self._closing:
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            return
        if not isinstance(update, Update) or update.inline_query is not None:
            await coroutine
            return
        number, caller = update.update_id, caller_of(update)
        # Nothing is awaited before this: the places are taken in the order in which the updates came.
        place = None if caller is None else self._line.join(caller.chat, number)
        try:
            self._journal.updates.begin(number)
            await coroutine
            self._journal.updates.cross_off(number)
        finally:
            if place is not None:
                place.leave()

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""
