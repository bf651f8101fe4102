"""Plurals that need no article as subjects: "VECINOS del barrio denuncian", "aseguran FUENTES del ministerio"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.words import Words


def is_bare_plural(words: Words, at: int) -> bool:
    """Whether such a plural stands at the word: at the head of a sentence, or behind a verb in the plural."""
    lexicon = words.lexicon
    if words.low[at] not in lexicon.bare_plurals:
        return False
    if at == 0 or words.sentence[at - 1] != words.sentence[at]:
        return at + 1 >= len(words) or not words.tag[at + 1] & tags.FINITE or _is_plural(words, at + 1)
    return bool(words.tag[at - 1] & tags.SPEECH and lexicon.plural_verbs) and _is_plural(words, at - 1)


def _is_plural(words: Words, at: int) -> bool:
    """Whether the form of a verb is a plural's, or tells nothing: "Fuentes dijo" is somebody of that surname."""
    endings = words.lexicon.plural_verbs
    return not endings or words.low[at].endswith(endings)
