"""What is kept of each question asked here, so that its answer can be explained later: `whosaid why ID`.

One SQLite file in the user's data folder, which only its owner can read. It holds the question with those that it
follows, the day, which archive was asked, and where in it the answer stands; no text of any article. What is older
than the settings allow is deleted whenever a question is kept.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.answer import Answer, Claim
from bot.errors import BadMemory, UnknownAnswer
from bot.identity import LENGTH
from bot.question_form import packed, unpacked
from corpus.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.answer import Abstention, Statement
    from bot.question import Question

log = logging.getLogger(__name__)

_Place = list[int] | None  # a span, as it is kept

SHORTEST = 4  # letters of an id that are enough where only one begins with them
_LATER: tuple[Any, ...] = (None, False, "sure")  # `likely`, `is_guess`, `bearing`, which whosaid 0.1 did not write
_TABLE = """
CREATE TABLE IF NOT EXISTS asked (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, archive TEXT NOT NULL, generation INTEGER NOT NULL, state TEXT NOT NULL,
    question TEXT NOT NULL, reason TEXT, claims TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One question as it was asked, and where what was answered stands."""

    id: str
    day: date  # on which it was last asked
    archive: str  # the folder
    generation: int
    state: str  # `Searched.state` at the time
    question: Question  # as it was understood, with those that it follows
    reason: str | None  # why there was no answer; None: there was one
    claims: tuple[Claim, ...]  # what stood; to be verified again before it is shown


def recorded(outcome: Answer | Abstention, archive: Path, *, today: date) -> Record:
    """Return what reproduces `outcome`, which the archive in that folder gave."""
    stood, reason = (outcome.statements, None) if isinstance(outcome, Answer) else ((), outcome.reason)
    return Record(
        id=outcome.id,
        day=today,
        archive=str(archive.absolute()),
        generation=outcome.searched.generation,
        state=outcome.searched.state,
        question=outcome.question,
        reason=reason,
        claims=tuple(map(_claimed, stood)),
    )


def as_json(record: Record) -> str:
    """Return a record as text, for `from_json`."""
    return json.dumps(_row(record))


def from_json(text: str) -> Record:
    """Return the record that `as_json` wrote. Raises ValueError, TypeError, KeyError if it did not."""
    return _record(json.loads(text))


class Records:
    """The records of one user. Any thread may call it; each call opens the file for itself."""

    def __init__(self, path: Path, *, days: int) -> None:
        """Keep records in the file at `path` for so many days; 0 keeps none and forgets those there are."""
        self._path = path
        self._days = days

    def keep(self, outcome: Answer | Abstention, archive: Path, *, today: date) -> None:
        """Keep what reproduces `outcome`, and delete what is too old.

        A record that cannot be written is no reason not to answer: it is logged.
        """
        if self._days == 0 and not self._path.exists():
            return
        try:
            with self._opened() as connection:
                connection.execute("DELETE FROM asked WHERE day <= ?", ((today - timedelta(self._days)).isoformat(),))
                if self._days:
                    row = _row(recorded(outcome, archive, today=today))
                    connection.execute("INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        except (OSError, sqlite3.Error) as error:
            log.warning("cannot keep how this was answered: %s: %s", self._path, error)

    def find(self, wanted: str) -> Record:
        """Return the record of an id, or of the only one that begins so. Raises UnknownAnswer, BadMemory."""
        begins = wanted.strip().lower()
        remedy = (
            f"answers are kept for {self._days} days; the id stands under each one"
            if self._days
            else ("set why.kept_days above 0, and ask again")
        )
        unknown = UnknownAnswer(f"no such answer: {wanted.strip()[:40]}", remedy=remedy)
        if not (begins.isascii() and begins.isalnum() and SHORTEST <= len(begins) <= LENGTH and self._path.exists()):
            raise unknown
        try:
            with self._opened() as connection:
                query = "SELECT * FROM asked WHERE id GLOB ? ORDER BY id LIMIT 2"
                found = [_record(row) for row in connection.execute(query, (f"{begins}*",))]
        except (OSError, sqlite3.Error, ValueError, TypeError, KeyError) as error:
            cause = f"cannot read what was asked: {self._path}: {error}"
            raise BadMemory(cause, remedy="delete the file: it only holds what was asked") from error
        if len(found) != 1:
            raise unknown
        return found[0]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file, which is made for its owner alone, and commit at the end."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self._path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, too
            connection.execute(
                "PRAGMA synchronous = OFF"
            )  # a lost record is a small loss; a slow answer is a large one
            connection.execute(_TABLE)
            with connection:
                yield connection


def _row(record: Record) -> tuple[str | int | None, ...]:
    question = json.dumps(packed(record.question))
    claims = json.dumps([_places(claim) for claim in record.claims])
    place = (record.archive, record.generation, record.state)
    return (record.id, record.day.isoformat(), *place, question, record.reason, claims)


def _places(claim: Claim) -> list[object]:
    spans = (claim.short, claim.proof, claim.words, claim.name, claim.likely)
    places = [None if span is None else [span.start, span.stop] for span in spans]
    return [claim.article_id, claim.version, *places, claim.is_guess, claim.bearing]


def _claimed(statement: Statement) -> Claim:
    """Return where a statement stands."""
    article, said = statement.short.article, statement.quote
    return Claim(
        article_id=article.id,
        version=article.version,
        short=statement.short.span,
        proof=statement.proof.span,
        words=None if said is None else said.words.span,
        name=None if said is None or said.speaker is None else said.speaker.span,
        likely=None if said is None or said.likely is None else said.likely.span,
        is_guess=statement.is_guess,
        bearing=statement.bearing,
    )


def _record(row: Sequence[Any]) -> Record:
    answer_id, day, archive, generation, state, question, reason, claims = row
    return Record(
        id=answer_id,
        day=date.fromisoformat(day),
        archive=archive,
        generation=generation,
        state=state,
        question=unpacked(json.loads(question)),
        reason=reason,
        claims=tuple(_claim(claim) for claim in json.loads(claims)),
    )


def _claim(places: Sequence[Any]) -> Claim:
    """Return what `_places` wrote."""
    article_id, version, *spans = places[:6]
    later = [*places[6:], *_LATER[len(places) - 6 :]]
    short, proof, words, name, likely = (None if place is None else Span(*place) for place in (*spans, later[0]))
    if short is None or proof is None:
        raise ValueError("a claim without its proof")
    return Claim(
        article_id=article_id,
        version=version,
        short=short,
        proof=proof,
        words=words,
        name=name,
        likely=likely,
        is_guess=later[1],
        bearing=later[2],
    )
