"""A question comes in, and its answer goes out."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.footnotes import footnotes
from bot.question import has_words
from bot.record import recorded
from bot.render_telegram import answer as rendered
from bot.telegram_app.addressing import asked
from bot.telegram_app.switchboard import caller_of
from bot.telegram_app.talks import Note
from bot.turn import Turn
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from telegram import Message, Update
    from telegram.ext import ContextTypes

    from bot.answer import Abstention, Answer
    from bot.question import Question
    from bot.record import Record
    from bot.telegram_app.journal import Journal
    from bot.telegram_app.reception import Desk
    from bot.telegram_app.reply import Reply
    from bot.telegram_app.switchboard import Caller, Switchboard
    from bot.telegram_app.talks import Kept, Talks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to know, which the desk understands from the answer before it."""

    before: Callable[[Talks], Kept | None]  # finds that answer
    understood: Callable[[Desk, Turn | None], Question]  # raises BadQuestion
    unclear: str = "ask.no_words"  # the phrase for a BadQuestion
    unfounded: str | None = None  # the phrase where there is no answer before it; None: it needs none


class Questions:
    """Answers questions, one at a time in each chat."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self.waiting = 0  # what was let in and is not answered yet

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message, or what stands after /ask; there the message replied to is a question too."""
        del context
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        text = asked(message) or _replied_to(message)
        if has_words(text):
            before = before_it(caller, message)
            await self.answer(
                caller, Wish(before=before, understood=lambda desk, turn: desk.understand(text, previous=turn))
            )
        else:
            await self._board.reply(caller).say(caller.ui.say("ask.no_words" if text else "ask.empty"))

    async def answer(self, caller: Caller, wish: Wish) -> None:
        """Answer what somebody wishes to know, when its turn has come."""
        self._board.outbox.begin_typing(caller.chat)
        reply = self._board.reply(caller)
        async with self.admitted(caller, reply) as is_in:
            if is_in:
                async with self._board.turn(caller):
                    await self._fulfil(caller, reply, wish)

    @asynccontextmanager
    async def admitted(self, caller: Caller, reply: Reply) -> AsyncIterator[bool]:
        """Let in what goes to the desk, with a placeholder; or refuse it with a friendly line.

        What was let in once is not refused after a crash.
        """
        before, is_full = self.waiting, self.waiting >= self._board.terms.waiting
        self.waiting += 1
        try:
            refusal = self._refusal(caller, is_full=is_full)
            if refusal is None:
                waiting = caller.ui.say("chat.waiting", n=before) if before else caller.ui.say("chat.searching")
                await reply.begin(waiting)
            else:
                await reply.say(refusal)
            yield refusal is None
        finally:
            self.waiting -= 1

    async def _fulfil(self, caller: Caller, reply: Reply, wish: Wish) -> None:
        if self._board.outbox.is_closing:
            raise asyncio.CancelledError  # it waited until now, and can wait for the next start
        talks = self._board.journal.talks
        again, before = talks.answering(caller.update), wish.before(talks)
        if again is None and before is None and wish.unfounded is not None:
            await reply.say(caller.ui.say(wish.unfounded))
            return
        began = time.monotonic()
        try:
            outcome, record = await self._board.at_desk(caller, lambda desk: _asked(desk, wish, again, before))
        except BadQuestion:
            await reply.say(caller.ui.say(wish.unclear))
            return
        except NewsError as error:
            log.warning("update %d cannot be answered: %s", caller.update, error.message)
            await reply.say(caller.ui.say("error.archive"))
            return
        own = time.monotonic() - began
        kept = _keep(self._board.journal, caller, outcome, record)
        await reply.finish(rendered(outcome, ui=caller.ui), answer=kept)
        log.info(
            "update %d answered, %.3f s at the desk, %.3f s to Telegram",
            caller.update,
            own,
            time.monotonic() - began - own,
        )

    def _refusal(self, caller: Caller, *, is_full: bool) -> str | None:
        """Count what comes in; or return the friendly line for whoever cannot be answered now."""
        people, terms = self._board.journal.people, self._board.terms
        if people.is_counted(caller.update):
            return None
        if is_full:
            return caller.ui.say("chat.busy")
        if wait := people.wait_for_user(caller.user, terms.user_quota):
            return caller.ui.say("quota.user", n=terms.user_quota, minutes=math.ceil(wait / 60))
        if wait := people.wait_for_chat(caller.chat, terms.chat_quota):
            return caller.ui.say("quota.chat", n=terms.chat_quota, minutes=math.ceil(wait / 60))
        people.count_question(caller.update, chat=caller.chat, member=caller.user)
        return None


def before_it(caller: Caller, message: Message) -> Callable[[Talks], Kept | None]:
    """Return what finds the answer that a message replies to, or else the last of the conversation."""
    replied = message.reply_to_message

    def find(talks: Talks) -> Kept | None:
        carried = None if replied is None else talks.carried_by(caller.chat, replied.message_id)
        return carried or talks.last(caller.chat, caller.user)

    return find


def _asked(desk: Desk, wish: Wish, again: Kept | None, before: Kept | None) -> tuple[Answer | Abstention, Record]:
    """Ask the desk; what was understood before a crash is not understood anew."""
    if again is not None:
        question = again.record.question
    else:
        question = wish.understood(desk, None if before is None else Turn.recalled(before.record, desk.archive))
    outcome = desk.ask(question)
    return outcome, recorded(outcome, desk.folder, today=desk.today)


def _keep(journal: Journal, caller: Caller, outcome: Answer | Abstention, record: Record) -> str:
    notes = tuple(
        Note(article_id=note.article.id, version=note.article.version, span=note.span) for note in footnotes(outcome)
    )
    return journal.talks.keep(caller.update, chat=caller.chat, member=caller.user, record=record, notes=notes)


def _replied_to(message: Message) -> str:
    """Return what a bare /ask or mention points at: the question that somebody else asked."""
    replied = message.reply_to_message
    if replied is None or (replied.from_user is not None and replied.from_user.id == message.get_bot().id):
        return ""
    return replied.text or ""
