"""A question as it was asked, and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sought = Literal["speaker", "words", "person", "place", "time", "number", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody typed. `sought` is the kind of thing that would answer it, read off its question word."""

    text: str
    qid: str | None = None  # the caller's own id, given back with the answer
    follows: Question | None = None  # the question before, in the same conversation
    language: str | None = None  # ISO 639-1, recognised
    sought: Sought = "other"
