"""Those who talk to the bot, and where: what a test says and presses, and what it then sees."""

from __future__ import annotations

import re
import time
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.telegram.formatted import Entity, Formatted, Json, settled, units
from tests.fakes.telegram.taps import Lookup, Press, Result
from tests.fakes.telegram.world import BOT, PATIENCE, Posted, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.requests import AnswerCallbackQuery
    from tests.fakes.telegram.world import World

COMMAND = re.compile(r"(?<![\w/<>])/(?P<name>[A-Za-z0-9_]{1,64})(?:@(?P<bot>[A-Za-z0-9_]{3,32}))?(?![\w/<>])")
MENTION = re.compile(r"(?<!\w)@(?P<name>[A-Za-z0-9_]{2,32})\b")


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat, as everybody in it sees it."""

    world: World
    room: Room

    @property
    def id(self) -> int:
        return self.room.id

    @property
    def posts(self) -> list[Posted]:
        """What stands in the chat now, in order."""
        with self.world.changed:
            return [post for post in self.room.posts.values() if not post.deleted]

    @property
    def sent(self) -> list[Posted]:
        """What the bot wrote, in order."""
        return [post for post in self.posts if post.by_bot]

    def waits_for(self, wanted: str | Callable[[Posted], bool], *, timeout: float = PATIENCE) -> Posted:
        """Return the newest message of the bot's that has these words, or that `wanted` holds for."""

        def found() -> Posted | None:
            fit = [post for post in self.sent if (wanted in post.text if isinstance(wanted, str) else wanted(post))]
            return fit[-1] if fit else None

        return self.world.wait(found, timeout=timeout, saw=lambda: [post.text for post in self.sent])


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press that waits for its answer."""

    world: World
    press: Press

    def waits(self, *, timeout: float = PATIENCE) -> AnswerCallbackQuery:
        """Return the bot's answer to the press."""
        return self.world.wait(lambda: self.press.answer, timeout=timeout)


