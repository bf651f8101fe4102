"""SQLite files of a generation: written once while it is built, and only read after it is sealed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def fresh(path: Path, tables: str) -> sqlite3.Connection:
    """Make the file at `path`, which must not be there yet, with empty `tables`, and open it for writing."""
    connection = sqlite3.connect(path)
    # The generation is thrown away if the machine stops before it is sealed, so a journal would guard nothing.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(tables)
    return connection


def sealed(path: Path) -> sqlite3.Connection:
    """Open the file at `path` for reading, from any thread; nobody writes to it any more. Raises sqlite3.Error."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
