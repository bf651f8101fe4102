"""Which quotation a row number stands for, and who speaks in it: one table of quotations, and one of speakers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.speakers import Speaker
from index.errors import damaged
from index.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.article import Kind

_TABLES = """
CREATE TABLE quote (
    row INTEGER PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, kind TEXT NOT NULL, published TEXT, speaker INTEGER
);
CREATE TABLE speaker (id INTEGER PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, language TEXT);
"""
_AFTER = "CREATE INDEX quote_speaker ON quote (speaker)"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """Where a quotation stands. The archive has the rest of it: no two of one kind begin at one place."""

    article_id: str
    version: int
    content: Span
    kind: Kind
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A speaker as the index knows them: their number, their names, and how much they are quoted, and when."""

    id: int
    speaker: Speaker
    quotes: int
    first: date | None  # the days of the first and the last article; None where none says its day
    last: date | None


class QuoteRows(Tables):
    """The tables of quotations: written while a generation is built, only read afterwards."""

    SCHEMA = _TABLES
    COUNTED = "quote"

    def append(self, row: int, quote: QuoteRow) -> None:
        """Put a quotation under the row number, which is new; nobody speaks in it yet."""
        day = None if quote.published is None else quote.published.isoformat()
        values = (quote.article_id, quote.version, quote.content.start, quote.content.stop, quote.kind, day)
        self._connection.execute("INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", (row, *values))

    def name(self, speakers: Iterable[Speaker], said: Iterable[tuple[int, int]]) -> None:
        """Enter `speakers`, numbered from 0, and say who speaks: `said` holds (speaker, row)."""
        values = (
            (number, speaker.name, json.dumps(speaker.aliases), speaker.language)
            for number, speaker in enumerate(speakers)
        )
        self._connection.executemany("INSERT INTO speaker VALUES (?, ?, ?, ?)", values)
        self._connection.executemany("UPDATE quote SET speaker = ? WHERE row = ?", said)
        self._connection.execute(_AFTER)

    def of(self, row: int) -> tuple[QuoteRow, str | None]:
        """Return one quotation, and the name of who speaks. Raises IndexDamaged if there is no such row."""
        query = (
            "SELECT article_id, version, start, stop, kind, published, name "
            "FROM quote LEFT JOIN speaker ON speaker.id = quote.speaker WHERE row = ?"
        )
        found = next(iter(self._all(query, row)), None)
        if found is None:
            raise damaged(self._path, f"no row {row}")
        article_id, version, start, stop, kind, published, name = found
        place = QuoteRow(
            article_id=article_id, version=version, content=Span(start, stop), kind=kind, published=_day(published)
        )
        return place, name

    def among(self, speakers: Sequence[int] | None, since: date | None, until: date | None) -> list[int]:
        """Return the rows of these speakers (None: of anybody and nobody) and days, the newest article first.

        An article that does not say its day is in no span of days, and comes last.
        """
        wanted, values = ["1"], []
        if speakers is not None:
            wanted.append(f"speaker IN ({', '.join(str(int(number)) for number in speakers)})")
        for condition, day in (("published >= ?", since), ("published <= ?", until)):
            if day is not None:
                wanted.append(condition)
                values.append(day.isoformat())
        order = "published DESC, article_id, start, kind"  # SQLite takes NULL for the smallest
        query = f"SELECT row FROM quote WHERE {' AND '.join(wanted)} ORDER BY {order}"  # noqa: S608 # constants and numbers
        return [row for (row,) in self._all(query, *values)]

    def places(self) -> list[tuple[str, int]]:
        """Return (article id, version) in the order of the rows."""
        return self._all("SELECT article_id, version FROM quote ORDER BY row")

    def articles(self, speakers: Sequence[int]) -> set[str]:
        """Return the ids of the articles in which any of these speakers is quoted."""
        numbers = ", ".join(str(int(number)) for number in speakers)
        query = f"SELECT DISTINCT article_id FROM quote WHERE speaker IN ({numbers})"  # noqa: S608 # numbers
        return {article_id for (article_id,) in self._all(query)}

    def entries(self) -> tuple[Entry, ...]:
        """Return every speaker, those who are quoted most first."""
        query = (
            "SELECT id, name, aliases, language, COUNT(row), MIN(published), MAX(published) "
            "FROM speaker JOIN quote ON quote.speaker = speaker.id GROUP BY id ORDER BY COUNT(row) DESC, name, id"
        )
        return tuple(
            Entry(
                id=number,
                speaker=Speaker(name=name, aliases=tuple(json.loads(aliases)), language=language),
                quotes=quotes,
                first=_day(first),
                last=_day(last),
            )
            for number, name, aliases, language, quotes, first, last in self._all(query)
        )

    def count_speakers(self) -> int:
        """Return how many speakers there are."""
        return int(self._all("SELECT COUNT(*) FROM speaker")[0][0])


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
