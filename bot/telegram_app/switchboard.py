"""What every handler works with, and who is calling."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bot.phrases import phrases
from bot.telegram_app.addressing import is_group
from bot.telegram_app.people import Member
from bot.telegram_app.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from telegram import Update

    from bot.phrases import Phrases
    from bot.telegram_app.journal import Journal
    from bot.telegram_app.line import Line, Place
    from bot.telegram_app.outbox import Outbox
    from bot.telegram_app.reception import Desk, Reception
    from index.build import Report
    from index.intake import Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms the bot answers."""

    administrators: frozenset[int]
    user_quota: int  # questions an hour
    chat_quota: int  # the same
    waiting: int  # questions that may wait at once, of all chats
    keep_days: int
    sources: tuple[Path, ...]  # what /rebuild reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who sent an update, and where an answer goes."""

    update: int
    chat: int
    user: int
    name: str
    chat_name: str
    language: str | None
    message: int | None  # the message that they sent, if it is one
    in_group: bool

    @property
    def ui(self) -> Phrases:
        """The texts of the interface in their language."""
        return phrases(self.language)

    @property
    def member(self) -> Member:
        """The user, as a member."""
        return Member(id=self.user, name=self.name, language=self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switchboard:
    """What every handler works with."""

    terms: Terms
    journal: Journal
    outbox: Outbox
    reception: Reception
    build: Callable[[Sequence[Path], Progress], Report]  # builds beside what answers
    line: Line
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def reply(self, caller: Caller) -> Reply:
        """Return the reply to what somebody sent; in a group it points at their message."""
        return Reply(
            update=caller.update,
            chat=caller.chat,
            asked=caller.message,
            is_shown_as_reply=caller.in_group,
            outbox=self.outbox,
            journal=self.journal,
        )

    def turn(self, caller: Caller) -> Place:
        """Return the place in the line of their chat that their update has had since it came in."""
        return self.line.place(caller.update)

    async def at_desk(self, caller: Caller, job: Callable[[Desk], T]) -> T:
        """Let the desk do a job for a caller when its turn has come, which is noted: what stops the program is known.

        Raises what the job does.
        """
        async with self._turn:
            self.journal.updates.turn_to(caller.update)
            return await self.reception.do(job)

    def is_administrator(self, caller: Caller) -> bool:
        """Whether the configuration names them."""
        return caller.user in self.terms.administrators

    def may_ask(self, caller: Caller) -> bool:
        """Whether they were let in, or the group they are in; and were not shut out."""
        standing = self.journal.people.standing(caller.user)
        if self.is_administrator(caller) or standing == "allowed":
            return True
        return standing != "denied" and caller.in_group and self.journal.people.standing(caller.chat) == "allowed"


def caller_of(update: Update) -> Caller | None:
    """Return who sent an update; None where there is nobody to answer."""
    user, message = update.effective_user, update.effective_message
    if user is None:
        return None
    chat = user.id if message is None else message.chat.id
    return Caller(
        update=update.update_id,
        chat=chat,
        user=user.id,
        name=user.full_name,
        chat_name=user.full_name if message is None else message.chat.effective_name or str(chat),
        language=user.language_code,
        message=None if message is None else message.message_id,
        in_group=message is not None and is_group(message),
    )
