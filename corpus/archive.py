"""The archive: every version of every article and its quotations, in one SQLite file. The source of truth.

An index can always be rebuilt from it, and nothing is ever taken out of it: a changed text becomes a new version, so
that what an older generation of the index cites still stands where it was cited. One process writes (`index.build`
holds the lock); readers are not disturbed (WAL).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self

from corpus.article import Article, Quote, Span
from corpus.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveTooNew,
    ArchiveTooOld,
    CorpusError,
    StorageFull,
    UnknownArticle,
)
from corpus.quotes import find, rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Change = Literal["new", "changed", "same"]

FILE = "archive.sqlite"
FORMAT = 2  # counts up with the tables below; kept as SQLite's user_version

_COLUMNS = tuple(field.name for field in fields(Article))
_TABLES = """
CREATE TABLE article (
    id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT, text TEXT NOT NULL, outlet TEXT, agency TEXT, byline TEXT,
    published TEXT, url TEXT, language TEXT, digest BLOB NOT NULL, PRIMARY KEY (id, version)
);
CREATE TABLE quote (
    article_id TEXT NOT NULL, version INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    parts TEXT NOT NULL, kind TEXT NOT NULL, speaker TEXT, name TEXT, cue TEXT, attribution REAL NOT NULL,
    naming REAL NOT NULL, form TEXT,
    FOREIGN KEY (article_id, version) REFERENCES article (id, version)
);
CREATE INDEX quote_of ON quote (article_id, version, start);
CREATE TABLE found_by (rules TEXT NOT NULL);
CREATE VIEW newest AS SELECT * FROM article AS a
    WHERE version = (SELECT MAX(version) FROM article AS b WHERE b.id = a.id);
