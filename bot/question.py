"""A question as it was asked, and what was understood of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from bot.errors import BadQuestion
from corpus.language import recognise

if TYPE_CHECKING:
    from collections.abc import Mapping

Sought = Literal["speaker", "words", "person", "place", "time", "number", "other"]

LONGEST = 2_000  # characters; what is longer is a pasted article, and its end says nothing about what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody typed. `sought` is the kind of thing that would answer it, read off its question word."""

    text: str
    qid: str | None = None  # the caller's own id, given back with the answer
    follows: Question | None = None  # the question before, in the same conversation
    language: str | None = None  # ISO 639-1, recognised
    sought: Sought = "other"

    @property
    def query(self) -> str:
        """What is searched: the question, after the one that it follows."""
        return self.text if self.follows is None else f"{self.follows.text} {self.text}"


def parse(text: str, *, qid: str | None = None, follows: Question | None = None) -> Question:
    """Understand what was typed. Raises BadQuestion when there is nothing to understand."""
    asked = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
    if not any(c.isalnum() for c in asked):
        raise BadQuestion(f"not a question: {asked!r}: it has no words", remedy='ask something like "who said …?"')
    language = _language(asked)
    return Question(text=asked, qid=qid, follows=follows, language=language, sought=_sought(asked, language))


@cache
def _languages() -> Mapping[str, tuple[frozenset[str], tuple[tuple[Sought, re.Pattern[str]], ...]]]:
    """Read the table of how questions are asked: language to its frequent words and its patterns."""
    table = tomllib.loads((files("bot") / "questions.toml").read_text(encoding="utf-8"))
    return {
        language: (
            frozenset(ways["words"]),
            tuple((sought, re.compile(pattern.replace("{say}", ways["say"]))) for sought, pattern in ways["seek"]),
        )
        for language, ways in table.items()
    }


def _language(text: str) -> str | None:
    """Recognise the language by its question words first: a recogniser alone misjudges six words and a foreign name."""
    words = re.findall(r"\w+", text.casefold())
    votes = {language: sum(word in known for word in words) for language, (known, _) in _languages().items()}
    best = max(votes.values())
    if best >= 1 and list(votes.values()).count(best) == 1:
        return max(votes, key=votes.__getitem__)
    return recognise(text)


def _sought(text: str, language: str | None) -> Sought:
    _, patterns = _languages().get(language or "en", _languages()["en"])
    folded = text.casefold()
    return next((sought for sought, pattern in patterns if pattern.search(folded)), "other")
