"""The buttons under an answer: its sources, what was understood, and what one thinks of it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bot import render_telegram, verify
from bot.render_telegram import DOWN, UP
from bot.telegram_app.questions import Wish
from bot.telegram_app.switchboard import caller_of
from bot.understood import parts, without
from corpus.errors import NewsError
from index.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.answer import Citation
    from bot.question import Question
    from bot.telegram_app.questions import Questions
    from bot.telegram_app.reception import Desk
    from bot.telegram_app.switchboard import Caller, Switchboard
    from bot.telegram_app.talks import Kept, Note
    from bot.telegram_message import Message
    from bot.turn import Turn
    from bot.understood import Part

log = logging.getLogger(__name__)
_OPEN = re.compile(r"p([1-9]\d{0,3})")


class Buttons:
    """Does what a button says. Each press is answered once, whatever comes of it."""

    def __init__(self, board: Switchboard, questions: Questions) -> None:
        self._board = board
        self._questions = questions

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what the button says whose press this is."""
        del context
        caller, press = caller_of(update), update.callback_query
        if caller is None or press is None:
            return
        answer, _, action = (press.data or "").partition(":")
        kept = self._board.journal.talks.answer(answer)
        # Telegram lets anybody send any data with a press: an answer opens only in the chat that it was given in.
        if kept is None or kept.chat != caller.chat:
            await self._board.outbox.answer_press(caller.chat, press.id, caller.ui.say("chat.gone"))
        elif action in (UP, DOWN):
            self._board.journal.talks.judge(kept.id, caller.user, good=action == UP)
            await self._board.outbox.answer_press(caller.chat, press.id, caller.ui.say("feedback.thanks"))
        elif (part := next((part for part in parts(kept.record.question) if part == action), None)) is not None:
            await self._board.outbox.answer_press(caller.chat, press.id)
            await self._ask_without(caller, kept, part)
        else:
            await self._board.outbox.answer_press(caller.chat, press.id)
            await self._open(caller, kept, action)

    async def _open(self, caller: Caller, kept: Kept, action: str) -> None:
        found = _OPEN.fullmatch(action)
        if found is not None and int(found[1]) <= len(kept.notes):
            number = int(found[1])
            await self._show(
                caller,
                kept.notes[number - 1 : number],
                lambda cited: render_telegram.passage(cited[0], number, ui=caller.ui),
            )
        else:
            log.info("no such button: %r", action)

    async def _ask_without(self, caller: Caller, kept: Kept, part: Part) -> None:
        """Ask the question of an answer again, without a part of what was understood."""

        def understood(desk: Desk, turn: Turn | None) -> Question:
            del turn
            return without(kept.record.question, part, only=EVERYTHING, understand=desk.understand)

        await self._questions.answer(caller, Wish(before=lambda _: kept, understood=understood))

    async def show_sources(self, caller: Caller, kept: Kept) -> None:
        """Show what an answer cites."""
        await self._show(caller, kept.notes, lambda cited: render_telegram.sources(cited, ui=caller.ui), kept.id)

    async def _show(
        self,
        caller: Caller,
        notes: tuple[Note, ...],
        render: Callable[[tuple[Citation, ...]], tuple[Message, ...]],
        answer: str | None = None,
    ) -> None:
        reply = self._board.reply(caller)
        try:
            cited = await self._board.at_desk(caller, lambda desk: _read(notes, desk))
        except NewsError as error:
            log.warning("update %d: a source cannot be opened: %s", caller.update, error.message)
            await reply.say(caller.ui.say("error.archive"))
            return
        await reply.finish(render(cited), answer=answer)


def _read(notes: tuple[Note, ...], desk: Desk) -> tuple[Citation, ...]:
    return tuple(verify.reopened(note.article_id, note.version, note.span, source=desk.archive) for note in notes)
