"""Ways of talking to an archive that need no terminal and no network."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.render import console_on

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.fakes.telegram.people import User
    from tests.fakes.telegram.world import Posted

LONG = 60.0  # seconds: far more than an answer takes


class TerminalTalk:
    """The conversation of `whosaid chat`, through a pipe."""

    def __init__(self, desk: Desk) -> None:
        self._out, err = io.StringIO(), io.StringIO()
        self._conversation = Conversation(desk, out=console_on(self._out), err=console_on(err))

    def asks(self, question: str) -> str:
        return self._typed(question)

    def opens(self, number: int) -> str:
        return self._typed(f"/passage {number}")

    def lists(self, wanted: str) -> str:
        return self._typed(f"/quotes {wanted}")

    def _typed(self, line: str) -> str:
        before = len(self._out.getvalue())
        assert self._conversation.take(line)
        return self._out.getvalue()[before:]


class TelegramTalk:
    """The conversation of somebody with the bot, in its private chat."""

    def __init__(self, user: User) -> None:
        self._user = user
        self._answer: Posted | None = None

    def asks(self, question: str) -> str:
        text = self._typed(question)
        self._answer = self._user.chat.sent[-1]
        return text

    def opens(self, number: int) -> str:
        return self.presses(f"[{number}]").removeprefix(f"[{number}] ")

    def presses(self, button: str) -> str:
        """Press a button of the last answer, and return what is said then."""
        answer, before = self._answer, len(self._user.chat.sent)
        assert answer is not None
        self._user.presses(answer, button).waits()
        return self._said_after(before)

    def lists(self, wanted: str) -> str:
        return self._typed(f"/quotes {wanted}")

    def _typed(self, text: str) -> str:
        before = len(self._user.chat.sent)
        self._user.says(text)
        return self._said_after(before)

    def _said_after(self, before: int) -> str:
        """Return the messages after the first `before`, when into each of them an answer was written."""
        said = self._user.world.wait(lambda: self._finished(self._user.chat.sent[before:]), timeout=LONG)
        return "\n".join(post.text for post in said)

    def _finished(self, posts: list[Posted]) -> list[Posted]:
        return posts if posts and all(len(post.versions) > 1 for post in posts) else []
