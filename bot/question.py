"""A question as it was asked, and what was understood of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.languages import known, language
from corpus.language import recognise
from corpus.period import ALWAYS
from index.filter import EVERYTHING

if TYPE_CHECKING:
    from datetime import date

    from bot.languages import Sought
    from corpus.period import Period
    from index.filter import Filter

LONGEST = 2_000  # characters; what is longer is a pasted article, and its end says nothing about what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody typed. `sought` is the kind of thing that would answer it, read off its question word."""

    text: str
    qid: str | None = None  # the caller's own id, given back with the answer
    follows: Question | None = None  # the question before, in the same conversation
    language: str | None = None  # ISO 639-1, recognised
    sought: Sought = "other"
    today: date | None = None  # the day it was asked: what "yesterday" is measured from
    filter: Filter = EVERYTHING  # which articles may answer: what the user set, narrowed by what it says itself
    period: Period = ALWAYS  # the days it is about; what answers may have been published later
    as_of: date | None = None  # the day by which it must have been known; the filter ends there too
    latest: bool = False  # whether the newest is asked for
    speaker: str | None = None  # whose words it asks about, by the name the archive knows them by

    @property
    def is_about_words(self) -> bool:
        """Whether somebody's words can answer."""
        return self.sought in {"speaker", "words", "person"}

    @property
    def asked_of(self) -> str:
        """The first name in the question: whom it asks about, if it asks about anybody; else nothing."""
        found: list[str] = []
        for word in re.findall(r"[\w-]+", self.text)[1:]:
            if word[0].isupper():
                found.append(word)
            elif found:
                break
        return " ".join(found)

    @property
    def query(self) -> str:
        """What is searched: the question, after the one that it follows."""
        return self.text if self.follows is None else f"{self.follows.text} {self.text}"


def parse(
    text: str, *, qid: str | None = None, follows: Question | None = None, previous: Question | None = None
) -> Question:
    """Understand what was typed. Raises BadQuestion when there is nothing to understand.

    `follows` is the question that this one is known to follow. `previous` is the one that was asked before it in a
    conversation, and is followed only if the words refer back to it.
    """
    asked = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
    if not any(c.isalnum() for c in asked):
        raise BadQuestion(f"not a question: {asked!r}: it has no words", remedy='ask something like "who said …?"')
    code = _recognised(asked)
    folded = _without_opener(asked.casefold(), code)
    sought: Sought = next((kind for kind, pattern in language(code).seek if pattern.search(folded)), "other")
    if follows is None and previous is not None and _refers_back(asked, code):
        follows = previous
    return Question(text=asked, qid=qid, follows=follows, language=code, sought=sought)


def _without_opener(text: str, code: str | None) -> str:
    """Take the "and" off "and what did she say?"."""
    first, _, rest = text.partition(" ")
    return rest.lstrip() if first.strip(",") in language(code).openers else text


def _refers_back(text: str, code: str | None) -> bool:
    """Whether the words need a question before them: "And on Moscow?", "What did he say about it?"."""
    words = re.findall(r"\w+", text.casefold())
    named = any(word[0].isupper() for word in text.split()[1:])
    return words[0] in language(code).openers or (not named and any(word in language(code).pronouns for word in words))


def _recognised(text: str) -> str | None:
    """Recognise the language by its question words first: a recogniser alone misjudges six words and a foreign name."""
    words = re.findall(r"\w+", text.casefold())
    votes = {code: sum(word in ways.words for word in words) for code, ways in known().items()}
    best = max(votes.values())
    if best >= 1 and list(votes.values()).count(best) == 1:
        return max(votes, key=votes.__getitem__)
    return recognise(text)
