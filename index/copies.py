"""Which articles of a generation are near-copies of one dispatch."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from corpus.wire import clusters, sketch
from index.errors import IndexDamaged
from index.generation import COPIES
from index.tables import fresh, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.archive import Archive
    from corpus.article import Article
    from index.intake import Progress

_TABLES = """
CREATE TABLE copy (article_id TEXT PRIMARY KEY, dispatch INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX copy_of ON copy (dispatch, place);
"""


class Copies:
    """The table of near-copies: written while a generation is built, only read afterwards. Any thread may read."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the sealed table at `path`. Raises IndexDamaged."""
        try:
            copies = cls(sealed(path), path)
            copies.count()
        except sqlite3.Error as error:
            raise _damaged(path, error) from error
        return copies

    def of(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of an article and its near-copies, the fullest first; nothing if it has none.

        Of equally full ones the earliest comes first. Raises IndexDamaged.
        """
        query = (
            "SELECT other.article_id FROM copy AS one JOIN copy AS other ON other.dispatch = one.dispatch "
            "WHERE one.article_id = ? ORDER BY other.place"
        )
        try:
            return tuple(found for (found,) in self._connection.execute(query, (article_id,)))
        except sqlite3.Error as error:
            raise _damaged(self._path, error) from error

    def count(self) -> int:
        """Return how many articles have a near-copy."""
        return int(self._connection.execute("SELECT COUNT(*) FROM copy").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def write_copies(archive: Archive, place: Path, progress: Progress) -> int:
    """Find the near-copies among the newest versions, and write them into the folder of a generation: how many."""
    sketches = []
    total = archive.count()
    progress("comparing", 0, total)
    for article in archive.newest():
        sketches.append(sketch(article.id, article.published, article.text))
        progress("comparing", len(sketches), total)
    found = clusters(sketches, lambda article_id: archive.article(article_id).text)
    rows = [
        (article_id, dispatch, rank)
        for dispatch, together in enumerate(found)
        for rank, article_id in enumerate(_fullest_first(archive.article(one) for one in together))
    ]
    connection = fresh(place / COPIES, _TABLES)
    try:
        connection.executemany("INSERT INTO copy VALUES (?, ?, ?)", rows)
        connection.commit()
    finally:
        connection.close()
    return len(rows)


def _fullest_first(articles: Iterable[Article]) -> list[str]:
    def place(article: Article) -> tuple[int, bool, str, str]:
        day = article.published
        return -len(article.text), day is None, "" if day is None else day.isoformat(), article.id

    return [article.id for article in sorted(articles, key=place)]


def _damaged(path: Path, cause: object) -> IndexDamaged:
    remedy = 'build the index again with "whosaid build FOLDER"'
    return IndexDamaged(f"index damaged: {path}: {cause}", remedy=remedy)
