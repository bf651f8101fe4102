"""The bot in a process of its own, over a fake desk: to be killed at any moment, and started anew.

`BotProcess` is what a test holds. Behind it a nursery imports everything once and then forks a bot whenever it is
told, so that a hundred starts cost no hundred imports.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Searched
    from index.build import Report
    from index.intake import Progress

ROOT = Path(__file__).parent.parent.parent
LONG = 60.0  # seconds that a bot may take to end, on a busy machine


class BotProcess:
    """A bot on a Telegram at `api`; a context manager, which ends it."""

    def __init__(self, *, api: str, token: str, journal: Path, desk_seconds: float = 0.0) -> None:
        options = ["--api", api, "--token", token, "--journal", str(journal), "--desk-seconds", str(desk_seconds)]
        self._nursery = subprocess.Popen(  # noqa: S603 # our own code
            [sys.executable, "-m", "tests.fakes.bot_process", *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.pid = 0  # of the bot that runs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            self.kill()
        self._nursery.communicate()

    def start(self) -> None:
        """Start a bot, and wait until it listens."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write("start\n")
        self.pid = int(self._says())
        assert self._says() == "listens"

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
        while _runs(pid):
            assert time.monotonic() < until, "the bot does not end"
            time.sleep(0.005)

    def _says(self) -> str:
        assert self._nursery.stdout is not None
        line = self._nursery.stdout.readline().strip()
        assert line, "the bot ended before it listened"
        return line


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    """Fork a bot for each line that comes in."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--desk-seconds", type=float, required=True)
    options = parser.parse_args()
    import bot.telegram_app.serving  # noqa: F401 # once, for all that are forked
    import tests.fakes.echo_desk  # noqa: F401 # the same

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the bots: they leave no zombies
    while sys.stdin.readline():
        if os.fork() == 0:
            _serve(options)
            os._exit(0)


def _serve(options: argparse.Namespace) -> None:
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
        _say("listens")

    _say(str(os.getpid()))
    desk = EchoDesk(seconds=options.desk_seconds)
    terms = Terms(
        administrators=frozenset(), user_quota=10_000, chat_quota=10_000, waiting=10_000, keep_days=30, sources=()
    )
    works = Works(
        terms=terms,
        journal=Journal.open(options.journal),
        reception=Reception(open_desk=lambda: nullcontext(desk), live=lambda: 1),
        build=build,
    )
    serve(Wires(token=options.token, api=options.api, webhook=None), works, told)


def _say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main()
