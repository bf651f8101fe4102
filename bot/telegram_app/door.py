"""Who is let in: looked at before every other handler, and told apart from those who are not."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from telegram import InlineQueryResultsButton
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram_app.addressing import command_of
from bot.telegram_app.people import CODE_HOURS
from bot.telegram_app.switchboard import caller_of

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.telegram_app.switchboard import Caller, Switchboard

log = logging.getLogger(__name__)
_ATTEMPTS = 10  # how often the desk may turn to an update and stop with it, before it is given up
_QUIET = 3_600.0  # seconds between two lines to a group that was not let in
_OPEN_TO_STRANGERS = ("forget",)  # what one may always ask for


class Door:
    """Stops whatever comes from somebody who may not ask, with a line that says how they can."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self._told: dict[int, float] = {}  # group -> when it was told that it was not let in

    async def look(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass to the other handlers, or end it here."""
        del context
        caller = caller_of(update)
        if caller is None:
            raise ApplicationHandlerStop
        if update.message is not None and update.message.migrate_to_chat_id is not None:
            self._board.journal.people.moved(caller.chat, update.message.migrate_to_chat_id)
            raise ApplicationHandlerStop
        if self._board.journal.updates.tried(caller.update) >= _ATTEMPTS:
            log.error("update %d is given up: the program stopped at it %d times", caller.update, _ATTEMPTS)
            await self._board.reply(caller).say(caller.ui.say("error.bug"))
            raise ApplicationHandlerStop
        if _is_open(update) or self._board.may_ask(caller):
            return
        await self._turn_away(update, caller)
        raise ApplicationHandlerStop

    async def _turn_away(self, update: Update, caller: Caller) -> None:
        log.info("turned away: user %d in chat %d", caller.user, caller.chat)
        if update.inline_query is not None:
            button = InlineQueryResultsButton(caller.ui.say("access.inline"), start_parameter="inline")
            try:
                await update.inline_query.answer([], cache_time=0, is_personal=True, button=button)
            except TelegramError as error:
                log.info("an inline query was left: %s", error)
        elif update.callback_query is not None:
            await self._board.outbox.answer_press(caller.chat, update.callback_query.id, caller.ui.say("access.inline"))
        elif caller.in_group:
            if time.monotonic() - self._told.get(caller.chat, -_QUIET) >= _QUIET:
                self._told[caller.chat] = time.monotonic()
                await self._board.reply(caller).say(caller.ui.say("access.group", id=str(caller.chat)))
        elif self._board.journal.people.standing(caller.user) != "denied":
            code = self._board.journal.people.pair(caller.member)
            text = caller.ui.say("access.full")
            if code is not None:
                text = caller.ui.say("access.code", code=f"{code[:4]}-{code[4:]}", hours=CODE_HOURS)
            await self._board.reply(caller).say(text)


def _is_open(update: Update) -> bool:
    return update.message is not None and command_of(update.message) in _OPEN_TO_STRANGERS
