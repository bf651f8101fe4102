"""Who a speaker is: from the mention beside the cue to where the article prints the name in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes import lexicon as tags
from corpus.quotes.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.mentions import Mention
    from corpus.quotes.people import People
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_FAR = 250  # words back to which a pronoun can point
_GUESS = 0.4  # as sure as a name is that only stands nearest


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who it is; nobody, or somebody without a name, where the article does not say; how sure that is (0 to 1)."""

    person: Person | None
    sure: float
    name: tuple[int, int] | None = None


_NOBODY = Resolved(None, 0.9)
_UNKNOWN = Resolved(None, _GUESS)


@dataclass(frozen=True, slots=True)
class _Topic:
    at: int
    person: Person
    subject: bool


class Resolver:
    """Resolves the speakers of one article. To be asked in the order of the text."""

    def __init__(self, words: Words, people: People, subjects: Subjects, mentions: Sequence[Mention]) -> None:
        self._words = words
        self._people = people
        self._subjects = subjects
        self._mentions = mentions
        self._next = 0  # the first mention not yet in the topics
        self._topics: list[_Topic] = []
        self._spoke: list[_Topic] = []

    def note(self, at: int, person: Person) -> None:
        """Remember that `person` is the one who speaks at word `at`."""
        self._spoke.append(_Topic(at, person, subject=True))

    def of(self, mention: Mention) -> Resolved:
        """Return who the mention stands for."""
        self._advance(mention.first)
        return self._of(mention)

    def _of(self, mention: Mention) -> Resolved:
        words = self._words
        if mention.kind == "relative":
            before = self._subjects.antecedent(mention)
            if before is None or before.kind == "relative":
                return _UNKNOWN
            found = self._of(before)
            return Resolved(found.person, found.sure - 0.05, found.name)
        if mention.name is not None:
            person = self._people.person(mention)
            if person is None:
                return Resolved(None, 0.8, mention.name)
            return Resolved(person, 0.6 if self._people.ambiguous(mention) else 0.97, person.name)
        if mention.kind == "pronoun":
            gender = self._pronoun_gender(mention)
            return self._recent(mention.first, gender) if gender else _UNKNOWN
        if mention.head is None:
            return _UNKNOWN
        if words.low[mention.head] in words.lexicon.last:
            return self._latter(mention)
        if words.low[mention.head] in words.lexicon.carriers:
            return self._carried(mention)
        if mention.indefinite or words.tag[mention.first] & tags.POSSESSIVE:
            return Resolved(self._somebody(mention), 0.9)
        return self._role(mention, mention.head)

    def _advance(self, at: int) -> None:
        """Take in what is spoken of before word `at`."""
        while self._next < len(self._mentions) and self._mentions[self._next].first < at:
            mention = self._mentions[self._next]
            self._next += 1
            if mention.kind == "relative" or (mention.governed and mention.name is None):
                continue
            found = self._of(mention)
            if found.person is not None:
                self._topics.append(_Topic(mention.first, found.person, subject=not mention.governed))
                gender = self._pronoun_gender(mention) if mention.kind == "pronoun" else 0
                if gender and found.sure > _GUESS:
                    found.person.masculine += gender > 0
                    found.person.feminine += gender < 0

    def _pronoun_gender(self, mention: Mention) -> int:
        tag = self._words.tag[mention.first]
        return 1 if tag & tags.MASCULINE else -1 if tag & tags.FEMININE else 0

    def _recent(self, at: int, gender: int) -> Resolved:
        """Return the person of that gender who was spoken of, or spoke, last before word `at`."""
        candidates: list[Person] = []
        weak: list[Person] = []
        newest = -1
        for topic in reversed(self._topics):
            if topic.at >= at:
                continue
            if at - topic.at > _FAR:
                break
            if topic.person in candidates or not self._fits(topic.person, gender):
                continue
            if topic.subject:
                newest = topic.at if not candidates else newest
                candidates.append(topic.person)
            elif topic.person not in weak:
                weak.append(topic.person)
        spoke = next((topic for topic in reversed(self._spoke) if topic.at < at), None)
        if spoke is not None and at - spoke.at <= _FAR and self._fits(spoke.person, gender):
            if not candidates or candidates[0] is spoke.person:
                return Resolved(spoke.person, 0.92, spoke.person.name)
            if newest <= spoke.at:
                return Resolved(spoke.person, 0.85, spoke.person.name)
        if candidates:
            best = candidates[0]
            sure = 0.85 if self._people.gender(best) == gender else 0.65
            if len(candidates) > 1 and self._people.gender(candidates[1]) in {gender, 0}:
                sure -= 0.2
            return Resolved(best, sure, best.name)
        if weak:
            single = len(weak) == 1 and self._people.gender(weak[0]) == gender
            return Resolved(weak[0], 0.6 if single else _GUESS, weak[0].name)
        return self._only(gender)

    def _only(self, gender: int) -> Resolved:
        """Return the one person of that gender in the whole article: a lead can say "he" before the name."""
        fit = [p for p in self._people.all if p.human > 0 and self._people.gender(p) == gender]
        return Resolved(fit[0], 0.6, fit[0].name) if len(fit) == 1 else _UNKNOWN

    def _last_seen(self, person: Person, at: int) -> int:
        return max((seen for seen in person.at if seen < at), default=-1)

    def _fits(self, person: Person, gender: int) -> bool:
        known = self._people.gender(person)
        if known:
            return known == gender and person.human >= 0
        if person.name is None:
            return True
        return person.human > 0 or (person.human == 0 and len(self._people.key(person.name)) > 1)

    def _somebody(self, mention: Mention) -> Person | None:
        """Return a person without a name, for a role that only people have."""
        words, lexicon = self._words, self._words.lexicon
        if mention.head is None:
            return None
        noun, first = words.low[mention.head], words.low[mention.first]
        if noun not in lexicon.man and noun not in lexicon.woman:
            return None
        person = Person(name=None, human=1)
        person.masculine = int(first in lexicon.masculine_determiners or noun not in lexicon.woman)
        person.feminine = int(first in lexicon.feminine_determiners or noun not in lexicon.man)
        return person

    def _latter(self, mention: Mention) -> Resolved:
        for topic in reversed(self._topics):
            if topic.at < mention.first and (topic.person.human > 0 or self._people.gender(topic.person)):
                return Resolved(topic.person, 0.7, topic.person.name)
        return _UNKNOWN

    def _carried(self, mention: Mention) -> Resolved:
        """Return whose words "selon les informations de X" are."""
        for i in range(mention.first, mention.last):
            if self._words.capital[i] and not self._words.tag[i] & tags.DETERMINER:
                return Resolved(None, 0.9, (i, mention.last))
        return _NOBODY

    def _role(self, mention: Mention, head: int) -> Resolved:
        words, lexicon = self._words, self._words.lexicon
        noun, first = words.low[head], words.low[mention.first]
        bearers = [person for person in self._people.all if noun in person.roles]
        if bearers:
            return self._bearer(mention, bearers)
        gender = (first in lexicon.masculine_determiners) - (first in lexicon.feminine_determiners)
        gender = gender or (noun in lexicon.man) - (noun in lexicon.woman)
        named = any(words.capital[i] for i in range(head, mention.last))
        if noun in lexicon.bodies:
            return Resolved(None, 0.8, (head, mention.last)) if named else _UNKNOWN
        human = noun in lexicon.man or noun in lexicon.woman
        shown = bool(words.tag[mention.first] & tags.DEMONSTRATIVE)
        if not gender or not (human or shown):
            return _UNKNOWN
        found = self._recent(mention.first, gender)
        if found.name is None:
            return Resolved(self._somebody(mention), _GUESS)
        plain = mention.last - head == 1
        return Resolved(found.person, min(found.sure, 0.7 if shown else 0.55 if plain else _GUESS), found.name)

    def _bearer(self, mention: Mention, bearers: list[Person]) -> Resolved:
        """Return the one of those who have the role that the mention means."""
        words = self._words
        content = {words.low[i] for i in range(mention.first, mention.last) if words.low[i][0].isalpha()}

        def rank(person: Person) -> tuple[int, int]:
            return len(person.roles & content), self._last_seen(person, mention.first)

        best = max(bearers, key=rank)
        tied = sum(rank(person)[0] == rank(best)[0] for person in bearers)
        sure = 0.9 if tied == 1 else 0.6
        if self._last_seen(best, mention.first) < 0:
            sure -= 0.15
        return Resolved(best, sure, best.name)
