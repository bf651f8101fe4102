"""What a question is about: its words without those that ask, the days, and the name of whom it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.languages import language
from bot.overlap import Asked, akin, proper, words
from index.lexical import stop_words

if TYPE_CHECKING:
    from bot.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The folded words that a question is about."""

    words: tuple[str, ...]  # all of them
    names: tuple[str, ...]  # those of them that are names or numbers
    text: str  # the same words as they were typed: what is searched
    typed_names: tuple[str, ...]  # the names as they were typed

    def share(self, text: str) -> float:
        """Return the share, in [0, 1], of the topic's words that `text` holds in some form; 1 if there are none."""
        return Asked(self.words, {}).share(text) if self.words else 1.0

    def is_of(self, text: str) -> bool:
        """Whether `text` holds every name of the topic in some form."""
        return not self.names or Asked(self.names, {}).share(text) == 1.0


def topic(question: Question, *, besides: str = "") -> Topic:
    """Return what `question`, with those that it follows, is about, besides a name and the days."""
    ways = language(question.language)
    text = ways.time.sub(" ", question.query)
    stop = stop_words(question.language) | ways.words
    kept = [word for word in words(ways.framing.sub(" ", text)) if word not in stop and _bears(word, besides)]
    typed = [word for word in re.findall(r"[\w-]+", text) if not set(_parts(word)).isdisjoint(kept)]
    written = [word for word in proper(text) if word in kept and (not ways.large_nouns or word[0].isdigit())]
    return Topic(
        words=tuple(dict.fromkeys(kept)),
        names=tuple(written),
        text=" ".join(typed),
        typed_names=tuple(word for word in typed if not set(_parts(word)).isdisjoint(written)),
    )


def _parts(word: str) -> list[str]:
    return words(word.replace("-", " "))


def _bears(word: str, besides: str) -> bool:
    """Whether a word is none of those of the name that is left out."""
    return not any(akin(word, other) for other in words(besides))
