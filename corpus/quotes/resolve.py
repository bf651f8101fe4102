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
    sure: float = 1.0


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

    def note(self, at: int, found: Resolved) -> None:
        """Remember who speaks at word `at`."""
        if found.person is not None:
            self._spoke.append(_Topic(at, found.person, subject=True, sure=min(1.0, found.sure + 0.05)))

    def of(self, mention: Mention) -> Resolved:
        """Return who the mention stands for."""
        self._advance(mention.first)
        return self._of(mention, speaks=True)

    def _of(self, mention: Mention, *, speaks: bool = False) -> Resolved:
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
        apposed = self._apposed(mention)
        if apposed is not None:
            apposed.human += (
                words.low[mention.head] in words.lexicon.man or words.low[mention.head] in words.lexicon.woman
            )
            return Resolved(apposed, 0.95, apposed.name)
        if words.low[mention.first] in words.lexicon.plural_determiners:
            return _NOBODY
        if mention.indefinite or words.tag[mention.first] & tags.POSSESSIVE:
            return Resolved(self._somebody(mention), 0.9)
        return self._role(mention, mention.head, speaks=speaks)

    def _apposed(self, mention: Mention) -> Person | None:
        """Return who the name after the role names: "l'ambassadeur à Paris, Anne Roy, a dit"."""
        words, at = self._words, mention.last
        if at < len(words) and words.tag[at] & tags.PREPOSITION:
            governed = self._subjects.starting.get(at + 1)
            at = governed.last if governed is not None else at
        if at >= len(words):
            return None
        comma = words.low[at] == ","
        name = self._subjects.starting.get(at + 1 if comma else at)
        if name is not None and not comma and (at == mention.last or name.governed):
            return None
        if name is None or name.kind != "name":
            return None
        closed = name.last >= len(words) or words.low[name.last] in ",.)("
        if mention.governed and not closed:
            return None
        person = self._people.person(name)
        if person is None or person.human > 0:
            return person
        several = person.name is not None and person.name[1] - person.name[0] > 1
        return person if several and person.human == 0 and not person.placed else None

    def _advance(self, at: int) -> None:
        """Take in what is spoken of before word `at`."""
        while self._next < len(self._mentions) and self._mentions[self._next].first < at:
            mention = self._mentions[self._next]
            self._next += 1
            if mention.kind == "relative" or (mention.governed and mention.name is None and not self._office(mention)):
                continue
            found = self._of(mention)
            if found.person is not None:
                subject = not mention.governed and self._acts(mention)
                self._topics.append(_Topic(mention.first, found.person, subject, min(1.0, found.sure + 0.05)))
                gender = self._pronoun_gender(mention) if mention.kind == "pronoun" else 0
                if gender and found.sure > _GUESS and found.person.human > 0:
                    found.person.masculine += gender > 0
                    found.person.feminine += gender < 0

    def _office(self, mention: Mention) -> bool:
        """Whether the phrase itself is the name of an institution: "la cour d'appel de Paris"."""
        return (
            mention.head is not None
            and mention.complement is not None
            and self._words.low[mention.head] in self._words.lexicon.offices
        )

    def _acts(self, mention: Mention) -> bool:
        """Whether the mention looks like a subject: the first of its sentence, or right before a verb."""
        words, at = self._words, mention.last
        while at < len(words) and words.tag[at] & tags.BETWEEN and at - mention.last < 4:  # noqa: PLR2004
            at += 1
        if at < len(words) and words.tag[at] & (tags.AUXILIARY | tags.VERB | tags.FINITE | tags.RELATIVE):
            return True
        apposed = at < len(words) and words.low[at] == "," and mention.first and words.low[mention.first - 1] == ","
        if apposed and at + 1 < len(words) and words.tag[at + 1] & (tags.AUXILIARY | tags.FINITE | tags.BETWEEN):
            return True
        start = mention.first
        while start and words.sentence[start - 1] == words.sentence[mention.first]:
            start -= 1
        return self._subjects.first(start, mention.last) is mention

    def _pronoun_gender(self, mention: Mention) -> int:
        tag = self._words.tag[mention.first]
        return 1 if tag & tags.MASCULINE else -1 if tag & tags.FEMININE else 0

    def _recent(self, at: int, gender: int) -> Resolved:
        """Return the person of that gender who was spoken of, or spoke, last before word `at`."""
        acting, named = self._seen(at, gender)
        spoke = next((topic for topic in reversed(self._spoke) if topic.at < at), None)
        if spoke is not None and (at - spoke.at > _FAR or not self._fits(spoke.person, gender)):
            spoke = None
        if spoke is not None and (not acting or acting[0].person is spoke.person or acting[0].at <= spoke.at):
            sure = 0.92 if not acting or acting[0].person is spoke.person else 0.85
            if acting and acting[0].at > spoke.at:
                sure = min(sure, acting[0].sure)
            if any(
                topic.at > spoke.at and topic.person is not spoke.person and self._people.gender(topic.person) == gender
                for topic in named
            ):
                sure -= 0.3
            if spoke.person.name is not None and spoke.person.human <= 0:
                sure = min(sure, _GUESS)
            return Resolved(spoke.person, min(sure, spoke.sure), spoke.person.name)
        if acting:
            best = acting[0]
            sure = 0.88 if self._people.gender(best.person) == gender else 0.65
            if best.person.human <= 0:
                sure = _GUESS
            if any(topic.at > best.at for topic in named):
                sure -= 0.25
            if len(acting) > 1 and self._people.gender(acting[1].person) in {gender, 0}:
                sure -= 0.15
            if spoke is not None:
                sure -= 0.1
            return Resolved(best.person, min(sure, best.sure), best.person.name)
        if named:
            single = len(named) == 1 and self._people.gender(named[0].person) == gender
            return Resolved(named[0].person, 0.6 if single else _GUESS, named[0].person.name)
        return self._only(gender)

    def _seen(self, at: int, gender: int) -> tuple[list[_Topic], list[_Topic]]:
        """Return whom the pronoun can mean, the last spoken of first: those who act, and those only named."""
        acting: list[_Topic] = []
        named: list[_Topic] = []
        for topic in reversed(self._topics):
            if topic.at >= at:
                continue
            if at - topic.at > _FAR:
                break
            if not self._fits(topic.person, gender) or any(topic.person is known.person for known in acting):
                continue
            if topic.subject:
                acting.append(topic)
            elif all(topic.person is not known.person for known in named):
                named.append(topic)
        likely = [topic for topic in acting if topic.person.human > 0 or self._people.gender(topic.person)]
        known = [topic for topic in named if topic.person.human > 0 and self._people.gender(topic.person) == gender]
        return likely or ([] if known else acting), named

    def _only(self, gender: int) -> Resolved:
        """Return the one person of that gender in the whole article: a lead can say "he" before the name."""
        fit = [p for p in self._people.all if p.human > 0 and self._people.gender(p) == gender]
        return Resolved(fit[0], 0.6, fit[0].name) if len(fit) == 1 else _UNKNOWN

    def _last_seen(self, person: Person, at: int) -> int:
        return max((seen for seen in person.at if seen < at), default=-1)

    def _fits(self, person: Person, gender: int) -> bool:
        known = self._people.gender(person)
        if known and known != gender:
            return False
        if person.name is None or person.human > 0:
            return True
        key = self._people.key(person.name)
        several = person.name[1] - person.name[0] > 1
        return person.human == 0 and several and len(key[0]) > 1 and not person.placed

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
                return Resolved(topic.person, 0.55, topic.person.name)
        return _UNKNOWN

    def _carried(self, mention: Mention) -> Resolved:
        """Return whose words "selon les informations de X" are."""
        for i in range(mention.first, mention.last):
            if self._words.capital[i] and not self._words.tag[i] & tags.DETERMINER:
                return Resolved(None, 0.9, (i, mention.last))
        return _NOBODY

    def _role(self, mention: Mention, head: int, *, speaks: bool) -> Resolved:
        words, lexicon = self._words, self._words.lexicon
        noun, first = words.low[head].removeprefix("ex-"), words.low[mention.first]
        gender = (first in lexicon.masculine_determiners) - (first in lexicon.feminine_determiners)
        bearers = [
            person for person in self._people.all if noun in person.roles and self._people.gender(person) * gender >= 0
        ]
        if bearers:
            return self._bearer(mention, bearers)
        gender = gender or (noun in lexicon.man) - (noun in lexicon.woman)
        named = any(words.capital[i] for i in range(head, mention.last))
        if noun in lexicon.bodies:
            return self._body(mention, head, named=named)
        demonym = bool(lexicon.demonyms) and words.capital[head] and noun.endswith(lexicon.demonyms)
        human = noun in lexicon.man or noun in lexicon.woman or demonym
        shown = bool(words.tag[mention.first] & tags.DEMONSTRATIVE)
        if not gender or not (human or shown or speaks):
            return _UNKNOWN
        found = self._recent(mention.first, gender)
        if found.name is None:
            return Resolved(self._somebody(mention), _GUESS)
        plain = mention.last - head == 1 and human
        return Resolved(found.person, min(found.sure, 0.7 if shown else 0.55 if plain else _GUESS), found.name)

    def _body(self, mention: Mention, head: int, *, named: bool) -> Resolved:
        """Return the institution meant: the one the phrase names, or the last one spoken of."""
        words = self._words
        if named and (words.low[head] in words.lexicon.offices or words.capital[head]):
            body = Person(name=(head, mention.last), human=-3)
            body.roles.update(words.low[i] for i in range(head, mention.last))
            body.at.append(mention.first)
            self._people.add(body)
            return Resolved(body, 0.8, body.name)
        if words.tag[mention.first] & tags.DEMONSTRATIVE:
            for topic in reversed(self._topics):
                if topic.at < mention.first and topic.person.human < 0:
                    return Resolved(topic.person, 0.6, topic.person.name)
        for topic in reversed(self._topics):
            if topic.at < mention.first and topic.person.name is not None and topic.person.human <= 0:
                return Resolved(topic.person, _GUESS, topic.person.name)
        return _UNKNOWN

    def _bearer(self, mention: Mention, bearers: list[Person]) -> Resolved:
        """Return the one of those who have the role that the mention means."""
        words = self._words
        content = {words.low[i] for i in range(mention.first, mention.last) if words.low[i][0].isalpha()}

        def rank(person: Person) -> tuple[int, int]:
            return len(person.roles & content), self._last_seen(person, mention.first)

        best = max(bearers, key=rank)
        tied = sum(rank(person)[0] == rank(best)[0] for person in bearers)
        sure = 0.9 if tied == 1 else 0.6
        said = content - {words.low[i] for i in range(mention.first, mention.last) if not self._people.content(i)}
        if len(said) > 1 and len(best.roles & said) < 2:  # noqa: PLR2004 - the noun alone agrees
            sure = _GUESS
        if self._last_seen(best, mention.first) < 0:
            sure -= 0.15
        return Resolved(best, sure, best.name)
