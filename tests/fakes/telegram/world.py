"""The people, the chats and the messages behind the server, and the lock under which all of it changes."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import count
from threading import Condition, RLock
from typing import TYPE_CHECKING, TypeVar

from tests.fakes.telegram.refusals import Refused, bad_request
from tests.fakes.telegram.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Formatted, Json
    from tests.fakes.telegram.taps import Lookup, Press

T = TypeVar("T")
PATIENCE = 10.0  # seconds that a test waits for the bot; far more than it takes
BOT: Json = {"id": 7_000_000_001, "is_bot": True, "first_name": "whosaid", "username": "whosaid_bot"}
TOKEN = f"{BOT['id']}:AAF-an_invented_token_of_35_letters"


@dataclass(slots=True, kw_only=True)
class Version:
    """What a message showed from one moment (monotonic seconds) on."""

    at: float
    text: str
    entities: list[Json]
    rows: list[list[Json]]


@dataclass(slots=True, kw_only=True)
class Posted:
    """A message in a chat, with all that it ever showed."""

    message: Json
    previews: bool
    versions: list[Version] = field(default_factory=list)
    deleted: bool = False
    update_id: int | None = None  # of the update that told the bot of it

    @property
    def id(self) -> int:
        return int(self.message["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.message["chat"]["id"])

    @property
    def text(self) -> str:
        return str(self.message["text"])

    @property
    def entities(self) -> list[Json]:
        return list(self.message.get("entities", []))

    @property
    def rows(self) -> list[list[Json]]:
        return list(self.message.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[Json]:
        """The buttons, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def by_bot(self) -> bool:
        return bool(self.message["from"]["is_bot"])

    @property
    def reply_to(self) -> int | None:
        """The id of the message that this one replies to."""
        replied = self.message.get("reply_to_message")
        return None if replied is None else int(replied["message_id"])

    def show(self, content: Formatted, markup: Json | None, *, preview: bool) -> None:
        """Replace what the message shows."""
        for name in ("text", "entities", "reply_markup"):
            self.message.pop(name, None)
        self.message |= content.as_json() | ({"reply_markup": markup} if markup else {})
        self.previews = preview and content.would_preview
        self.versions.append(
            Version(at=time.monotonic(), text=self.text, entities=self.entities, rows=self.rows),
        )


@dataclass(slots=True, kw_only=True)
class Room:
    """A chat: private (its id is the user's) or a group."""

    id: int
    kind: str
    title: str | None = None
    members: dict[int, str] = field(default_factory=dict)  # status by user id
    posts: dict[int, Posted] = field(default_factory=dict)
    open_to_bot: bool = True
    closed_because: str = ""

    def as_json(self, user: Json | None) -> Json:
        """Return the chat as a message carries it."""
        if user is not None:
            return {"id": self.id, "type": "private"} | {
                name: user[name] for name in ("first_name", "username") if name in user
            }
        return {"id": self.id, "type": self.kind, "title": self.title}


class World:
    """Everything that the server knows; whoever reads or changes it holds `changed`."""

    def __init__(self) -> None:
        self.changed = Condition(RLock())
        self.updates = Updates(self.changed)
        self.users: dict[int, Json] = {}
        self.rooms: dict[int, Room] = {}
        self.inline_posts: dict[str, Posted] = {}
        self.presses: dict[str, Press] = {}
        self.lookups: dict[str, Lookup] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope (its JSON) and language
        self.privacy = True
        self._message_ids = count(1)
        self._other_ids = count(1)

    def room(self, chat_id: int | str) -> Room:
        """Return the chat that a bot means; raise `Refused` where it may not write."""
        found = self.rooms.get(chat_id) if isinstance(chat_id, int) else None
        if found is None:
            raise bad_request("chat not found")
        if not found.open_to_bot:
            raise Refused(403, f"Forbidden: {found.closed_because}")
        return found

    def chat_json(self, room: Room) -> Json:
        """Return a chat as a message carries it."""
        return room.as_json(self.users.get(room.id))

    def post(
        self,
        room: Room,
        sender: Json,
        content: Formatted,
        *,
        markup: Json | None = None,
        reply_to: Posted | None = None,
    ) -> Posted:
        """Add a message to a chat."""
        message: Json = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": self.chat_json(room),
            "date": int(time.time()),
        }
        if reply_to is not None:
            shown = {name: value for name, value in reply_to.message.items() if name != "reply_to_message"}
            message["reply_to_message"] = shown
        posted = Posted(message=message, previews=False)
        posted.show(content, markup, preview=True)
        room.posts[posted.id] = posted
        self.changed.notify_all()
        return posted

    def wait(
        self, holds: Callable[[], T | None], *, timeout: float = PATIENCE, saw: Callable[[], object] = lambda: ""
    ) -> T:
        """Return the first true value of `holds`, asked whenever something happens; fail when it takes too long."""
        until = time.monotonic() + timeout
        with self.changed:
            while not (found := holds()):
                left = until - time.monotonic()
                assert left > 0, f"nothing of the kind in {timeout} s: {saw()}"
                self.changed.wait(left)
            return found

    def new_id(self) -> str:
        """Return an id that nothing else has."""
        return f"{4_000_000_000_000_000 + next(self._other_ids) * 7919}"
