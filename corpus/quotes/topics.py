"""Whom a pronoun means: who was spoken of, and who spoke, before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.quotes.people import People, Person

GUESS = 0.4  # as sure as a person is that only stands nearest
ONLY = 0.8  # as sure as the last one who spoke is, at least, where the article has nobody else of that gender
_BESIDE = 60  # words back to which somebody of unknown gender can be meant instead
_FAR = 250  # words back to which a pronoun can point


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who it is; nobody, or somebody without a name, where the article does not say; how sure that is (0 to 1)."""

    person: Person | None
    sure: float
    name: tuple[int, int] | None = None  # the words of the name


UNKNOWN = Resolved(None, GUESS)


@dataclass(frozen=True, slots=True)
class _Topic:
    at: int  # word
    person: Person
    acts: bool  # as a subject, or as the one who speaks
    sure: float


class Topics:
    """Who is spoken of, and who speaks, in one article, in the order of the text."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._seen: list[_Topic] = []
        self._spoke: list[_Topic] = []
        self._blurred: list[tuple[int, int]] = []  # where a nameless body or thing speaks, and the gender of its noun

    def see(self, at: int, person: Person, sure: float, *, acts: bool) -> None:
        """Remember that a person is mentioned at word `at`."""
        self._seen.append(_Topic(at, person, acts, min(1.0, sure + 0.05)))

    def hear(self, at: int, person: Person, sure: float) -> None:
        """Remember that a person speaks at word `at`."""
        self._spoke.append(_Topic(at, person, acts=True, sure=min(1.0, sure + 0.05)))

    def blur(self, at: int, gender: int) -> None:
        """Remember that something without a name speaks at word `at`, which a pronoun of that gender can mean."""
        self._blurred.append((at, gender))

    def recent(self, at: int, gender: int) -> Resolved:
        """Return the person of that gender who was spoken of, or spoke, last before word `at`."""
        found = self._recent(at, gender)
        if found.person is not None and self.is_blurred(at, found.person, gender):
            return Resolved(found.person, min(found.sure, GUESS), found.name)
        return found

    def is_blurred(self, at: int, person: Person, gender: int) -> bool:
        """Whether something else of that gender spoke between the person and word `at`."""
        since = self.last(at, person)
        return any(since < blurred < at and other == gender for blurred, other in self._blurred)

    def _recent(self, at: int, gender: int) -> Resolved:
        acting, named = self._candidates(at, gender)
        spoke = next((topic for topic in reversed(self._spoke) if topic.at < at), None)
        if spoke is not None and (at - spoke.at > _FAR or not self._fits(spoke.person, gender)):
            spoke = None
        if spoke is not None and (not acting or acting[0].person is spoke.person or acting[0].at <= spoke.at):
            return self._speaker(spoke, acting, named, gender)
        if acting:
            sure = self._certainty(acting, named, gender) - 0.1 * (spoke is not None)
            return Resolved(acting[0].person, min(sure, acting[0].sure), acting[0].person.name)
        if named:
            single = len(named) == 1 and self._people.gender(named[0].person) == gender
            return Resolved(named[0].person, 0.6 if single else GUESS, named[0].person.name)
        return self._only(at, gender)

    def spoke_last(self, at: int, person: Person) -> bool:
        """Whether nobody else spoke since the person, up to word `at`."""
        last = next((topic for topic in reversed(self._spoke) if topic.at < at), None)
        return last is not None and last.person is person

    def last(self, at: int, person: Person) -> int:
        """Return the last word before word `at` at which the person is spoken of, or speaks; -1 where there is none."""
        return max(
            (topic.at for topic in (*self._seen, *self._spoke) if topic.person is person and topic.at < at), default=-1
        )

    def body(self, at: int, *, shown: bool) -> Resolved:
        """Return the institution last spoken of before word `at`; `shown` is whether "this" points to one."""
        for topic in reversed(self._seen):
            if topic.at < at and topic.person.name is not None and topic.person.human < (0 if shown else 1):
                return Resolved(topic.person, 0.5 if shown else GUESS, topic.person.name)
        return UNKNOWN

    def latter(self, at: int) -> Resolved:
        """Return the person last named before word `at`."""
        for topic in reversed(self._seen):
            if topic.at < at and (topic.person.human > 0 or self._people.gender(topic.person)):
                return Resolved(topic.person, 0.55, topic.person.name)
        return UNKNOWN

    def _speaker(self, spoke: _Topic, acting: list[_Topic], named: list[_Topic], gender: int) -> Resolved:
        """Return the last speaker, less sure where somebody else has come up since."""
        person = spoke.person
        sure = 0.92 if not acting or acting[0].person is person else 0.85
        if acting and acting[0].at > spoke.at:
            sure = min(sure, acting[0].sure)
        since = (topic for topic in named if topic.at > spoke.at and topic.person is not person)
        if any(self._people.gender(topic.person) == gender for topic in since):
            sure -= 0.3
        if person.name is not None and person.human <= 0:
            sure = min(sure, GUESS)
        return Resolved(person, min(sure, spoke.sure), person.name)

    def _certainty(self, acting: list[_Topic], named: list[_Topic], gender: int) -> float:
        """Return how sure it is that the pronoun means the first of those who act."""
        best = acting[0]
        sure = 0.88 if self._people.gender(best.person) == gender else 0.65
        if best.person.human <= 0:
            sure = GUESS
        if any(topic.at > best.at for topic in named):
            sure -= 0.25
        if len(acting) > 1 and (self._people.gender(acting[1].person) == gender or acting[1].at > best.at - _BESIDE):
            sure -= 0.15
        return sure

    def _candidates(self, at: int, gender: int) -> tuple[list[_Topic], list[_Topic]]:
        """Return whom the pronoun can mean, the last spoken of first: those who act, and those only named."""
        acting: list[_Topic] = []
        named: list[_Topic] = []
        for topic in reversed(self._seen):
            if topic.at >= at:
                continue
            if at - topic.at > _FAR:
                break
            if not self._fits(topic.person, gender) or any(topic.person is known.person for known in acting):
                continue
            if topic.acts:
                acting.append(topic)
            elif all(topic.person is not known.person for known in named):
                named.append(topic)
        likely = [topic for topic in acting if topic.person.human > 0 or self._people.gender(topic.person)]
        sure = any(topic.person.human > 0 and self._people.gender(topic.person) == gender for topic in named)
        return likely or ([] if sure else acting), named

    def _fits(self, person: Person, gender: int) -> bool:
        """Whether a pronoun of that gender can mean the person."""
        known = self._people.gender(person)
        if known and known != gender:
            return False
        if person.name is None or person.human > 0:
            return True
        several = person.name[1] - person.name[0] > 1 and len(self._people.key(person.name)[0]) > 1
        return several and person.human == 0 and not person.placed

    def _only(self, at: int, gender: int) -> Resolved:
        """Return the one person of that gender in the whole article: a lead can say "he" before the name.

        Where somebody who can be of it is named before, and the one only later, it is nobody.
        """
        people = self._people
        fit = [p for p in people.all if p.human > 0 and people.gender(p) == gender]
        if len(fit) != 1:
            return UNKNOWN
        others = (p for p in people.all if p is not fit[0] and p.human >= 0 and not p.placed)
        before = (p for p in others if any(named < at for named in p.at) and people.gender(p) * gender >= 0)
        several = any(len(people.key(p.name)) > 1 for p in before)
        return UNKNOWN if several and all(named >= at for named in fit[0].at) else Resolved(fit[0], 0.6, fit[0].name)
