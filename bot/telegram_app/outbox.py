"""What goes out: each call is made until it succeeds or can never succeed, and each chat waits for itself alone."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram.ext import ExtBot

    from bot.telegram_message import Button, Message

os.environ.setdefault("PTB_TIMEDELTA", "true")  # retry_after is a timedelta; an int is deprecated, with a warning

T = TypeVar("T")
log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds between attempts while Telegram cannot be reached
EVERYWHERE = 0  # in place of a chat: for calls that are about none
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# What a BadRequest says when the message is not to blame, so that other words would not help.
_HOPELESS = ("not found", "not enough rights", "can't be edited", "have no rights", "deactivated", "message_id_invalid")


class Gone(Exception):
    """The chat or the message is there no more; nothing can be said in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that was sent."""

    message: int
    is_perhaps_twice: bool  # whether an attempt before it failed without a word, and may have come through as well


class Outbox:
    """Sends to Telegram."""

    def __init__(self, telegram: ExtBot[None]) -> None:
        self.telegram = telegram
        self._not_before: defaultdict[int, float] = defaultdict(float)  # chat -> when Telegram will hear it again
        self._sending: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # what is said first stands first
        self._typing: set[asyncio.Task[None]] = set()
        self.is_closing = False
        self._closing = asyncio.Event()

    def wind_down(self) -> None:
        """Note that the program is to end: what runs is finished, and nothing more is begun."""
        self.is_closing = True

    def close(self) -> None:
        """Stop waiting for Telegram: what it does not take at once is left to the next start."""
        self.is_closing = True
        self._closing.set()

    async def send(self, chat: int, message: Message, *, answer: str | None = None, to: int | None = None) -> Sent:
        """Send a message, as plain text if Telegram refuses its markup. Raises Gone."""
        reply = None if to is None else ReplyParameters(message_id=to, allow_sending_without_reply=True)
        in_doubt = False

        async def send(**form: Any) -> Sent:  # noqa: ANN401 # the keywords of send_message
            nonlocal in_doubt
            try:
                sent = await self.telegram.send_message(chat, reply_parameters=reply, **form)
            except NetworkError as error:
                in_doubt = in_doubt or _is_silence(error)
                raise
            return Sent(message=sent.message_id, is_perhaps_twice=in_doubt)

        async with self._sending[chat]:
            return await self._in_any_form(chat, message, answer, send)

    async def edit(self, chat: int, message_id: int, message: Message, *, answer: str | None = None) -> None:
        """Give a message that was sent another text; that it has it already is no error. Raises Gone."""

        async def edit(**form: Any) -> None:  # noqa: ANN401 # the keywords of edit_message_text
            await self.telegram.edit_message_text(chat_id=chat, message_id=message_id, **form)

        await self._in_any_form(chat, message, answer, edit)

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message back, if that is still possible."""
        with suppress(Gone, BadRequest):
            await self.call(chat, lambda: self.telegram.delete_message(chat, message_id))

    async def take_back(self, chat: int, message_id: int, message: Message) -> bool:
        """Take a message back if it is one of ours that shows just this; whether it was.

        Telegram tells no bot which messages there are. But an edit that changes nothing is refused in words of its own.
        """
        form = _form(message.plain, None, message, None)
        try:
            await self.call(chat, lambda: self.telegram.edit_message_text(chat_id=chat, message_id=message_id, **form))
        except Gone:
            return False
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                return False
            await self.delete(chat, message_id)
            return True
        return False

    async def answer_press(self, chat: int, press: str, text: str | None = None) -> None:
        """Answer the press of a button, once; with a line that pops up, if there is one. An old press needs none."""
        try:
            await self.call(chat, lambda: self.telegram.answer_callback_query(press, text))
        except (Gone, BadRequest) as error:
            log.info("a press was left: %s", error)

    def begin_typing(self, chat: int) -> None:
        """Show that an answer is being written, if Telegram will; nothing waits for it."""
        task = asyncio.create_task(self._show_typing(chat))
        self._typing.add(task)  # the loop itself keeps no hold of it
        task.add_done_callback(self._typing.discard)

    async def _show_typing(self, chat: int) -> None:
        if time.monotonic() < self._not_before[chat]:
            return
        try:
            await self.telegram.send_chat_action(chat, ChatAction.TYPING)
        except TelegramError as error:
            log.debug("no typing in chat %d: %s", chat, error)

    async def try_edit(self, chat: int, message_id: int, message: Message) -> None:
        """Edit once, if Telegram will: for progress, which the next one replaces."""
        if time.monotonic() < self._not_before[chat]:
            return
        try:
            await self.telegram.edit_message_text(
                chat_id=chat, message_id=message_id, **_form(message.plain, None, message, None)
            )
        except RetryAfter as error:
            self._wait(chat, error)
        except TelegramError as error:
            log.debug("no progress in chat %d: %s", chat, error)

    async def call(self, chat: int, attempt: Callable[[], Awaitable[T]]) -> T:
        """Make a call until Telegram has answered it.

        Raises Gone, ChatMigrated, and BadRequest if the call is at fault. Waits as long as Telegram says, for this
        chat only, and with growing pauses while Telegram cannot be reached.
        """
        pause = _FIRST_PAUSE
        while True:
            await self._sleep(self._not_before[chat] - time.monotonic())
            try:
                return await attempt()
            except RetryAfter as error:
                self._wait(chat, error)
            except ChatMigrated:
                raise
            except Forbidden as error:
                raise Gone(error.message) from error
            except BadRequest as error:
                if any(sign in error.message.lower() for sign in _HOPELESS):
                    raise Gone(error.message) from error
                raise
            except (NetworkError, TelegramError) as error:
                log.info("chat %d: will try again in %.1f s: %s", chat, pause, type(error).__name__)
                await self._sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _in_any_form(
        self, chat: int, message: Message, answer: str | None, attempt: Callable[..., Awaitable[T]]
    ) -> T:
        """Make the attempt with markup and buttons, then plain, then without buttons: a lost answer is worse."""
        forms = (
            _form(message.html, ParseMode.HTML, message, answer),
            _form(message.plain, None, message, answer),
            _form(message.plain, None, None, None),
        )
        for form in forms[:-1]:
            try:
                return await self.call(chat, lambda form=form: attempt(**form))  # type: ignore[misc] # T is one type
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    return None  # type: ignore[return-value] # only edits are refused so, and they return nothing
                log.warning("Telegram refused the form of a message: %s", error.message)
        return await self.call(chat, lambda: attempt(**forms[-1]))

    def _wait(self, chat: int, error: RetryAfter) -> None:
        after = error.retry_after
        seconds = float(after) if isinstance(after, int) else after.total_seconds()
        self._not_before[chat] = time.monotonic() + seconds
        log.info("chat %d: Telegram asks for %.0f s of silence", chat, seconds)

    async def _sleep(self, seconds: float) -> None:
        """Sleep, but not while the bot closes: then the update is left to the next start."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return
        raise asyncio.CancelledError


def _is_silence(error: NetworkError) -> bool:
    """Whether a call failed without a word from Telegram, which may have done it; it was reached, at least."""
    return isinstance(error, TimedOut) or error.message.startswith(("httpx.Read", "httpx.Write", "httpx.Remote"))


def _form(text: str, mode: ParseMode | None, message: Message | None, answer: str | None) -> dict[str, Any]:
    rows = () if message is None else message.rows
    keyboard = [[_button(button, answer) for button in row] for row in rows]
    return {
        "text": text,
        "parse_mode": mode,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": InlineKeyboardMarkup(keyboard) if keyboard else None,
    }


def _button(button: Button, answer: str | None) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=f"{answer}:{button.action}")
