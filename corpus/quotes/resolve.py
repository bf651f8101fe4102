"""Who a speaker is: from the mention beside the cue to where the article prints the name in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_topic
from corpus.quotes.holders import Holders
from corpus.quotes.roles import Roles
from corpus.quotes.topics import GUESS, UNKNOWN, Resolved, Topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.mentions import Mention
    from corpus.quotes.people import People, Person
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_NOBODY = Resolved(None, 0.9)
_NEAR = 5  # sentences back to the only person of an article who can have a role
_BRACKETS = 6  # words between brackets after a role
_TO_VERB = 4  # words from a subject to its verb
_TO_START = 60  # words from the first subject back to where its sentence starts
_ACTION = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.RELATIVE


class Resolver:
    """Resolves the speakers of one article. To be asked in the order of the text."""

    def __init__(self, words: Words, people: People, subjects: Subjects, mentions: Sequence[Mention]) -> None:
        self._words = words
        self._people = people
        self._subjects = subjects
        self._mentions = mentions
        self._roles = Roles(words, subjects)
        self._topics = Topics(people)
        self._holders = Holders(words, people, self._roles, self._topics)
        self._next = 0  # the first mention not yet among the topics

    def note(self, at: int, found: Resolved, mention: Mention) -> None:
        """Remember who speaks at word `at`, by which mention."""
        if found.person is not None:
            self._topics.hear(at, found.person, found.sure)
        elif mention.kind == "role" and (gender := self._holders.determined(mention)):
            self._topics.blur(at, gender)

    def of(self, mention: Mention) -> Resolved:
        """Return who the mention of a speaker stands for."""
        self._advance(mention.first)
        return self._of(mention, speaks=True)

    def is_likely(self, mention: Mention, found: Resolved) -> bool:
        """Whether a guess at whom the mention means is most likely right.

        It is a person's, nobody else whom it could mean was named since, and they spoke last, or have the role, or are
        the only ones who can have it, or a pronoun points to this sentence or the one before. Of 279 guesses on
        ArchiveQA's training questions and the development sets that held for 117, of which 76 % are right, and 49 % of
        the others.
        """
        person, words = found.person, self._words
        if person is None or person.human <= 0:
            return False
        last = self._people.last_named(person, mention.first)
        if self._people.is_other_named(person, last, mention.first):
            return False
        last = self._topics.last(mention.first, person)
        away = words.sentence[mention.first] - words.sentence[last] if last >= 0 else len(words)
        role = "" if mention.head is None else words.low[mention.head]
        known = words.lexicon.is_persons(role) or role in words.lexicon.bodies
        if (mention.kind == "pronoun" and away <= 1) or (known and role in person.roles):
            return True
        only = words.lexicon.is_person(role) and not self._people.is_other_named(person, -1, len(words))
        return (only and away <= _NEAR) or self._topics.spoke_last(mention.first, person)

    def _of(self, mention: Mention, *, speaks: bool = False) -> Resolved:
        if mention.kind == "relative":
            before = self._subjects.antecedent(mention)
            if before is None or before.kind == "relative":
                return UNKNOWN
            found = self._of(before)
            return Resolved(found.person, found.sure - 0.05, found.name)
        if mention.name is not None:
            return self._named(mention, mention.name)
        if mention.kind == "pronoun":
            gender = self._gender(mention)
            return self._holders.recent(mention.first, gender) if gender else UNKNOWN
        return UNKNOWN if mention.head is None else self._described(mention, mention.head, speaks=speaks)

    def _named(self, mention: Mention, name: tuple[int, int]) -> Resolved:
        """Return who the name in a mention means."""
        person = self._people.person(mention)
        if person is None:
            return Resolved(None, 0.8, name)
        holder = self._holder(mention, person)
        if holder is not None:
            return Resolved(holder, 0.95, holder.name)
        doubtful = self._people.is_ambiguous(mention) or self._people.is_chained(mention, person)
        return Resolved(person, 0.6 if doubtful else 0.97, person.name)

    def _described(self, mention: Mention, head: int, *, speaks: bool) -> Resolved:
        """Return who a role without a name of its own means."""
        words, lexicon = self._words, self._words.lexicon
        if words.low[head] in lexicon.last:
            return self._topics.latter(mention.first)
        if words.low[head] in lexicon.carriers:
            return self._carried(mention)
        apposed = self._apposed(mention)
        if apposed is not None:
            apposed.human += self._roles.is_human(mention)
            return Resolved(apposed, 0.95, apposed.name)
        if words.low[mention.first] in lexicon.plural_determiners:
            return _NOBODY
        if mention.indefinite or words.tag[mention.first] & tags.POSSESSIVE:
            return Resolved(self._holders.somebody(mention, head, speaks=speaks), 0.9)
        return self._holders.of(mention, head, speaks=speaks)

    def _advance(self, at: int) -> None:
        """Take in what is spoken of before word `at`."""
        while self._next < len(self._mentions) and self._mentions[self._next].first < at:
            mention = self._mentions[self._next]
            self._next += 1
            if mention.kind == "relative" or (
                mention.governed
                and mention.name is None
                and not self._is_office(mention)
                and not is_topic(self._words, mention)
            ):
                continue
            topic = mention.governed and is_topic(self._words, mention)
            found = self._holders.topic(mention) if topic and mention.name is None else self._of(mention)
            if found.person is None:
                continue
            acts = topic or (not mention.governed and self._acts(mention))
            self._topics.see(mention.first, found.person, found.sure, acts=acts)
            gender = self._gender(mention) if mention.kind == "pronoun" else 0
            if found.sure > GUESS and found.person.human > 0:
                found.person.masculine += gender > 0
                found.person.feminine += gender < 0

    def _is_office(self, mention: Mention) -> bool:
        """Whether the phrase itself is the name of an institution: "la cour d'appel de Paris"."""
        if mention.head is None or mention.complement is None:
            return False
        return self._words.low[mention.head] in self._words.lexicon.offices

    def _acts(self, mention: Mention) -> bool:
        """Whether the mention looks like a subject: the first of its sentence, or right before a verb."""
        words, at = self._words, mention.last
        while at < len(words) and words.tag[at] & tags.BETWEEN and at - mention.last < _TO_VERB:
            at += 1
        if (at < len(words) and words.tag[at] & _ACTION) or self._is_inverted(mention):
            return True
        between_commas = at + 1 < len(words) and mention.first and words.low[mention.first - 1] == "," == words.low[at]
        if between_commas and words.tag[at + 1] & (_ACTION | tags.BETWEEN):
            return True
        start = mention.first
        earliest = max(0, mention.first - _TO_START)
        while start > earliest and words.sentence[start - 1] == words.sentence[mention.first]:
            start -= 1
        return self._subjects.first(start, mention.last) is mention

    def _is_inverted(self, mention: Mention) -> bool:
        """Whether the mention is a subject behind its verb of saying: "…, a annoncé Anne Roy"."""
        words, at = self._words, mention.first - 1
        if at < 0 or not (words.tag[at] & tags.SPEECH and words.tag[at] & (tags.FINITE | tags.PARTICIPLE)):
            return False
        while at > 0 and words.tag[at - 1] & (tags.AUXILIARY | tags.BETWEEN | tags.PRONOUN):
            at -= 1
        return at > 0 and not words.low[at - 1][0].isalnum()

    def _gender(self, mention: Mention) -> int:
        tag = self._words.tag[mention.first]
        return bool(tag & tags.MASCULINE) - bool(tag & tags.FEMININE)

    def _apposed(self, mention: Mention) -> Person | None:
        """Return whom the name after the role names: "l'ambassadeur à Paris, Anne Roy, a dit"."""
        words, at = self._words, mention.last
        at = self._past_brackets(at)
        if at < len(words) and words.tag[at] & tags.PREPOSITION:
            governed = self._subjects.starting.get(at + 1)
            at = at if governed is None else governed.last
        if at >= len(words):
            return None
        comma = words.low[at] == ","
        name = self._subjects.starting.get(at + comma)
        if name is None or name.name is None or (not comma and (at == mention.last or name.governed)):
            return None
        if mention.governed and name.last < len(words) and words.low[name.last] not in ",.)(":
            return None
        person = self._people.person(name)
        return person if person is not None and self._may_be_person(person, name) else None

    def _may_be_person(self, person: Person, name: Mention) -> bool:
        """Whether the bearer of a name that stands beside a role is a person, who can have it."""
        person_name = name.kind == "name" or self._roles.is_human(name)
        if self._people.has_given(person) or (person_name and person.human > 0):
            return True
        several = person.name is not None and person.name[1] - person.name[0] > 1
        return name.kind == "name" and several and person.human == 0 and not person.placed

    def _holder(self, mention: Mention, named: Person) -> Person | None:
        """Return who holds an office whose phrase ends with the name of something: "le chef de l'Union, Anne Roy"."""
        if mention.kind != "role" or self._people.has_given(named) or not self._roles.is_human(mention):
            return None
        holder = self._apposed(mention)
        return holder if holder is not None and holder is not named and self._people.has_given(holder) else None

    def _past_brackets(self, at: int) -> int:
        """Return `at`, or the word after the brackets that open there: "le chef du Parti (PB), Anne Roy"."""
        words = self._words
        if at < len(words) and words.low[at] == "(":
            return next((i + 1 for i in range(at, min(len(words), at + _BRACKETS)) if words.low[i] == ")"), at)
        return at

    def _carried(self, mention: Mention) -> Resolved:
        """Return whose words "selon les informations de X" are."""
        for i in range(mention.first, mention.last):
            if self._words.capital[i] and not self._words.tag[i] & tags.DETERMINER:
                return Resolved(None, 0.9, (i, mention.last))
        return _NOBODY
