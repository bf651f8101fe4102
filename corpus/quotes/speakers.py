"""Whom a cue makes speak: its subject, its agent, its owner, or what its preposition governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_person, is_time
from corpus.quotes.clauses import clause_start
from corpus.quotes.dropped import DroppedSubjects
from corpus.quotes.mentions import Mention
from corpus.quotes.subjects import SHARED, Subject
from corpus.quotes.texts import Texts
from corpus.quotes.word_order import WordOrder
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_TO_AGENT = 8  # words from a passive to its "by"
_TO_OWNER = 6  # words from a noun back to whose it is
_TO_TEXT = 8  # words from "heißt es" to the text
_TO_NAMED = 4  # words from "zufolge" back to what it governs
_OBJECT = 0.75  # as sure as what follows an English verb, which is its object more often: "PRAISED Roy"
_PLAIN = 0.9  # as sure as a subject right before its verb, at least


class Speakers:
    """Finds speakers in one article."""

    def __init__(self, words: Words, subjects: Subjects, cues: Sequence[Cue]) -> None:
        self._words = words
        self._subjects = subjects
        self.dropped = DroppedSubjects(words, subjects, cues, self)
        self.order = WordOrder(words, subjects)
        self.texts = Texts(words, subjects)

    def of(self, cue: Cue, start: int, stop: int) -> Subject | None:
        """Return whom the cue makes speak, within the words from `start` up to `stop`; not "man", who is nobody."""
        found = self._of(cue, start, stop)
        nobody = found is not None and self._words.low[found.mention.first] in self._words.lexicon.nobody
        nobody = nobody or (found is not None and self._is_called(cue, found.mention))
        return None if nobody else found

    def _is_called(self, cue: Cue, mention: Mention) -> bool:
        """Whether a name is told rather than words: "der TITEL LAUTET „…“"."""
        words, lexicon = self._words, self._words.lexicon
        head = None if mention.head is None else words.low[mention.head]
        return head in lexicon.things and words.low[cue.last - 1] in lexicon.naming

    def _of(self, cue: Cue, start: int, stop: int) -> Subject | None:  # noqa: PLR0911 - one return a form
        if cue.clitic is not None:
            pronoun = self._subjects.starting.get(cue.clitic)
            return None if pronoun is None else Subject(pronoun, 0.97)
        if cue.form == "before":
            own = any(self._words.tag[i] & tags.POSSESSIVE for i in range(cue.first, cue.last))
            return self.dropped.of(cue) if own else self._governed(cue, stop)
        if cue.form == "after":
            named = self._named_before(cue.first)
            return None if named is None else Subject(named, 0.9)
        if cue.passive:
            return self._quoted(cue, start, stop) if self.is_quoting(cue) else self._agent(cue, start, stop)
        if cue.form == "noun":
            return self._owner(cue)
        if cue.form in {"gerund", "infinitive"}:
            return self._unfinished(cue, start)
        return self._finite(cue, start, stop)

    def _finite(self, cue: Cue, start: int, stop: int) -> Subject | None:  # noqa: PLR0911 - one return a rule
        text = self.texts.text(cue, start)
        if text is not None:
            return text
        if cited := self.cited(cue, stop):
            return Subject(cited, 0.85)
        source = self.texts.source(cue, start, stop)
        if source is not None:
            return Subject(source, 0.85)
        final = self._subjects.of_last(cue.first, cue.last, start)
        if final is not None:
            return Subject(final, 0.9)
        goes_on = self._joined(cue, start)
        if goes_on is not None:
            return Subject(goes_on, SHARED)
        before = self._subjects.before(cue.first, start)
        inverted = self._inverted(cue, before, stop)
        if inverted is not None:
            return Subject(inverted, 0.85)
        if before is not None and before.sure <= SHARED and not is_person(self._words, before.mention):
            before = self.dropped.of(cue) or before  # "No quiso dar el plan, aunque PIDIÓ calma"
        if before is not None:
            return self.order.chosen(cue, before, start, stop) if self._words.lexicon.capital_nouns else before
        following = self.order.following(cue, stop)
        sure = _OBJECT if self._words.lexicon.bare and not self._words.lexicon.capital_nouns else 0.9
        return self.dropped.of(cue) if following is None else Subject(following, sure)

    def _inverted(self, cue: Cue, before: Subject | None, stop: int) -> Mention | None:
        """Return the subject after a verb that closes what it reports: "Le pont est sûr, a assuré hier LE MAIRE"."""
        words, lexicon = self._words, self._words.lexicon
        if not lexicon.asides or words.low[cue.first - 1] != "," or (before is not None and before.sure > SHARED):
            return None
        if not cue.speech or words.low[cue.last - 1].startswith(lexicon.addressing):
            return None
        following = self.order.following(cue, stop)
        small = tags.BETWEEN | tags.TIME
        if following is None or not all(words.tag[i] & small for i in range(cue.last, following.first)):
            return None
        source = following.head is not None and words.low[following.head] in lexicon.bodies | lexicon.bare_plurals
        return following if source or is_person(words, following) else None

    def _joined(self, cue: Cue, start: int) -> Mention | None:
        """Return who said what comes before, where a second verb of saying goes on: "Roy said it holds but ADDED"."""
        words = self._words
        if words.lexicon.capital_nouns or not cue.speech or not words.tag[cue.first - 1] & tags.JOINING:
            return None
        for i in range(cue.first - 2, start, -1):
            said = words.tag[i] & tags.SPEECH and words.tag[i] & tags.FINITE
            if said and words.quotation[i] == OUTSIDE:
                found = self._subjects.before(i, start)
                return None if found is None or found.mention.kind == "relative" else found.mention
        return None

    def _unfinished(self, cue: Cue, start: int) -> Subject | None:
        """Return the speaker of a gerund or an infinitive: beside it, or the subject of the sentence."""
        words, beside = self._words, self._subjects.ending.get(cue.first)
        if cue.form == "gerund" and beside is not None:
            if beside.kind == "pronoun" and words.tag[beside.first] & tags.BETWEEN:
                owner = self._subjects.ending.get(beside.first)
                if owner is not None:
                    return Subject(owner, 0.8)
            elif not is_time(self._words, beside) and not self._is_beside(cue, beside, start):
                heads = beside.first <= start or words.low[beside.first - 1] == ","
                if not words.lexicon.asides or (heads and not beside.governed):
                    return Subject(beside, 0.85)
        if cue.form == "gerund" and words.lexicon.asides and words.low[cue.first - 1] == "," and cue.first > start:
            return self._subjects.shared(start, cue.first - 1, sure=0.75)
        found = self._subjects.first(start, cue.first)
        return None if found is None else Subject(found, 0.75 if cue.form == "gerund" else 0.6)

    def _is_beside(self, cue: Cue, beside: Mention, start: int) -> bool:
        """Whether what stands beside the gerund is not its subject: "sent A LETTER saying", "in A PARK singing"."""
        words, lexicon = self._words, self._words.lexicon
        if not lexicon.bare or beside.first <= start or words.low[cue.first - 1] == ",":
            return False
        if beside.governed and words.low[beside.first - 1] not in lexicon.absolute and beside.name is None:
            return True
        return beside.indefinite and words.low[beside.last - 1] in lexicon.writings

    def _governed(self, cue: Cue, stop: int) -> Subject | None:
        """Return what "according to" governs."""
        words, at = self._words, cue.last
        named = self._subjects.starting.get(at) or self._subjects.rest(at)
        while named is None and at < stop and words.low[at][0].isalnum() and not words.tag[at] & tags.NO_NOUN:
            at += 1
            named = self._subjects.starting.get(at)
        if named is None or at >= stop or (not cue.speech and not self._may_think(cue, named)):
            return None
        return Subject(named, 0.95 if cue.speech else 0.7)

    def _named_before(self, at: int) -> Mention | None:
        """Return what stands before "zufolge": "ersten Angaben vom Mittwoch zufolge"."""
        for last in range(at, max(0, at - _TO_NAMED), -1):
            mention = self._subjects.ending.get(last)
            if mention is not None:
                return mention
            if not self._words.low[last - 1][0].isalnum():
                return None
        return None

    def _may_think(self, cue: Cue, mention: Mention) -> bool:
        """Whether "pour X" can mean what X thinks: at the head of a clause, before a name or a phrase."""
        words, first = self._words, cue.first
        heads = first == 0 or words.sentence[first - 1] != words.sentence[first] or words.low[first - 1] in ';:.»”"'
        tagged = words.tag[mention.first] & (tags.DETERMINER | tags.PRONOUN | tags.TITLE)
        whole = mention.kind == "name" or tagged or words.capital[mention.first]
        if not whole or mention.first != cue.last or is_time(words, mention):
            return False
        return self._judges(first, mention, heads=heads) if words.lexicon.judging else heads

    def _judges(self, at: int, mention: Mention, *, heads: bool) -> bool:
        """Whether the verb beside it makes "for" tell what somebody thinks: "FÜR Roy IST das", "das WAR FÜR Roy"."""
        words, judging = self._words, self._words.lexicon.judging
        after = mention.last < len(words) and words.low[mention.last] in judging
        head = None if mention.head is None else words.low[mention.head]
        thinks = is_person(words, mention) or (head is not None and head.endswith(words.lexicon.body_endings))
        before = at > 0 and words.low[at - 1] in judging
        quoted = mention.last < len(words) and words.quotation[mention.last] != OUTSIDE
        return (heads and after and thinks) or (before and (thinks or quoted))

    def is_quoting(self, cue: Cue) -> bool:
        """Whether the subject of the passive is who speaks: "wird Roy ZITIERT"."""
        return cue.passive and self._words.low[cue.last - 1] in self._words.lexicon.citing

    def _quoted(self, cue: Cue, start: int, stop: int) -> Subject | None:
        """Return whom somebody quotes: "Roy wird von der Zeitung zitiert", "…, wird Roy zitiert"."""
        before = self._subjects.before(cue.first, start)
        following = self.order.following(cue, stop) if before is None else None
        return before if following is None else Subject(following, 0.85)

    def cited(self, cue: Cue, stop: int) -> Mention | None:
        """Return whom somebody else quotes: "die Zeitung zitierte Roy mit den Worten"."""
        words = self._words
        if words.low[cue.first] not in words.lexicon.citing or cue.passive:
            return None
        found = None
        for i in range(cue.last, min(stop, cue.last + _TO_AGENT)):
            if words.tag[i] & tags.PREPOSITION or words.low[i] in ",.:":
                break
            found = self._subjects.starting.get(i) or found
        return found

    def _owner(self, cue: Cue) -> Subject | None:
        """Return whose claim it is: "Trump's claim", "his claim", "the claim of Trump"."""
        words = self._words
        for i in range(cue.first, max(-1, cue.first - _TO_OWNER), -1):
            mention = self._subjects.starting.get(i)
            if mention is None:
                continue
            if mention.owner is not None:
                first, last = mention.owner
                return Subject(Mention(first=first, last=last, kind="name", name=mention.owner), 0.85)
            if words.tag[i] & tags.POSSESSIVE and words.tag[i] & (tags.MASCULINE | tags.FEMININE):
                return Subject(Mention(first=i, last=i + 1, kind="pronoun"), 0.8)
            break
        after = cue.last
        if after < len(words) and words.tag[after] & tags.LINK:
            whole = self._subjects.starting.get(after + 1) or self._subjects.rest(after + 1)
            return None if whole is None else Subject(whole, 0.8)
        return None

    def _agent(self, cue: Cue, start: int, stop: int) -> Subject | None:
        """Return the agent of a passive: "qualifié par le maire de", "VON ANWOHNERN wird er als"."""
        words, german = self._words, self._words.lexicon.capital_nouns
        first, last = cue.first if german else cue.last, min(stop, cue.last + _TO_AGENT)
        last = next((i for i in range(first, last) if words.low[i] in ",.;:"), last)
        fronted = (clause_start(words, cue.first, start),) if german else ()
        agents = [i + 1 for i in (*range(first, last), *fronted) if words.tag[i] & tags.AGENT]
        starting = [self._subjects.starting[i] for i in agents if i in self._subjects.starting]
        mention = starting[0] if starting else self._subjects.rest(agents[-1]) if german and agents else None
        return None if mention is None else Subject(mention, 0.85)
