"""What may go wrong on the way to Telegram and back, and when."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.fakes.telegram.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Json

Way = Literal["refuse", "page", "hang", "cut", "cut after"]


@dataclass(slots=True, kw_only=True)
class Call:
    """One call of a bot: what it asked and what came of it. Times are monotonic seconds."""

    number: int
    at: float
    method: str
    parameters: Json
    ended: float | None = None
    status: int | None = None  # as answered; none where the connection was cut or hangs
    description: str | None = None  # of a refusal
    result: object = None  # what was answered; what a bot whose connection was cut never saw is here too
    failure: Failure | None = None  # the injected one

    @property
    def chat_id(self) -> int | None:
        given = str(self.parameters.get("chat_id", ""))
        return int(given) if given.lstrip("-").isdigit() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One way for a call to fail."""

    way: Way
    code: int = 0
    description: str = ""
    seconds: float = 0.0  # to wait before trying again, or to hang


def flooded(retry_after: int) -> Failure:
    """Return the answer to too many calls: 429, and the seconds to wait."""
    return Failure(
        way="refuse", code=429, description=f"Too Many Requests: retry after {retry_after}", seconds=retry_after
    )


def broken(code: int = 500) -> Failure:
    """Return a failure of Telegram's own, told in JSON; nothing was done."""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
    return Failure(way="refuse", code=code, description=words[code])


def page(code: int = 502) -> Failure:
    """Return a failure of the machine before Telegram, told in HTML; nothing was done."""
    return Failure(way="page", code=code)


def hung(seconds: float = math.inf) -> Failure:
    """Return a connection on which nothing comes for so long; then it is cut. Nothing was done."""
    return Failure(way="hang", seconds=seconds)


def cut() -> Failure:
    """Return a connection that breaks before the call does anything."""
    return Failure(way="cut")


def cut_after() -> Failure:
    """Return a connection that breaks when the call is done, before its answer: nobody can tell it from `cut`."""
    return Failure(way="cut after")


@dataclass(slots=True, kw_only=True)
class Rule:
    """Which calls fail in which ways."""

    ways: tuple[Failure, ...]
    applies: Callable[[Call], bool]
    left: int | None  # calls that are still to fail; none: all
    share: float
    chance: random.Random


class Failures:
    """The plan of what fails. Whoever calls holds the world's lock."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._floods: dict[int, float] = {}

    def plan(self, *ways: Failure, applies: Callable[[Call], bool], times: int | None, share: float, seed: int) -> None:
        """Let a share of the calls that a rule applies to fail, in one of these ways."""
        chance = random.Random(seed)  # noqa: S311 # repeatable failures
        self._rules.append(
            Rule(ways=ways, applies=applies, left=times, share=share, chance=chance),
        )

    def flood(self, chat_id: int, seconds: float) -> None:
        """Refuse every message to a chat, and every edit there, for so long from now."""
        self._floods[chat_id] = time.monotonic() + seconds

    def clear(self) -> None:
        """Let nothing fail any more."""
        self._rules.clear()
        self._floods.clear()

    def of(self, call: Call) -> Failure | None:
        """Return how `call` is to fail, if it is."""
        left = self._floods.get(call.chat_id or 0, 0.0) - time.monotonic()
        if left > 0 and call.method.startswith(("send", "edit")) and call.method != "sendChatAction":
            return flooded(math.ceil(left))
        for rule in self._rules:
            if rule.left != 0 and rule.applies(call) and rule.chance.random() < rule.share:
                rule.left = None if rule.left is None else rule.left - 1
                return rule.chance.choice(rule.ways)
        return None


def refusal(failure: Failure) -> Refused:
    """Return the refusal that a failure is told as."""
    seconds = int(failure.seconds) if failure.code == 429 else None  # HTTP's number
    return Refused(failure.code, failure.description, retry_after=seconds)
