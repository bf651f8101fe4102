"""What came in and is not answered yet, and which messages carry the answers.

An update is taken down before Telegram is told that it arrived, and crossed off when it is answered. What a crash
leaves standing is begun anew, and finds the messages that were already sent, to write the answer into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

# Seconds. Telegram keeps an update for a day at most, and begins other numbers after a week of silence.
_REPEATS = 2 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One message of a reply."""

    chat: int
    message: int


class Updates:
    """The updates of one journal."""

    def __init__(self, connection: sqlite3.Connection, now: Callable[[], float]) -> None:
        self._connection = connection
        self._now = now

    def take(self, update: int, body: str) -> bool:
        """Take an update down: False if it was taken before."""
        values = (update, body, self._now())
        taken = self._connection.execute("INSERT OR IGNORE INTO taken (id, body, at) VALUES (?, ?, ?)", values)
        return taken.rowcount == 1

    def unanswered(self) -> tuple[str, ...]:
        """Return the bodies of what was taken and never crossed off, in the order in which it came."""
        rows = self._connection.execute("SELECT body FROM taken WHERE body IS NOT NULL ORDER BY at, id")
        return tuple(body for (body,) in rows)

    def begin(self, update: int) -> int:
        """Note that somebody begins to answer an update: how often that was, with this time."""
        query = "UPDATE taken SET begun = begun + 1 WHERE id = ? RETURNING begun"
        rows = self._connection.execute(query, (update,)).fetchall()
        return int(rows[0][0]) if rows else 1

    def begun(self, update: int) -> int:
        """Return how often somebody began to answer an update."""
        row = self._connection.execute("SELECT begun FROM taken WHERE id = ?", (update,)).fetchone()
        return 0 if row is None else int(row[0])

    def turn_to(self, update: int) -> None:
        """Note that the desk turns to an update. What only waits when the program stops is not to blame for it."""
        self._connection.execute("UPDATE taken SET tried = tried + 1 WHERE id = ?", (update,))

    def tried(self, update: int) -> int:
        """Return how often the desk turned to an update."""
        row = self._connection.execute("SELECT tried FROM taken WHERE id = ?", (update,)).fetchone()
        return 0 if row is None else int(row[0])

    def cross_off(self, update: int) -> None:
        """Note that an update is answered, and forget what it said."""
        self._connection.execute("UPDATE taken SET body = NULL WHERE id = ?", (update,))

    def sent(self, update: int, number: int, piece: Piece) -> None:
        """Note that the message which carries piece `number` of the reply is there."""
        query = "INSERT OR REPLACE INTO piece (taken, number, chat, message) VALUES (?, ?, ?, ?)"
        self._connection.execute(query, (update, number, piece.chat, piece.message))

    def gone(self, update: int, number: int) -> None:
        """Note that the message of piece `number` is there no more."""
        self._connection.execute("DELETE FROM piece WHERE taken = ? AND number = ?", (update, number))

    def pieces(self, update: int) -> dict[int, Piece]:
        """Return the messages that carry the reply to an update, as far as they were sent."""
        rows = self._connection.execute("SELECT number, chat, message FROM piece WHERE taken = ?", (update,))
        return {number: Piece(chat=chat, message=message) for number, chat, message in rows}

    def is_piece(self, chat: int, message: int) -> bool:
        """Whether a message carries a reply."""
        query = "SELECT 1 FROM piece WHERE chat = ? AND message = ?"
        return self._connection.execute(query, (chat, message)).fetchone() is not None

    def purge(self, seconds: float) -> None:
        """Delete what was answered so long ago that it cannot come again, and the messages of old replies."""
        now = self._now()
        self._connection.execute("DELETE FROM taken WHERE body IS NULL AND at < ?", (now - max(seconds, _REPEATS),))
        self._connection.execute("DELETE FROM piece WHERE taken NOT IN (SELECT id FROM taken)")
