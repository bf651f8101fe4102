"""Questions with a false premise, made from answered ones: somebody else's name, another year, in the same words.

A model that has only seen true questions beside their answers learns that like words answer. Asked what Hollande said
of something that Merkel said, it has to see that the name is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.named import names
from corpus.person_name import person_name

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS_OFF = (-3, -2, -1, 1, 2, 3)


def falsified(  # noqa: PLR0913 -- what makes a question, and what it is about
    question: str, language: str, text: str, answer: str, *, strangers: Sequence[Named], chance: random.Random
) -> str | None:
    """Return the question with one of its names that `text` holds, or its year, made another; None: it has none.

    Another person is one of `text`, where it has any, half of the time, else one of `strangers`; what is nobody's name
    is made another such that follows the same word, so that the question does not give itself away.
    """
    held = [one for one in named(question, language) if one.name in text and one.name not in answer]
    years = list(_YEAR.finditer(question))
    if years and (not held or chance.random() < 1 / (1 + len(held))):
        year = chance.choice(years)
        return f"{question[: year.start()]}{int(year[0]) + chance.choice(_YEARS_OFF)}{question[year.end() :]}"
    if not held:
        return None
    meant = chance.choice(held)
    own = [one for one in named(text, language) if one.like(meant) and _apart(one.name, f"{question} {answer}")]
    others = [one for one in strangers if one.like(meant) and _apart(one.name, text)]
    pool = own if own and meant.is_person and (not others or chance.random() < 1 / 2) else others
    if not pool:
        return None
    return f"{question[: meant.start]}{chance.choice(pool).name}{question[meant.start + len(meant.name) :]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name, and where it stands."""

    name: str
    start: int
    is_person: bool
    after: str  # the word before it

    def like(self, other: Named) -> bool:
        """Whether it reads as well in the place of `other`."""
        return self.is_person if other.is_person else not self.is_person and self.after == other.after


def named(text: str, language: str) -> Iterator[Named]:
    """Yield the names in `text`."""
    for start, name in names(text, language):
        parted = person_name(name, language)
        before = text[:start].split()[-1:]
        is_person = parted.is_full and parted.gender != 0
        yield Named(name=name, start=start, is_person=is_person, after=before[0].casefold() if before else "")


def _apart(name: str, text: str) -> bool:
    """Whether no part of `name` stands in `text`: then it is another's."""
    return not any(part in text for part in name.split(" ") if part[0].isupper())
