"""The bot's memory: one SQLite file, which outlives a crash at any moment.

It holds what came in and is not answered yet (`updates`), who may ask (`people`), and what was said (`talks`). One
process holds it at a time, and one thread uses it. Nothing that it does waits for the disk: `disk` does, elsewhere.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from bot.errors import CannotServe
from bot.telegram_app.disk import Disk
from bot.telegram_app.people import People
from bot.telegram_app.talks import Talks
from bot.telegram_app.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FORMAT = 2  # counts up when an older journal cannot be read as it is
DAY = 86_400  # seconds

_TABLES = """
CREATE TABLE taken (           -- every update that came in
    id INTEGER PRIMARY KEY,    -- Telegram's update_id
    body TEXT,                 -- the update as JSON until it is answered; then nothing of it is kept
    at REAL NOT NULL,          -- when it came, seconds since 1970; so are all times here
    begun INTEGER NOT NULL DEFAULT 0,  -- how often somebody began to answer it
    tried INTEGER NOT NULL DEFAULT 0   -- how often the desk turned to it
);
CREATE TABLE piece (           -- the messages that carry the reply to an update, known as soon as they are sent
    taken INTEGER NOT NULL,
    number INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (taken, number)
);
CREATE INDEX piece_at ON piece (chat, message);
CREATE TABLE member (          -- users (positive) and groups (negative) who were let in, or shut out
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    at REAL NOT NULL
);
CREATE TABLE pairing (         -- who waits at the door
    code TEXT PRIMARY KEY,
    member INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT,
    at REAL NOT NULL
);
CREATE TABLE asked (           -- for the quotas
    taken INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    member INTEGER NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX asked_by ON asked (member, at);
CREATE INDEX asked_in ON asked (chat, at);
CREATE TABLE feedback (
    answer TEXT,               -- NULL where it is about nothing in particular
    member INTEGER NOT NULL,
    good INTEGER,              -- 1, 0, or NULL for words
    words TEXT,
    at REAL NOT NULL,
    taken INTEGER UNIQUE       -- the update that brought the words
);
CREATE UNIQUE INDEX feedback_once ON feedback (answer, member) WHERE good IS NOT NULL;
"""
_ANSWERS = """
CREATE TABLE answer (          -- what was answered: enough to open its sources, follow it up, change it and explain it
    id TEXT PRIMARY KEY,       -- what its buttons know it by
    taken INTEGER NOT NULL UNIQUE,
    chat INTEGER NOT NULL,
    member INTEGER NOT NULL,
    shown TEXT NOT NULL,       -- the id that stands under it
    record TEXT NOT NULL,      -- JSON: the question as it was understood, and where what was answered stands
    notes TEXT NOT NULL,       -- JSON: the footnotes as [article, version, start, stop]
    at REAL NOT NULL
);
CREATE INDEX answer_for ON answer (member);
CREATE INDEX answer_shown ON answer (chat, shown);
CREATE TABLE talk (            -- the conversation of one user in one chat: its last answer
    chat INTEGER NOT NULL,
    member INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (chat, member)
);
"""
_FORGET_ANSWERS = "DROP TABLE answer; DROP TABLE talk;"  # of format 1, which knew less of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The open journal; make one with `Journal.open`."""

    updates: Updates
    people: People
    talks: Talks
    connection: sqlite3.Connection
    lock: IO[str]
    disk: Disk

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], float] = time.time) -> Journal:
        """Open the journal at `path`, or begin one that only its owner can read.

        Raises CannotServe if another process has it open, if it cannot be read, or if a newer whosaid wrote it.
        """
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = _locked(path)
            try:
                connection = _connected(path)
            except BaseException:
                lock.close()
                raise
        return cls(
            updates=Updates(connection, now),
            people=People(connection, now),
            talks=Talks(connection, now),
            connection=connection,
            lock=lock,
            disk=Disk(path),
        )

    def forget(self, member: int) -> None:
        """Delete what a user asked, was answered and said of it. Whether they may ask is kept."""
        with transaction(self.connection):
            self.talks.forget(member)

    def purge(self, days: int) -> None:
        """Delete what is older than `days`, and what was answered long enough ago never to come again."""
        with transaction(self.connection):
            self.talks.purge(days * DAY)
            self.updates.purge(days * DAY)
            self.people.purge()

    def close(self) -> None:
        """Let go of the file, for another process to open."""
        self.disk.close()
        self.connection.close()
        self.lock.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep everything done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _locked(path: Path) -> IO[str]:
    """Hold the journal against every other process; the lock ends with this one, however that ends."""
    file = path.with_name(f"{path.name}.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        remedy = "stop the other one, or give this one a journal of its own: telegram.journal"
        raise CannotServe(f"journal in use: {path}: another whosaid serves with it", remedy=remedy) from error
    return file


def _connected(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A change waits for no disk: `Disk` sees to it that what must be there is.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone from the file too
        written_as = int(connection.execute("PRAGMA user_version").fetchone()[0])
        _refuse_newer(path, written_as)
        if written_as < FORMAT:
            tables = f"{_TABLES} {_ANSWERS}" if written_as == 0 else f"{_FORGET_ANSWERS} {_ANSWERS}"
            connection.executescript(f"BEGIN; {tables} PRAGMA user_version = {FORMAT}; COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_newer(path: Path, written_as: int) -> None:
    if written_as > FORMAT:
        cause = f"its format is {written_as}, this whosaid reads {FORMAT}"
        raise CannotServe(f"journal of a newer whosaid: {path}: {cause}", remedy="update whosaid")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        cause = error.strerror if isinstance(error, OSError) else str(error)
        remedy = "check its folder, or name another file: telegram.journal"
        raise CannotServe(f"cannot open the journal: {path}: {cause}", remedy=remedy) from error
