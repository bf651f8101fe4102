"""The administrators' commands: who may ask, and how the bot is doing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.phrases import phrases
from bot.render_telegram import plain_messages
from bot.telegram_app.addressing import asked
from bot.telegram_app.outbox import Gone
from bot.telegram_app.people import Member
from bot.telegram_app.switchboard import caller_of
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.telegram_app.people import People, Standing
    from bot.telegram_app.questions import Questions
    from bot.telegram_app.switchboard import Caller, Switchboard

log = logging.getLogger(__name__)


class Administration:
    """Obeys the commands that only administrators have."""

    def __init__(self, board: Switchboard, questions: Questions) -> None:
        self._board = board
        self._questions = questions

    async def allow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let somebody in: by code, by id, or the group it is said in. Alone: list who waits."""
        del context
        await self._obey(update, self._allow)

    async def deny(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Shut somebody out: by code, by id, or the group it is said in."""
        del context
        await self._obey(update, self._deny)

    async def status(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how the bot is doing."""
        del context
        await self._obey(update, self._status)

    async def _obey(self, update: Update, command: Callable[[Caller, str], Awaitable[str]]) -> None:
        caller, message = caller_of(update), update.message
        if caller is None or message is None:
            return
        reply = self._board.reply(caller)
        if self._board.is_administrator(caller):
            await reply.say(await command(caller, asked(message)))
        else:
            await reply.say(caller.ui.say("access.administrators"))

    async def _allow(self, caller: Caller, typed: str) -> str:
        if not typed and not caller.in_group:
            return self._waiting(caller)
        member, standing = _meant(self._board.journal.people, caller, typed)
        if member is None:
            return caller.ui.say("allow.unknown", what=typed)
        if standing != "allowed":
            self._board.journal.people.allow(member)
            log.info("let in: %d", member.id)
            await self._welcome(member)
        return caller.ui.say("allow.done", name=member.name)

    async def _deny(self, caller: Caller, typed: str) -> str:
        member: Member | None = None
        if typed or caller.in_group:
            member, _ = _meant(self._board.journal.people, caller, typed)
        if member is None:
            return caller.ui.say("deny.unknown", what=typed)
        if member.id in self._board.terms.administrators:
            return caller.ui.say("deny.administrator")
        self._board.journal.people.deny(member)
        log.info("shut out: %d", member.id)
        return caller.ui.say("deny.done", name=member.name)

    async def _status(self, caller: Caller, typed: str) -> str:
        del typed
        ui = caller.ui
        try:
            searched = await self._board.reception.do(lambda desk: desk.searched)
        except NewsError as error:
            archive = error.message
        else:
            newest = "–" if searched.newest is None else searched.newest
            archive = ui.say("status.archive", n=searched.articles, newest=newest, generation=searched.generation)
        people, (up, down) = self._board.journal.people.counts(), self._board.journal.talks.thumbs()
        return "\n".join(
            (
                archive,
                ui.say("status.people", users=people.users, groups=people.groups, codes=people.codes),
                ui.say("status.asked", day=people.day, hour=people.hour, waiting=self._questions.waiting),
                ui.say("status.feedback", up=up, down=down),
            )
        )

    def _waiting(self, caller: Caller) -> str:
        waiting = self._board.journal.people.waiting()
        if not waiting:
            return caller.ui.say("allow.none")
        lines = [f"{each.code[:4]}-{each.code[4:]}  {each.member.name}" for each in waiting]
        return "\n".join((caller.ui.say("allow.waiting", n=len(waiting)), *lines))

    async def _welcome(self, member: Member) -> None:
        """Tell them, if they can be told: a bot may not write first."""
        (message,) = plain_messages(phrases(member.language).say("access.welcome"))
        try:
            await self._board.outbox.send(member.id, message)
        except Gone as error:
            log.info("%d was let in, but cannot be told: %s", member.id, error)


def _meant(people: People, caller: Caller, typed: str) -> tuple[Member | None, Standing]:
    """Return who is meant, and their standing: the group it is said in, an id, or whose code it is."""
    member: Member | None = None
    digits = typed.removeprefix("-")
    if not typed:
        member = Member(id=caller.chat, name=caller.chat_name)
    elif (paired := people.paired(typed)) is not None:
        member = paired
    elif digits.isascii() and digits.isdecimal() and len(digits) < 19:  # noqa: PLR2004 # what SQLite can hold
        member = Member(id=int(typed), name=people.name(int(typed)) or typed)
    return member, "unknown" if member is None else people.standing(member.id)
