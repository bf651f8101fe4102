"""The bot in a process of its own, over a fake desk: to be killed at any moment, and started anew."""

from __future__ import annotations

import os
import signal
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.fakes.nursery import Nursery, fork_for_each_line, runs, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Searched
    from index.build import Report
    from index.intake import Progress
    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.server import TelegramServer

LONG = 60.0  # seconds that a bot may take to end, on a busy machine


def nursery() -> Nursery:
    """Return where bots are forked."""
    return Nursery("tests.fakes.bot_process")


class BotProcess:
    """A bot with one journal, which answers after so many seconds at its desk; a context manager, which ends it."""

    def __init__(self, nursery: Nursery, telegram: TelegramServer, journal: Path, *, desk_seconds: float = 0.0) -> None:
        self._nursery = nursery
        self._options = {
            "api": telegram.base_url.removesuffix("/bot"),
            "token": telegram.token,
            "journal": str(journal),
            "desk_seconds": desk_seconds,
        }
        self.pid = 0  # of the bot that runs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            self.kill()

    @property
    def cpu_seconds(self) -> float:
        """What the bot that runs has used of the processor; where the system tells (Linux)."""
        spent = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
        return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")

    def start(self) -> None:
        """Start the bot, and wait until it listens."""
        self.pid = self._nursery.bear(self._options)
        assert self._nursery.says() == "listens", "the bot does not start; its reason stands above"

    def kill(self) -> None:
        """End the bot with no warning, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the bot to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        pid, self.pid = self.pid, 0
        os.kill(pid, how)
        until = time.monotonic() + LONG
        while runs(pid):
            assert time.monotonic() < until, "the bot does not end"
            time.sleep(0.005)


def main() -> None:
    """Fork a bot for each line that comes in."""
    import tests.fakes.echo_desk  # noqa: F401 # once, for all that are forked
    from bot.telegram_app.serving import certificates

    certificates()
    fork_for_each_line(_serve)


def _serve(options: Json) -> None:
    from bot.telegram_app.journal import Journal
    from bot.telegram_app.reception import Reception
    from bot.telegram_app.serving import Wires, Works, serve
    from bot.telegram_app.switchboard import Terms
    from corpus.errors import CorpusError
    from tests.fakes.echo_desk import EchoDesk

    def build(paths: Sequence[Path], progress: Progress) -> Report:
        del paths, progress
        raise CorpusError("nothing to build: here")

    def told(name: str, searched: Searched) -> None:
        del name, searched
        say("listens")

    desk = EchoDesk(seconds=options["desk_seconds"])
    terms = Terms(
        administrators=frozenset(), user_quota=10_000, chat_quota=10_000, waiting=10_000, keep_days=30, sources=()
    )
    works = Works(
        terms=terms,
        journal=Journal.open(Path(options["journal"])),
        reception=Reception(open_desk=lambda: nullcontext(desk), live=lambda: 1),
        build=build,
        warm=lambda: None,
    )
    serve(Wires(token=options["token"], api=options["api"], webhook=None), works, told)


if __name__ == "__main__":
    main()
