"""Who speaks in an archive: the names that its articles print, gathered into one entry a person or body.

Two names are one person's where nothing speaks against it and something speaks for it: the same full name; a surname,
or an initial and a surname, that exactly one full name of the archive ends with; an acronym that exactly one full name
was printed with. Whatever two people could bear is an entry of its own and joins neither of them.

A surname alone needs one thing more, because papers, towns and given names look the same: a title before it (M.
Macron), or an article that gives words to the full name and calls its bearer by the surname. Without that, 24
of 29 single names that were joined in 3,000 French articles were no surnames: "Washington", "Julien", "l'Express".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.person_name import PersonName, fold, has_article, is_body, person_name, starts_with_given

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Place = tuple[str, str]  # the id of an article, and a name that it prints

_LONGEST_ALIAS = 4  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How one article names somebody who speaks in it."""

    article_id: str
    name: str  # the fullest form it prints
    mention: str | None = None  # the form beside the cue
    language: str | None = None  # the article's
    acronym: str | None = None  # printed after the name, in brackets: "Organisation des Nations unies (ONU)"

    @property
    def place(self) -> Place:
        """What the article calls by this name is one person or body."""
        return self.article_id, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person or body. Every name of it is printed in some article."""

    name: str
    aliases: tuple[str, ...]  # the other forms, the commonest first
    language: str | None  # of an article that prints `name`


@dataclass(slots=True, eq=False)
class _Entry:
    """Somebody while names are being gathered."""

    names: Counter[tuple[str, str | None]] = field(default_factory=Counter)  # as printed, and in which language
    mentions: Counter[str] = field(default_factory=Counter)
    first: Place = ("", "")
    full: bool = False
    by_surname: bool = False  # some article that names them in full calls them by the surname alone
    body: bool = False
    genders: set[int] = field(default_factory=set)


def gather(namings: Mapping[Naming, int]) -> tuple[tuple[Speaker, ...], Mapping[Place, int]]:
    """Return the speakers, and which of them, counted from 0, each name of each article is.

    `namings` says how many quotations are given to each; their order does not matter. A name without a letter or
    digit is nobody's.
    """
    entries = _Gathering(namings).entries()
    order = sorted({id(entry): entry for entry in entries.values()}.values(), key=lambda entry: entry.first)
    numbers = {id(entry): number for number, entry in enumerate(order)}
    return tuple(map(_speaker, order)), {place: numbers[id(entry)] for place, entry in entries.items()}


def stands_for(name: PersonName, full: PersonName) -> bool:
    """Whether a surname, or initials and a surname, can stand for a full name."""
    if name.is_full or not full.given or (name.generation and name.generation != full.generation):
        return False
    return full.ends_with(name.surname) and all(
        own.startswith(initial) for initial, own in zip(name.given, full.given, strict=False)
    )


class _Gathering:
    """First those who are named in full, then those whom a shorter name can mean."""

    def __init__(self, namings: Mapping[Naming, int]) -> None:
        self._counts = namings
        self._namings = _parsed(namings)
        self._entries: dict[Place, _Entry] = {}
        self._by_words: dict[tuple[str, ...], _Entry] = {}
        self._by_surname: dict[str, list[tuple[PersonName, _Entry]]] = defaultdict(list)
        self._acronyms: dict[str, dict[int, _Entry]] = defaultdict(dict)

    def entries(self) -> dict[Place, _Entry]:
        self._full()
        self._short()
        for naming, name in self._namings:
            self._mentioned(naming, name)
        return self._entries

    def _full(self) -> None:
        """Make one entry of each full name, whatever initials stand in it.

        Where two different initials stand in it (George W., George H. W.), each is an entry, and so is the bare name.
        """
        full = [(naming, name) for naming, name in self._namings if name.is_full]
        whole = _with_second_surname([name for _, name in full])
        full.sort(key=lambda pair: whole[pair[1]].without_initials)
        for _, group in groupby(full, key=lambda pair: whole[pair[1]].without_initials):
            alike = list(group)
            several = len({name.middle for _, name in alike if name.middle}) > 1
            made: dict[object, _Entry] = {}
            for naming, name in alike:
                entry = self._enter(made, name.middle if several else (), naming, name)
                acronym = _declared(naming)
                entry.by_surname = entry.by_surname or _by_surname(naming, name)
                entry.body = entry.body or acronym is not None or is_body(naming.name, naming.language)
                if acronym is not None:
                    self._acronyms[acronym][id(entry)] = entry
            for name in sorted({name for _, name in alike}, key=lambda name: (name.words, name.gender)):
                entry = made[name.middle if several else ()]
                self._by_words.setdefault(name.words, entry)
                if not entry.body:
                    for last in {name.surname[-1], *name.first_surname[-1:]}:
                        self._by_surname[last].append((name, entry))

    def _short(self) -> None:
        """Enter those who are named by less than a full name: with the only one it can be short for, or apart."""
        short = [(naming, name) for naming, name in self._namings if not name.is_full]
        told: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for _, name in short:
            told[name.words].add(name.gender)
        apart: dict[object, _Entry] = {}
        for naming, name in short:
            meant = list(self._acronyms.get("".join(name.words), {}).values()) or self._meant(naming, name)
            if name.words in self._by_words:  # "Météo-France", "Météo France"
                meant = [self._by_words[name.words]]
            both = {1, -1} <= told[name.words]  # "M. Martin" here, "Mme Martin" there
            if len(meant) == 1:
                self._enter({None: meant[0]}, None, naming, name)
            else:
                self._enter(apart, (name.words, name.gender if both else 0), naming, name)

    def _meant(self, naming: Naming, name: PersonName) -> Sequence[_Entry]:
        if len(naming.name) > 1 and naming.name.isupper():
            return ()  # an acronym
        personal = bool(name.given or name.gender)
        if not personal and starts_with_given(naming.name, naming.language):
            return ()
        fits: dict[int, _Entry] = {}
        for full, entry in self._by_surname.get(name.surname[-1], ()):
            if stands_for(name, full) and not (name.gender and -name.gender in entry.genders):
                fits[id(entry)] = entry
        return [entry for entry in fits.values() if len(fits) > 1 or personal or entry.by_surname]

    def _enter(self, made: dict[object, _Entry], key: object, naming: Naming, name: PersonName) -> _Entry:
        if key not in made:
            made[key] = _Entry(first=naming.place, full=name.is_full)
        entry = made[key]
        entry.first = min(entry.first, naming.place)
        entry.names[naming.name, naming.language] += self._counts[naming]
        if name.is_full:
            entry.genders.add(name.gender)
        self._entries[naming.place] = entry
        return entry

    def _mentioned(self, naming: Naming, name: PersonName) -> None:
        """Count the form beside the cue if that is a name too, and no description: "Kerry", "Mrs. Clinton"."""
        if naming.mention is None or len(naming.mention.split()) > _LONGEST_ALIAS:
            return
        mention = person_name(naming.mention, naming.language)
        if name.ends_with(mention.surname) and set(mention.given) <= set(name.given):
            self._entries[naming.place].mentions[naming.mention] += self._counts[naming]


def _with_second_surname(names: Sequence[PersonName]) -> dict[PersonName, PersonName]:
    """Return for each full name the one that adds a second surname to it, where only one does; or else itself."""
    longer: dict[tuple[str, ...], set[PersonName]] = defaultdict(set)
    for name in names:
        longer[name.by_first_surname].add(name)
    found = {}
    for name in names:
        fits = {one.without_initials: one for one in longer.get(name.words, ())} if name.words else {}
        found[name] = next(iter(fits.values())) if len(fits) == 1 else name
    return found


def _parsed(namings: Iterable[Naming]) -> list[tuple[Naming, PersonName]]:
    """Take the names apart; a gender is told by the title before a mention too: "Mme Martin"."""
    order = sorted(namings, key=lambda one: (one.place, one.mention or "", one.language or "", one.acronym or ""))
    names = [(naming, person_name(naming.name, naming.language)) for naming in order]
    told: dict[Place, int] = {}
    for naming, name in names:
        gender = name.gender or _titled(naming, name)
        if gender:
            told.setdefault(naming.place, gender)
    return [
        (naming, name.of_gender(told.get(naming.place, 0)))
        for naming, name in names
        if name.words
    ]  # fmt: skip


def _titled(naming: Naming, name: PersonName) -> int:
    if naming.mention is None:
        return 0
    mention = person_name(naming.mention, naming.language)
    return 0 if mention.is_full or not name.ends_with(mention.surname) else mention.gender


def _by_surname(naming: Naming, name: PersonName) -> bool:
    """Whether the form beside the cue is the surname alone, as a person's: "Kerry", "Mrs. Clinton"."""
    if naming.mention is None or has_article(naming.mention, naming.language):
        return False
    mention = person_name(naming.mention, naming.language)
    return not mention.given and name.ends_with(mention.surname)


def _declared(naming: Naming) -> str | None:
    """Return the acronym in brackets after a name, if it can be made of it, and is not the party of a person."""
    if naming.acronym is None or starts_with_given(naming.name, naming.language):
        return None
    acronym = fold(naming.acronym).replace(".", "")
    letters = iter("".join(fold(naming.name).split()))
    begins = fold(naming.name).startswith(acronym[:1])
    return acronym if len(acronym) > 1 and begins and all(letter in letters for letter in acronym) else None


def _speaker(entry: _Entry) -> Speaker:
    """Choose the name shown: in full where one is printed, not in capitals, without a title, the commonest."""

    def rank(form: tuple[str, str | None]) -> tuple[bool, bool, bool, int, int, str, str]:
        printed, language = form
        name = person_name(printed, language)
        short, titled = entry.full and not name.is_full, len(printed.split()) > len(name.words)
        return short, printed.isupper(), titled, -entry.names[form], -len(printed), printed, language or ""

    name, language = min(entry.names, key=rank)
    others = Counter(entry.mentions)
    for (printed, _), count in entry.names.items():
        others[printed] += count
    aliases = sorted((form for form in others if form != name), key=lambda form: (-others[form], form))
    return Speaker(name=name, aliases=tuple(aliases), language=language)
