"""Which cue makes whom say each quoted run of a frame."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import lexicon as tags
from corpus.quotes.mentions import Mention
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

Place = Literal["tail", "late", "head", "joined", "continued", "none"]

_TITLE_WORDS = 16  # a title is no longer than this
_SCARE_WORDS = 3
_SENTENCE_WORDS = 4  # from here on a quoted run can be a sentence of its own
_SHORT_WORD = 3  # letters
_INVERTED_WORDS = 3  # a run this long can be followed by "said X" without a comma
_TO_FINAL = 6  # words from a run to the verb that closes its clause
_CLOSING = "»”\"“’‘'›"
_SKIPPED = tags.BETWEEN | tags.REFLEXIVE | tags.AUXILIARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What says who says a run: its cue, the mention of the speaker, and where the cue stands."""

    cue: Cue | None
    speaker: Mention | None
    place: Place
    sure: float  # 0 to 1


class Attributor:
    """Attributes the runs of one article, frame by frame."""

    def __init__(self, words: Words, cues: Sequence[Cue], subjects: Subjects) -> None:
        self._words = words
        self._cues = cues
        self._firsts = [cue.first for cue in cues]
        self._subjects = subjects

    def cues(self, start: int, stop: int) -> Sequence[Cue]:
        """Return the cues that begin from word `start` up to word `stop`."""
        return self._cues[bisect_left(self._firsts, start) : bisect_left(self._firsts, stop)]

    def of(self, frame: Frame) -> list[Attribution | None]:
        """Return for each run of the frame what the frame itself says about who says it."""
        runs = frame.runs
        found: list[Attribution | None] = [None] * len(runs)
        titles = [self.is_title(frame, run) for run in runs]
        used: set[int] = set()
        for number, run in enumerate(runs):
            stop = runs[number + 1].first if number + 1 < len(runs) else frame.last
            tail = self._tail(run, frame, stop)
            if tail is not None and not (titles[number] and (tail.place == "late" or self._is_name(frame, run))):
                found[number] = tail
                if tail.cue is not None:
                    used.add(tail.cue.first)
        for number, run in enumerate(runs):
            if found[number] is not None and found[number].place == "tail":  # type: ignore[union-attr]
                continue
            start = runs[number - 1].last if number else frame.first
            head = self._head(run, frame, start, used)
            if head is not None and not titles[number]:
                found[number] = head
        self._join(frame, found, titles)
        return found

    def is_title(self, frame: Frame, run: Run) -> bool:
        """Whether the run is a title, a nickname or a label that nobody said."""
        words = self._words
        if run.size > _TITLE_WORDS:
            return False
        if self._is_subject(frame, run):
            return True
        before = run.first - 1
        while (
            before >= frame.first
            and words.tag[before] & (tags.DETERMINER | tags.LINK)
            and words.low[before] not in words.lexicon.unsaid
        ):
            before -= 1
        if before < frame.first or words.quotation[before] != OUTSIDE:
            return False
        if words.low[before] in words.lexicon.unsaid and words.low[run.first - 1] != ":":
            said = words.tag[before] & tags.CUE and (before < run.first - 1 or words.tag[before - 1] & _SKIPPED)
            if not said:
                return True
        inner = next((i for i in range(run.first, run.last) if words.low[i][0].isalnum()), run.first)
        direct = words.low[run.first - 1] in ":,.?!;" or words.tag[run.first - 1] & (tags.CUE | tags.THAT)
        ends = words.text[run.content.stop - 1] in ".!?…"
        if words.capital[inner] and self._in_parentheses(frame, run):
            return True
        return bool(words.capital[inner] and not direct and not ends and not words.lexicon.capital_nouns)

    def _in_parentheses(self, frame: Frame, run: Run) -> bool:
        for i in range(run.first - 1, frame.first - 1, -1):
            if self._words.low[i] in "()" and self._words.quotation[i] == OUTSIDE:
                return self._words.low[i] == "("
        return False

    def _is_name(self, frame: Frame, run: Run) -> bool:
        """Whether the run is written like the name of a work, after a preposition: on “Fox News Sunday”."""
        words = self._words
        inner = [i for i in range(run.first, run.last) if words.low[i][0].isalnum()]
        capitals = all(words.capital[i] or len(words.low[i]) <= _SHORT_WORD for i in inner)
        before = words.tag[run.first - 1] if run.first > frame.first else 0
        return capitals and len(inner) > 1 and bool(before & tags.PREPOSITION)

    def _is_subject(self, frame: Frame, run: Run) -> bool:
        """Whether a short run begins the frame as the subject of its verb: «L'Ogre des Ardennes» s'applique à …"""
        words = self._words
        if run.first != frame.first or run.last >= frame.last or run.size > _SENTENCE_WORDS:
            return False
        after, inner = words.tag[run.last], words.text[run.content.stop - 1]
        return (
            inner not in ".!?…"
            and bool(after & (_SKIPPED | tags.VERB | tags.PREPOSITION))
            and words.low[run.last - 2] != ","
        )

    def _tail(self, run: Run, frame: Frame, stop: int) -> Attribution | None:
        words = self._words
        at, comma = run.last, self._hangs(run)
        while at < stop and words.low[at] in ",-–—―.?!":
            comma = comma or words.low[at] in ",-–—―"
            at += 1
        signed = self._signed(run, at, stop)
        if signed is not None:
            return signed
        first = at
        for cue in self.cues(at, stop):
            place: Place = "tail" if first == at else "late"
            after_comma = cue.first > frame.first and words.low[cue.first - 1] in ",-–—"
            skipped = all(words.tag[i] & _SKIPPED for i in range(at, cue.first))
            if cue.form == "before":
                made = self._made(cue, "tail" if cue.first == at else "late", at, stop, frame)
                if made is not None and (cue.first == at or after_comma):
                    return made
                continue
            if cue.form == "after":
                return self._made(cue, "late", at, stop, frame)
            if cue.form != "finite" or cue.passive:
                continue
            inverted_place = skipped or after_comma or self._after_comma_between(cue, at)
            if words.lexicon.capital_nouns and first == at and cue.first - at <= _TO_FINAL:
                final = self._verb_final(cue, frame, run, at, stop)
                if final is not None:
                    return final
            if cue.clitic is not None and inverted_place:
                return self._made(cue, "tail" if skipped else "late", at, stop, frame)
            before = None if skipped else self._subjects.before(cue.first, at)
            preposed = before is not None and before.sure > 0.9 and before.mention.kind != "relative"  # noqa: PLR2004
            if inverted_place and not preposed and (comma or after_comma or run.size >= _INVERTED_WORDS):
                mention = self._subjects.following(cue, self._clause(cue.last, stop))
                if mention is not None:
                    sure = 0.97 if skipped else 0.9
                    return Attribution(cue=cue, speaker=mention, place="tail" if skipped else "late", sure=sure)
            if not words.lexicon.asides or comma:
                subject = self._preposed(cue, at, stop, comma=comma)
                if subject is not None:
                    return Attribution(cue=cue, speaker=subject[0], place=subject[1], sure=subject[2])
            first = -1
        return None

    def _verb_final(self, cue: Cue, frame: Frame, run: Run, at: int, stop: int) -> Attribution | None:
        """Read a verb that closes its clause after the run: "Von einem „Skandal“ sprach Roy"."""
        if any(self._words.low[i] in ",;:." for i in range(at, cue.first)):
            return None
        mention = self._subjects.following(cue, self._clause(cue.last, stop))
        if mention is None:
            mention = self._subjects.first(frame.first, run.first)
        return None if mention is None else Attribution(cue=cue, speaker=mention, place="late", sure=0.85)

    def _hangs(self, run: Run) -> bool:
        """Whether the run ends so that its cue can follow: with a comma, a question mark, a dash."""
        words = self._words
        for i in range(run.last - 1, max(run.first, run.last - 4), -1):
            if words.low[i] not in _CLOSING:
                return words.low[i] in ",?!….-—"
        return False

    def _signed(self, run: Run, at: int, stop: int) -> Attribution | None:
        """Read a name after a dash as who says it: “Never.” — Anne Roy."""
        words = self._words
        mention = self._subjects.starting.get(at)
        if at == run.last or words.low[at - 1] not in "-–—―" or mention is None or mention.kind != "name":
            return None
        ends = (
            mention.last >= stop or words.low[mention.last] == "." or words.sentence[mention.last] != words.sentence[at]
        )
        broken = (
            mention.last < len(words) and "\n" in words.text[words.stop[mention.last - 1] : words.start[mention.last]]
        )
        return Attribution(cue=None, speaker=mention, place="tail", sure=0.9) if ends or broken else None

    def _after_comma_between(self, cue: Cue, at: int) -> bool:
        i = cue.first - 1
        while i > at and self._words.tag[i] & _SKIPPED and not self._words.low[i] == ",":
            i -= 1
        return i > at and self._words.low[i] in ",-–—"

    def _clause(self, at: int, stop: int) -> int:
        """Return where the sentence of the word `at` ends, or `stop` if that is sooner."""
        sentence = self._words.sentence[at - 1]
        while at < stop and self._words.sentence[at] == sentence:
            at += 1
        return at

    def _preposed(self, cue: Cue, at: int, stop: int, *, comma: bool) -> tuple[Mention, Place, float] | None:
        """Return the subject of a tail that puts it before the verb: “…,” he said."""
        words = self._words
        if words.tag[at] & (tags.CONJUNCTION | tags.RELATIVE | tags.THAT | tags.PREPOSITION) or not comma:
            begin = next((i + 1 for i in range(cue.first - 1, at, -1) if words.low[i] in ",–—"), None)
            if begin is None or words.tag[begin] & (tags.CONJUNCTION | tags.RELATIVE | tags.THAT):
                return None
        else:
            begin = at
        if cue.last < stop and words.tag[cue.last] & tags.THAT:
            return None
        subject = self._subjects.before(cue.first, begin)
        if subject is None or subject.mention.kind == "relative":
            return None
        close = subject.mention.first <= at + 2 and begin == at and not words.lexicon.asides
        place: Place = "tail" if close else "late"
        return subject.mention, place, subject.sure if place == "tail" else subject.sure - 0.1

    def _head(self, run: Run, frame: Frame, start: int, used: set[int]) -> Attribution | None:
        words = self._words
        for cue in self._ranked(self.cues(start, run.first), run):
            if cue.first in used and not self._opens(cue, run):
                continue
            if cue.form == "participle" and "," in words.low[cue.last : run.first]:
                continue
            made = self._made(cue, "head", frame.first, run.first, frame)
            if made is not None:
                return made
        if run.first > frame.first and words.low[run.first - 1] == ":":
            subject = self._subjects.first(start, run.first)
            if subject is not None:
                return Attribution(cue=None, speaker=subject, place="head", sure=0.75)
        return self._speaker_inside(run)

    def _speaker_inside(self, run: Run) -> Attribution | None:
        """Read the speaker of a transcript inside the marks: "WALLACE: …"."""
        words = self._words
        at = next((i for i in range(run.first, run.last) if words.low[i][0].isalnum()), run.last)
        stop = at
        while stop < run.last and words.span(stop, stop + 1).of(words.text).isupper() and words.low[stop][0].isalpha():
            stop += 1
        if stop == at or stop >= run.last or words.low[stop] != ":" or len(words.low[at]) == 1:
            return None
        mention = Mention(first=at, last=stop, kind="name", name=(at, stop))
        return Attribution(cue=None, speaker=mention, place="head", sure=0.9)

    def _ranked(self, cues: Sequence[Cue], run: Run) -> list[Cue]:
        """Order the cues before a run: the last first, but a verb of saying with "that" before what it governs."""
        words = self._words
        ranked = sorted(reversed(cues), key=lambda cue: cue.form == "participle")
        for number, cue in enumerate(ranked):
            near = all(
                words.low[i] in ",:" or words.tag[i] & (tags.DETERMINER | tags.PREPOSITION | tags.TIME)
                for i in range(cue.last, run.first)
            )
            governs = cue.form not in {"before", "noun"} and self._governs(cue, run)
            if cue.speech and (near or governs):
                outer = number + 1
                while outer < len(ranked) and self._echoes(ranked[outer], ranked[outer - 1]):
                    outer += 1
                return [ranked[outer - 1], *ranked[: outer - 1], *ranked[outer:]]
        return ranked

    def _echoes(self, outer: Cue, inner: Cue) -> bool:
        """Whether the inner cue's subject only repeats the outer's: "she SAID she THINKS"."""
        words = self._words
        return (
            words.lexicon.bare
            and outer.speech
            and outer.form == "finite"
            and inner.first == outer.last + 1
            and bool(words.tag[outer.last] & (tags.MASCULINE | tags.FEMININE | tags.PLURAL | tags.THING))
        )

    def _governs(self, cue: Cue, run: Run) -> bool:
        """Whether a clause with "that" hangs on the cue, or, in English, one without."""
        words = self._words
        stop = min(cue.last + 8, run.first)
        if any(words.tag[i] & tags.THAT for i in range(cue.last, stop)):
            return True
        bare = words.lexicon.bare and not words.lexicon.capital_nouns and cue.form in {"finite", "gerund"}
        subject = self._subjects.starting.get(cue.last)
        if (
            not bare
            or subject is None
            or subject.governed
            or self._subjects.is_time(subject)
            or subject.last >= run.first
        ):
            return False
        for i in range(subject.last, min(subject.last + 8, run.first)):
            if words.tag[i] & (tags.AUXILIARY | tags.VERB | tags.FINITE):
                return True
            if words.low[i] in ",.;:":
                return False
        return False

    def _opens(self, cue: Cue, run: Run) -> bool:
        """Whether a cue that closes the run before opens this one too: "…", dit-il, "…" or a dit X : "…"."""
        words = self._words
        return words.low[run.first - 1] in ":,." or any(words.tag[i] & tags.THAT for i in range(cue.last, run.first))

    def _made(self, cue: Cue, place: Place, start: int, stop: int, frame: Frame) -> Attribution | None:
        subject = self._subjects.of(cue, start, self._clause(cue.last, frame.last) if place != "head" else stop)
        if subject is None:
            return None
        return Attribution(cue=cue, speaker=subject.mention, place=place, sure=subject.sure)

    def _join(self, frame: Frame, found: list[Attribution | None], titles: list[bool]) -> None:
        """Let runs without a cue share that of their neighbours in the frame."""
        for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
            for number in order:
                beside = found[number + 1] if order.step < 0 else found[number - 1]
                if found[number] is not None or beside is None or titles[number]:
                    continue
                if order.step < 0 and beside.place == "head":
                    continue
                found[number] = Attribution(
                    cue=beside.cue, speaker=beside.speaker, place="joined", sure=beside.sure - 0.05
                )
