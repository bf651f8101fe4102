"""Whether a preposition governs a mention, which then is no subject: "mit seinem Kollegen ROY", "a la QUE llaman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.mentions import Mention
    from corpus.quotes.words import Words


def is_governed(words: Words, at: int, previous: Mention | None) -> bool:
    """Whether a preposition stands before the mention at the word, or before what it is listed or named with."""
    if at == 0 or words.sentence[at - 1] != words.sentence[at]:
        return False
    if words.tag[at - 1] & tags.PREPOSITION:
        return not (words.lexicon.bare and words.tag[at - 1] & tags.LINK and _is_titled(words, at - 2))
    if previous is None or not previous.governed:
        return False
    bare = previous.name is None and previous.last == at and previous.head is not None
    apposed = bare and words.lexicon.is_persons(words.low[at - 1])  # "mit seinem Kollegen ROY"
    return apposed or bool(previous.last == at - 1 and words.tag[at - 1] & tags.JOINING)


def is_governed_relative(words: Words, at: int) -> bool:
    """Whether a preposition stands before the relative pronoun, with its article or without: "a la QUE llaman"."""
    if not at or words.tag[at - 1] & tags.PREPOSITION:
        return bool(at)
    article = at > 1 and words.tag[at] & tags.THAT and words.tag[at - 1] & tags.DETERMINER
    before = words.tag[at - 2] if article else 0
    return bool(before & tags.PREPOSITION and not before & tags.LINK)  # "de los que dicen": of those who say


def _is_titled(words: Words, at: int) -> bool:
    """Whether a title goes on with a preposition: "SECRETARY of State John Kerry"."""
    return at >= 0 and words.capital[at] and bool(words.tag[at] & tags.TITLE)
