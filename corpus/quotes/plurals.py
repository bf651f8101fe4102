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
    after = at + 1 < len(words) and words.tag[at + 1] & tags.FINITE
    if at == 0 or words.sentence[at - 1] != words.sentence[at]:
        return not after or words.low[at + 1].endswith(lexicon.plural_verbs)  # "Fuentes dijo" is a surname
    return bool(words.tag[at - 1] & tags.SPEECH and words.low[at - 1].endswith(lexicon.plural_verbs))
