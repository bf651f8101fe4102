"""Who and what is mentioned outside quotations: names, roles and pronouns, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import lexicon as tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 14  # words of one noun phrase
_NO_NOUN = tags.AUXILIARY | tags.VERB | tags.RELATIVE | tags.THAT | tags.CONJUNCTION | tags.PRONOUN | tags.TIME
_FUNCTION = tags.DETERMINER | tags.PREPOSITION | tags.CONJUNCTION | tags.AUXILIARY | tags.PRONOUN | tags.BETWEEN
_NO_NAME = _FUNCTION | tags.TIME | tags.VERB | tags.GERUND | tags.WHETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words from `first` up to `last` that name somebody or something."""

    first: int
    last: int
    kind: Literal["name", "role", "pronoun", "relative"]
    name: tuple[int, int] | None = None  # the words of the proper name in it
    head: int | None = None  # the first noun of a role
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
        self._low, self._tag, self._capital = words.low, words.tag, words.capital
        self._inside = {
            low
            for i, low in enumerate(words.low)
            if words.capital[i]
            and i
            and words.sentence[i] == words.sentence[i - 1]
            and words.low[i - 1] not in '«“„"‘:-–'
        }
        given = words.lexicon.masculine | words.lexicon.feminine
        self._surnames = {
            words.low[i + 1]
            for i in range(len(words) - 1)
            if words.capital[i] and words.capital[i + 1] and words.low[i] in given
        }
        self._given = given
        self._lower = {low for i, low in enumerate(words.low) if not words.capital[i]}

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

    def _mention(self, at: int, previous: Mention | None) -> Mention | None:
        tag = self._tag[at]
        governed = self._governed(at, previous)
        if tag & tags.RELATIVE and not self._capital[at]:
            return Mention(first=at, last=at + 1, kind="relative")
        if tag & tags.PRONOUN and not (tag & tags.DETERMINER and self._noun(at + 1)):
            return Mention(first=at, last=at + 1, kind="pronoun", governed=governed)
        if tag & tags.DETERMINER and not self._name_starts(at):
            return self._phrase(at, governed=governed)
        if self._name_starts(at):
            return self._named(at, at, governed=governed)
        if self._capital[at] and self._words.lexicon.capital_nouns and not tag & _NO_NAME:
            return self._phrase(at, governed=governed)
        if at and self._tag[at - 1] & tags.PREPOSITION and self._noun(at) and not tag & (tags.CUE | tags.PREPOSITION):
            return self._phrase(at, governed=True)
        return None

    def _governed(self, at: int, previous: Mention | None) -> bool:
        if at == 0 or self._words.sentence[at - 1] != self._words.sentence[at]:
            return False
        if self._tag[at - 1] & tags.PREPOSITION:
            return True
        joined = self._tag[at - 1] & tags.JOINING or self._low[at - 1] == ","
        return bool(
            joined
            and previous is not None
            and previous.governed
            and previous.last == at - 1
            and self._tag[at - 1] & tags.JOINING
        )

    def _open(self, at: int, first: int) -> bool:
        """Whether the phrase that begins at `first` can go on with the word `at`."""
        words = self._words
        return (
            at < len(words)
            and words.quotation[at] == OUTSIDE
            and words.sentence[at] == words.sentence[first]
            and self._low[at][0].isalnum()
        )

    def _noun(self, at: int) -> bool:
        return self._open(at, at - 1) and not (self._tag[at] & _NO_NOUN and not self._capital[at])

    def _phrase(self, first: int, *, governed: bool) -> Mention | None:
        at, linked = first, False
        while self._open(at, first) and self._tag[at] & (tags.DETERMINER | (tags.LINK if at > first else 0)):
            if self._capital[at] and at > first and self._name_starts(at):
                break
            at += 1
        if not self._open(at, first) or (
            self._tag[at] & _NO_NOUN and not self._capital[at] and self._low[at] not in self._words.lexicon.last
        ):
            return None
        head: int | None = None
        complement: tuple[int, int] | None = None
        stop = at
        while self._open(at, first) and at - first < _LONGEST:
            tag = self._tag[at]
            if self._capital[at] and self._name_starts(at):
                if (
                    head is not None
                    and not linked
                    and self._acronym(at)
                    and at + 1 < len(self._tag)
                    and self._tag[at + 1] & tags.LINK
                ):
                    at += 1
                    stop = at
                    continue
                mention = self._named(first, at, governed=governed, head=head, linked=linked)
                if mention is not None:
                    return mention
                complement = at, self._name_end(at)
                stop = at = complement[1]
                linked = False
                continue
            if tag & tags.LINK and head is not None and self._links(at, first):
                at += 1
                linked = True
                continue
            if tag & tags.DETERMINER and linked:
                at += 1
                continue
            if head is not None and tag & (_NO_NOUN | tags.PREPOSITION | tags.DETERMINER | tags.BETWEEN):
                break
            if head is not None and not linked and tag & tags.CUE:
                break
            head = at if head is None else head
            at += 1
            stop = at
            linked = False
            if stop < len(self._words) and self._low[stop] == "'s":
                at += 1
        return Mention(
            first=first,
            last=stop,
            kind="role",
            head=head,
            complement=complement,
            governed=governed,
            indefinite=bool(self._tag[first] & tags.INDEFINITE),
        )

    def _links(self, at: int, first: int) -> bool:
        after = at + 1
        while self._open(after, first) and self._tag[after] & tags.DETERMINER:
            after += 1
        if self._low[at] in self._words.lexicon.weak_links and self._open(after, first) and self._capital[after]:
            return False
        return self._open(after, first) and (
            self._capital[after] or not self._tag[after] & (_NO_NOUN | tags.PREPOSITION)
        )

    def _named(
        self, first: int, at: int, *, governed: bool, head: int | None = None, linked: bool = False
    ) -> Mention | None:
        """Read the name at `at` of the phrase from `first`; None if it only completes the phrase ("maire de PARIS")."""
        end = self._name_end(at)
        if end - at == 1 and self._low[at] in self._words.lexicon.bodies:
            end = self._body_end(at, first)
        elif head is None and governed and end - at > 1 and self._acronym(at) and not self._acronym(at + 1):
            end = at + 1
        own = at
        if linked:
            own = self._after_complement(at, end)
            if own == end:
                return None
        if not linked:
            own = self._bearer(at, end)
        if end < len(self._words) and self._low[end] == "'s":
            return self._possessed(first, end, governed=governed)
        return Mention(
            first=first,
            last=end,
            kind="name" if head is None else "role",
            name=(own, end),
            head=head,
            governed=governed,
            indefinite=head is not None and bool(self._tag[first] & tags.INDEFINITE),
        )

    def _bearer(self, at: int, end: int) -> int:
        """Return where the name proper begins in "Spokeswoman Jessica Ditto"."""
        lexicon = self._words.lexicon
        if self._low[at] in self._given or self._tag[at] & tags.TITLE:
            return at
        for i in range(at + 1, end - 1):
            if self._low[i] in self._given:
                return i
        while at < end - 1 and (self._low[at] in lexicon.man or self._low[at] in lexicon.woman):
            at += 1
        return at

    def _body_end(self, at: int, first: int) -> int:
        """Return where the name of an institution ends: "Observatoire syrien des droits de l'Homme"."""
        end = i = at + 1
        while self._open(i, first) and i - at < _LONGEST:
            tag = self._tag[i]
            if tag & tags.LINK and self._links(i, first):
                i += 1
                while self._tag[i] & tags.DETERMINER:
                    i += 1
                end = i = i + 1
            elif not tag and i - end < 2:
                i += 1
            else:
                break
        return end

    def _acronym(self, at: int) -> bool:
        words = self._words
        return words.text[words.start[at] : words.stop[at]].isupper() and len(self._low[at]) > 1

    def _possessed(self, first: int, end: int, *, governed: bool) -> Mention | None:
        at = end + 1
        while (
            self._open(at, first)
            and not self._tag[at] & (_NO_NOUN | tags.PREPOSITION | tags.CUE)
            and at - first < _LONGEST
        ):
            at += 1
        if at == end + 1:
            return Mention(first=first, last=end, kind="name", name=(first, end), governed=True)
        return Mention(first=first, last=at, kind="role", head=at - 1, owner=(first, end), governed=governed)

    def _after_complement(self, at: int, end: int) -> int:
        """In "Paris Anne Hidalgo" return where the person's name begins; `end` where it is all one name."""
        given = self._given
        if self._low[at] in given:
            return end
        for i in range(at + 1, end - 1):
            if self._low[i] in given or self._tag[i] & tags.TITLE:
                return i
        return at + 1 if end - at >= 3 and not self._tag[at + 1] & tags.PARTICLE else end

    def _name_starts(self, at: int) -> bool:
        words = self._words
        if not self._capital[at] or words.quotation[at] != OUTSIDE or not self._low[at][0].isalpha():
            return False
        tag, low = self._tag[at], self._low[at]
        quoted_before = at > 0 and words.quotation[at - 1] != OUTSIDE
        initial = at == 0 or words.sentence[at - 1] != words.sentence[at] or self._low[at - 1] in '«“„"‘:-–»”'
        spaced = at > 0 and words.stop[at - 1] < words.start[at]
        follows = self._open(at + 1, at) and self._capital[at + 1]
        if tag & tags.TITLE:
            after = at + 2 if at + 1 < len(words) and self._low[at + 1] == "." else at + 1
            return self._open(after, at) and self._capital[after]
        if words.lexicon.capital_nouns and low not in self._given and low not in self._surnames:
            return self._acronym(at)
        if tag & _FUNCTION:
            return not initial and follows and bool(tag & (tags.DETERMINER | tags.PARTICLE)) and len(low) > 1
        if tag & _NO_NAME and not follows:
            return False
        if not initial:
            return True
        if low in self._inside or low in words.lexicon.masculine or low in words.lexicon.feminine:
            return True
        if tag & tags.CUE and not follows:
            return False
        if quoted_before and spaced and words.sentence[at - 1] == words.sentence[at] and not tag:
            return low not in self._lower
        return follows or (low not in self._lower and self._acronym(at))

    def _name_end(self, at: int) -> int:
        words = self._words
        capitals, j = 0, at
        while j < len(words) and words.quotation[j] == OUTSIDE:
            if self._capital[j] and self._low[j][0].isalpha() and (j == at or words.sentence[j] == words.sentence[at]):
                if self._low[j].endswith("'") and j > at:
                    break
                capitals += not self._tag[j] & tags.TITLE
                j += 1
                dotted = self._tag[j - 1] & tags.TITLE or len(self._low[j - 1]) == 1
                if dotted and self._open(j + 1, at) and self._low[j] == "." and self._capital[j + 1]:
                    j += 1
                continue
            particle = self._tag[j] & tags.PARTICLE and (capitals == 1 or not self._tag[j] & tags.LINK)
            after = j + 1
            while self._open(after, at) and self._tag[after] & tags.PARTICLE and not self._capital[after]:
                after += 1
            if particle and capitals and after - j <= 2 and self._open(after, at) and self._capital[after]:
                j = after
                continue
            break
        return max(j, at + 1)
