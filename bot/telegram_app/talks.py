"""What was said: answers, the conversations that they belong to, and what people thought of them.

Of an answer the question is kept as it was understood, and the places where it stands: the words are read off the
archive when somebody opens them, follows them up, or asks why.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.record import SHORTEST, as_json, from_json
from corpus.article import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from bot.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Where a footnote stands."""

    article_id: str
    version: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as it is kept."""

    id: str
    chat: int
    record: Record
    notes: tuple[Note, ...]  # footnote n is the nth


class Talks:
    """The conversations of one journal."""

    def __init__(self, connection: sqlite3.Connection, now: Callable[[], float]) -> None:
        self._connection = connection
        self._now = now

    def keep(self, update: int, *, chat: int, member: int, record: Record, notes: tuple[Note, ...]) -> str:
        """Keep what was answered to an update, as the last word of its conversation, and return its id.

        An update that is answered again after a crash keeps its id.
        """
        row = self._connection.execute("SELECT id FROM answer WHERE taken = ?", (update,)).fetchone()
        answer = secrets.token_urlsafe(9) if row is None else str(row[0])
        places = json.dumps([[note.article_id, note.version, note.span.start, note.span.stop] for note in notes])
        values = (answer, update, chat, member, record.id, as_json(record), places, self._now())
        self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.execute("INSERT OR REPLACE INTO talk VALUES (?, ?, ?)", (chat, member, answer))
        return answer

    def answer(self, answer: str) -> Kept | None:
        """Return an answer by its id, if it is still kept."""
        return self._kept("WHERE id = ?", answer)

    def answering(self, update: int) -> Kept | None:
        """Return what was answered to an update, if it came so far."""
        return self._kept("WHERE taken = ?", update)

    def last(self, chat: int, member: int) -> Kept | None:
        """Return the last answer of a conversation, unless it was ended."""
        return self._kept("JOIN talk ON id = talk.answer WHERE talk.chat = ? AND talk.member = ?", chat, member)

    def carried_by(self, chat: int, message: int) -> Kept | None:
        """Return the answer that a message carries, for whoever replies to it."""
        return self._kept("JOIN piece USING (taken) WHERE piece.chat = ? AND piece.message = ?", chat, message)

    def shown_as(self, chat: int, wanted: str) -> Kept | None:
        """Return the newest answer of a chat that has this id under it, or the only id that begins so."""
        begins = wanted.strip().lower()
        if not (begins.isascii() and begins.isalnum() and len(begins) >= SHORTEST):
            return None
        values = (chat, f"{begins}*")
        ids = self._connection.execute("SELECT DISTINCT shown FROM answer WHERE chat = ? AND shown GLOB ?", values)
        if len(ids.fetchall()) != 1:
            return None
        return self._kept("WHERE chat = ? AND shown GLOB ? ORDER BY at DESC LIMIT 1", *values)

    def end(self, chat: int, member: int) -> None:
        """End a conversation: the next question follows nothing."""
        self._connection.execute("DELETE FROM talk WHERE chat = ? AND member = ?", (chat, member))

    def judge(self, answer: str, member: int, *, good: bool) -> None:
        """Keep a thumb up or down; each user has one for each answer, the last."""
        self._connection.execute(
            "DELETE FROM feedback WHERE answer = ? AND member = ? AND good IS NOT NULL", (answer, member)
        )
        self._connection.execute(
            "INSERT INTO feedback VALUES (?, ?, ?, NULL, ?, NULL)", (answer, member, good, self._now())
        )

    def remark(self, update: int, answer: str | None, member: int, words: str) -> None:
        """Keep what somebody said of an answer, or of everything; once, however often the update is begun."""
        values = (answer, member, words, self._now(), update)
        self._connection.execute("INSERT OR IGNORE INTO feedback VALUES (?, ?, NULL, ?, ?, ?)", values)

    def thumbs(self) -> tuple[int, int]:
        """Count (thumbs up, thumbs down)."""
        rows = dict(
            self._connection.execute("SELECT good, COUNT(*) FROM feedback WHERE good IS NOT NULL GROUP BY good")
        )
        return rows.get(1, 0), rows.get(0, 0)

    def forget(self, member: int) -> None:
        """Delete everything that belongs to a user."""
        for table in ("talk", "answer", "feedback"):
            self._connection.execute(f"DELETE FROM {table} WHERE member = ?", (member,))  # noqa: S608 # literals

    def purge(self, seconds: float) -> None:
        """Delete what is older than `seconds`."""
        before = self._now() - seconds
        self._connection.execute("DELETE FROM feedback WHERE at < ?", (before,))
        self._connection.execute("DELETE FROM answer WHERE at < ?", (before,))
        self._connection.execute("DELETE FROM talk WHERE answer NOT IN (SELECT id FROM answer)")

    def _kept(self, which: str, *values: object) -> Kept | None:
        query = f"SELECT answer.id, answer.chat, record, notes FROM answer {which}"  # noqa: S608 # literals
        row = self._connection.execute(query, values).fetchone()
        if row is None:
            return None
        answer, chat, record, notes = row
        return Kept(
            id=answer,
            chat=chat,
            record=from_json(record),
            notes=tuple(
                Note(article_id=article_id, version=version, span=Span(start, stop))
                for article_id, version, start, stop in json.loads(notes)
            ),
        )
