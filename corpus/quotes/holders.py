"""Who holds a role that the article gives without a name: "the minister", "la préfète", "the ministry"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.people import Person
from corpus.quotes.topics import GUESS, ONLY, UNKNOWN, Resolved

if TYPE_CHECKING:
    from corpus.quotes.mentions import Mention
    from corpus.quotes.people import People
    from corpus.quotes.roles import Roles
    from corpus.quotes.topics import Topics
    from corpus.quotes.words import Words


class Holders:
    """Finds the holders of roles in one article. To be asked in the order of the text."""

    def __init__(self, words: Words, people: People, roles: Roles, topics: Topics) -> None:
        self._words = words
        self._people = people
        self._roles = roles
        self._topics = topics

    def of(self, mention: Mention, head: int, *, speaks: bool) -> Resolved:
        """Return who has a role that the article gives with "the": "le ministre"."""
        words, lexicon = self._words, self._words.lexicon
        noun, first = words.low[head].removeprefix("ex-"), words.low[mention.first]
        gender = (first in lexicon.masculine_determiners) - (first in lexicon.feminine_determiners)
        others = lexicon.deputies.difference(self._roles.content(mention.first, mention.last))
        bearers = [p for p in self._people.all if noun in p.roles and not p.roles & others]
        bearers = [p for p in bearers if self._people.gender(p) * gender >= 0]
        if noun not in lexicon.bodies and lexicon.is_person(noun):
            bearers = [p for p in bearers if p.human > 0 and not p.placed]
        if bearers:
            return self._held(mention, noun, bearers, gender)
        if noun in lexicon.bodies:
            return self._body(mention, head)
        gender = gender or lexicon.is_man(noun) - lexicon.is_woman(noun)
        demonym = bool(lexicon.demonyms) and words.capital[head] and noun.endswith(lexicon.demonyms)
        human = lexicon.is_person(noun) or demonym
        shown = bool(words.tag[mention.first] & tags.DEMONSTRATIVE)
        if not gender or not (human or shown or speaks):
            return UNKNOWN
        found = self.recent(mention.first, gender)
        if found.name is None:
            return Resolved(self.somebody(mention, head), GUESS)
        if human and found.person is not None and found.person.human <= 0:
            return Resolved(self.somebody(mention, head), GUESS)
        plain = mention.last - head == 1 and human
        most = ONLY if found.sure == ONLY else 0.7 if shown else 0.55 if plain else GUESS
        return Resolved(found.person, min(found.sure, most), found.name)

    def recent(self, at: int, gender: int) -> Resolved:
        """Return whom a pronoun or a role of that gender means, at least ONLY sure where nobody else can be meant."""
        found = self._topics.recent(at, gender)
        if found.person is None or found.sure >= ONLY or not self._topics.spoke_last(at, found.person):
            return found
        if self._topics.is_blurred(at, found.person, gender):
            return found
        people = self._people
        known = found.person.human > 0 and people.gender(found.person) == gender
        others = (p for p in people.all if p is not found.person and people.gender(p) * gender >= 0)
        alone = known and not any(p.human > 0 or (p.human == 0 and people.gender(p)) for p in others)
        return Resolved(found.person, ONLY, found.name) if alone else found

    def _body(self, mention: Mention, head: int) -> Resolved:
        """Return the institution meant: the one the phrase names, or the last one spoken of."""
        words = self._words
        named = any(words.capital[i] for i in range(head, mention.last))
        if named and (words.low[head] in words.lexicon.offices or words.capital[head]):
            body = Person(name=(head, mention.last), human=-3, at=[mention.first])
            body.roles.update(words.low[head : mention.last])
            self._people.add(body)
            return Resolved(body, 0.8, body.name)
        if named:
            return UNKNOWN
        return self._topics.body(mention.first, shown=bool(words.tag[mention.first] & tags.DEMONSTRATIVE))

    def _held(self, mention: Mention, noun: str, bearers: list[Person], gender: int) -> Resolved:
        """Return the bearer meant; a mere guess where the noun is no person's role: "the results", "63 percent"."""
        found, most, lexicon = self._bearer(mention, bearers), GUESS, self._words.lexicon
        if noun in lexicon.bodies:
            most = 1.0 if found.person is None or noun in self._people.key(found.person.name) else 0.65
        elif lexicon.is_persons(noun) or (gender and not lexicon.capital_nouns):
            most = 1.0  # "la préfète" is in no list, but the article before it is that of her who has the role
        return Resolved(found.person, min(found.sure, most), found.name)

    def _bearer(self, mention: Mention, bearers: list[Person]) -> Resolved:
        """Return the one of those who have the role that the mention means."""
        said = set(self._roles.content(mention.first, mention.last))

        def rank(person: Person) -> tuple[int, int]:
            seen = max((at for at in person.at if at < mention.first), default=-1)
            return len(person.roles & said), seen

        best = max(bearers, key=rank)
        agreed, seen = rank(best)
        sure = 0.9 if sum(rank(person)[0] == agreed for person in bearers) == 1 else 0.6
        if len(said) > 1 and agreed == 1:
            sure = GUESS
        return Resolved(best, sure - 0.15 * (seen < 0), best.name)

    def somebody(self, mention: Mention, head: int, *, speaks: bool = False) -> Person | None:
        """Return a person without a name, for a role that only people have."""
        lexicon = self._words.lexicon
        noun, first = self._words.low[head], self._words.low[mention.first]
        if not lexicon.is_person(noun):
            return self._stranger(mention, noun) if speaks else None
        masculine = first in lexicon.masculine_determiners or not lexicon.is_woman(noun)
        feminine = first in lexicon.feminine_determiners or not lexicon.is_man(noun)
        return Person(name=None, human=1, masculine=int(masculine), feminine=int(feminine))

    def _stranger(self, mention: Mention, noun: str) -> Person | None:
        """Return somebody whom a noun of no list names, and who speaks, as "un luthier": "il" is nobody before them."""
        lexicon, gender = self._words.lexicon, self.determined(mention)
        if not gender or noun in lexicon.bodies | lexicon.things | lexicon.carriers:
            return None
        return Person(name=None, human=1, masculine=int(gender > 0), feminine=int(gender < 0))

    def topic(self, mention: Mention) -> Resolved:
        """Return what a sentence is about, whatever it is: "quant AU TRIBUNAL, il"."""
        gender = self.determined(mention)
        return (
            Resolved(Person(name=None, masculine=int(gender > 0), feminine=int(gender < 0)), 0.9) if gender else UNKNOWN
        )

    def determined(self, mention: Mention) -> int:
        """Return the gender that the article of the mention tells: 1, -1, or 0 where it tells none."""
        lexicon, words = self._words.lexicon, self._words
        forms = words.low[max(0, mention.first - 1) : mention.first + 1]  # "AU tribunal", "LE tribunal"
        masculine = any(form in lexicon.masculine_determiners for form in forms)
        feminine = any(form in lexicon.feminine_determiners for form in forms)
        return masculine - feminine
