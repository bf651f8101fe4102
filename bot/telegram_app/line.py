"""What is said in one chat is taken in the order in which it was said; the chats do not wait for one another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class Line:
    """A line before each chat. An update stands in it from `join` on, whatever is done before its turn."""

    def __init__(self) -> None:
        self._last: dict[int, Place] = {}
        self._places: dict[int, Place] = {}

    def join(self, chat: int, update: int) -> Place:
        """Take the last place in the line of a chat. It must be left."""
        place = self._last[chat] = self._places[update] = Place(self._last.get(chat))
        place.over.add_done_callback(lambda _: self._left(chat, update, place))
        return place

    def place(self, update: int) -> Place:
        """Return the place of an update that has joined; a place of its own for one that has left."""
        return self._places.get(update) or Place(None)

    def _left(self, chat: int, update: int, place: Place) -> None:
        if self._last.get(chat) is place:
            del self._last[chat]
        if self._places.get(update) is place:
            del self._places[update]


class Place:
    """A place in a line: an asynchronous context, which begins when it is one's turn."""

    def __init__(self, before: Place | None) -> None:
        self._before = before
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        if self._before is not None:
            await asyncio.shield(self._before.over)  # who gives up waiting does not end the turn of who is before
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Let the next one in; who leaves before their turn, once it would have come."""
        if self._before is not None and not self._before.over.done():
            self._before.over.add_done_callback(lambda _: self.leave())
        elif not self.over.done():
            self.over.set_result(None)
            self._before = None
