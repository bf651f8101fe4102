"""Who is the subject of a cue: the mention that the sentence gives as the one who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes import lexicon as tags
from corpus.quotes.mentions import Mention
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.words import Words

_STOPS = tags.AUXILIARY | tags.VERB
_LONGEST_BARE = 6  # words of a subject without an article: "senior campaign officials"
_PARENTHESIS = 30  # words between two commas
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a cue makes speak, and how sure that is (0 to 1)."""

    mention: Mention
    sure: float


class Subjects:
    """Finds subjects in one article."""

    def __init__(self, words: Words, mentions: Sequence[Mention]) -> None:
        self._words = words
        self.starting = {mention.first: mention for mention in mentions}
        self.ending = {mention.last: mention for mention in mentions}

    def is_time(self, mention: Mention) -> bool:
        """Whether the mention is a date: "lundi 3 mai", "last week"."""
        return any(self._words.tag[i] & tags.TIME for i in range(mention.first, mention.last))

    def after(self, start: int, stop: int) -> Mention | None:
        """Return the subject that follows a verb: "a dit à l'AFP, mardi, le ministre"."""
        words, at, commas = self._words, start, 0
        while at < stop:
            mention = self.starting.get(at)
            if mention is not None:
                if not mention.governed and not self.is_time(mention) and mention.kind != "relative":
                    return mention
                at = mention.last
                continue
            tag, low = words.tag[at], words.low[at]
            if low == ",":
                commas += 1
            if tag & (tags.THAT | _STOPS) or commas > 2 or low in '.:;«“"„?!' or words.quotation[at] != OUTSIDE:
                return None
            at += 1
        return None

    def before(self, at: int, start: int, *, depth: int = 0) -> Subject | None:
        """Return the subject of the verb whose group begins at word `at`, not looking before word `start`."""
        words, i = self._words, at - 1
        sure = 0.95
        for _ in range(_STEPS):
            if i < start or words.quotation[i] != OUTSIDE:
                break
            mention = self.ending.get(i + 1)
            if mention is not None and not (mention.kind == "pronoun" and words.tag[i] & tags.BETWEEN):
                if mention.kind == "relative" or (not mention.governed and not self.is_time(mention)):
                    return Subject(mention, sure)
                i = mention.first - 1
                sure -= 0.03
                continue
            tag, low = words.tag[i], words.low[i]
            if low == ",":
                apposed = self._across(i, start)
                if apposed is not None:
                    return Subject(apposed, sure - 0.03)
                return self._shared(start, i, depth, 0.75)
            if low in ':;.)»”"—–':
                return self._shared(start, i, depth, 0.6) if low in ')»”"—–' else None
            if tag & (_STOPS | tags.FINITE) and not tag & tags.BETWEEN and i < at - 1:
                return self._shared(start, i, depth, 0.7)
            if tag & tags.CONJUNCTION and not tag & tags.BETWEEN and not tag & tags.PREPOSITION:
                return self._shared(start, i, depth, 0.75)
            if not tag and low[0].isalpha() and not words.lexicon.asides:
                return Subject(self._bare(i, start), sure - 0.1)
            i -= 1
        if (
            depth == 0
            and i < start
            and 0 < at - start <= _LONGEST_BARE
            and not words.tag[start] & (tags.PREPOSITION | tags.CONJUNCTION)
        ):
            if words.low[start][0].isdigit() and words.quotation[start] == OUTSIDE:
                return Subject(Mention(first=start, last=at, kind="role", head=start, indefinite=True), 0.85)
        return None

    def _across(self, comma: int, start: int) -> Mention | None:
        """Return the mention before the parenthesis that ends with the comma at word `comma`."""
        words = self._words
        for i in range(comma - 1, max(start - 1, comma - _PARENTHESIS), -1):
            if words.low[i] != ",":
                continue
            mention = self.ending.get(i)
            if (
                mention is not None
                and not self.is_time(mention)
                and (not mention.governed or mention.kind == "relative")
            ):
                return mention
            inner = self.starting.get(i + 1)
            if inner is not None and inner.last == comma and self._subject_like(inner):
                return inner
        mention = self.starting.get(start)
        if mention is not None and mention.last == comma and not mention.governed and not self.is_time(mention):
            return mention
        return None

    def _can_act(self, mention: Mention) -> bool:
        if mention.kind == "pronoun":
            return bool(self._words.tag[mention.first] & (tags.MASCULINE | tags.FEMININE | tags.PLURAL))
        return mention.kind in {"name", "role"}

    def _subject_like(self, mention: Mention) -> bool:
        return not mention.governed and not self.is_time(mention) and mention.kind in {"name", "role"}

    def _shared(self, start: int, stop: int, depth: int, sure: float) -> Subject | None:
        """Return the subject that a later verb of the sentence shares: the first of the sentence."""
        if depth > 1:
            return None
        for i in range(stop, start, -1):
            if self._words.tag[i] & (_STOPS | tags.FINITE) and not self._words.tag[i] & (
                tags.BETWEEN | tags.DETERMINER
            ):
                earlier = self.before(i, start, depth=depth + 1)
                if earlier is not None and self._can_act(earlier.mention):
                    return Subject(earlier.mention, min(sure, earlier.sure))
        found = self.first(start, stop)
        return Subject(found, sure) if found is not None else None

    def first(self, start: int, stop: int) -> Mention | None:
        """Return the first mention from `start` up to `stop` that can be a subject."""
        at = start
        while at < stop:
            mention = self.starting.get(at)
            if mention is None:
                at += 1
                continue
            thing = mention.kind == "pronoun" and self._words.tag[mention.first] & tags.THING
            if not mention.governed and not thing and mention.kind != "relative" and not self.is_time(mention):
                return mention
            at = mention.last
        return None

    def antecedent(self, relative: Mention) -> Mention | None:
        """Return whom "who" or "qui" stands for."""
        at = relative.first
        for _ in range(4):
            mention = self.ending.get(at)
            if mention is not None:
                if mention.name is None and mention.complement is not None and mention.complement[1] == mention.last:
                    first, last = mention.complement
                    return Mention(first=first, last=last, kind="name", name=(first, last))
                return mention
            at -= 1
        return None

    def _bare(self, last: int, start: int) -> Mention:
        words, first = self._words, last
        while (
            first > start
            and last - first < _LONGEST_BARE
            and words.quotation[first - 1] == OUTSIDE
            and (not words.tag[first - 1] or words.capital[first - 1])
            and words.low[first - 1][0].isalnum()
        ):
            first -= 1
        return Mention(first=first, last=last + 1, kind="role", head=last)

    def of(self, cue: Cue, start: int, stop: int) -> Subject | None:
        """Return the subject of a cue within the words from `start` up to `stop`."""
        words = self._words
        if cue.clitic is not None:
            pronoun = self.starting.get(cue.clitic)
            return None if pronoun is None else Subject(pronoun, 0.97)
        if cue.form == "before":
            named = self._governed_by(cue.last, stop)
            if named is not None and not cue.speech and not self._may_think(cue, named):
                return None
            return None if named is None else Subject(named, 0.95 if cue.speech else 0.7)
        if cue.form == "after":
            named = self.ending.get(cue.first)
            return None if named is None else Subject(named, 0.9)
        if cue.passive:
            return self._agent(cue, stop)
        if cue.form == "noun":
            return self._owner(cue)
        beside = self.ending.get(cue.first)
        object_like = beside is not None and beside.kind == "pronoun" and words.tag[beside.first] & tags.BETWEEN
        if cue.form == "gerund" and beside is not None and object_like:
            owner = self.ending.get(beside.first)
            if owner is not None:
                return Subject(owner, 0.8)
        if cue.form == "gerund" and beside is not None and not object_like and not self.is_time(beside):
            heads = beside.first <= start or words.low[beside.first - 1] == ","
            if not words.lexicon.asides or (heads and not beside.governed):
                return Subject(beside, 0.85)
        if cue.form in {"gerund", "infinitive"}:
            found = self.first(start, cue.first)
            return None if found is None else Subject(found, 0.75 if cue.form == "gerund" else 0.6)
        impersonal = self._impersonal(cue)
        if impersonal is not None:
            return Subject(impersonal, 0.85)
        found_before = self.before(cue.first, start)
        if found_before is not None and words.lexicon.capital_nouns:
            return self._second(cue, found_before, stop)
        if found_before is None:
            following = self.following(cue, stop)
            return None if following is None else Subject(following, 0.9)
        return found_before

    def _may_think(self, cue: Cue, mention: Mention) -> bool:
        """Whether "pour X" can mean what X thinks: at the head of a clause, before a name or a phrase."""
        words = self._words
        heads = (
            cue.first == 0
            or words.sentence[cue.first - 1] != words.sentence[cue.first]
            or words.low[cue.first - 1] in ';:.»”"'
        )
        whole = mention.kind == "name" or bool(
            words.tag[mention.first] & (tags.DETERMINER | tags.PRONOUN | tags.TITLE) or words.capital[mention.first]
        )
        return heads and whole and mention.first == cue.last and not self.is_time(mention)

    def _second(self, cue: Cue, before: Subject, stop: int) -> Subject:
        """Choose, where the verb stands second, between the subject before it and the one after: "Ihm sagte Karma"."""
        words, mention = self._words, before.mention
        following = self.following(cue, stop)
        if following is None:
            return before
        if following.kind == "pronoun" and words.tag[following.first] & tags.MASCULINE:
            return Subject(following, 0.95)
        near = all(words.tag[i] & tags.BETWEEN for i in range(cue.last, following.first))
        nominative = words.low[following.first] not in words.lexicon.oblique
        opening = mention.last - mention.first == 1 and mention.kind == "role" and before.sure > 0.9  # noqa: PLR2004
        masculine = words.low[following.first] in words.lexicon.masculine_determiners or following.kind == "pronoun"
        unfit = words.low[mention.first] in words.lexicon.oblique or (
            opening and masculine and words.low[mention.first] not in words.lexicon.bodies
        )
        if (unfit and nominative) or (
            near and following.kind == "name" and not words.tag[following.first] & tags.DETERMINER
        ):
            return Subject(following, 0.88)
        return before

    def following(self, cue: Cue, stop: int) -> Mention | None:
        """Return the subject after the verb, or between the parts of it: "hatte VW-Chef Winterkorn erklärt"."""
        for i in range(cue.first + 1, cue.last):
            mention = self.starting.get(i)
            if (
                mention is not None
                and self._subject_like(mention)
                and self._words.low[i] not in self._words.lexicon.oblique
            ):
                return mention
        return self.after(cue.last, stop)

    def _impersonal(self, cue: Cue) -> Mention | None:
        """Return what says it in "heißt es in dem Schreiben"."""
        words, at = self._words, cue.last
        if (
            not words.lexicon.capital_nouns
            or not words.low[cue.last - 1].startswith("hei")
            and words.low[cue.last - 1] != "hieß"
        ):
            return None
        if at + 1 < len(words) and words.low[at] == "es" and words.tag[at + 1] & tags.PREPOSITION:
            return self.starting.get(at + 2) or self._rest(at + 2)
        return None

    def _owner(self, cue: Cue) -> Subject | None:
        """Return whose claim it is: "Trump's claim", "his claim", "the claim of Trump"."""
        words = self._words
        for i in range(cue.first, max(-1, cue.first - 6), -1):
            mention = self.starting.get(i)
            if mention is None:
                continue
            if mention.owner is not None:
                return Subject(
                    Mention(first=mention.owner[0], last=mention.owner[1], kind="name", name=mention.owner), 0.85
                )
            if words.tag[i] & tags.POSSESSIVE and words.tag[i] & (tags.MASCULINE | tags.FEMININE):
                return Subject(Mention(first=i, last=i + 1, kind="pronoun"), 0.8)
            break
        after = cue.last
        if after < len(words) and words.tag[after] & tags.LINK:
            whole = self.starting.get(after + 1) or self._rest(after + 1)
            return None if whole is None else Subject(whole, 0.8)
        return None

    def _rest(self, at: int) -> Mention | None:
        """Return what is left of the mention that the word `at` is in."""
        for i in range(at, max(-1, at - 14), -1):
            mention = self.starting.get(i)
            if mention is not None:
                if mention.last <= at:
                    return None
                name = mention.name if mention.name is not None and mention.name[0] >= at else None
                words = self._words
                if name is None and words.capital[at] and not words.lexicon.capital_nouns:
                    name = (at, mention.last)
                head = next((j for j in range(at, mention.last) if not words.tag[j] & tags.DETERMINER), at)
                return Mention(first=at, last=mention.last, kind="role", name=name, head=head)
        return None

    def _governed_by(self, at: int, stop: int) -> Mention | None:
        rest = self._rest(at)
        if rest is not None and at not in self.starting:
            return rest
        while at < stop and at not in self.starting:
            if not self._words.low[at][0].isalnum() or self._words.tag[at] & _STOPS:
                return None
            at += 1
        return self.starting.get(at) if at < stop else None

    def _agent(self, cue: Cue, stop: int) -> Subject | None:
        for i in range(cue.last, min(stop, cue.last + 8)):
            if self._words.low[i] in ",.;:":
                break
            if self._words.tag[i] & tags.AGENT:
                mention = self.starting.get(i + 1)
                return None if mention is None else Subject(mention, 0.85)
        return None
