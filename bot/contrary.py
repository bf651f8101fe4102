"""Whether two things that one person said may be contrary: a reason to read both, never a finding.

Only plain signs count: one negates a word that the other does not, or they use words that the language's file pairs
as contrary. Irony, conditions and changed circumstances are for whoever reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.languages import language
from bot.overlap import akin, words
from index.lexical import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 3  # words on either side that a negation may turn
_ALIKE = 0.5  # share of the fewer words that two texts on the same thing have in common
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")


def may_contradict(first: str, second: str, *, languages: tuple[str | None, str | None], about: Sequence[str]) -> bool:
    """Whether `first` and `second`, in these languages, use contrary words on the same thing.

    `about` are the words of their common subject: that both say them shows nothing.
    """
    one, other = (_bearing(text, code) for text, code in zip((first, second), languages, strict=True))
    shared = {(a, b) for a in one for b in other if akin(a, b)}
    if not shared:
        return False
    turned = _turned(first, languages[0]), _turned(second, languages[1])
    if any((a in turned[0]) != (b in turned[1]) for a, b in shared):
        return True
    known = [a for a, _ in shared if not any(akin(a, word) for word in about)]
    return bool(known) and _opposed(first, second, languages)


def deny_each_other(first: str, second: str, *, languages: tuple[str | None, str | None]) -> bool:
    """Whether one says, in much the same words, that what the other says is not so."""
    one, other = (_bearing(text, code) for text, code in zip((first, second), languages, strict=True))
    shared = [a for a in one if any(akin(a, b) for b in other)]
    if len(shared) < _ALIKE * min(len(one), len(other)):
        return False
    return negates(first, languages[0]) != negates(second, languages[1])


def negates(text: str, code: str | None) -> bool:
    """Whether a word in `text` turns another into its contrary."""
    return language(code).negation.search(text) is not None


def _bearing(text: str, code: str | None) -> list[str]:
    stop = stop_words(code)
    return [word for word in dict.fromkeys(words(text)) if word not in stop and len(word) > _REACH]


def _turned(text: str, code: str | None) -> frozenset[str]:
    """Return the folded words that a negation stands near."""
    ways = language(code)
    tokens = _TOKEN.findall(text)
    near: set[str] = set()
    for place, token in enumerate(tokens):
        if ways.negation.fullmatch(token):
            for beside in tokens[max(0, place - _REACH) : place + _REACH + 1]:
                near.update(words(beside))
    return frozenset(near)


def _opposed(first: str, second: str, languages: tuple[str | None, str | None]) -> bool:
    """Whether one uses a word, and the other its contrary; what uses both says nothing."""
    pairs = zip(language(languages[0]).opposites, language(languages[1]).opposites, strict=False)
    for (yes, no), (also, but) in pairs:
        signs = (bool(yes.search(first)), bool(no.search(first))), (bool(also.search(second)), bool(but.search(second)))
        if signs in (((True, False), (False, True)), ((False, True), (True, False))):
            return True
    return False
