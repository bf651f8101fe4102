"""A name as it is printed, taken apart: what of it is the surname, and what only goes before it.

"M. Kerry", "John F. Kerry" and "le président John Kerry" are told to be names of one kind here; whether they name one
person is for `corpus.speakers` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from corpus.fold import fold as bare
from corpus.quotes import tags
from corpus.quotes.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")  # an acronym: "O.N.U."
_POSSESSIVE = re.compile(r"['’]s?$|['’]s(?=\s|$)")
_ELIDED = re.compile(r"^l['’](?=\w)", re.IGNORECASE)
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_KNOWN = 1 << 16  # names whose parts are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The folded words of a name: without titles, roles and articles, accents and capitals."""

    given: tuple[str, ...]  # empty where only a surname is printed
    surname: tuple[str, ...]  # with its particles; all of it where the name has one word
    generation: str  # "jr", "iii", …; empty where none is printed
    gender: int  # 1 or -1 by the title or the given name; 0 where neither tells
    first_surname: tuple[str, ...] = ()  # the first of two, where the language has two: it ends `given`

    @property
    def words(self) -> tuple[str, ...]:
        """The whole name."""
        return (*self.given, *self.surname, self.generation) if self.generation else (*self.given, *self.surname)

    @property
    def is_full(self) -> bool:
        """Whether a given name is printed, and not only its initial."""
        return bool(self.given) and len(self.given[0]) > 1

    def of_gender(self, gender: int) -> PersonName:
        """Return the same name, its gender told from elsewhere."""
        return replace(self, gender=gender)

    @property
    def by_first_surname(self) -> tuple[str, ...]:
        """The name without its second surname, where it has two: "Nuria Prado" of Nuria Prado Sáez."""
        return self.given if self.first_surname else ()

    def ends_with(self, surname: tuple[str, ...]) -> bool:
        """Whether a surname alone can be this name's: all of it, its last word, or the first of two."""
        return surname in (self.surname, self.surname[-1:]) or bool(surname and surname == self.first_surname)

    @property
    def middle(self) -> tuple[str, ...]:
        """The initials after the given name."""
        return tuple(word for word in self.given[1:] if len(word) == 1)

    @property
    def without_initials(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """What two forms of one full name share: "Donald Trump" and "Donald J. Trump"."""
        given = tuple(word for i, word in enumerate(self.given) if i == 0 or len(word) > 1)
        return given, self.surname, self.generation


@lru_cache(_KNOWN)
def person_name(printed: str, language: str | None) -> PersonName:
    """Take apart a name that an article in `language` prints. What is no name has no words."""
    known = lexicon(language)
    if _DOTTED.fullmatch(printed.strip()):
        printed = printed.replace(".", "")
    words = _WORD.findall(_POSSESSIVE.sub("", _ELIDED.sub("", printed.strip())))
    words, gender = _without_titles(words, known)
    if len(words) == 1 and known.tags.get(words[0].lower(), 0) & (tags.DETERMINER | tags.PARTICLE):
        words = []
    generation = _GENERATIONS.get(fold(words[-1]), "") if len(words) > 1 else ""
    if generation:
        words.pop()
    start = max(0, len(words) - 1)
    while start > 0 and known.tags.get(words[start - 1].lower(), 0) & tags.PARTICLE:
        if start == 1 and _is_given(words[0], known):
            break
        start -= 1
    given = _folded(words[:start])
    return PersonName(
        given=given,
        surname=_folded(words[start:]),
        generation=generation,
        gender=gender or (_gender_of(words[0], known) if given else 0),
        first_surname=_folded(_first_surname(words[:start], known)),
    )


def _first_surname(words: list[str], known: Lexicon) -> list[str]:
    """Return what follows the given names before the last surname: "Prado" of Nuria Prado Sáez."""
    if not known.two_surnames or not words or not _is_given(words[0], known):
        return []
    first = next((at for at, word in enumerate(words) if not _is_given(word, known)), len(words))
    return words[first:] if len(words[-1]) > 1 else []


@cache
def languages() -> tuple[str, ...]:
    """Return the languages whose titles and particles are known."""
    return tuple(sorted(path.stem for path in (Path(__file__).parent / "languages").glob("*.toml")))


def is_body(printed: str, language: str | None) -> bool:
    """Whether a name looks like an institution's: "Banque de France", "Organisation mondiale de la santé"."""
    known = lexicon(language)
    words = _WORD.findall(printed)
    if any(word.lower() in known.bodies or fold(word) in known.bodies for word in words):
        return True
    return any(word.islower() and not known.tags.get(word, 0) & tags.PARTICLE for word in words[1:])


def starts_with_given(printed: str, language: str | None) -> bool:
    """Whether a name begins with a known given name."""
    words = _WORD.findall(printed)
    return bool(words) and _is_given(words[0], lexicon(language))


def has_article(printed: str, language: str | None) -> bool:
    """Whether an article goes before a name, as before a paper's or a country's: "l'Express", "the Post"."""
    words = _WORD.findall(printed)
    bits = lexicon(language).tags.get(words[0].lower(), 0) if words else 0
    particle = bits & tags.PARTICLE and not words[0].islower()
    return bool(_ELIDED.match(printed.strip()) or (bits & tags.DETERMINER and not particle))


def fold(word: str) -> str:
    """Return a word without capitals and accents."""
    return bare(word.replace("’", "'").replace("‑", "-"))


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(part for word in words for part in fold(word).split("-") if part)


def _without_titles(words: list[str], known: Lexicon) -> tuple[list[str], int]:
    """Drop what stands before the name proper: (the rest, the gender that a title told)."""
    gender = 0
    first, last = 0, len(words) - 1
    while first < last:
        low = words[first].lower()
        bits = known.tags.get(low, 0)
        article = bits & tags.DETERMINER and (words[first].islower() or not bits & tags.PARTICLE)
        if not (article or bits & tags.TITLE or low in known.man or low in known.woman):
            break
        if bits & tags.TITLE:
            gender = (low in known.masculine_titles) - (low in known.feminine_titles)
        first += 1
    if first < last and not _is_given(words[first], known):
        roles = [i for i in range(first, last - 1) if words[i].lower() in known.man | known.woman]
        first = roles[-1] + 1 if roles else first
    return words[first:], gender


def _is_given(word: str, known: Lexicon) -> bool:
    first = word.lower().split("-")[0]
    return first in known.masculine or first in known.feminine


def _gender_of(word: str, known: Lexicon) -> int:
    first = word.lower().split("-")[0]
    return (first in known.masculine) - (first in known.feminine)
