"""The commands that everybody has."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot import limits, render_telegram
from bot.errors import BadQuestion
from bot.quote_list import Wanted, asked_for
from bot.telegram_app.addressing import asked
from bot.telegram_app.questions import Wish, before_it
from bot.telegram_app.switchboard import caller_of
from corpus.errors import NewsError
from index.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Message, Update
    from telegram.ext import ContextTypes

    from bot.phrases import Phrases
    from bot.question import Question
    from bot.telegram_app.buttons import Buttons
    from bot.telegram_app.questions import Questions
    from bot.telegram_app.reception import Desk
    from bot.telegram_app.switchboard import Caller, Switchboard
    from bot.telegram_app.talks import Kept
    from bot.telegram_message import Message as Rendered
    from bot.turn import Turn

T = TypeVar("T")
log = logging.getLogger(__name__)

# In the order of the menu.
EVERYBODY = ("ask", "quotes", "sources", "why", "when", "who", "latest", "new", "feedback", "forget", "help", "start")
ADMINISTRATORS = ("allow", "deny", "status", "rebuild")
MOST = 20  # quotations that one message lists
LATEST = 10  # articles that /latest lists


class Commands:
    """Obeys the commands that everybody has; /ask is for `Questions`."""

    def __init__(self, board: Switchboard, questions: Questions, buttons: Buttons) -> None:
        self._board = board
        self._questions = questions
        self._buttons = buttons

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet."""
        del context
        caller = caller_of(update)
        if caller is not None:
            await self._board.reply(caller).say(caller.ui.say("help.start"))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what can be asked, and how, and list the commands."""
        caller = caller_of(update)
        if caller is not None:
            usage, listed = caller.ui.say("help.usage", bot=f"@{context.bot.username}"), _listed(EVERYBODY, caller.ui)
            text = f"{usage}\n\n{listed}"
            if self._board.is_administrator(caller) and not caller.in_group:
                text = f"{text}\n\n{caller.ui.say('help.administrators')}\n{_listed(ADMINISTRATORS, caller.ui)}"
            await self._board.reply(caller).say(text)

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what the last answer cites, or the one replied to."""
        del context
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        async with self._board.turn(caller):
            kept = self._answer(caller, message)
            if kept is None:
                await self._board.reply(caller).say(caller.ui.say("chat.nothing"))
            else:
                await self._buttons.show_sources(caller, kept)

    async def why(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how the last answer came about, or the one replied to, or the one of this chat whose id is given."""
        del context
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        wanted = asked(message)
        async with self._board.turn(caller):
            talks = self._board.journal.talks
            kept = talks.shown_as(caller.chat, wanted) if wanted else self._answer(caller, message)
            if kept is None:
                await self._board.reply(caller).say(caller.ui.say("chat.gone" if wanted else "chat.nothing"))
                return
            record = kept.record
            await self._show(caller, lambda desk: desk.why(record), render_telegram.why)

    async def when(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask the last question again, or the one of the answer replied to, of other days."""
        del context
        await self._change(
            update,
            lambda question, typed, desk: limits.asked_at(question, typed, desk.today, only=EVERYTHING),
            unclear="when.usage",
        )

    async def who(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask the last question again, or the one of the answer replied to, of somebody else."""
        del context
        await self._change(update, lambda question, typed, desk: limits.asked_of(question, typed, desk.known))

    async def quotes(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the quotations asked for."""
        del context
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        typed = asked(message)
        try:
            wanted = asked_for(typed.replace("—", "--"))  # what phones make of two hyphens
        except BadQuestion:
            await self._board.reply(caller).say(caller.ui.say("quotes.usage"))
            return
        if wanted == Wanted():
            await self._board.reply(caller).say(caller.ui.say("quotes.usage"))
            return
        limited = replace(wanted, limit=min(wanted.limit, MOST))
        await self._show(
            caller,
            lambda desk: desk.list_quotes(limited),
            lambda found: render_telegram.quotes(found, ui=caller.ui),
        )

    async def latest(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the newest articles."""
        del context
        caller = caller_of(update)
        if caller is not None:
            await self._show(
                caller,
                lambda desk: (desk.archive.latest(LATEST), desk.searched),
                lambda found: render_telegram.articles(*found, ui=caller.ui),
            )

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """End the conversation: the next question follows nothing."""
        del context
        caller = caller_of(update)
        if caller is not None:
            async with self._board.turn(caller):
                self._board.journal.talks.end(caller.chat, caller.user)
                await self._board.reply(caller).say(caller.ui.say("chat.new"))

    async def feedback(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep what somebody says of the last answer, or of the one replied to."""
        del context
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        words = asked(message)
        if not words:
            await self._board.reply(caller).say(caller.ui.say("feedback.empty"))
            return
        kept = self._answer(caller, message)
        answer = None if kept is None else kept.id
        self._board.journal.talks.remark(caller.update, answer, caller.user, words)
        await self._board.reply(caller).say(caller.ui.say("feedback.kept"))

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Delete what is kept of a user."""
        del context
        caller = caller_of(update)
        if caller is not None:
            async with self._board.turn(caller):
                self._board.journal.forget(caller.user)
                await self._board.reply(caller).say(caller.ui.say("chat.forgotten"))

    def _answer(self, caller: Caller, message: Message) -> Kept | None:
        """Return the answer that a message replies to, or else the last of the conversation."""
        return before_it(caller, message)(self._board.journal.talks)

    async def _change(
        self, update: Update, changed: Callable[[Question, str, Desk], Question], *, unclear: str = "ask.no_words"
    ) -> None:
        """Ask a question again with something of what was understood changed to what was typed."""
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        typed = asked(message)

        def understood(desk: Desk, turn: Turn | None) -> Question:
            if turn is None:
                raise BadQuestion("nothing is answered yet")
            return changed(turn.question, typed, desk)

        wish = Wish(before=before_it(caller, message), understood=understood, unclear=unclear, unfounded="chat.nothing")
        await self._questions.answer(caller, wish)

    async def _show(
        self, caller: Caller, job: Callable[[Desk], T], render: Callable[[T], tuple[Rendered, ...]]
    ) -> None:
        """Reply with what the desk finds."""
        reply = self._board.reply(caller)
        async with self._questions.admitted(caller, reply) as is_in:
            if not is_in:
                return
            try:
                found = await self._board.at_desk(caller, job)
            except BadQuestion:
                await reply.say(caller.ui.say("quotes.usage"))
            except NewsError as error:
                log.warning("update %d cannot be answered: %s", caller.update, error.message)
                await reply.say(caller.ui.say("error.archive"))
            else:
                await reply.finish(render(found))


def _listed(names: tuple[str, ...], ui: Phrases) -> str:
    return "\n".join(f"/{name} – {ui.say(f'command.{name}')}" for name in names)
