"""Who is who in one article: names, the shorter names, roles and pronouns that stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.quotes import lexicon as tags
from corpus.quotes.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_ROLE_WORDS = 8  # words before a name that can tell the role of its bearer
_APPOSED = 16  # words between a name and the comma after its apposition
_GOES_ON = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.BETWEEN
_ACRONYM = 2  # letters at least


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or some body with a name in the article. `name` is the fullest form printed, as words."""

    name: tuple[int, int] | None  # None: nobody names this one
    forms: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)  # the words at which it is mentioned by name
    masculine: int = 0  # hints for, against
    feminine: int = 0
    human: int = 0
    placed: bool = False  # "la", "the" before it: a place or a body rather than a person


class People:
    """The people and bodies of one article, and which of them a mention stands for."""

    def __init__(self, words: Words, mentions: Sequence[Mention], subjects: Subjects) -> None:
        self._words = words
        self._mentions = mentions
        self._subjects = subjects
        self._by_last: dict[str, list[Person]] = {}
        self._acronyms: dict[str, Person] = {}
        self._of: dict[int, Person] = {}  # by the first word of the mention
        self.order: list[tuple[int, Person, bool]] = []  # (word, who, as a subject)
        self._collect()
        self.all: list[Person] = list({id(person): person for person in self._of.values()}.values())

    def _collect(self) -> None:
        named = [mention for mention in self._mentions if mention.name is not None]
        for mention in sorted(named, key=lambda m: -len(self.key(m.name)) if m.name else 0):
            self._enter(mention)
        for mention in named:
            person = self._of.get(mention.first)
            if person is not None:
                self.order.append((mention.first, person, not mention.governed))
                self._describe(mention, person)

    def key(self, name: tuple[int, int]) -> tuple[str, ...]:
        """Return the words of a name, without titles and marks."""
        words = self._words
        forms = [words.low[i] for i in range(*name) if not words.tag[i] & tags.TITLE and words.low[i][0].isalnum()]
        return tuple("-".join(forms).split("-"))

    def _enter(self, mention: Mention) -> None:
        assert mention.name is not None
        key = self.key(mention.name)
        if not key:
            return
        known = self._known(key, mention)
        if known is None:
            first, last = mention.name
            while first < last - 1 and (self._words.tag[first] & tags.TITLE or self._words.low[first] == "."):
                first += 1
            known = Person(name=(first, last))
            self._by_last.setdefault(key[-1], []).append(known)
            if key[0] != key[-1]:
                self._by_last.setdefault(key[0], []).append(known)
            if len(key) > 1 and last + 1 < len(self._words) and self._words.low[last] == "(":
                self._acronyms[self._words.low[last + 1]] = known
        known.forms.add(key)
        self._of[mention.first] = known

    def _known(self, key: tuple[str, ...], mention: Mention) -> Person | None:
        if len(key) == 1 and key[0] in self._acronyms:
            return self._acronyms[key[0]]
        fits = []
        for person in dict.fromkeys(self._by_last.get(key[-1], [])):
            full = self.key(person.name)
            if full == key or key in person.forms or (full[-1] == key[-1] and set(key) <= set(full)):
                fits.append(person)
            elif (
                len(key) == 1
                and full[0] == key[0]
                and not (
                    mention.kind == "name"
                    and (self._words.tag[mention.first] & tags.DETERMINER or self._placed(mention))
                )
            ):
                fits.append(person)
        if not fits:
            return None
        titled = self._title_gender(mention)
        matching = [p for p in fits if not titled or self.gender(p) in {0, titled}] or fits
        return min(matching, key=lambda person: (len(person.forms) == 0, abs(person.name[0] - mention.first)))

    def _upper(self, mention: Mention) -> bool:
        assert mention.name is not None
        return self._words.span(*mention.name).of(self._words.text).isupper()

    def _placed(self, mention: Mention) -> bool:
        """Whether a preposition of place stands before the name: "en Syrie"."""
        return mention.first > 0 and self._words.low[mention.first - 1] in self._words.lexicon.weak_links

    def _given(self) -> frozenset[str]:
        return self._words.lexicon.masculine | self._words.lexicon.feminine

    def _title_gender(self, mention: Mention) -> int:
        assert mention.name is not None
        lexicon = self._words.lexicon
        low = self._words.low[mention.name[0]]
        return 1 if low in lexicon.masculine_titles else -1 if low in lexicon.feminine_titles else 0

    def add(self, person: Person) -> None:
        """Take in somebody who was found later."""
        self.all.append(person)

    def person(self, mention: Mention) -> Person | None:
        """Return who bears the name in a mention."""
        return self._of.get(mention.first)

    def ambiguous(self, mention: Mention) -> bool:
        """Whether the name in the mention is the last name of two people, and nothing tells them apart."""
        if mention.name is None or self._title_gender(mention):
            return False
        key = self.key(mention.name)
        return len(key) == 1 and sum(self.key(p.name)[-1] == key[0] for p in self._by_last.get(key[0], ())) > 1

    def gender(self, person: Person) -> int:
        """Return 1 for a man, -1 for a woman, 0 if the article does not tell."""
        lexicon = self._words.lexicon
        masculine, feminine = person.masculine, person.feminine
        key = self.key(person.name) if person.name is not None else ()
        if key:
            given = key[0].split("-")[0]
            masculine += 2 * (key[0] in lexicon.masculine or given in lexicon.masculine)
            feminine += 2 * (key[0] in lexicon.feminine or given in lexicon.feminine)
        return (masculine > feminine) - (feminine > masculine)

    def _describe(self, mention: Mention, person: Person) -> None:
        """Note what the words around a name tell of its bearer: role, gender, whether human."""
        assert mention.name is not None
        words, lexicon = self._words, self._words.lexicon
        person.at.append(mention.first)
        titled = self._title_gender(mention)
        person.masculine += 3 * (titled == 1)
        person.feminine += 3 * (titled == -1)
        person.human += 3 * (titled != 0 or bool(words.tag[mention.name[0]] & tags.TITLE))
        person.human += 2 * (self.key(mention.name)[0] in self._given())
        if mention.kind == "name" and words.tag[mention.first] & tags.DETERMINER:
            person.human -= 1
            person.placed = True
        if mention.name[1] - mention.name[0] > 1 and words.tag[mention.name[0]] & tags.DETERMINER:
            person.human -= 2
        if self._aged(mention):
            person.human += 2
        if mention.kind == "role" and words.tag[mention.first] & tags.POSSESSIVE and mention.head is not None:
            if words.low[mention.head] in lexicon.bodies:
                return
        roles = [words.low[i] for i in range(mention.first, mention.name[0]) if self.content(i)]
        if mention.kind == "name":
            roles += self._bare_role(mention)
        roles += self._apposed(mention)
        likely = person.human > 0 or (
            mention.name[1] - mention.name[0] > 1
            and not person.placed
            and words.low[mention.name[0]] not in lexicon.bodies
        )
        for role in roles:
            if not likely and (role in lexicon.man or role in lexicon.woman) and not self._human_head(mention):
                continue
            person.roles.add(role)
            person.masculine += role in lexicon.man and role not in lexicon.woman
            person.feminine += role in lexicon.woman and role not in lexicon.man
            person.human += role in lexicon.man or role in lexicon.woman
            person.human -= role in lexicon.bodies
        if mention.kind == "role" and mention.head is not None and words.low[mention.head] not in lexicon.bodies:
            person.masculine += words.low[mention.first] in lexicon.masculine_determiners
            person.feminine += words.low[mention.first] in lexicon.feminine_determiners

    def _human_head(self, mention: Mention) -> bool:
        lexicon = self._words.lexicon
        noun = None if mention.head is None else self._words.low[mention.head]
        return noun in lexicon.man or noun in lexicon.woman

    def _aged(self, mention: Mention) -> bool:
        """Whether an age follows the name: "Célia, 23 ans"."""
        words, at = self._words, mention.last
        return (
            at + 2 < len(words)
            and words.low[at] in ",("
            and words.low[at + 1].isdigit()
            and len(words.low[at + 1]) == 2  # noqa: PLR2004 - two digits make an age
        )

    def content(self, at: int) -> bool:
        """Whether the word can tell a role."""
        tag = self._words.tag[at]
        return self._words.low[at][0].isalpha() and not tag & (tags.DETERMINER | tags.PREPOSITION | tags.LINK)

    def _bare_role(self, mention: Mention) -> list[str]:
        words, found = self._words, []
        for i in range(mention.first - 1, max(-1, mention.first - 1 - _ROLE_WORDS), -1):
            if not words.low[i][0].isalpha() or words.sentence[i] != words.sentence[mention.first]:
                break
            if words.tag[i] & (tags.PREPOSITION | tags.CONJUNCTION | tags.AUXILIARY | tags.CUE | tags.PRONOUN):
                break
            found.append(words.low[i])
        return found

    def _apposed(self, mention: Mention) -> list[str]:
        """Return the words of an apposition: "Staffan de Mistura, envoyé spécial de l'ONU" and "le maire, X"."""
        words = self._words
        found: list[str] = []
        after = mention.last
        if (
            after + 1 < len(words)
            and words.low[after] == ","
            and words.sentence[after + 1] == words.sentence[mention.first]
        ):
            following = self._subjects.starting.get(after + 1)
            stop = min(len(words), after + _APPOSED)
            bare = not words.tag[after + 1] and not words.capital[after + 1]
            ends = following is None or following.last >= len(words) or not words.tag[following.last] & _GOES_ON
            if ends and (following is not None and following.kind == "role" and following.name is None) or bare:
                for i in range(after + 1, stop):
                    if not words.low[i][0].isalnum() or words.tag[i] & (tags.RELATIVE | tags.AUXILIARY | tags.THAT):
                        break
                    if self.content(i):
                        found.append(words.low[i])
        if mention.kind == "name" and mention.first >= 2 and words.low[mention.first - 1] == ",":
            before = self._subjects.ending.get(mention.first - 1)
            if before is not None and before.kind == "role" and before.name is None and not before.indefinite:
                found += [words.low[i] for i in range(before.first, before.last) if self.content(i)]
            elif before is not None and before.kind == "role" and before.name is None:
                found += [words.low[i] for i in range(before.first, before.last) if self.content(i)]
        return found
