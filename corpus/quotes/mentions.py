"""Who and what is mentioned outside quotations: names, roles and pronouns, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import tags
from corpus.quotes.clauses import opens_relative
from corpus.quotes.government import is_governed, is_governed_relative
from corpus.quotes.names import Names
from corpus.quotes.plurals import is_bare_plural
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 14  # words of one noun phrase
_MARKS = ':,«“"'
_PLACE_AND_NAME = 3  # words of "en Syrie Staffan de Mistura"
_TO_HEAD = 3  # words of a phrase among which its noun is looked for
_NO_NAME = (
    tags.DETERMINER
    | tags.PREPOSITION
    | tags.CONJUNCTION
    | tags.AUXILIARY
    | tags.PRONOUN
    | tags.BETWEEN
    | tags.TIME
    | tags.VERB
    | tags.GERUND
    | tags.WHETHER
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words from `first` up to `last` that name somebody or something."""

    first: int
    last: int
    kind: Literal["name", "role", "pronoun", "relative"]
    name: tuple[int, int] | None = None  # the words of the proper name in it
    head: int | None = None  # the noun of a role
    owner: tuple[int, int] | None = None  # the name in "Clinton's campaign"
    complement: tuple[int, int] | None = None  # the name in "l'avocat de Monique Olivier"
    governed: bool = False  # by a preposition: no subject
    indefinite: bool = False


def read_mentions(words: Words) -> list[Mention]:
    """Return the mentions of the text outside quotations, in order, none inside another."""
    return _Reader(words).read()


