"""Who may ask, and how much: members, pairing codes, and quotas.

Nobody is let in by default. Administrators are named in the configuration; whoever else writes gets a code, and an
administrator who is given that code lets them in. Groups are let in by their id.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

HOUR = 3_600  # seconds
CODE_HOURS = 24  # how long a pairing code is good
_WAITING = 100  # codes that may wait at once: strangers cannot fill the disk
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another
_LENGTH = 8

Standing = Literal["allowed", "denied", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user (positive id) or a group (negative id)."""

    id: int
    name: str
    language: str | None = None  # of the user's Telegram, where it was told


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody at the door, and their code."""

    code: str
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many there are."""

    users: int  # let in
    groups: int  # the same
    codes: int  # that wait
    day: int  # questions asked in the last day
    hour: int  # in the last hour


class People:
    """The members of one journal."""

    def __init__(self, connection: sqlite3.Connection, now: Callable[[], float]) -> None:
        self._connection = connection
        self._now = now

    def standing(self, member: int) -> Standing:
        """Return whether a user or a group was let in or shut out."""
        row = self._connection.execute("SELECT allowed FROM member WHERE id = ?", (member,)).fetchone()
        if row is None:
            return "unknown"
        return "allowed" if row[0] else "denied"

    def allow(self, member: Member) -> None:
        """Let a user or a group in."""
        self._put(member, allowed=True)

    def deny(self, member: Member) -> None:
        """Shut a user or a group out; a user also from groups that were let in."""
        self._put(member, allowed=False)

    def moved(self, old: int, new: int) -> None:
        """Give a group that Telegram has renumbered the standing that it had."""
        self._connection.execute("UPDATE OR REPLACE member SET id = ? WHERE id = ?", (new, old))

    def name(self, member: int) -> str | None:
        """Return the name under which somebody was let in or shut out."""
        row = self._connection.execute("SELECT name FROM member WHERE id = ?", (member,)).fetchone()
        return None if row is None else str(row[0])

    def pair(self, member: Member) -> str | None:
        """Return the code with which an administrator can let somebody in; None if too many wait already."""
        self.purge()
        row = self._connection.execute("SELECT code FROM pairing WHERE member = ?", (member.id,)).fetchone()
        if row is not None:
            return str(row[0])
        if self._count("SELECT COUNT(*) FROM pairing") >= _WAITING:
            return None
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        values = (code, member.id, member.name, member.language, self._now())
        self._connection.execute(
            "INSERT INTO pairing (code, member, name, language, at) VALUES (?, ?, ?, ?, ?)", values
        )
        return code

    def waiting(self) -> tuple[Waiting, ...]:
        """Return who waits at the door, the first first."""
        self.purge()
        return self._codes("WHERE member NOT IN (SELECT id FROM member)")

    def paired(self, code: str) -> Member | None:
        """Return whose code it is or was, however it is written; None if nobody's."""
        self.purge()
        wanted = "".join(filter(str.isalnum, code)).upper()
        return next((waiting.member for waiting in self._codes() if waiting.code == wanted), None)

    def count_question(self, update: int, *, chat: int, member: int) -> None:
        """Count a question, once however often its update is begun."""
        values = (update, chat, member, self._now())
        self._connection.execute("INSERT OR IGNORE INTO asked (taken, chat, member, at) VALUES (?, ?, ?, ?)", values)

    def is_counted(self, update: int) -> bool:
        """Whether the question of this update was counted before, so that no quota can refuse it any more."""
        return self._count("SELECT COUNT(*) FROM asked WHERE taken = ?", update) > 0

    def wait_for_user(self, member: int, quota: int) -> float:
        """Return in how many seconds a user may ask again: 0 if now. `quota` is questions an hour."""
        return self._wait("member", member, quota)

    def wait_for_chat(self, chat: int, quota: int) -> float:
        """Return in how many seconds one may ask again in a chat: 0 if now. `quota` is questions an hour."""
        return self._wait("chat", chat, quota)

    def asked_within(self, seconds: float) -> int:
        """Count the questions of the last `seconds`, a day at most."""
        return self._count("SELECT COUNT(*) FROM asked WHERE at > ?", self._now() - seconds)

    def counts(self) -> Counts:
        """Count who is there, and what they asked."""
        return Counts(
            users=self._count("SELECT COUNT(*) FROM member WHERE allowed AND id > 0"),
            groups=self._count("SELECT COUNT(*) FROM member WHERE allowed AND id < 0"),
            codes=len(self.waiting()),
            day=self.asked_within(24 * HOUR),
            hour=self.asked_within(HOUR),
        )

    def purge(self) -> None:
        """Delete codes that are good no more, and counts that no quota needs."""
        now = self._now()
        self._connection.execute("DELETE FROM pairing WHERE at < ?", (now - CODE_HOURS * HOUR,))
        self._connection.execute("DELETE FROM asked WHERE at < ?", (now - 24 * HOUR,))

    def _put(self, member: Member, *, allowed: bool) -> None:
        query = "INSERT OR REPLACE INTO member (id, name, allowed, at) VALUES (?, ?, ?, ?)"
        self._connection.execute(query, (member.id, member.name, allowed, self._now()))

    def _codes(self, which: str = "") -> tuple[Waiting, ...]:
        rows = self._connection.execute(f"SELECT code, member, name, language FROM pairing {which} ORDER BY at")  # noqa: S608 # literals
        return tuple(
            Waiting(code=code, member=Member(id=number, name=name, language=language))
            for code, number, name, language in rows
        )

    def _wait(self, column: Literal["member", "chat"], number: int, quota: int) -> float:
        """Wait for the quota-th last question to be an hour old: the hour slides."""
        now = self._now()
        query = f"SELECT at FROM asked WHERE {column} = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?"  # noqa: S608 # one of two literals
        row = self._connection.execute(query, (number, now - HOUR, quota - 1)).fetchone()
        return 0.0 if row is None else max(1.0, row[0] + HOUR - now)

    def _count(self, query: str, *values: object) -> int:
        return int(self._connection.execute(query, values).fetchone()[0])
