"""Which passage a row number stands for, and when and by whom its article was published.

A row is the place of a passage in every part of a generation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.article import Span
from index.errors import damaged
from index.tables import Tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.article import Article
    from index.passage import Passage

_TABLES = """
CREATE TABLE passage (row INTEGER PRIMARY KEY, article_id TEXT, version INTEGER, start INTEGER, stop INTEGER);
CREATE INDEX passage_of ON passage (article_id, version, start);
CREATE TABLE imprint (article_id TEXT, version INTEGER, published TEXT, outlet TEXT, PRIMARY KEY (article_id, version));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """When and by whom one version of an article was published; None: it does not say."""

    article_id: str
    version: int
    published: date | None
    outlet: str | None


class Rows(Tables):
    """The tables of passages: appended to while a generation is built, only read afterwards."""

    SCHEMA = _TABLES
    COUNTED = "passage"

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._next = 0

    def append(self, article: Article, passages: tuple[Passage, ...]) -> None:
        """Give the next row numbers to the `passages` of an article, in order."""
        day = None if article.published is None else article.published.isoformat()
        imprint = (article.id, article.version, day, article.outlet)
        self._connection.execute("INSERT INTO imprint VALUES (?, ?, ?, ?)", imprint)
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

    def places(self) -> list[tuple[str, int]]:
        """Return (article id, version) in the order of the rows. Raises IndexDamaged."""
        return self._all("SELECT article_id, version FROM passage ORDER BY row")

    def imprints(self) -> tuple[Imprint, ...]:
        """Return when and by whom each article was published. Raises IndexDamaged."""
        return tuple(
            Imprint(
                article_id=article_id,
                version=version,
                published=None if day is None else date.fromisoformat(day),
                outlet=outlet,
            )
            for article_id, version, day, outlet in self._all("SELECT * FROM imprint")
        )

    def outlets(self) -> tuple[str, ...]:
        """Return who published any article, by name. Raises IndexDamaged."""
        query = "SELECT DISTINCT outlet FROM imprint WHERE outlet IS NOT NULL ORDER BY outlet"
        return tuple(outlet for (outlet,) in self._all(query))

    def of(self, row: int) -> tuple[str, int, Span]:
        """Return (article id, version, span) of one row. Raises IndexDamaged if there is no such row."""
        query = "SELECT article_id, version, start, stop FROM passage WHERE row = ?"
        found = next(iter(self._all(query, row)), None)
        if found is None:
            raise damaged(self._path, f"no row {row}")
        article_id, version, start, stop = found
        return article_id, version, Span(start, stop)

    def at(self, article_id: str, version: int, offset: int) -> int | None:
        """Return the row of the passage that holds a place of an article version; None if none does."""
        query = "SELECT row FROM passage WHERE article_id = ? AND version = ? AND start <= ? AND stop > ?"
        return next((int(row) for (row,) in self._all(query, article_id, version, offset, offset)), None)