"""
_FROM_1 = """
ALTER TABLE quote RENAME COLUMN confidence TO attribution;
ALTER TABLE quote ADD COLUMN naming REAL NOT NULL DEFAULT 0;
ALTER TABLE quote ADD COLUMN form TEXT;
UPDATE quote SET naming = attribution WHERE name IS NOT NULL;
"""


class Archive:
    """Articles by id and version. Open with `Archive.create` to write, `Archive.open` to read."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def create(cls, folder: Path, *, wait: float = 5.0) -> Self:
        """Open the archive in `folder` for writing, making it if it is not there; `wait` seconds for another writer.

        Raises ArchiveDamaged, ArchiveTooNew, StorageFull; every writing method raises ArchiveBusy after the wait.
        """
        path = folder / FILE
        with _translated(path):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CorpusError(f"cannot make the archive: {folder}: {error.strerror}") from error
            connection = sqlite3.connect(path, timeout=wait, check_same_thread=False)
            archive = cls(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            if archive._format() == 0:
                connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
                connection.execute("INSERT INTO found_by VALUES (?)", (rules(),))
                connection.commit()
            elif archive._format() == 1:
                connection.executescript(f"BEGIN; {_FROM_1} PRAGMA user_version = {FORMAT}; COMMIT;")
            archive._refuse_other()
            return archive

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the archive in `folder` for reading.

        Raises CorpusError if there is none, ArchiveDamaged, ArchiveTooOld, ArchiveTooNew.
        """
        path = folder / FILE
        if not path.is_file():
            raise CorpusError(f"no archive: {folder}", remedy='build one with "whosaid build FOLDER"')
        with _translated(path):
            # On a read-only disk SQLite cannot make the files that a WAL database is read with; nobody writes there.
            frozen = not os.access(folder, os.W_OK) and not path.with_name(f"{FILE}-wal").exists()
            address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if frozen else ''}"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            archive = cls(connection, path)
            if archive._format() == 0:
                raise ArchiveDamaged(f"not an archive: {path}: it holds no articles table")
            archive._refuse_other()
            return archive

    def put(self, article: Article) -> Change:
        """Keep `article` and find its quotations; the caller commits.

        Where the source declares no version (0), a text that differs from the newest becomes the next one. A declared
        version is believed, and one older than the newest is kept without changing what is shown.
        """
        digest = _digest(article)
        with _translated(self._path):
            known = dict(self._rows("SELECT version, digest FROM article WHERE id = ?", article.id))
            newest = max(known, default=0)
            if digest == known.get(newest) or (article.version and digest in known.values()):
                return "same"
            older = 0 < article.version < newest and article.version not in known
            self._insert(article, article.version if older else max(article.version, newest + 1), digest)
            if older:
                return "same"
            return "changed" if known else "new"

    def requote(self) -> Iterator[int]:
        """Find every quotation anew if they were found by other rules than today's; yields how many articles are done.

        The caller commits, and not before an index of the new quotations is there to be searched.
        """
        with _translated(self._path):
            if next(self._rows("SELECT rules FROM found_by"))[0] == rules():
                return
            self._connection.execute("DELETE FROM quote")
            self._connection.execute("UPDATE found_by SET rules = ?", (rules(),))
            places = list(self._rows("SELECT id, version FROM article ORDER BY id, version"))
            for done, (article_id, version) in enumerate(places, start=1):
                self._find_quotes(self.article(article_id, version))
                yield done

    def commit(self) -> None:
        """Make what was put since the last commit durable. Raises StorageFull when it does not fit."""
        with _translated(self._path):
            self._connection.commit()

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return one article: `version` of it, or the newest. Raises UnknownArticle."""
        where = "id = ? ORDER BY version DESC LIMIT 1" if version is None else "id = ? AND version = ?"
        values = (article_id,) if version is None else (article_id, version)
        with _translated(self._path):
            row = next(self._rows(f"SELECT {', '.join(_COLUMNS)} FROM article WHERE {where}", *values), None)  # noqa: S608 # both parts are constants of this module
        if row is None:
            which = article_id if version is None else f"{article_id}, version {version}"
            raise UnknownArticle(f"no such article: {which}", remedy='"whosaid show archive" lists what there is')
        return _article(row)

    def newest(self) -> Iterator[Article]:
        """Yield the newest version of every article, by id."""
        with _translated(self._path):
            for row in self._rows(f"SELECT {', '.join(_COLUMNS)} FROM newest ORDER BY id"):  # noqa: S608 # constants
                yield _article(row)

    def latest(self, limit: int) -> tuple[Article, ...]:
        """Return the articles that were published last, the last first; those of no known day come at the end."""
        query = f"SELECT {', '.join(_COLUMNS)} FROM newest ORDER BY published DESC, id LIMIT ?"  # noqa: S608 # constants
        with _translated(self._path):
            return tuple(_article(row) for row in self._rows(query, limit))

    def quotes(self, article_id: str, version: int) -> tuple[Quote, ...]:
        """Return the quotations of one article version, in the order of the text."""
        query = (
            "SELECT start, stop, parts, kind, speaker, name, cue, attribution, naming, form FROM quote "
            "WHERE article_id = ? AND version = ? ORDER BY start, stop"
        )
        with _translated(self._path):
            return tuple(_quote(row) for row in self._rows(query, article_id, version))

    def count(self) -> int:
        """Count the articles, each once however many versions it has."""
        with _translated(self._path):
            return int(next(self._rows("SELECT COUNT(DISTINCT id) FROM article"))[0])

    def fingerprint(self) -> str:
        """Return a digest of the newest versions and the rules of quoting: two equal ones build the same index."""
        seen = hashlib.blake2b(digest_size=16)
        with _translated(self._path):
            seen.update(str(next(self._rows("SELECT rules FROM found_by"))[0]).encode())
            for article_id, version in self._rows("SELECT id, MAX(version) FROM article GROUP BY id ORDER BY id"):
                seen.update(f"{article_id}\0{version}\n".encode())
        return seen.hexdigest()

    def close(self) -> None:
        """Let go of the file. What was not committed is forgotten."""
        self._connection.close()

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(query, values))

    def _format(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _refuse_other(self) -> None:
        written_as = self._format()
        cause = f"its format is {written_as}, this whosaid reads {FORMAT}"
        if written_as > FORMAT:
            raise ArchiveTooNew(f"archive of a newer whosaid: {self._path}: {cause}", remedy="update whosaid")
        if written_as < FORMAT:
            remedy = 'bring it up to date with "whosaid build FOLDER"'
            raise ArchiveTooOld(f"archive of an older whosaid: {self._path}: {cause}", remedy=remedy)

    def _insert(self, article: Article, version: int, digest: bytes) -> None:
        row = [getattr(article, column) for column in _COLUMNS]
        row[_COLUMNS.index("version")] = version
        if article.published is not None:
            row[_COLUMNS.index("published")] = article.published.isoformat()
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        insert = f"INSERT INTO article ({', '.join(_COLUMNS)}, digest) VALUES ({marks})"  # noqa: S608 # constants
        self._connection.execute(insert, (*row, digest))
        self._find_quotes(replace(article, version=version))

    def _find_quotes(self, article: Article) -> None:
        self._connection.executemany(
            "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_quote_row(article.id, article.version, quote) for quote in find(article.text, article.language)],
        )


def _digest(article: Article) -> bytes:
    """Hash everything that the source said, but not the version, which the archive counts itself."""
    said = [str(getattr(article, column)) for column in _COLUMNS if column != "version"]
    return hashlib.blake2b("\0".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _article(row: tuple[Any, ...]) -> Article:
    values = dict(zip(_COLUMNS, row, strict=True))
    if values["published"] is not None:
        values["published"] = date.fromisoformat(values["published"])
    return Article(**values)


def _quote_row(article_id: str, version: int, quote: Quote) -> tuple[Any, ...]:
    spans = (
        None if span is None else json.dumps([span.start, span.stop]) for span in (quote.speaker, quote.name, quote.cue)
    )
    parts = json.dumps([[part.start, part.stop] for part in quote.parts])
    sureness = (quote.attribution, quote.naming, quote.form)
    return (article_id, version, quote.content.start, quote.content.stop, parts, quote.kind, *spans, *sureness)


def _quote(row: tuple[Any, ...]) -> Quote:
    start, stop, parts, kind, speaker, name, cue, attribution, naming, form = row
    return Quote(
        content=Span(start, stop),
        parts=tuple(Span(*part) for part in json.loads(parts)),
        kind=kind,
        speaker=_span(speaker),
        name=_span(name),
        cue=_span(cue),
        attribution=attribution,
        naming=naming,
        form=form,
    )


def _span(value: str | None) -> Span | None:
    return None if value is None else Span(*json.loads(value))


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Say what SQLite's errors mean for the archive's owner."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
            remedy = "free some space and build again; what was built before still answers"
            raise StorageFull(f"cannot write: {path}: the disk is full", remedy=remedy) from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ArchiveBusy(f"archive in use: {path}: another process writes to it", remedy="wait for it") from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise CorpusError(f"cannot open: {path}: {error}", remedy="check the permissions of the folder") from error
        remedy = "restore the file from a copy, or build the archive again from its sources in a new folder"
        raise ArchiveDamaged(f"archive damaged: {path}: {error}", remedy=remedy) from error
