"""A question comes in, and its answer goes out."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.footnotes import footnotes
from bot.question import parse
from bot.render_telegram import answer as rendered
from bot.telegram_app.addressing import asked
from bot.telegram_app.switchboard import caller_of
from bot.telegram_app.talks import Note
from bot.turn import Turn
from corpus.errors import NewsError

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import ContextTypes

    from bot.answer import Abstention, Answer
    from bot.question import Question
    from bot.telegram_app.reply import Reply
    from bot.telegram_app.switchboard import Caller, Switchboard
    from bot.telegram_app.talks import Kept

log = logging.getLogger(__name__)


class Questions:
    """Answers questions, one at a time in each chat."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self.waiting = 0  # questions that were let in and are not answered yet

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message, or what stands after /ask; there the message replied to is a question too."""
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        del context
        self._board.outbox.begin_typing(caller.chat)
        reply = self._board.reply(caller)
        question = asked(message) or _replied_to(message)
        refusal = self._refusal(caller, question)
        if refusal is not None:
            await reply.say(refusal)
            return
        self._board.journal.people.count_question(caller.update, chat=caller.chat, member=caller.user)
        place = self._board.line.join(caller.chat)
        before = self.waiting
        self.waiting += 1
        try:
            await reply.begin(caller.ui.say("chat.waiting", n=before) if before else caller.ui.say("chat.searching"))
            async with place:
                await self._answer(caller, reply, question, self._followed(caller, message))
        finally:
            place.leave()
            self.waiting -= 1

    async def _answer(self, caller: Caller, reply: Reply, text: str, followed: Kept | None) -> None:
        if self._board.outbox.is_closing:
            raise asyncio.CancelledError  # it waited until now, and can wait for the next start
        question = self._understood(caller, text, followed)
        began = time.monotonic()
        try:
            outcome = await self._board.at_desk(caller, lambda desk: desk.ask(question))
        except NewsError as error:
            log.warning("update %d cannot be answered: %s", caller.update, error.message)
            await reply.say(caller.ui.say("error.archive"))
            return
        own = time.monotonic() - began
        await reply.finish(rendered(outcome, ui=caller.ui), answer=self._keep(caller, question, outcome))
        log.info(
            "update %d answered, %.3f s at the desk, %.3f s to Telegram",
            caller.update,
            own,
            time.monotonic() - began - own,
        )

    def _refusal(self, caller: Caller, question: str) -> str | None:
        """Return the friendly line for whoever cannot be answered now. What was let in once is not refused later."""
        if not question:
            return caller.ui.say("ask.empty")
        try:
            parse(question)
        except BadQuestion:
            return caller.ui.say("ask.no_words")
        if self._board.journal.people.is_counted(caller.update):
            return None
        return caller.ui.say("chat.busy") if self.waiting >= self._board.terms.waiting else self._over_quota(caller)

    def _over_quota(self, caller: Caller) -> str | None:
        people, terms = self._board.journal.people, self._board.terms
        if wait := people.wait_for_user(caller.user, terms.user_quota):
            return caller.ui.say("quota.user", n=terms.user_quota, minutes=math.ceil(wait / 60))
        if wait := people.wait_for_chat(caller.chat, terms.chat_quota):
            return caller.ui.say("quota.chat", n=terms.chat_quota, minutes=math.ceil(wait / 60))
        return None

    def _followed(self, caller: Caller, message: Message) -> Kept | None:
        """Return the answer that a message replies to."""
        if message.reply_to_message is None:
            return None
        return self._board.journal.talks.carried_by(caller.chat, message.reply_to_message.message_id)

    def _understood(self, caller: Caller, text: str, followed: Kept | None) -> Question:
        talks = self._board.journal.talks
        again = talks.answering(caller.update)
        if again is not None:
            return following(again.asked)
        before = followed or talks.last(caller.chat, caller.user)
        return following((*(() if before is None else before.asked), text))

    def _keep(self, caller: Caller, question: Question, outcome: Answer | Abstention) -> str:
        notes = tuple(
            Note(article_id=note.article.id, version=note.article.version, span=note.span)
            for note in footnotes(outcome)
        )
        return self._board.journal.talks.keep(
            caller.update, chat=caller.chat, member=caller.user, asked=_chain(question), notes=notes
        )


def following(asked: tuple[str, ...]) -> Question:
    """Return the last question of a conversation, understood after those before it. Raises BadQuestion."""
    today = datetime.now(tz=UTC).date()
    question = parse(asked[0], today=today)
    for text in asked[1:]:
        question = parse(text, today=today, previous=Turn(question=question))
    return question


def _chain(question: Question) -> tuple[str, ...]:
    """Return the texts of a question and of those that it follows, the first first."""
    return (*(() if question.follows is None else _chain(question.follows)), question.text)


def _replied_to(message: Message) -> str:
    """Return what a bare /ask or mention points at: the question that somebody else asked."""
    replied = message.reply_to_message
    if replied is None or (replied.from_user is not None and replied.from_user.id == message.get_bot().id):
        return ""
    return replied.text or ""
