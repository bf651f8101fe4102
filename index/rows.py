"""Which passage a row number stands for. A row is the place of a passage in every part of a generation."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from corpus.article import Span
from index.errors import IndexDamaged
from index.tables import fresh, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.passage import Passage

_TABLES = """
CREATE TABLE passage (row INTEGER PRIMARY KEY, article_id TEXT, version INTEGER, start INTEGER, stop INTEGER);
CREATE INDEX passage_of ON passage (article_id, version, start);
"""


class Rows:
    """The table of passages: appended to while a generation is built, only read afterwards."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._next = 0

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty table at `path`, which must not be there yet."""
        return cls(fresh(path, _TABLES), path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the sealed table at `path` for reading. Raises IndexDamaged."""
        try:
            rows = cls(sealed(path), path)
            rows.count()
        except sqlite3.Error as error:
            raise _damaged(path, error) from error
        return rows

    def append(self, passages: tuple[Passage, ...]) -> None:
        """Give the next row numbers to `passages`, in order."""
        values = [
            (self._next + i, passage.article_id, passage.version, passage.span.start, passage.span.stop)
            for i, passage in enumerate(passages)
        ]
        self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", values)
        self._next += len(passages)

    def spans(self) -> Iterator[tuple[str, int, Span]]:
        """Yield (article id, version, span) in the order of the rows."""
        query = "SELECT article_id, version, start, stop FROM passage ORDER BY row"
        for article_id, version, start, stop in self._connection.execute(query):
            yield article_id, version, Span(start, stop)

    def places(self) -> Iterator[tuple[str, int]]:
        """Yield (article id, version) in the order of the rows. Raises IndexDamaged."""
        try:
            yield from self._connection.execute("SELECT article_id, version FROM passage ORDER BY row")
        except sqlite3.Error as error:
            raise _damaged(self._path, error) from error

    def of(self, row: int) -> tuple[str, int, Span]:
        """Return (article id, version, span) of one row. Raises IndexDamaged if there is no such row."""
        query = "SELECT article_id, version, start, stop FROM passage WHERE row = ?"
        try:
            found = self._connection.execute(query, (row,)).fetchone()
        except sqlite3.Error as error:
            raise _damaged(self._path, error) from error
        if found is None:
            raise _damaged(self._path, f"no row {row}")
        article_id, version, start, stop = found
        return article_id, version, Span(start, stop)

    def at(self, article_id: str, version: int, offset: int) -> int | None:
        """Return the row of the passage that holds a place of an article version; None if none does."""
        query = "SELECT row FROM passage WHERE article_id = ? AND version = ? AND start <= ? AND stop > ?"
        try:
            found = self._connection.execute(query, (article_id, version, offset, offset)).fetchone()
        except sqlite3.Error as error:
            raise _damaged(self._path, error) from error
        return None if found is None else int(found[0])

    def count(self) -> int:
        """Return how many passages there are."""
        return int(self._connection.execute("SELECT COUNT(*) FROM passage").fetchone()[0])

    def close(self) -> None:
        """Write what was appended, and let go of the file."""
        self._connection.commit()
        self._connection.close()


def _damaged(path: Path, cause: object) -> IndexDamaged:
    remedy = 'build the index again with "whosaid build FOLDER"'
    return IndexDamaged(f"index damaged: {path}: {cause}", remedy=remedy)