@dataclass(frozen=True, slots=True)
class Typed:
    """An inline query that waits for its results."""

    world: World
    lookup: Lookup

    def waits(self, *, timeout: float = PATIENCE) -> tuple[Result, ...]:
        """Return the results."""
        self.world.wait(lambda: self.lookup.answer, timeout=timeout)
        return self.lookup.results


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a Telegram account."""

    world: World
    json: Json

    @property
    def id(self) -> int:
        return int(self.json["id"])

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return Chat(self.world, self.world.rooms[self.id])

    def says(self, text: str, *, where: Chat | None = None, reply_to: Posted | None = None) -> Posted:
        """Write to the bot, or into a group."""
        room = (where or self.chat).room
        with self.world.changed:
            if room.kind == "private":
                room.open_to_bot = True
            posted = self.world.post(room, self.json, _typed(text), reply_to=reply_to)
            if self._is_delivered(posted, room):
                posted.update_id = self.world.updates.add("message", deepcopy(posted.message))
            return posted

    def edits(self, posted: Posted, text: str) -> None:
        """Change what one wrote before."""
        with self.world.changed:
            posted.show(_typed(text), None, preview=True)
            posted.message["edit_date"] = int(time.time())
            if self._is_delivered(posted, self.world.rooms[posted.chat_id]):
                self.world.updates.add("edited_message", deepcopy(posted.message))

    def _is_delivered(self, posted: Posted, room: Room) -> bool:
        """Whether the bot gets to see a message: in a group, under privacy, only what is meant for it."""
        if room.kind == "private":
            return True
        if not room.open_to_bot or BOT["id"] not in room.members:
            return False
        replied = posted.message.get("reply_to_message")
        command = COMMAND.match(posted.text)
        mine = str(BOT["username"]).lower()
        return (
            not self.world.privacy
            or (command is not None and (command["bot"] or mine).lower() == mine)
            or any(found["name"].lower() == mine for found in MENTION.finditer(posted.text))
            or (replied is not None and bool(replied["from"] == BOT))
        )

    def presses(self, posted: Posted, button: str) -> Pressed:
        """Press the button of a message that has this label, or these words in it."""
        exact = [each for each in posted.buttons if each["text"] == button]
        found = next((each for each in exact or posted.buttons if button in each["text"]), None)
        assert found is not None, f"no button {button!r} among {[each['text'] for each in posted.buttons]}"
        assert "callback_data" in found, f"{button!r} is no button that calls the bot"
        with self.world.changed:
            press = Press(id=self.world.new_id(), at=time.monotonic())
            self.world.presses[press.id] = press
            about = next((key for key, each in self.world.inline_posts.items() if each is posted), None)
            where = {"message": deepcopy(posted.message)} if about is None else {"inline_message_id": about}
            sent = {
                "id": press.id,
                "from": self.json,
                "chat_instance": str(posted.chat_id),
                "data": found["callback_data"],
            }
            self.world.updates.add("callback_query", sent | where)
        return Pressed(self.world, press)

    def types(self, query: str, *, offset: str = "") -> Typed:
        """Type `@bot query` in some chat; what Telegram still has from an earlier answer, it shows without the bot."""
        with self.world.changed:
            kept = next((e for e in self.world.lookups.values() if e.serves(self.id, query, offset)), None)
            lookup = Lookup(id=self.world.new_id(), at=time.monotonic(), user_id=self.id, query=query, offset=offset)
            self.world.lookups[lookup.id] = lookup
            if kept is not None:
                lookup.answer, lookup.results, lookup.from_cache = kept.answer, kept.results, True
            else:
                sent = {"id": lookup.id, "from": self.json, "query": query, "offset": offset, "chat_type": "sender"}
                self.world.updates.add("inline_query", sent)
        return Typed(self.world, lookup)

    def inserts(self, typed: Typed, result: Result, *, where: Chat) -> Posted:
        """Insert a result of an inline query into a chat."""
        with self.world.changed:
            posted = self.world.post(where.room, self.json, result.content, markup=result.markup)
            posted.message["via_bot"] = BOT
            posted.previews = result.preview and result.content.would_preview
            chosen: Json = {"result_id": result.id, "from": self.json, "query": typed.lookup.query}
            if result.markup is not None:
                chosen["inline_message_id"] = self.world.new_id()
                self.world.inline_posts[chosen["inline_message_id"]] = posted
            self.world.updates.add("chosen_inline_result", chosen)
            return posted

    def adds_bot(self, chat: Chat) -> None:
        """Add the bot to a group."""
        self._moves_bot(chat, "left", "member")

    def removes_bot(self, chat: Chat) -> None:
        """Remove the bot from a group."""
        self._moves_bot(chat, "member", "kicked")
        chat.room.open_to_bot, chat.room.closed_because = False, "bot was kicked from the supergroup chat"

    def blocks_bot(self) -> None:
        """Block the bot in the private chat."""
        self._moves_bot(self.chat, "member", "kicked")
        self.chat.room.open_to_bot, self.chat.room.closed_because = False, "bot was blocked by the user"

    def _moves_bot(self, chat: Chat, old: str, new: str) -> None:
        with self.world.changed:
            chat.room.members[int(BOT["id"])] = new
            chat.room.open_to_bot = new == "member"
            states: list[Json] = [{"user": BOT, "status": status} for status in (old, new)]
            for state in states:
                if state["status"] == "kicked":
                    state["until_date"] = 0
            self.world.updates.add(
                "my_chat_member",
                {
                    "chat": self.world.chat_json(chat.room),
                    "from": self.json,
                    "date": int(time.time()),
                    "old_chat_member": states[0],
                    "new_chat_member": states[1],
                },
            )


def _typed(text: str) -> Formatted:
    """Return a text as a client sends it, with the commands and mentions that Telegram marks in it."""
    found = settled(text, [])
    marks = [("bot_command", match) for match in COMMAND.finditer(found.text)]
    marks += [("mention", match) for match in MENTION.finditer(found.text)]
    for kind, match in sorted(marks, key=lambda mark: mark[1].start()):
        if not any(each.offset <= units(found.text[: match.start()]) < each.stop for each in found.entities):
            begin = units(found.text[: match.start()])
            found.entities.append(Entity(kind=kind, offset=begin, length=units(match.group())))
    return found
