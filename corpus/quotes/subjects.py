"""Who is the subject of a verb: the mention that the sentence gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.bare_phrases import bare, counted
from corpus.quotes.cases import is_free, is_person, is_time
from corpus.quotes.clauses import subordinate_start
from corpus.quotes.datelines import past_dateline
from corpus.quotes.mentions import Mention
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.words import Words

_STOPS = tags.AUXILIARY | tags.VERB
_PARENTHESIS = 30  # words between two commas
_STEPS = 40  # words back to a subject
_COMMAS = 2  # between a verb and the subject after it
_TO_ANTECEDENT = 4  # words from "who" back to whom it stands for
SHARED = 0.75  # as sure as the subject of another clause, at most
_LONGEST = 14  # words of a mention
_TRIED = 3  # verbs before a verb that are asked for the subject they share
_DEEP = 1  # verbs whose subject a later verb can share


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a verb makes speak, and how sure that is (0 to 1)."""

    mention: Mention
    sure: float


class Subjects:
    """Finds subjects among the mentions of one article."""

    def __init__(self, words: Words, mentions: Sequence[Mention]) -> None:
        self._words = words
        self.starting = {mention.first: mention for mention in mentions}
        self.ending = {mention.last: mention for mention in mentions}

    def after(self, start: int, stop: int) -> Mention | None:
        """Return the subject that follows a verb: "a dit à l'AFP, mardi, le ministre"."""
        words, at, commas = self._words, start, 0
        most = 0 if words.lexicon.capital_nouns else _COMMAS
        while at < stop:
            mention = self.starting.get(at)
            if mention is not None and not words.tag[at] & tags.THAT:
                following = self.starting.get(mention.last)
                object_ = mention.kind == "pronoun" and words.tag[mention.first] & tags.THING and most == 0
                if object_ and following is not None and is_free(words, following):
                    return following  # "kommentiert DIES Roy"
                if is_free(self._words, mention) and mention.kind != "relative":
                    return mention
                at = mention.last
                continue
            tag, low = words.tag[at], words.low[at]
            commas += low == ","
            if tag & (tags.THAT | _STOPS) or commas > most or low in '.:;«“"„?!' or words.quotation[at] != OUTSIDE:
                return None
            at += 1
        return None

    def before(self, at: int, start: int, *, depth: int = 0) -> Subject | None:
        """Return the subject of the verb whose group begins at word `at`, not looking before word `start`."""
        words, i, sure = self._words, at - 1, 0.95
        while words.lexicon.capital_nouns and i > start and words.quotation[i] != OUTSIDE:
            i -= 1
        for _ in range(_STEPS):
            if i < start or words.quotation[i] != OUTSIDE:
                break
            mention = self.ending.get(i + 1)
            if mention is not None and not (mention.kind == "pronoun" and words.tag[i] & tags.BETWEEN):
                if mention.kind == "relative" and mention.governed and not words.lexicon.capital_nouns:
                    return None
                if mention.kind == "relative" or is_free(self._words, mention) or self._opens_clause(mention):
                    return Subject(mention, sure)
                i = mention.first - 1
                sure -= 0.03
                continue
            opening = self._before_brackets(i + 1, start)
            if words.low[i] == ")" and opening <= i:
                i = opening - 1
                continue
            if self._halts(i, at):
                return self._beyond(i, start, depth, sure)
            plain = words.capital[i] or not words.lexicon.capital_nouns
            adverb = not words.capital[i] and words.low[i].endswith(words.lexicon.adverb_endings)
            plain = plain and not adverb and words.low[i - 1] not in words.lexicon.infinitive_marks
            if not words.tag[i] and words.low[i][0].isalpha() and not words.lexicon.asides and plain:
                return Subject(bare(words, i, start), sure - 0.1)
            i -= 1
        figure = counted(words, at, start) if depth == 0 and i < start else None
        return None if figure is None else Subject(figure, 0.85)

    def _opens_clause(self, mention: Mention) -> bool:
        """Whether the verb after the mention makes a conjunction of a preposition: "after Clinton argued"."""
        before = self._words.tag[mention.first - 1] if mention.first else 0
        both = before & tags.PREPOSITION and before & tags.CONJUNCTION
        return bool(both and not is_time(self._words, mention))

    def of_last(self, at: int, last: int, start: int) -> Mention | None:
        """Return the subject of a subordinate clause that ends with the verb from word `at` up to word `last`."""
        first = subordinate_start(self._words, at, last, start)
        if first is None:
            return None
        for i in range(first, at):
            mention = self.starting.get(i)
            if mention is not None and (is_free(self._words, mention) or self._opens_clause(mention)):
                return mention
        return None

    def _halts(self, i: int, at: int) -> bool:
        """Whether the clause of the verb at word `at` does not simply go on to the left of word `i`."""
        tag, low = self._words.tag[i], self._words.low[i]
        if low in ',:;.)»”"—–':
            return True
        if tag & tags.BETWEEN:
            return False
        return bool(
            (tag & (_STOPS | tags.FINITE) and i < at - 1) or (tag & tags.CONJUNCTION and not tag & tags.PREPOSITION)
        )

    def _beyond(self, i: int, start: int, depth: int, sure: float) -> Subject | None:
        """Return the subject from beyond the comma, the mark, the verb or the conjunction at word `i`."""
        low = self._words.low[i]
        if low == ",":
            apposed = self._across(i, start)
            return self.shared(start, i, depth=depth, sure=0.75) if apposed is None else Subject(apposed, sure - 0.03)
        if low in ":;.":
            return None
        return self.shared(start, i, depth=depth, sure=0.6 if low in ')»”"—–' else 0.72)

    def _across(self, comma: int, start: int) -> Mention | None:
        """Return the mention before the parenthesis that ends with the comma at word `comma`."""
        words = self._words
        bracketed = self._before_brackets(comma, start)
        named = self.ending.get(bracketed)
        if bracketed < comma and named is not None and is_free(self._words, named):
            return named
        for i in range(comma - 1, max(start - 1, comma - _PARENTHESIS), -1):
            if words.low[i] != ",":
                continue
            mention = self.ending.get(self._before_brackets(i, start))
            if (
                mention is not None
                and not is_time(self._words, mention)
                and (not mention.governed or mention.kind == "relative")
            ):
                return mention
            inner = self.starting.get(i + 1)
            if (
                inner is not None
                and inner.last == comma
                and is_free(self._words, inner)
                and inner.kind in {"name", "role"}
                and not (mention is not None and mention.governed and self._completes_place(mention, inner))
            ):
                return inner
        mention = self.starting.get(start)
        return mention if mention is not None and mention.last == comma and is_free(self._words, mention) else None

    def _completes_place(self, place: Mention, name: Mention) -> bool:
        """Whether a name only tells where a place lies: "a nurse in Columbus, OHIO, said"."""
        words = self._words
        given = words.lexicon.masculine | words.lexicon.feminine
        single = name.kind == "name" and name.last - name.first == 1 and words.low[name.first] not in given
        return single and place.name is not None and place.last == name.first - 1

    def _before_brackets(self, at: int, start: int) -> int:
        """Return `at`, or the word that opens the brackets which end there: "Rep. Jim Jordan (R-Ohio),"."""
        words = self._words
        if at > start and words.low[at - 1] == ")":
            return next((i for i in range(at - 1, start, -1) if words.low[i] == "("), at)
        return at

    def shared(self, start: int, stop: int, *, sure: float, depth: int = 0) -> Subject | None:
        """Return the subject that a later verb of the sentence shares with an earlier one."""
        if depth > _DEEP:
            return None
        words, tried = self._words, 0
        for i in range(stop, start, -1):
            tag = words.tag[i]
            infinitive = words.low[i - 1] in words.lexicon.infinitive_marks
            if infinitive or tag & (tags.BETWEEN | tags.DETERMINER):
                continue
            if tried < _TRIED and tag & (_STOPS | tags.FINITE):
                tried += 1
                earlier = self.before(i, start, depth=depth + 1)
                opens = earlier is not None and earlier.mention.first <= self._past_adverbs(start)
                if words.lexicon.capital_nouns and not opens:
                    inverted = self.after(i + 1, stop)
                    earlier = earlier if inverted is None else Subject(inverted, sure)
                if earlier is not None and self._can_act(earlier.mention):
                    return Subject(earlier.mention, min(sure, earlier.sure))
        found = self.first(start, stop)
        return Subject(found, sure) if found is not None else None

    def _past_adverbs(self, at: int) -> int:
        """Return the word after the adverbs at the head of a sentence: "AUCH die Ministerin sagte"."""
        words = self._words
        while at < len(words) - 1 and words.tag[at] & tags.BETWEEN and not words.tag[at] & tags.PRONOUN:
            at += 1
        return at

    def _can_act(self, mention: Mention) -> bool:
        if mention.kind == "pronoun":
            return bool(self._words.tag[mention.first] & (tags.MASCULINE | tags.FEMININE | tags.PLURAL))
        return mention.kind in {"name", "role"}

    def first(self, start: int, stop: int) -> Mention | None:
        """Return the first mention from `start` up to `stop` that can be a subject."""
        at = past_dateline(self._words, start)
        while at < stop:
            mention = self.starting.get(at)
            if mention is None:
                at += 1
                continue
            thing = mention.kind == "pronoun" and self._words.tag[mention.first] & tags.THING
            if not thing and mention.kind != "relative" and is_free(self._words, mention):
                return mention
            at = mention.last
        return None

    def introduced(self, start: int, stop: int) -> Mention | None:
        """Return who the words from `start` up to the colon at `stop`, without a verb of saying, make speak.

        Where the verb stands second, the subject can follow it: the first person is taken rather than the first thing.
        """
        found = self.first(start, stop)
        if found is None or not self._words.lexicon.capital_nouns or is_person(self._words, found):
            return found
        at = found.last
        while at < stop:
            mention = self.starting.get(at)
            if (
                mention is not None
                and mention.kind != "relative"
                and is_free(self._words, mention)
                and is_person(self._words, mention)
            ):
                return mention
            at = at + 1 if mention is None else mention.last
        return found

    def antecedent(self, relative: Mention) -> Mention | None:
        """Return whom "who" or "qui" stands for."""
        for at in range(relative.first, relative.first - _TO_ANTECEDENT, -1):
            mention = self.ending.get(at)
            if mention is None:
                continue
            if mention.name is None and mention.complement is not None and mention.complement[1] == mention.last:
                first, last = mention.complement
                return Mention(first=first, last=last, kind="name", name=(first, last))
            return mention
        return None

    def rest(self, at: int) -> Mention | None:
        """Return what is left, from the word `at` on, of the mention that it is in."""
        words = self._words
        for i in range(at, max(-1, at - _LONGEST), -1):
            mention = self.starting.get(i)
            if mention is None:
                continue
            if mention.last <= at:
                return None
            name = mention.name if mention.name is not None and mention.name[0] >= at else None
            if name is None and words.capital[at] and not words.lexicon.capital_nouns:
                name = (at, mention.last)
            head = next((j for j in range(at, mention.last) if not words.tag[j] & tags.DETERMINER), at)
            return Mention(first=at, last=mention.last, kind="role", name=name, head=head)
        return None
