"""A Telegram of our own on 127.0.0.1, with the people who talk to the bot: what the bot's tests drive.

with TelegramServer() as telegram:
    …start a bot on telegram.base_url with telegram.token…
    anna = telegram.user("Anna", language="fr")
    asked = anna.says("who called it crimes against humanity?")
    answer = anna.chat.waits_for("John Kerry")
    press = anna.presses(answer, "1")
    assert press.waits().text is None
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Self, TypeVar

from tests.fakes.telegram.failures import Failures
from tests.fakes.telegram.hook import Hook
from tests.fakes.telegram.methods import Methods
from tests.fakes.telegram.people import Chat, User
from tests.fakes.telegram.profile import shown_commands
from tests.fakes.telegram.wire import Wire
from tests.fakes.telegram.world import BOT, PATIENCE, TOKEN, Room, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.failures import Call, Failure
    from tests.fakes.telegram.formatted import Json

T = TypeVar("T")


class TelegramServer:
    """The server: a context manager; nothing of it outlives the block.

    `round_trip` is the seconds that every call spends on its way, half of them there and half back.
    """

    token = TOKEN
    bot_name = str(BOT["username"])
    bot_id = int(BOT["id"])

    def __init__(self, *, privacy: bool = True, round_trip: float = 0.0) -> None:
        self.world = World()
        self.world.privacy = privacy
        self.failures = Failures()
        self._hook = Hook(self.world)
        self._wire = Wire(self.world, Methods(self.world, self._hook.proxies.__contains__), self.failures)
        self._wire.round_trip = round_trip
        self._thread = Thread(target=self._wire.serve_forever, args=(0.02,), name="fake Telegram", daemon=True)
        self._users = 0
        self._groups = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._hook.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        self._wire.close_connections()
        self._wire.shutdown()
        self._thread.join()
        self._hook.join()
        self._wire.server_close()
        if error is None and self._wire.faults:
            raise self._wire.faults[0]

    @property
    def base_url(self) -> str:
        """What a bot puts its token behind: `ApplicationBuilder().base_url(…)`."""
        return f"http://127.0.0.1:{self._wire.server_port}/bot"

    @property
    def calls(self) -> list[Call]:
        """Every call with the right token so far, in order."""
        with self.world.changed:
            return list(self._wire.calls)

    def called(self, method: str, *, chat: Chat | None = None) -> list[Call]:
        """Return the calls of one method, to one chat if you say which."""
        return [call for call in self.calls if call.method == method and chat in (None, self._chat(call.chat_id))]

    def _chat(self, chat_id: int | None) -> Chat | None:
        room = self.world.rooms.get(chat_id or 0)
        return None if room is None else Chat(self.world, room)

    def user(self, name: str, *, language: str = "en", username: str | None = None, started: bool = True) -> User:
        """Return somebody new, who has opened the chat with the bot unless you say otherwise."""
        with self.world.changed:
            self._users += 1
            user: Json = {"id": 10_000 + self._users, "is_bot": False, "first_name": name, "language_code": language}
            if username:
                user["username"] = username
            self.world.users[user["id"]] = user
            self.world.rooms[user["id"]] = Room(
                id=user["id"],
                kind="private",
                open_to_bot=started,
                closed_because="bot can't initiate conversation with a user",
            )
        return User(self.world, user)

    def group(self, title: str, *members: User, with_bot: bool = True) -> Chat:
        """Return a new group; its first member made it."""
        with self.world.changed:
            self._groups += 1
            room = Room(id=-1_001_000_000_000 - self._groups, kind="supergroup", title=title)
            room.members = {user.id: "member" for user in members}
            if members:
                room.members[members[0].id] = "creator"
            self.world.rooms[room.id] = room
        chat = Chat(self.world, room)
        if with_bot and members:
            members[0].adds_bot(chat)
        return chat

    def fail(
        self, *ways: Failure, method: str | None = None, chat: Chat | None = None, times: int | None = 1,
        share: float = 1.0, seed: int = 0,
    ) -> None:  # fmt: skip
        """Let calls fail: the next one, or `times`, or (none) a share of all; of one method, in one chat, or any."""
        chat_id = chat and chat.id

        def applies(call: Call) -> bool:
            return method in (None, call.method) and chat_id in (None, call.chat_id)

        with self.world.changed:
            self.failures.plan(*ways, applies=applies, times=times, share=share, seed=seed)

    def flood(self, chat: Chat, seconds: float) -> None:
        """Put a chat under flood control: 429 for every message and every edit there, for so long from now."""
        with self.world.changed:
            self.failures.flood(chat.id, seconds)

    def proxy(self, host: str, port: int) -> None:
        """Let `https://host/…` reach a webhook on 127.0.0.1, as the proxy before a real one does."""
        with self.world.changed:
            self._hook.proxies[host] = port

    def commands(self, user: User, chat: Chat | None = None) -> list[Json]:
        """Return the commands that the user's client shows."""
        with self.world.changed:
            return shown_commands(self.world, self.world.rooms[chat.id if chat else user.id], user.json)

    def wait(self, holds: Callable[[], T | None], *, timeout: float = PATIENCE) -> T:
        """Return the first true value of `holds`, asked whenever something happens; fail when it takes too long."""
        return self.world.wait(holds, timeout=timeout)
