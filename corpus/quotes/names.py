"""Where a proper name begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 14  # words of the name of an institution
_FUNCTION = tags.DETERMINER | tags.PREPOSITION | tags.CONJUNCTION | tags.AUXILIARY | tags.PRONOUN | tags.BETWEEN
_NO_NAME = _FUNCTION | tags.TIME | tags.VERB | tags.GERUND | tags.WHETHER
_PLACE_AND_NAME = 3  # words of "Tarbes Gérard Trémège"
_NUMBER = 2  # digits that can end a name
_SHOUTED = 4  # words in capitals that make a heading
_OPENERS = '«“„"‘:-–»”'


class Names:
    """Reads the proper names of one article."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._low, self._tag, self._capital = words.low, words.tag, words.capital
        self.given = words.lexicon.masculine | words.lexicon.feminine
        self._inside = {
            low
            for i, low in enumerate(words.low)
            if words.capital[i]
            and i
            and words.sentence[i] == words.sentence[i - 1]
            and words.low[i - 1] not in _OPENERS
        }
        self._lower = {low for i, low in enumerate(words.low) if not words.capital[i]}
        self._surnames = {
            words.low[i + 1]
            for i in range(len(words) - 1)
            if words.capital[i] and words.capital[i + 1] and words.low[i] in self.given
        }

    def open(self, at: int, first: int) -> bool:
        """Whether what begins at word `first` can go on with the word `at`."""
        words = self._words
        return (
            at < len(words)
            and words.quotation[at] == OUTSIDE
            and words.sentence[at] == words.sentence[first]
            and self._low[at][0].isalnum()
        )

    def starts(self, at: int) -> bool:  # noqa: PLR0911 - one return a case
        """Whether a proper name begins at the word."""
        words, low, tag = self._words, self._low[at], self._tag[at]
        if at in words.named:
            return True
        if not self._capital[at] or words.quotation[at] != OUTSIDE or not low[0].isalpha() or self._shouted(at):
            return False
        if tag & tags.TITLE:
            after = at + 2 if at + 1 < len(words) and self._low[at + 1] == "." else at + 1
            while self.open(after, at) and self._tag[after] & tags.PARTICLE and not self._capital[after]:
                after += 1
            if self.open(after, at) and self._capital[after]:
                return True
        if words.lexicon.capital_nouns and tag & tags.PARTICLE:
            return not tag & tags.DETERMINER and low not in words.lexicon.weak_links and self._is_surname(at)
        follows = self.open(at + 1, at) and self._capital[at + 1]
        known = low in self.given or low in self._surnames
        determined = at > 0 and self._tag[at - 1] & tags.DETERMINER
        if known and not (words.lexicon.is_man(low) and (determined or low not in self._surnames)):
            return True
        if words.lexicon.capital_nouns:
            return self.acronym(at) or (follows and self._is_titled(at))
        if (determined and self._is_people(at)) or (not follows and self._is_role(at)):
            return False
        return self._unknown(at, follows=follows)

    def _is_surname(self, at: int) -> bool:
        """Whether a particle at the head of a sentence begins a surname: "Von der Leyen betonte"."""
        last = at + 1
        while self.open(last, at) and self._tag[last] & tags.PARTICLE and not self._capital[last]:
            last += 1
        verb = self._tag[last + 1] if self.open(last + 1, at) else 0
        return (
            self.open(last, at)
            and self._capital[last]
            and bool(verb & (tags.FINITE | tags.AUXILIARY) and not verb & tags.BEING)
        )

    def _is_titled(self, at: int) -> bool:
        """Whether two large words after a role name who has it: "der Jagdpächter Eckbert Vollrath"."""
        lexicon = self._words.lexicon
        if not at or not self._capital[at - 1] or not self.open(at, at - 1) or not lexicon.is_person(self._low[at - 1]):
            return False
        return not any(lexicon.is_person(low) or low in lexicon.bodies for low in self._low[at : at + 2])

    def _shouted(self, at: int) -> bool:
        """Whether the word stands in a heading that is all capitals."""
        first = max(0, at - 2)
        upper = [i for i in range(first, min(len(self._words), at + 3)) if self.acronym(i)]
        return len(upper) >= _SHOUTED and self.acronym(at) and upper[-1] - upper[0] == len(upper) - 1

    def _unknown(self, at: int, *, follows: bool) -> bool:  # noqa: PLR0911 - one return a case
        """Whether the capital of a word that is no known name makes one, and does not only begin a sentence."""
        words, low, tag = self._words, self._low[at], self._tag[at]
        same = at > 0 and words.sentence[at - 1] == words.sentence[at]
        initial = not same or self._low[at - 1] in _OPENERS
        if tag & _FUNCTION:
            return not initial and follows and bool(tag & (tags.DETERMINER | tags.PARTICLE)) and len(low) > 1
        if tag & _NO_NAME and not follows:
            return False
        if not same and follows and self._is_verb(at) and self._low[at + 1] in self.given:
            return False
        if not initial or low in self._inside:
            return True
        if tag & tags.CUE and not follows:
            return False
        after = self._tag[at + 1] if self.open(at + 1, at) else 0
        if (
            not tag
            and low not in self._lower
            and after & (tags.AUXILIARY | tags.FINITE)
            and not after & tags.DETERMINER
        ):
            return True
        spaced = at > 0 and words.stop[at - 1] < words.start[at]
        if same and spaced and words.quotation[at - 1] != OUTSIDE and not tag:
            return low not in self._lower
        return follows or (low not in self._lower and self.acronym(at))

    def _is_verb(self, at: int) -> bool:
        """Whether a word at the head of a sentence is a verb before its subject: "HABLÓ Ana Roca"."""
        endings = self._words.lexicon.verb_endings
        return bool(
            self._tag[at] & (tags.FINITE | tags.VERB | tags.AUXILIARY) or (endings and self._low[at].endswith(endings))
        )

    def _is_role(self, at: int) -> bool:
        """Whether a word with a capital only names a role or a people: "Premier ministre", "PDG", "les Français"."""
        lexicon, low = self._words.lexicon, self._low[at]
        if lexicon.is_person(low):
            return True
        if self.open(at + 1, at) and lexicon.is_person(self._low[at + 1]):
            return True
        return bool(at > 0 and self._tag[at - 1] & tags.DETERMINER and self._is_people(at))

    def _is_people(self, at: int) -> bool:
        """Whether the word tells where somebody is from: "le TCHÈQUE Jan Novak"."""
        lexicon = self._words.lexicon
        return bool(lexicon.demonyms) and self._low[at].endswith(lexicon.demonyms)

    def end(self, at: int) -> int:
        """Return where the name that begins at the word ends."""
        words = self._words
        if at in words.named and not words.lexicon.whole_names:
            return words.named[at]
        capitals, j = 0, words.named.get(at, at)
        while j < len(words) and words.quotation[j] == OUTSIDE:
            if self._capital[j] and self._low[j][0].isalpha() and words.sentence[j] == words.sentence[at]:
                if self._low[j].endswith("'") and j > at:
                    break
                capitals += not self._tag[j] & tags.TITLE
                j += 1
                dotted = self._tag[j - 1] & tags.TITLE or len(self._low[j - 1]) == 1
                follows = self.open(j + 1, at) and (self._capital[j + 1] or self._tag[j + 1] & tags.PARTICLE)
                if dotted and follows and self._low[j] == ".":
                    j += 1
                continue
            after = self._past_particles(at, j, capitals)
            if after is None:
                break
            j = after
        return self._past_number(max(j, at + 1), at)

    def _past_number(self, end: int, at: int) -> int:
        """Return `end`, or the word after a number that belongs to the name: "Cicero 29 dénonce"."""
        if not self.open(end, at) or not self._low[end].isdigit() or len(self._low[end]) > _NUMBER:
            return end
        after = end + 1
        goes_on = self.open(after, at) and not self._tag[after] & (tags.AUXILIARY | tags.FINITE)
        return end if goes_on else after

    def _past_particles(self, at: int, j: int, capitals: int) -> int | None:
        """Return the word after the particles at `j`, if the name goes on there: "Staffan DE Mistura"."""
        nouns = self._words.lexicon.capital_nouns
        article = self._tag[j] & tags.DETERMINER and not self._tag[j - 1] & tags.PARTICLE
        parted = nouns and (article or (capitals > 1 and self._tag[j] & tags.LINK))
        if parted or (self._tag[j] & tags.LINK and self.acronym(at)):
            return None  # "hatte Anna Roca DEN Plan genannt", "Anna Roca VON DER Partei"
        titled = self._tag[at] & tags.TITLE and not capitals
        if titled and self._tag[j] & tags.PARTICLE and self.open(j + 1, at) and self._capital[j + 1]:
            return j + 1
        if not (capitals and self._tag[j] & tags.PARTICLE):
            return None
        after = j + 1
        if self._tag[j] & tags.JOINING and self.open(after, at) and self._low[after] in self.given:
            return None  # "Luis Gil y Ana Roca", not "Ramón y Cajal"
        while self.open(after, at) and self._tag[after] & tags.PARTICLE and not self._capital[after]:
            after += 1
        linked = capitals > 1 and self._tag[j] & tags.LINK and not self._tag[j - 1] & tags.PARTICLE  # "Van de Sypt"
        patronymic = self._words.lexicon.two_surnames and self._low[j - 1].endswith("z")  # "Sáenz de Tejada"
        if linked and ((after - j == 1 and not patronymic) or self._low[at] not in self.given):
            return None
        return after if after - j <= 2 and self.open(after, at) and self._capital[after] else None  # noqa: PLR2004

    def bearer(self, at: int, end: int) -> int:
        """Return where the name proper begins in "Spokeswoman Jessica Ditto"."""
        lexicon = self._words.lexicon
        if self._low[at] in self.given or self._tag[at] & tags.TITLE or self._low[at] in lexicon.bodies:
            return at
        for i in range(at + 1, end - 1):
            if self._low[i] in self.given:
                return i
        while at < end - 1 and lexicon.is_person(self._low[at]):
            at += 1
        return at

    def after_complement(self, at: int, end: int, *, human: bool) -> int:
        """Return where the person's name begins in "Paris Anne Hidalgo"; `end` where it is all one name.

        `human` tells whether the noun before it is the role of a person.
        """
        if self._low[at] in self.given or self._tag[at] & tags.TITLE:
            return end
        for i in range(at + 1, end - 1):
            if self._low[i] in self.given or self._tag[i] & tags.TITLE:
                return i
        bodies = self._words.lexicon.bodies
        plain = all(self._capital[i] and not self.acronym(i) and self._low[i] not in bodies for i in range(at, end))
        plain = plain and not self._tag[at] & tags.DETERMINER
        return at + 1 if human and plain and end - at == _PLACE_AND_NAME else end

    def institution_end(self, end: int, first: int) -> int:
        """Return where an institution's name ends whose capitals end at `end`: "Académie des sciences"."""
        i = start = end
        while self.open(i, first) and i - start < _LONGEST:
            tag = self._tag[i]
            if tag & tags.LINK and self.links(i, first):
                i += 1
                while self._tag[i] & tags.DETERMINER:
                    i += 1
                end = i = i + 1
            elif not tag and i - end < 2:  # noqa: PLR2004 - adjectives: "Conseil français du ..."
                i += 1
            else:
                break
        return end

    def links(self, at: int, first: int) -> bool:
        """Whether the preposition at the word goes on with the noun phrase that begins at `first`."""
        after = at + 1
        while self.open(after, first) and self._tag[after] & tags.DETERMINER:
            after += 1
        if not self.open(after, first):
            return False
        if self._capital[after]:
            return after > at + 1 or self._low[at] not in self._words.lexicon.weak_links
        if self._words.lexicon.capital_nouns and self._tag[at] & tags.JOINING:
            return self.open(after + 1, first) and self._capital[after + 1] and not self._tag[after] & tags.CUE
        return not self._tag[after] & (tags.NO_NOUN | tags.PREPOSITION)

    def acronym(self, at: int) -> bool:
        """Whether the word is all capitals."""
        words = self._words
        form = words.text[words.start[at] : words.stop[at]].split("-")[0]
        return len(form) > 1 and form.isupper()

    def personal(self, at: int, end: int) -> bool:
        """Whether the name looks like a person's: a given name and another, or two words that are no acronym."""
        if self._low[at] in self.given or self._tag[at] & tags.TITLE:
            return True
        if self._tag[at] & tags.DETERMINER or self._low[at] in self._words.lexicon.bodies:
            return False
        return end - at > 1 and not self.acronym(at)
