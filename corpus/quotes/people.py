"""Who bears a name in one article: the full names, the shorter ones that stand for them, gender and role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.roles import Roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.mentions import Mention
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

Name = tuple[int, int]  # the words of a name, from the first up to, not including, the last

_HEADLINE = 4  # words from which a run of capitals without a given name is a headline rather than a name


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or some body of the article. `name` is the fullest form printed; None where nobody names them."""

    name: Name | None
    forms: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)  # the words at which the name stands
    masculine: int = 0  # what speaks for a man
    feminine: int = 0
    human: int = 0  # what speaks for a person, less what speaks for a place or a body
    placed: bool = False  # "la", "the" before it: a place or a body rather than a person


class People:
    """The people and bodies that one article names."""

    def __init__(self, words: Words, mentions: Sequence[Mention], subjects: Subjects) -> None:
        self._words = words
        self._roles = Roles(words, subjects)
        self._by_word: dict[str, list[Person]] = {}
        self._acronyms: dict[str, Person] = {}
        self._of: dict[int, Person] = {}  # by the first word of the mention
        self._given = words.lexicon.masculine | words.lexicon.feminine
        named = [(mention, mention.name) for mention in mentions if mention.name is not None]
        for mention, name in sorted(named, key=lambda pair: -len(self.key(pair[1]))):
            self._enter(mention, name)
        for mention, name in named:
            person = self._of.get(mention.first)
            if person is not None:
                self._describe(mention, name, person)
        self.all: list[Person] = list({id(person): person for person in self._of.values()}.values())

    def key(self, name: Name | None) -> tuple[str, ...]:
        """Return the words of a name, without titles and marks."""
        words = self._words
        if name is None:
            return ()
        forms = [words.low[i] for i in range(*name) if not words.tag[i] & tags.TITLE and words.low[i][0].isalnum()]
        return tuple("-".join(forms).split("-")) if forms else ()

    def add(self, person: Person) -> None:
        """Take in somebody who was found later."""
        self.all.append(person)

    def person(self, mention: Mention) -> Person | None:
        """Return who bears the name in a mention, or in the rest of one: "l'avis DE ROUX"."""
        known, key = self._of.get(mention.first), self.key(mention.name)
        return self._known(key, mention) if known is None and key else known

    def has_given(self, person: Person) -> bool:
        """Whether the name begins with one that parents give."""
        return bool(self._given & set(self.key(person.name)[:1]))

    def is_chained(self, mention: Mention, person: Person) -> bool:
        """Whether the name may only complete a role: "le directeur du magasin Roux" need not be called Roux."""
        if mention.kind != "role" or mention.name is None or mention.head is None or self.has_given(person):
            return False
        first = mention.name[0]
        linked = any(self._words.tag[i] & tags.LINK for i in range(mention.head, first))
        return linked and not self._title_gender(mention.name) and not self._words.tag[first] & tags.TITLE

    def is_ambiguous(self, mention: Mention) -> bool:
        """Whether the name in the mention is the last name of two people, and nothing tells them apart."""
        key = self.key(mention.name)
        if len(key) != 1 or self._title_gender(mention.name):
            return False
        return sum(self._is_short_for(key, self.key(person.name)) for person in self._by_word.get(key[0], ())) > 1

    def gender(self, person: Person) -> int:
        """Return 1 for a man, -1 for a woman, 0 if the article does not tell."""
        lexicon, key = self._words.lexicon, self.key(person.name)
        masculine, feminine = person.masculine, person.feminine
        if key:
            masculine += 2 * (key[0] in lexicon.masculine)
            feminine += 2 * (key[0] in lexicon.feminine)
        if len(key) > 1 and not masculine and not feminine:
            masculine += key[0].endswith(lexicon.masculine_name_endings)
            feminine += key[0].endswith(lexicon.feminine_name_endings)
        return (masculine > feminine) - (feminine > masculine)

    def last_named(self, person: Person, at: int) -> int:
        """Return the word at which the person was named last before word `at`; -1 where they were not."""
        return max((named for named in person.at if named < at), default=-1)

    def is_other_named(self, person: Person, start: int, stop: int) -> bool:
        """Whether anybody else who can be of that gender is named between two words."""
        gender = self.gender(person)
        others = (one for one in self.all if one is not person and one.human > 0 and self.gender(one) * gender >= 0)
        return any(start < named < stop for one in others for named in one.at)

    def _enter(self, mention: Mention, name: Name) -> None:
        key = self.key(name)
        if not key:
            return
        person = self._known(key, mention)
        if person is None:
            first, last = name
            while first < last - 1 and (self._words.tag[first] & tags.TITLE or self._words.low[first] == "."):
                first += 1
            person = Person(name=(first, last))
            for word in set(key) if self._words.lexicon.two_surnames else {key[0], key[-1]}:
                self._by_word.setdefault(word, []).append(person)
            if len(key) > 1 and last + 1 < len(self._words) and self._words.low[last] == "(":
                self._acronyms[self._words.low[last + 1]] = person
        person.forms.add(key)
        self._of[mention.first] = person

    def _known(self, key: tuple[str, ...], mention: Mention) -> Person | None:
        """Return the person already entered that the name means."""
        if len(key) == 1 and key[0] in self._acronyms:
            return self._acronyms[key[0]]
        fits: list[Person] = []
        firsts: list[Person] = []
        for person in self._by_word.get(key[-1], ()):
            full = self.key(person.name)
            if full == key or key in person.forms or self._is_short_for(key, full):
                fits.append(person)
            elif len(key) == 1 and full[0] == key[0] and self._can_be_first(key[0], mention):
                firsts.append(person)
        fits = fits or firsts
        titled = self._title_gender(mention.name)
        fits = [person for person in fits if not titled or self.gender(person) in {0, titled}]
        return min(fits, key=lambda person: self._strange(person, mention)) if fits else None

    def _is_short_for(self, key: tuple[str, ...], full: tuple[str, ...]) -> bool:
        """Whether some words of a full name can stand for it: its last, or, of two surnames, the first."""
        if full[-1] == key[-1] and set(key) <= set(full):
            return True
        if not self._words.lexicon.two_surnames or full[0] not in self._given or len(key) >= len(full):
            return False
        return key[-1] not in self._given and any(full[i : i + len(key)] == key for i in range(len(full) - len(key)))

    def _strange(self, person: Person, mention: Mention) -> tuple[bool, int]:
        """Rank those who can bear a name: with a given name first, then the nearest."""
        start = 0 if person.name is None else person.name[0]
        return self.key(person.name)[0] not in self._given, abs(start - mention.first)

    def _can_be_first(self, word: str, mention: Mention) -> bool:
        """Whether a single name can be the first of a longer one: "Maryline" of Maryline Roux."""
        words, first = self._words, mention.first
        if word in self._given:
            return True
        if not words.lexicon.asides or (mention.kind == "name" and words.tag[first] & tags.DETERMINER):
            return False
        return first == 0 or words.low[first - 1] not in words.lexicon.weak_links

    def _title_gender(self, name: Name | None) -> int:
        if name is None:
            return 0
        low, lexicon = self._words.low[name[0]], self._words.lexicon
        return (low in lexicon.masculine_titles) - (low in lexicon.feminine_titles)

    def _describe(self, mention: Mention, name: Name, person: Person) -> None:
        """Note what the name and the words around it tell of its bearer."""
        words, key = self._words, self.key(name)
        person.at.append(mention.first)
        titled = self._title_gender(name)
        person.masculine += 3 * (titled > 0)
        person.feminine += 3 * (titled < 0)
        person.human += 3 * bool(words.tag[name[0]] & tags.TITLE)
        person.human += 2 * (bool(key) and key[0] in self._given)
        person.human += 2 * self._roles.has_age(mention) + self._roles.speaks(mention)
        person.human -= 3 * (len(key) > _HEADLINE and key[0] not in self._given)
        person.human -= 3 * (words.low[name[0]] in words.lexicon.bodies)
        linked = any(words.tag[i] & tags.LINK for i in range(mention.first, name[0]))  # "la de Ana Roca"
        if mention.kind == "name" and words.tag[mention.first] & tags.DETERMINER and not linked:
            person.human -= 1
            person.placed = True
        if name[1] - name[0] > 1 and words.tag[name[0]] & tags.DETERMINER:
            person.human -= 2
        self._note_roles(mention, name, person)

    def _note_roles(self, mention: Mention, name: Name, person: Person) -> None:
        lexicon, human_head = self._words.lexicon, self._roles.is_human(mention)
        person.roles.update(lexicon.title_roles.get(self._words.low[i], "") for i in range(mention.first, name[1]))
        person.roles.discard("")
        if self._roles.is_own_body(mention) or self.is_chained(mention, person):
            return
        several = name[1] - name[0] > 1 and self._words.low[name[0]] not in lexicon.bodies
        likely = person.human > 0 or human_head or (several and not person.placed)
        for role in self._roles.of(mention, name):
            man, woman = lexicon.is_man(role), lexicon.is_woman(role)
            if not likely and (man or woman):
                continue
            person.roles.add(role)
            person.masculine += man and not woman
            person.feminine += woman and not man
            person.human += (man or woman) - (role in lexicon.bodies)
        phrase = mention if mention.kind == "role" else self._roles.apposed_before(mention)
        if phrase is not None and likely and not self._roles.is_body(phrase):
            first = self._words.low[phrase.first]
            person.masculine += first in lexicon.masculine_determiners
            person.feminine += first in lexicon.feminine_determiners
