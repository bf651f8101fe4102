"""`whosaid serve` as a program of its own, over a fake desk: what tests start, end and kill.

    python -m tests.fakes.served FOLDER -v

What follows FOLDER goes to `whosaid` before its command. With a file FOLDER/hold the desk keeps every question until
that file is gone.
"""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.encode import Encoder

HOLD = "hold"
HELD = "held"  # a file that is there once the desk has kept a question


class ServedParts(Parts):
    """Parts whose desk is a fake."""

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()

    @contextmanager
    def desk(self) -> Iterator[FakeDesk]:  # type: ignore[override] # it has what the bot needs of a desk
        yield FakeDesk(before=lambda: _keep(self.folder))


def _keep(folder: Path) -> None:
    while (folder / HOLD).exists():
        (folder / HELD).touch()
        time.sleep(0.01)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    (folder / "current").write_text("3\n", "ascii")
    sys.exit(main([*sys.argv[2:], "--archive", str(folder), "serve"], assemble=ServedParts))
