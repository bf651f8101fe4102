"""How far the clause goes that a cue reports: "that …", what stands before ", he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.appositions import past_apposition, past_fillers
from corpus.quotes.cases import is_setting
from corpus.quotes.clauses import opens_no_object, verb_is_last
from corpus.quotes.complements import opening
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.attribution import Attributor
    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame
    from corpus.quotes.mentions import Mention
    from corpus.quotes.subjects import Subject, Subjects
    from corpus.quotes.words import Words

Part = tuple[int, int]  # the words from the first up to, not including, the last

_TO_THAT = 12  # words from a verb to its "that"
_LONGEST = 80  # words of a sentence that is pointed back to
_RESUMES = tags.AUXILIARY | tags.VERB | tags.FINITE | tags.REPORTED | tags.THAT
_LONG_TAIL = 25  # the same where the verb comes first: "…, SAGTE Roy gestern in Bonn der Zeitung"
_UNITS = "%‰€$£°"
_TAIL = 8  # words that can follow a cue which closes its sentence


class ReportedClauses:
    """Finds how far the clause goes that a cue reports."""

    def __init__(self, words: Words, frame: Frame, attributor: Attributor, subjects: Subjects) -> None:
        self._words = words
        self._frame = frame
        self._attributor = attributor
        self._subjects = subjects

    def of(self, cue: Cue, subject: Subject) -> tuple[Part, ...]:
        """Return the words of the clause, in two parts where the cue stands inside it; none if it reports nothing."""
        if cue.form in {"before", "after"}:
            return self._prepositional(cue, subject)
        clause = self._pointed(cue) or self._as(cue) or self._verbal(cue, subject)
        return () if clause is None else (clause,)

    def told(self, cue: Cue) -> tuple[Part, ...]:
        """Return what a passive reports, which often nobody says: "Es WURDE BEKANNT, dass …"."""
        words, start = self._words, self._after(cue)
        that = self._that(cue)
        if that is not None:
            return ((that, self._end(that + 1, cue)),)
        if start + 1 >= self._frame.last or words.low[start] != ",":
            return ()
        stop = self._end(start + 1, cue)
        clause = range(start + 1, stop)
        if any(words.tag[i] & tags.REPORTED for i in clause):
            return ((start + 1, stop),)
        marks = (i for i in clause if words.low[i] in words.lexicon.infinitive_marks)
        hangs = any(not words.capital[i + 1] and not words.tag[i + 1] & tags.DETERMINER for i in marks if i + 1 < stop)
        return ((start + 1, stop),) if hangs else ()

    def _pointed(self, cue: Cue) -> Part | None:
        """Return what "that" points back to: "Die Brücke ist zu. Das teilte die Polizei mit"."""
        words, frame = self._words, self._frame
        at = cue.first - 1
        if at < frame.first or words.low[at] not in words.lexicon.pointers or not cue.speech:
            return None
        if at > frame.first and words.low[at - 1] == ",":
            return self._begin(at - 1), at - 1
        if at > frame.first or not at or any(words.tag[i] & tags.THAT for i in range(cue.last, frame.last)):
            return None
        start = at - 1
        while start > max(0, at - _LONGEST) and words.sentence[start - 1] == words.sentence[at - 1]:
            start -= 1
        return start, self.trim(start, at)

    def _as(self, cue: Cue) -> Part | None:
        """Return what "as X said" is said of: "Wie die Polizei mitteilte, ist …", "…, wie die Polizei mitteilte"."""
        words, frame = self._words, self._frame
        if not words.lexicon.capital_nouns or cue.form != "finite":
            return None
        at = next(
            (
                i
                for i in range(cue.first - 1, frame.first - 1, -1)
                if words.low[i] in ",.;:" or words.low[i] in words.lexicon.as_words
            ),
            None,
        )
        if at is None or words.low[at] not in words.lexicon.as_words:
            return None
        if at > frame.first and words.low[at - 1] == ",":
            start = self._begin(at - 1)
            return (start, at - 1) if start < at - 1 else None
        comma = next((i for i in range(cue.last, frame.last) if words.low[i] == ","), None)
        opens = at <= frame.first + 1
        return (comma + 1, self._end(comma + 1, cue)) if opens and comma is not None else None

    def _verbal(self, cue: Cue, subject: Subject) -> Part | None:
        words, that = self._words, self._that(cue)
        if that is not None:
            return that, self._end(that + 1, cue)
        if cue.form == "noun":
            return None
        if cue.form == "finite":
            tail = self._tail(cue, subject) or self._infinitive(cue)
            if tail is not None:
                return tail
        if words.lexicon.bare and cue.form in {"finite", "gerund", "infinitive"}:
            return self._complement(cue, subject)
        return None

    def _that(self, cue: Cue) -> int | None:
        """Return the "that" of the clause that hangs on the verb."""
        words, limit = self._words, min(self._frame.last, cue.last + _TO_THAT)
        opens = (i for i in range(cue.last, limit) if words.tag[i] & (tags.THAT | tags.WHETHER))
        that = next((i for i in opens if words.quotation[i] == OUTSIDE), None)
        if that is None or not (cue.speech or that == cue.last) or not self._reaches(cue, that):
            return None
        parted = words.lexicon.capital_nouns and "," in words.low[cue.last : that - 1]
        return None if parted and not words.tag[that] & tags.THAT else that  # "sagte, er wisse nicht, WAS"

    def _after(self, cue: Cue) -> int:
        """Return the word after the verb and what closes its group: "weil bekannt WURDE", "vermutet WIRD"."""
        words, at = self._words, cue.last
        particles = words.lexicon.separable.get(words.low[at - 1], ())
        while words.lexicon.capital_nouns and at < self._frame.last:
            if not words.tag[at] & tags.AUXILIARY and words.low[at] not in particles:
                break
            at += 1
        return at

    def _reaches(self, cue: Cue, that: int) -> bool:
        """Whether only the verb's other complements stand between it and its "that"."""
        words, between = self._words, range(self._after(cue), that)
        others = self._attributor.cues(cue.last, that) if words.lexicon.bare else ()
        if any(other.form in {"finite", "noun"} for other in others):
            return False
        if words.lexicon.asides and opens_no_object(words, cue.last, that):
            return False
        return not any(words.low[i] in ".;:" or words.tag[i] & (tags.VERB | tags.AUXILIARY) for i in between)

    def _prepositional(self, cue: Cue, subject: Subject) -> tuple[Part, ...]:
        words, frame, mention = self._words, self._frame, subject.mention
        first, last = min(cue.first, mention.first), max(cue.last, mention.last)
        opens = first <= frame.first + (cue.form == "before") or words.low[first - 1] in ":;–—"
        if cue.form == "before" and opens and (cue.speech or not words.lexicon.judging):
            return (self._opened(cue, mention),)
        if cue.form == "after" and (opens or first <= frame.first + 1 or mention.kind == "relative"):
            return ((last, self._end(last, cue)),)
        if not cue.speech:
            return ()
        return self._around(cue, first, last)

    def _opened(self, cue: Cue, mention: Mention) -> Part:
        """Return what follows "according to X," at the head of a sentence."""
        words, frame = self._words, self._frame
        comma = next((i for i in range(mention.last, frame.last) if words.low[i] == ","), None)
        comma = comma and past_apposition(words, self._subjects, comma, frame.last)
        start = (
            mention.last if comma is None or words.lexicon.capital_nouns else past_fillers(words, comma + 1, frame.last)
        )
        if comma is not None and words.lexicon.capital_nouns and comma == mention.last:
            start = comma + 1
        return start, self._end(start, cue)

    def _around(self, cue: Cue, first: int, last: int) -> tuple[Part, ...]:
        """Return the clause in which "according to X", the words from `first` up to `last`, stands."""
        words, frame = self._words, self._frame
        start = self._begin(first)
        parted = words.low[first - 1] == ","
        if parted and words.lexicon.capital_nouns:
            resumed = self._resumed(last, first)
            if resumed is not None:
                return ((start, self.trim(start, first)), (resumed, self._end(resumed, cue)))
        if not words.lexicon.capital_nouns or parted or last >= frame.last or not words.low[last][0].isalnum():
            return ((start, self.trim(start, first)),)
        comma = next((i for i in range(first - 1, start, -1) if words.low[i] == ","), None)
        fronted = comma is not None and bool(words.tag[comma + 1] & (tags.AUXILIARY | tags.VERB | tags.FINITE))
        start = start if comma is None or fronted else comma + 1  # "weil es regnet, IST laut Roy der Steg zu"
        stop = self._end(last, cue)
        if comma is not None and verb_is_last(words, last):
            stop = next((i for i in range(last, stop) if words.low[i] == ","), stop)
        before, after = (start, self.trim(start, first)), (last, stop)
        return tuple(part for part in (before, after) if part[0] < part[1])

    def _resumed(self, last: int, first: int) -> int | None:
        """Return where the clause goes on that an aside up to word `last` parts: "Die Brücke, so Roy, IST zu"."""
        words, stop = self._words, min(self._frame.last - 1, last + _TAIL)
        comma = next((i for i in range(last, stop) if words.low[i] in ",.;:"), None)
        if comma is None or words.low[comma] != ",":
            return None
        begun = words.tag[first - 2] & (tags.AUXILIARY | tags.REPORTED)  # "Der Steg SEI, so Roy, zu"
        return comma + 1 if begun or words.tag[comma + 1] & _RESUMES else None

    def _tail(self, cue: Cue, subject: Subject) -> Part | None:
        """Return what stands before ", a dit X" or ", X said", where that closes the sentence."""
        words, frame, mention = self._words, self._frame, subject.mention
        first = min(cue.first, mention.first) if mention.first >= frame.first else cue.first
        if not cue.speech or first <= frame.first or words.low[first - 1] != "," or self._has_object(cue):
            return None
        if mention.kind == "relative" or any(low in words.lexicon.negations for low in words.low[first : cue.last]):
            return None
        if words.lexicon.capital_nouns and mention.first < cue.first:
            return None
        after = max(cue.last, mention.last)
        stop = next((i for i in range(after, frame.last) if words.low[i] in ",.;"), frame.last)
        loose = after < frame.last and words.tag[after] & (tags.PREPOSITION | tags.TIME | tags.BETWEEN)
        last = words.lexicon.capital_nouns and words.low[stop : stop + 1] != [","]
        if stop - after > (_LONG_TAIL if last else _TAIL if loose else 2):
            return None
        start = self._begin(first - 1)
        if words.low[start] in words.lexicon.contrasts:
            return None  # "WÄHREND Roy das sagte, sprach Riou"
        return (start, first - 1) if start < first - 1 and not is_setting(words, start, first - 1) else None

    def _has_object(self, cue: Cue) -> bool:
        """Whether a pronoun before the verb already is what is said: "…, il L'a réaffirmé"."""
        before = self._words.tag[cue.first - 1]
        return cue.clitic is None and bool(before & tags.BETWEEN and before & tags.DETERMINER)

    def _infinitive(self, cue: Cue) -> Part | None:
        """Return the clause without "that" whose verb is an infinitive: "Roy a dit NE PAS SE SOUVENIR du pont"."""
        words, at = self._words, cue.last
        while at < self._frame.last and words.tag[at] & tags.BETWEEN:
            at += 1
        if at >= self._frame.last or not cue.speech or words.capital[at] or words.quotation[at] != OUTSIDE:
            return None
        plain = not words.tag[at] or words.tag[at] & (tags.INFINITIVE | tags.AUXILIARY)
        if not plain or not words.low[at].endswith(words.lexicon.infinitive_endings):
            return None
        if any(
            low.startswith(words.lexicon.thinking) or low in words.lexicon.negations
            for low in words.low[cue.first : cue.last]
        ):
            return None
        return cue.last, self._end(cue.last, cue)

    def _complement(self, cue: Cue, subject: Subject) -> Part | None:
        """Return what follows the verb itself: "said the plan was dead", "sagte, der Plan sei tot"."""
        words, frame = self._words, self._frame
        start = max(cue.last, subject.mention.last if subject.mention.first >= cue.last else cue.last)
        if start >= frame.last:
            return None
        if words.lexicon.capital_nouns:
            said = cue.speech and words.low[cue.last - 1] not in words.lexicon.deeds
            first = opening(words, start, frame.last) if said else None
            return None if first is None else (first, self._end(first, cue))
        while start < frame.last and words.tag[start] & tags.BETWEEN and not words.tag[start] & tags.DETERMINER:
            start += 1
        if start >= frame.last or not words.low[start][0].isalnum():
            return None
        return start, self._end(start, cue)

    def _begin(self, stop: int) -> int:
        """Return where the clause begins that ends before the word `stop`."""
        words, start = self._words, self._frame.first
        for i in range(stop - 1, start, -1):
            if words.low[i] in ":;" or (words.low[i] == "(" and ")" not in words.low[i:stop]):
                return i + 1
        while start < stop and not words.low[start][0].isalnum() and words.quotation[start] == OUTSIDE:
            start += 1
        return start

    def _end(self, start: int, cue: Cue) -> int:
        """Return where the clause ends that begins with the word `start`: with the sentence, or at the next cue's."""
        words, stop = self._words, self._frame.last
        for other in self._attributor.cues(start, stop):
            if other.first <= cue.first or other.passive:
                continue
            before = other.first - 1
            if words.low[before] == "," and other.form in {"gerund", "before"}:
                return self.trim(start, before)
            if words.tag[before] & tags.JOINING and other.form == "finite" and other.speech:
                return self.trim(start, before)
            subject = (
                self._subjects.before(other.first, start) if words.lexicon.capital_nouns and other.speech else None
            )
            first = start if subject is None else subject.mention.first
            if first > start and words.tag[first - 1] & tags.JOINING and other.form == "finite":
                return self.trim(start, first - 1)  # "kritisierte, das sei falsch UND RIOU FORDERTE"
            if other.form == "finite" and other.clitic is not None and words.low[before] == ",":
                return self.trim(start, before)
        return self.trim(start, stop)

    def trim(self, start: int, stop: int) -> int:
        """Return `stop` without the marks before it."""
        words = self._words
        while stop > start and words.quotation[stop - 1] == OUTSIDE:
            if words.low[stop - 1][0].isalnum() or words.low[stop - 1] in _UNITS:
                break
            stop -= 1
        return stop
