"""The reply to one update: a message at once, which becomes the answer, so that a crash never answers twice.

Sending is the step that cannot be undone: a crash after it and before its message is known leaves a message that
nobody can find again. So what is sent is only ever a placeholder; the answer is written into it by an edit, and an
edit that is made again changes nothing. A lost placeholder is a line that says "searching", and is taken back if it
can be found; an answer is never lost, and never given twice.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from telegram.error import ChatMigrated

from bot.render_telegram import plain_messages
from bot.telegram_app.outbox import Gone
from bot.telegram_app.updates import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.telegram_app.journal import Journal
    from bot.telegram_app.outbox import Outbox
    from bot.telegram_message import Message

EDITS = 1.5  # seconds between two edits of a placeholder, at least
_LOOKED_AT = 30  # messages among which the double of a doubted one is looked for
_MORE = "…"  # what a further piece says until its text is written into it


class Reply:
    """Answers one update in its chat, and knows what of that was done before a crash."""

    def __init__(  # noqa: PLR0913 # one keyword for each thing that it knows
        self, *, update: int, chat: int, asked: int | None, is_shown_as_reply: bool, outbox: Outbox, journal: Journal
    ) -> None:
        self.update = update
        self.chat = chat
        self._asked = asked or 0  # the message that is answered: those of ours come after it
        self._to = asked if is_shown_as_reply else None
        self._outbox = outbox
        self._journal = journal
        self._known: dict[int, Piece] | None = None  # the messages that carry it; None: not looked up yet
        self._edited = 0.0  # when the placeholder was edited last
        self._progress: str | None = None  # the newest that is not shown yet
        self._showing: asyncio.Task[None] | None = None
        self._doubted: list[tuple[int, Message]] = []  # what was sent again, and may be there twice

    async def begin(self, text: str) -> None:
        """Send the placeholder, unless an earlier run did."""
        if 0 in self._pieces():
            return
        (message,) = plain_messages(text)
        piece = await self._place(0, message)
        if self._journal.updates.begun(self.update) > 1:
            self._doubted.append((piece.message, message))  # an earlier run may have sent it and died of it

    def progress(self, text: str) -> None:
        """Show `text` in the placeholder soon; one that comes before then takes its place."""
        self._progress = text
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._show())

    async def end_progress(self) -> None:
        """Show no progress any more: an edit that is under way may not come after the answer."""
        self._progress = None
        if self._showing is not None:
            await self._showing

    async def finish(self, messages: Sequence[Message], *, answer: str | None = None) -> None:
        """Write the answer into the messages of this reply, and take back those that it does not need."""
        if self._showing is not None:
            await self.end_progress()
            await asyncio.sleep(max(0.0, self._edited + EDITS - time.monotonic()))
        for number, message in enumerate(messages):
            await self._write(number, message, answer)
        for number, piece in list(self._pieces().items()):
            if number >= len(messages):
                await self._outbox.delete(piece.chat, piece.message)
                self._lose(number)
        for message_id, message in self._doubted:
            await self._take_back_stray(message_id, message)
        self._doubted.clear()

    async def say(self, text: str) -> None:
        """Answer with a text of ours. Without a placeholder it is sent at once: said twice, it does no harm."""
        if self._pieces():
            await self.finish(plain_messages(text))
            return
        for number, message in enumerate(plain_messages(text)):
            await self._place(number, message)

    async def _write(self, number: int, message: Message, answer: str | None) -> None:
        """Write a piece into its message. One that somebody has deleted meanwhile is sent anew."""
        while True:
            piece = self._pieces().get(number) or await self._place(number, *plain_messages(_MORE))
            try:
                await self._outbox.edit(piece.chat, piece.message, message, answer=answer)
            except Gone:
                self._lose(number)
            else:
                return

    async def _place(self, number: int, message: Message) -> Piece:
        try:
            sent = await self._outbox.send(self.chat, message, to=self._to)
        except ChatMigrated as moved:
            old, self.chat, self._to = self.chat, moved.new_chat_id, None
            self._journal.people.moved(old, self.chat)
            sent = await self._outbox.send(self.chat, message)
        if sent.is_perhaps_twice:
            self._doubted.append((sent.message, message))
        piece = Piece(chat=self.chat, message=sent.message)
        self._journal.updates.sent(self.update, number, piece)
        self._pieces()[number] = piece
        return piece

    async def _take_back_stray(self, sent: int, message: Message) -> None:
        """Look for a placeholder whose sending failed without a word: after what it follows, before the one known."""
        known = [piece.message for piece in self._pieces().values() if piece.message < sent]
        after = max((self._asked, *known))
        for stray in range(after + 1, min(sent, after + _LOOKED_AT)):
            if self._is_stray(stray) and await self._outbox.take_back(self.chat, stray, message):
                return

    def _is_stray(self, message: int) -> bool:
        return not self._journal.updates.is_piece(self.chat, message)

    def _lose(self, number: int) -> None:
        self._journal.updates.gone(self.update, number)
        del self._pieces()[number]

    def _pieces(self) -> dict[int, Piece]:
        """Return the messages that carry this reply, by their numbers."""
        if self._known is None:
            self._known = self._journal.updates.pieces(self.update)
        return self._known

    async def _show(self) -> None:
        """Show what is newest, not more often than Telegram likes."""
        while self._progress is not None:
            await asyncio.sleep(max(0.0, self._edited + EDITS - time.monotonic()))
            text, self._progress = self._progress, None
            piece = self._pieces().get(0)
            if text is not None and piece is not None:
                await self._outbox.try_edit(piece.chat, piece.message, plain_messages(text)[0])
                self._edited = time.monotonic()
