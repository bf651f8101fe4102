"""What the words around a name tell of its bearer: "le chef de la diplomatie John Kerry", "Anne Roy, maire de Dax"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.mentions import Mention
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_BEFORE = 8  # words before a name that can tell a role
_AFTER = 16  # words of an apposition
_TO_VERB = 4  # words from a subject to its verb
_AGE = 2  # digits
_GOES_ON = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.BETWEEN
_NO_ROLE = tags.PREPOSITION | tags.CONJUNCTION | tags.AUXILIARY | tags.CUE | tags.PRONOUN


class Roles:
    """Reads roles in one article."""

    def __init__(self, words: Words, subjects: Subjects) -> None:
        self._words = words
        self._subjects = subjects

    def of(self, mention: Mention, name: tuple[int, int]) -> list[str]:
        """Return the words of the role that the article gives the bearer of a name."""
        found = self.content(mention.first, name[0])
        if mention.kind == "name":
            found += self._bare(mention)
        before = self.apposed_before(mention)
        found += self._apposed_after(mention)
        return found if before is None else found + self.content(before.first, before.last)

    def content(self, start: int, stop: int) -> list[str]:
        """Return the words from `start` up to `stop` that can tell a role."""
        words, small = self._words, tags.DETERMINER | tags.PREPOSITION | tags.LINK
        return [words.low[i] for i in range(start, stop) if words.low[i][0].isalpha() and not words.tag[i] & small]

    def is_human(self, mention: Mention) -> bool:
        """Whether the noun of the mention is the role of a person."""
        return mention.head is not None and self._words.lexicon.is_person(self._words.low[mention.head])

    def is_body(self, mention: Mention) -> bool:
        """Whether the noun of the mention is that of an institution, or is missing."""
        return mention.head is None or self._words.low[mention.head] in self._words.lexicon.bodies

    def is_own_body(self, mention: Mention) -> bool:
        """Whether the mention is somebody's institution: "son site Internet" names no one."""
        owned = mention.kind == "role" and self._words.tag[mention.first] & tags.POSSESSIVE
        return bool(owned and mention.head is not None and self.is_body(mention))

    def has_age(self, mention: Mention) -> bool:
        """Whether an age follows the mention: "Célia, 23 ans"."""
        words, at = self._words, mention.last
        if at + 1 >= len(words) or words.low[at] not in ",(":
            return False
        return words.low[at + 1].isdigit() and len(words.low[at + 1]) == _AGE

    def speaks(self, mention: Mention) -> bool:
        """Whether a verb of saying follows the name, as it does a person's more often than a body's."""
        words, at = self._words, mention.last
        if mention.kind != "name" or words.tag[mention.first] & tags.DETERMINER:
            return False
        while at < len(words) and words.tag[at] & (tags.BETWEEN | tags.AUXILIARY) and at < mention.last + _TO_VERB:
            at += 1
        said = at < len(words) and words.tag[at] & tags.SPEECH and words.tag[at] & (tags.FINITE | tags.PARTICIPLE)
        form = words.span(mention.first, mention.last).of(words.text)
        return bool(said) and not form.isupper() and words.low[mention.first] not in words.lexicon.bodies

    def _bare(self, mention: Mention) -> list[str]:
        """Return the words right before a name: "White House press secretary Josh Earnest"."""
        words, found = self._words, []
        for i in range(mention.first - 1, max(-1, mention.first - 1 - _BEFORE), -1):
            if not words.low[i][0].isalpha() or words.sentence[i] != words.sentence[mention.first]:
                break
            if words.tag[i] & _NO_ROLE:
                break
            found.append(words.low[i])
        return found

    def _apposed_after(self, mention: Mention) -> list[str]:
        """Return the words of an apposition after a name: "Staffan de Mistura, envoyé spécial de l'ONU"."""
        words, at = self._words, mention.last + 1
        if at >= len(words) or words.low[at - 1] != "," or words.sentence[at] != words.sentence[mention.first]:
            return []
        following = self._subjects.starting.get(at)
        bare = not words.tag[at] and not words.capital[at]
        if following is not None and not bare:
            acts = following.last < len(words) and words.tag[following.last] & _GOES_ON
            if acts or following.kind != "role" or following.name is not None:
                return []
        elif not bare:
            return []
        stop = at
        while stop < min(len(words), mention.last + _AFTER) and words.low[stop][0].isalnum():
            if words.tag[stop] & (tags.RELATIVE | tags.AUXILIARY | tags.THAT):
                break
            stop += 1
        return self.content(at, stop)

    def apposed_before(self, mention: Mention) -> Mention | None:
        """Return the role before the comma: "le maire de Dax, Anne Roy"."""
        if mention.kind != "name" or not mention.first or self._words.low[mention.first - 1] != ",":
            return None
        before = self._subjects.ending.get(mention.first - 1)
        return before if before is not None and before.kind == "role" and before.name is None else None
