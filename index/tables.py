"""SQLite files of a generation: written once while it is built, and only read after it is sealed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, ClassVar, Self

from index.errors import damaged

if TYPE_CHECKING:
    from pathlib import Path


class Tables:
    """The tables of one file, as `SCHEMA` of a subclass says. Once it is sealed, any thread may read it."""

    SCHEMA: ClassVar[str]
    COUNTED: ClassVar[str]  # the table with a row for each thing that the file is about

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make empty tables at `path`, which must not be there yet."""
        connection = sqlite3.connect(path)
        # The generation is thrown away if the machine stops before it is sealed, so a journal would guard nothing.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(cls.SCHEMA)
        return cls(connection, path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the sealed tables at `path` for reading. Raises IndexDamaged."""
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            tables = cls(sqlite3.connect(uri, uri=True, check_same_thread=False), path)
        except sqlite3.Error as error:
            raise damaged(path, error) from error
        tables.count()
        return tables

    def count(self) -> int:
        """Return how many things the file is about. Raises IndexDamaged."""
        return int(self._all(f"SELECT COUNT(*) FROM {self.COUNTED}")[0][0])  # noqa: S608 # a constant

    def close(self) -> None:
        """Write what was put in, and let go of the file."""
        self._connection.commit()
        self._connection.close()

    def _all(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg] # as many columns as are asked for
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise damaged(self._path, error) from error
