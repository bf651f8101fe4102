"""`whosaid serve` as a program of its own, over a fake desk: what tests start, end and kill.

With a file `hold` in the folder of its archive the desk keeps every question until that file is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import main
from bot.compose import Parts
from tests.fakes.desk import FakeDesk
from tests.fakes.encoder import FakeEncoder
from tests.fakes.nursery import Nursery, fork_for_each_line, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.encode import Encoder
    from tests.fakes.telegram.formatted import Json

HOLD = "hold"
HELD = "held"  # a file that is there once the desk has kept a question
SAID, CODE = "said", "code"  # files: what the program said, and the exit code with which it ended


class ServedParts(Parts):
    """Parts whose desk is a fake."""

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()

    @contextmanager
    def desk(self) -> Iterator[FakeDesk]:  # type: ignore[override] # it has what the bot needs of a desk
        yield FakeDesk(before=lambda: _keep(self.folder))


class Served:
    """The program that runs. `folder` is its archive, and where it leaves what it says."""

    def __init__(self, nursery: Nursery, folder: Path, environ: Mapping[str, str], options: Sequence[str]) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)
        (folder / "current").write_text("3\n", "ascii")
        (folder / CODE).unlink(missing_ok=True)
        self._pid = nursery.bear({"folder": str(folder), "environ": dict(environ), "options": list(options)})

    def send(self, number: signal.Signals) -> None:
        os.kill(self._pid, number)

    def kill(self) -> None:
        """End it with no warning, if it runs."""
        if runs(self._pid):
            self.send(signal.SIGKILL)
            self.wait()

    def wait(self, timeout: float = 60.0) -> int | None:
        """Wait for its end, and return its exit code; None where it was killed."""
        until = time.monotonic() + timeout
        while runs(self._pid):
            assert time.monotonic() < until, "the program does not end"
            time.sleep(0.005)
        code = self._folder / CODE
        return int(code.read_text("ascii")) if code.exists() else None

    @property
    def said(self) -> str:
        """What it has said so far."""
        return (self._folder / SAID).read_text("utf-8")


def nursery() -> Nursery:
    """Return where the program is forked."""
    return Nursery("tests.fakes.served")


def _keep(folder: Path) -> None:
    while (folder / HOLD).exists():
        (folder / HELD).touch()
        time.sleep(0.01)


def _serve(asked: Json) -> None:
    folder = Path(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environ"])
    os.dup2(os.open(folder / SAID, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), sys.stderr.fileno())
    code = main([*asked["options"], "--archive", str(folder), "serve"], assemble=ServedParts)
    (folder / CODE).write_text(str(code), "ascii")


if __name__ == "__main__":
    from bot.telegram_app.serving import certificates

    certificates()  # once, for all that are forked
    fork_for_each_line(_serve)