class _Reader:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._names = Names(words)
        self._low, self._tag, self._capital = words.low, words.tag, words.capital

    def read(self) -> list[Mention]:
        found: list[Mention] = []
        at, total = 0, len(self._words)
        while at < total:
            if self._words.quotation[at] != OUTSIDE:
                at += 1
                continue
            mention = self._mention(at, found[-1] if found else None)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.last
        return found

    def _mention(self, at: int, previous: Mention | None) -> Mention | None:  # noqa: PLR0911 - one return a kind
        tag = self._tag[at]
        if self._is_plain(at):
            return None
        if tag & tags.RELATIVE and not self._capital[at]:
            return Mention(first=at, last=at + 1, kind="relative", governed=is_governed_relative(self._words, at))
        if opens_relative(self._words, at):
            oblique = self._low[at] in self._words.lexicon.oblique
            return Mention(first=at, last=at + 1, kind="relative", governed=oblique)
        if self._is_time(at) or self._is_object(at):
            return None
        governed = is_governed(self._words, at, previous)
        if tag & tags.PRONOUN and not (tag & tags.DETERMINER and self._noun(at + 1) and not self._points(at)):
            return Mention(first=at, last=at + 1, kind="pronoun", governed=governed)
        plural = is_bare_plural(self._words, at)
        if not plural and self._names.starts(at):
            return self._named(at, at, governed=governed)
        bare = self._capital[at] and self._words.lexicon.capital_nouns and not tag & _NO_NAME
        latter = self._words.lexicon.capital_nouns and self._low[at] in self._words.lexicon.last
        if tag & tags.DETERMINER or bare or plural or latter:
            return self._phrase(at, governed=governed, bare=plural)
        if at and self._tag[at - 1] & tags.PREPOSITION and self._noun(at) and not tag & (tags.CUE | tags.PREPOSITION):
            return self._phrase(at, governed=True)
        return None

    def _is_plain(self, at: int) -> bool:
        """Whether nothing shows that a mention begins at the word."""
        known = at in self._words.named or self._low[at] in self._words.lexicon.last
        if self._tag[at] or self._capital[at] or known:
            return False
        return not (at and self._tag[at - 1] & tags.PREPOSITION) and not is_bare_plural(self._words, at)

    def _points(self, at: int) -> bool:
        """Whether a verb shows that "this" is somebody: "ESTE sostiene que", not "esta denuncia"."""
        if not self._tag[at] & tags.DEMONSTRATIVE or at + 2 >= len(self._tag):
            return False
        after, opens = self._tag[at + 1], self._tag[at + 2] & (tags.THAT | tags.PREPOSITION)
        said = after & tags.FINITE and (opens or self._low[at + 2] in _MARKS)
        return bool(after & (tags.AUXILIARY | tags.VERB) or said)

    def _is_time(self, at: int) -> bool:
        """Whether "this" only points to a day: "a dit CE vendredi"."""
        return bool(self._tag[at] & tags.DEMONSTRATIVE and at + 1 < len(self._tag) and self._tag[at + 1] & tags.TIME)

    def _is_object(self, at: int) -> bool:
        """Whether a pronoun looks like an article: "comme LE rappelle la mairie"."""
        if not at or at + 1 >= len(self._tag) or self._low[at - 1] not in self._words.lexicon.as_words:
            return False
        return bool(self._tag[at] & tags.BETWEEN and self._tag[at + 1] & tags.FINITE)

    def _noun(self, at: int) -> bool:
        if self._words.lexicon.capital_nouns and at < len(self._tag) and self._tag[at] & tags.FINITE:
            return self._capital[at]
        return self._names.open(at, at - 1) and not (self._tag[at] & tags.NO_NOUN and not self._capital[at])

    def _phrase(self, first: int, *, governed: bool, bare: bool = False) -> Mention | None:  # noqa: C901 - the loop is one grammar
        """Read the noun phrase that begins at the word: "le chef de la diplomatie américaine John Kerry"."""
        start = self._past_determiners(first)
        if not self._names.open(start, first):
            return None
        latter = self._low[start] in self._words.lexicon.last
        if self._tag[start] & tags.NO_NOUN and not self._capital[start] and not latter:
            return None
        head: int | None = None
        complement: tuple[int, int] | None = None
        linked = chained = False
        at = stop = start
        while self._names.open(at, first) and at - first < _LONGEST:
            tag = self._tag[at]
            if self._capital[at] and not (bare and at == first) and self._names.starts(at):
                if head is not None and governed and not linked and self._parts(head, at):
                    break
                mention = None
                if head is None or linked or not self._completes(head, at, chained=chained):
                    mention = self._named(first, at, governed=governed, head=head, linked=linked)
                if mention is not None:
                    return mention
                complement = at, self._names.end(at)
                stop = at = complement[1]
                linked = False
            elif tag & tags.LINK and head is not None and self._names.links(at, first):
                at += 1
                linked = chained = True
            elif tag & tags.DETERMINER and linked:
                at += 1
            elif head is not None and self._ends(at, linked=linked):
                break
            else:
                head = at if head is None else head
                linked = linked and self._words.lexicon.capital_nouns and not self._capital[at]
                stop = at = at + 1
                if at < len(self._words) and self._low[at] == "'s":
                    at += 1
        return Mention(
            first=first,
            last=max(stop, start + 1),
            kind="role",
            head=self._head(head, stop),
            complement=complement,
            governed=governed,
            indefinite=bare or bool(self._tag[first] & tags.INDEFINITE),
        )

    def _past_determiners(self, first: int) -> int:
        at = first
        while self._names.open(at, first) and self._tag[at] & (tags.DETERMINER | (tags.LINK if at > first else 0)):
            if self._capital[at] and at > first and self._names.starts(at):
                break
            at += 1
        if at > first and self._low[at : at + 1] and self._low[at] in self._words.lexicon.noun_adverbs:
            at += self._noun(at + 1)
        return at

    def _ends(self, at: int, *, linked: bool) -> bool:
        """Whether the noun phrase ends before the word."""
        tag = self._tag[at]
        if tag & (tags.NO_NOUN | tags.PREPOSITION | tags.DETERMINER | tags.BETWEEN):
            return True
        if self._words.lexicon.capital_nouns and not linked and self._capital[at - 1] and not self._capital[at]:
            return True
        return bool(not linked and tag & tags.CUE)

    def _parts(self, head: int, at: int) -> bool:
        """Whether a name after a governed noun is not the noun's: "a dit au quotidien régional Jean Roux"."""
        if at in self._words.named:
            return False
        human = any(self._words.lexicon.is_persons(self._low[i]) for i in range(head, at))
        return not human and self._names.personal(at, self._names.end(at))

    def _human(self, head: int) -> bool:
        return self._words.lexicon.is_person(self._low[head])

    def _head(self, head: int | None, stop: int) -> int | None:
        """Return the noun of a phrase whose first word may be an adjective: "la jeune FEMME"."""
        if head is None:
            return None
        lexicon = self._words.lexicon
        for i in range(head, min(head + _TO_HEAD, stop)):
            if lexicon.is_person(self._low[i]) or self._low[i] in lexicon.bodies:
                return i
            if self._tag[i] & tags.LINK:
                break
        return head

    def _completes(self, head: int, at: int, *, chained: bool) -> bool:
        """Whether the name at `at` only completes the phrase of the noun `head`: "l'élu LR", "la communauté LGBT"."""
        end = self._names.end(at)
        if end - at > 1:
            body = chained and self._names.acronym(at) and self._names.given.isdisjoint(self._low[at:end])
            return self._human(head) and (body or bool(self._tag[at] & tags.DETERMINER))
        return (self._names.acronym(at) or chained) and self._low[at] not in self._names.given

    def _named(
        self, first: int, at: int, *, governed: bool, head: int | None = None, linked: bool = False
    ) -> Mention | None:
        names, end = self._names, self._names.end(at)
        if head is None and governed and end - at > 1 and at not in self._words.named:
            end = self._parted(at, end)
        if self._low[at] in self._words.lexicon.bodies and not names.acronym(at):
            end = names.institution_end(end, first)
        human = head is not None and self._human(head)
        own = names.after_complement(at, end, human=human) if linked else names.bearer(at, end)
        if linked and own == end:
            return None
        if end < len(self._words) and self._low[end] == "'s":
            return self._possessed(first, end, governed=governed)
        plural = bool(self._tag[first] & tags.INDEFINITE and self._tag[first] & tags.LINK)
        return Mention(
            first=first,
            last=end,
            kind="name" if head is None else "role",
            name=(own, end),
            head=self._head(head, own),
            governed=governed or plural,
            indefinite=head is not None and bool(self._tag[first] & tags.INDEFINITE),
        )

    def _parted(self, at: int, end: int) -> int:
        """Part a governed name from the subject that follows: "a dit à l'AFP Ibrahim", "au Monde Jean Roux"."""
        if self._names.acronym(at) and not self._names.acronym(at + 1):
            return at + 1
        if self._low[at] in self._words.lexicon.bodies:
            return end
        own = self._names.bearer(at, end)
        place = self._tag[at - 1] & tags.PREPOSITION and self._low[at - 1] in self._words.lexicon.weak_links
        if place and own == at and self._low[at] not in self._names.given and not self._tag[at] & tags.DETERMINER:
            after = self._names.end(at + 1)
            own = at + 1 if after - at >= _PLACE_AND_NAME and (end - at >= _PLACE_AND_NAME or after > end) else at
        role = any(
            self._words.lexicon.is_man(self._low[i]) or self._tag[i] & tags.TITLE for i in range(at, min(own, end))
        )
        return own if own > at and self._words.lexicon.asides and not role else end

    def _possessed(self, first: int, end: int, *, governed: bool) -> Mention | None:
        """Read "Clinton's campaign", of which the name ends at word `end`."""
        at = end + 1
        while self._names.open(at, first) and at - first < _LONGEST:
            if self._tag[at] & (tags.NO_NOUN | tags.PREPOSITION | tags.CUE):
                break
            at += 1
        if at == end + 1:
            return Mention(first=first, last=end, kind="name", name=(first, end), governed=True)
        return Mention(first=first, last=at, kind="role", head=at - 1, owner=(first, end), governed=governed)
