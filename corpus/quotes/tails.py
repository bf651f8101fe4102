"""Cues that follow what is quoted: “…,” he said; « … », a-t-il dit; "…", selon le maire."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import tags
from corpus.quotes.subjects import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.mentions import Mention
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

Place = Literal["tail", "late", "head", "joined", "continued", "none"]

_INVERTED_WORDS = 3  # a run this long can be followed by "said X" without a comma
_TO_FINAL = 6  # words from a run to the verb that closes its clause
_INNER_MARKS = 3  # marks that can stand after the comma which closes a run
_PLAIN = 0.9  # as sure as a subject right before its verb, at least
_CLOSING = "»”\"“’‘'›"
_DASHES = "-–—―"
_SKIPPED = tags.BETWEEN | tags.REFLEXIVE | tags.AUXILIARY
_NO_TAIL = tags.CONJUNCTION | tags.RELATIVE | tags.THAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What says who says a run: its cue, the mention of the speaker, and where the cue stands."""

    cue: Cue | None
    speaker: Mention | None
    place: Place
    sure: float  # 0 to 1


class Tails:
    """Finds the cues after the runs of one article."""

    def __init__(self, words: Words, cues: Sequence[Cue], subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._cues = cues
        self._firsts = [cue.first for cue in cues]
        self._subjects = subjects
        self._speakers = speakers

    def cues(self, start: int, stop: int) -> Sequence[Cue]:
        """Return the cues that begin from word `start` up to word `stop`."""
        return self._cues[bisect_left(self._firsts, start) : bisect_left(self._firsts, stop)]

    def of(self, run: Run, frame: Frame, stop: int) -> Attribution | None:
        """Return what follows the run, before word `stop`, about who says it."""
        words, at, comma = self._words, run.last, self._hangs(run)
        while at < stop and words.low[at] in ",.?!" + _DASHES:
            comma = comma or words.low[at] in "," + _DASHES
            at += 1
        if comma and at + 2 < stop and words.tag[at] & tags.PREPOSITION and words.tag[at + 2] & tags.NOUN:
            at += 3 if words.low[at + 1] in words.lexicon.oblique else 0  # "…", MIT DIESEN WORTEN kam er
        if at + 1 < stop and words.low[at] == ":" and words.low[at + 1] in words.lexicon.after_comma:
            at, comma = at + 2, True  # "“…”: SO sagte Roy"
        signed = self._signed(run, at, stop)
        if signed is not None:
            return signed
        for number, cue in enumerate(self.cues(at, stop)):
            if cue.form in {"before", "after"}:
                found = self._prepositional(cue, at, stop)
            elif self._speakers.is_quoting(cue):
                found = self._quoted(cue, at, stop)
            elif cue.form != "finite" or cue.passive:
                continue
            else:
                final = None if number or comma else self._verb_final(cue, frame, run, at, stop)
                found = final or self._verbal(cue, run, at, stop, comma=comma)
            if found is not None and not self._opens_clause(found):
                return found
        return None

    def is_untold(self, run: Run, frame: Frame) -> bool:
        """Whether a run is what a passive that names nobody calls something: "was als „Panik“ BEZEICHNET WIRD"."""
        words = self._words
        if not words.lexicon.capital_nouns or words.low[run.first - 1] not in words.lexicon.framing:
            return False
        cue = next(iter(self.cues(run.last, min(frame.last, run.last + _TO_FINAL))), None)
        if cue is None or not cue.passive or self._speakers.is_quoting(cue):
            return False
        parted = any(low in ",;:." for low in words.low[run.last : cue.first])
        return not parted and self._speakers.of(cue, frame.first, frame.last) is None

    def _quoted(self, cue: Cue, at: int, stop: int) -> Attribution | None:
        """Read who is quoted: “…”, wird Roy zitiert."""
        subject = self._speakers.of(cue, at, self.clause(cue.last, stop))
        if subject is None:
            return None
        return Attribution(cue=cue, speaker=subject.mention, place="tail", sure=subject.sure)

    def _opens_clause(self, found: Attribution) -> bool:
        """Whether a clause with "that" hangs on the cue: “…”, weiter hieß es, DASS."""
        words, ends = self._words, [part.last for part in (found.cue, found.speaker) if part is not None]
        comma = max(ends)
        opens = words.lexicon.capital_nouns and words.low[comma : comma + 1] == [","] and comma + 1 < len(words)
        return opens and bool(words.tag[comma + 1] & tags.THAT)

    def clause(self, at: int, stop: int) -> int:
        """Return where the sentence of the word before `at` ends, or `stop` if that is sooner."""
        sentence = self._words.sentence[at - 1]
        while at < stop and self._words.sentence[at] == sentence:
            at += 1
        return at

    def _prepositional(self, cue: Cue, at: int, stop: int) -> Attribution | None:
        subject = self._speakers.of(cue, at, self.clause(cue.last, stop))
        if subject is None:
            return None
        if cue.form == "before" and cue.first != at and self._words.low[cue.first - 1] not in "," + _DASHES:
            return None
        place: Place = "tail" if cue.form == "before" and cue.first == at else "late"
        return Attribution(cue=cue, speaker=subject.mention, place=place, sure=subject.sure)

    def _verbal(self, cue: Cue, run: Run, at: int, stop: int, *, comma: bool) -> Attribution | None:
        words = self._words
        after_comma = words.low[cue.first - 1] in ",-–—"
        close = all(words.tag[i] & _SKIPPED for i in range(at, cue.first))
        inverted = close or after_comma or self._comma_between(cue, at)
        place: Place = "tail" if close else "late"
        if cue.clitic is not None and inverted:
            pronoun = self._subjects.starting.get(cue.clitic)
            return None if pronoun is None else Attribution(cue=cue, speaker=pronoun, place=place, sure=0.97)
        text = self._speakers.texts.text(cue, at)
        if text is None and close and comma:
            source = self._speakers.texts.source(cue, at, self.clause(cue.last, stop))
            text = None if source is None else Subject(source, 0.85)
        if text is not None and (close or text.mention.kind != "pronoun"):
            return Attribution(cue=cue, speaker=text.mention, place=place, sure=text.sure)
        cited = self._speakers.cited(cue, self.clause(cue.last, stop)) if close else None
        read = self._speakers.texts.source(cue, at, stop) if close and words.lexicon.asides else None
        if cited is not None or read is not None:
            return Attribution(cue=cue, speaker=cited or read, place=place, sure=0.85)
        before = None if close else self._subjects.before(cue.first, at)
        preposed = before is not None and before.sure > _PLAIN and before.mention.kind != "relative"
        if not words.lexicon.asides and not words.lexicon.capital_nouns and cue.last < stop:
            inverted = inverted and not words.tag[cue.last] & tags.PREPOSITION
        if inverted and not preposed and (comma or after_comma or run.size >= _INVERTED_WORDS):
            mention = self._speakers.order.following(cue, self.clause(cue.last, stop))
            if mention is not None:
                return Attribution(cue=cue, speaker=mention, place=place, sure=0.97 if close else 0.9)
            opens = words.low[cue.last : cue.last + 1] == [":"]  # "…, bromeó: «…»" goes on with what follows
            dropped = self._speakers.dropped.of(cue) if close and not opens else None
            if dropped is not None:
                return Attribution(cue=cue, speaker=dropped.mention, place=place, sure=dropped.sure)
        if not words.lexicon.asides:
            comma = comma or self._closes(cue, at, stop)
        return self._preposed(cue, at, stop, comma=comma) if comma or not words.lexicon.asides else None

    def _closes(self, cue: Cue, at: int, stop: int) -> bool:
        """Whether a subject and its verb are all that follows a run that has lost its comma: “It holds” Roy said."""
        words, subject = self._words, self._subjects.starting.get(at)
        ends = cue.last >= stop or words.low[cue.last] in ".,"
        return ends and subject is not None and subject.last == cue.first and cue.speech

    def _verb_final(self, cue: Cue, frame: Frame, run: Run, at: int, stop: int) -> Attribution | None:
        """Read a verb that closes its clause after the run: "Von einem „Skandal“ sprach Roy"."""
        if not self._words.lexicon.capital_nouns or cue.first - at > _TO_FINAL or self._speakers.texts.text(cue, at):
            return None
        if any(self._words.low[i] in ",;:." for i in range(at, cue.first)):
            return None
        source = self._speakers.texts.source(cue, frame.first, stop)
        if source is not None:
            return Attribution(cue=cue, speaker=source, place="late", sure=0.85)
        mention = self._speakers.order.following(cue, self.clause(cue.last, stop))
        if mention is None:
            mention = self._subjects.of_last(cue.first, cue.last, frame.first)
        if mention is None:
            mention = self._subjects.first(frame.first, run.first)
        return None if mention is None else Attribution(cue=cue, speaker=mention, place="late", sure=0.85)

    def _hangs(self, run: Run) -> bool:
        """Whether the run ends so that its cue can follow: with a comma, a question mark, a dash."""
        words = self._words
        for i in range(run.last - 1, max(run.first, run.last - 1 - _INNER_MARKS), -1):
            if words.low[i] not in _CLOSING:
                return words.low[i] in ",?!….-—"
        return False

    def _signed(self, run: Run, at: int, stop: int) -> Attribution | None:
        """Read a name after a dash as who says it: “Never.” — Anne Roy."""
        words, mention = self._words, self._subjects.starting.get(at)
        if at == run.last or words.low[at - 1] not in _DASHES or mention is None or mention.kind != "name":
            return None
        last = mention.last
        ends = last >= stop or words.low[last] == "." or words.sentence[last] != words.sentence[at]
        broken = last < len(words) and "\n" in words.text[words.stop[last - 1] : words.start[last]]
        return Attribution(cue=None, speaker=mention, place="tail", sure=0.9) if ends or broken else None

    def _comma_between(self, cue: Cue, at: int) -> bool:
        """Whether a comma stands before the words that lead up to the cue."""
        words, i = self._words, cue.first - 1
        while i > at and words.tag[i] & _SKIPPED and words.low[i] != ",":
            i -= 1
        return i > at and words.low[i] in ",-–—"

    def _preposed(self, cue: Cue, at: int, stop: int, *, comma: bool) -> Attribution | None:
        """Read a tail with its subject before the verb: “…,” he said."""
        words, begin = self._words, at
        if words.tag[at] & (_NO_TAIL | tags.PREPOSITION) or not comma:
            after = next((i + 1 for i in range(cue.first - 1, at, -1) if words.low[i] in ",–—"), None)
            if after is None or words.tag[after] & _NO_TAIL:
                return None
            begin = after
        if cue.last < stop and words.tag[cue.last] & tags.THAT:
            return None
        subject = self._subjects.before(cue.first, begin)
        if subject is None or subject.mention.kind == "relative":
            return None
        if subject.mention.first <= at + 2 and begin == at and not words.lexicon.asides:
            place: Place = "late" if words.lexicon.capital_nouns else "tail"
            return Attribution(cue=cue, speaker=subject.mention, place=place, sure=subject.sure)
        if words.lexicon.capital_nouns:
            return None
        return Attribution(cue=cue, speaker=subject.mention, place="late", sure=subject.sure - 0.1)
