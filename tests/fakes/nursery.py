"""Where programs are forked: one process that has imported everything forks another for each line that it is given.

So a hundred starts cost no hundred imports.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Json

ROOT = Path(__file__).parent.parent.parent


class Nursery:
    """Forks programs of one module, which calls `fork_for_each_line`; a context manager, which ends with them."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 # our own code
            [sys.executable, "-m", self._module, *FORKING],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def bear(self, options: Json) -> int:
        """Start a program, and return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(options) + "\n")
        return int(self.says())

    def says(self) -> str:
        """Return the next line that the newest program says to us."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the program ended before it said so"
        return line


FORKING = ("--fork",)  # the arguments with which a module forks


def fork_for_each_line(work: Callable[[Json], object]) -> None:
    """Fork for each line that comes in, and do the work that it asks for there."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the programs: they leave no zombies
    newest = 0
    while line := sys.stdin.readline():
        newest = os.fork()
        if newest == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            say(str(os.getpid()))
            try:
                work(json.loads(line))
            except Exception:  # noqa: BLE001 # the nursery's own loop is above it
                traceback.print_exc()
                say("fails")
            os._exit(0)
    if newest and runs(newest):
        os.kill(newest, signal.SIGKILL)  # whoever held it is gone


def say(line: str) -> None:
    """Say a line to whoever holds the nursery."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def runs(pid: int) -> bool:
    """Whether a program is there still."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
