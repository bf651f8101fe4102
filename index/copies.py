"""Which articles of a generation are near-copies of one dispatch."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from corpus.wire import clusters, sketch
from index.generation import COPIES
from index.tables import Tables

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


class Copies(Tables):
    """The table of near-copies: written while a generation is built, only read afterwards."""

    SCHEMA = _TABLES
    COUNTED = "copy"

    def append(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Put in (article id, number of its dispatch, its place among the copies)."""
        self._connection.executemany("INSERT INTO copy VALUES (?, ?, ?)", rows)

    def of(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of an article and its near-copies, the fullest first; nothing if it has none.

        Of equally full ones the earliest comes first. Raises IndexDamaged.
        """
        query = (
            "SELECT other.article_id FROM copy AS one JOIN copy AS other ON other.dispatch = one.dispatch "
            "WHERE one.article_id = ? ORDER BY other.place"
        )
        return tuple(found for (found,) in self._all(query, article_id))


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
    with closing(Copies.create(place / COPIES)) as copies:
        copies.append(rows)
    return len(rows)


def _fullest_first(articles: Iterable[Article]) -> list[str]:
    def place(article: Article) -> tuple[int, bool, str, str]:
        day = article.published
        return -len(article.text), day is None, "" if day is None else day.isoformat(), article.id

    return [article.id for article in sorted(articles, key=place)]
