"""Whom a name means that somebody typed, among the speakers of an archive."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from corpus.person_name import fold, languages, person_name
from corpus.speakers import stands_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.person_name import PersonName
    from corpus.speakers import Speaker

_NEAREST = 5  # names told where nobody bears the one that was typed
_LIKE = 0.6  # of 1, by difflib: two names that far alike may be one misspelt


def bearers(typed: str, speakers: Iterable[Speaker]) -> tuple[int, ...]:
    """Return which of `speakers`, counted from 0, a typed name can mean, by any language's way of writing it.

    A full name means those who bear it; a surname, or initials and a surname, everybody whose name ends with it.
    """
    asked = {name for name in (person_name(typed, language) for language in languages()) if name.words}
    full, short = [], []
    for number, speaker in enumerate(speakers):
        own = person_name(speaker.name, speaker.language)
        same = {name for name in asked if any(_same(name, other) for other in (own, *_aliases(speaker)))}
        if any(name.is_full for name in same):
            full.append(number)
        if same or any(stands_for(name, own) for name in asked):
            short.append(number)
    return tuple(full or short)


def near(typed: str, speakers: Iterable[Speaker]) -> tuple[str, ...]:
    """Return the names, at most five, that are spelt most like the one that was typed."""
    spelt: dict[str, str] = {}
    for speaker in speakers:
        own = person_name(speaker.name, speaker.language)
        for form in (" ".join(own.words), " ".join(own.surname), *map(fold, speaker.aliases)):
            spelt.setdefault(form, speaker.name)
    found = get_close_matches(fold(typed), spelt, n=2 * _NEAREST, cutoff=_LIKE)
    return tuple(dict.fromkeys(spelt[form] for form in found))[:_NEAREST]


def _aliases(speaker: Speaker) -> Iterator[PersonName]:
    return (person_name(alias, speaker.language) for alias in speaker.aliases)


def _same(asked: PersonName, own: PersonName) -> bool:
    """Whether two names are one; initials in the middle may be left out."""
    if asked.middle and own.middle and asked.middle != own.middle:
        return False
    if asked.is_full and asked.words == own.by_first_surname:
        return True
    return bool(own.words) and asked.without_initials == own.without_initials
