"""A question as it was asked, and what was understood of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.languages import known, language
from corpus.language import recognise

if TYPE_CHECKING:
    from bot.languages import Sought

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
    code = _recognised(asked)
    folded = asked.casefold()
    sought: Sought = next((kind for kind, pattern in language(code).seek if pattern.search(folded)), "other")
    return Question(text=asked, qid=qid, follows=follows, language=code, sought=sought)


def _recognised(text: str) -> str | None:
    """Recognise the language by its question words first: a recogniser alone misjudges six words and a foreign name."""
    words = re.findall(r"\w+", text.casefold())
    votes = {code: sum(word in ways.words for word in words) for code, ways in known().items()}
    best = max(votes.values())
    if best >= 1 and list(votes.values()).count(best) == 1:
        return max(votes, key=votes.__getitem__)
    return recognise(text)
