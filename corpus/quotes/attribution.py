"""Which cue makes whom say each quoted run of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_free, is_person
from corpus.quotes.clauses import opens_relative, subordinate_start
from corpus.quotes.leads import Leads
from corpus.quotes.tails import Attribution, Tails
from corpus.quotes.titles import is_name_of_work, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.mentions import Mention
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

__all__ = ["Attribution", "Attributor"]

_LONGEST = 30  # words of a relative clause
_TO_CLAUSE = 8  # words from a verb of saying to the clause that hangs on it


class Attributor:
    """Attributes the runs of one article, frame by frame."""

    def __init__(self, words: Words, cues: Sequence[Cue], subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._subjects = subjects
        self._speakers = speakers
        self._tails = Tails(words, cues, subjects, speakers)
        self._leads = Leads(words, self._tails, subjects, speakers)
        self._done: dict[int, list[Attribution | None]] = {}

    def cues(self, start: int, stop: int) -> Sequence[Cue]:
        """Return the cues that begin from word `start` up to word `stop`."""
        return self._tails.cues(start, stop)

    def is_hedged(self, said: Cue, source: Cue) -> bool:
        """Whether a source only tells from whom it is known that somebody said it: "sagte Roy LAUT der Zeitung: …"."""
        words = self._words
        if not words.lexicon.capital_nouns or source.form not in {"before", "after"} or said.first >= source.first:
            return False
        parted = any(low in ",.:;" for low in words.low[said.last : source.first])
        aside = said.form == "before" and words.low[said.first] in words.lexicon.after_comma
        return not parted and said.speech and not said.passive and (said.form == "finite" or aside)

    def of(self, frame: Frame) -> list[Attribution | None]:
        """Return for each run of the frame what the frame itself says about who says it."""
        if frame.first not in self._done:
            self._done[frame.first] = self._attributed(frame)
        return list(self._done[frame.first])

    def _attributed(self, frame: Frame) -> list[Attribution | None]:
        words, runs = self._words, frame.runs
        titles = [is_title(words, frame, run) or self._tails.is_untold(run, frame) for run in runs]
        found: list[Attribution | None] = []
        for number, run in enumerate(runs):
            stop = runs[number + 1].first if number + 1 < len(runs) else frame.last
            tail = self._tails.of(run, frame, stop)
            unsaid = (
                titles[number] and tail is not None and (tail.place == "late" or is_name_of_work(words, frame, run))
            )
            found.append(None if unsaid else tail)
        used = {a.cue.first for a in found if a is not None and a.cue is not None}
        for number, run in enumerate(runs):
            if number and (earlier := found[number - 1]) is not None and earlier.cue is not None:
                used.add(earlier.cue.first)
            tail = self._contrasted(run, frame) or found[number]
            if tail is not None and tail.place == "head":
                found[number] = tail
                continue
            if titles[number] or (tail is not None and tail.place == "tail"):
                continue
            head = self._head(run, frame, runs[number - 1].last if number else frame.first, used)
            before = found[number - 1] if number else None
            if before is not None and (
                self._describes(head, runs[number - 1]) if head is not None else self._shares(before, runs, number)
            ):
                head = before
            found[number] = head or tail
        self._join(runs, found, titles)
        return found

    def _contrasted(self, run: Run, frame: Frame) -> Attribution | None:
        """Read the speaker of a clause that sets one against another: WHILE Roy says …, “…”, Riou says …."""
        words = self._words
        if words.low[frame.first] not in words.lexicon.contrasts or words.low[run.first - 1] != ",":
            return None
        for cue in self.cues(frame.first, run.first):
            if cue.speech and subordinate_start(words, cue.first, cue.last, frame.first) == frame.first:
                subject = self._speakers.of(cue, frame.first, run.first)
                if subject is not None:
                    return Attribution(cue=cue, speaker=subject.mention, place="head", sure=subject.sure)
        return None

    def _describes(self, head: Attribution, before: Run) -> bool:
        """Whether a cue only describes what was quoted right before it: he said that “mischief” SHOWS their “anger”."""
        speaker, words = head.speaker, self._words
        return speaker is not None and speaker.first == before.last and bool(words.tag[speaker.first] & tags.THAT)

    def _shares(self, before: Attribution, runs: Sequence[Run], number: int) -> bool:
        """Whether a run only goes on with the clause of the one before it: he said that “this” is “that”."""
        words, between = self._words, range(runs[number - 1].last, runs[number].first)
        if before.place != "head" or before.cue is None or not self._governs(before.cue, runs[number - 1]):
            return False
        return not any(words.low[i] in ",;:." or words.tag[i] & tags.CUE for i in between)

    def _head(self, run: Run, frame: Frame, start: int, used: set[int]) -> Attribution | None:
        """Return what stands before the run, from word `start` on, about who says it."""
        words = self._words
        for cue in self._ranked(self.cues(start, run.first), run):
            if cue.first in used and not self._opens(cue, run) and not self._governs(cue, run):
                continue
            if cue.form == "participle" and "," in words.low[cue.last : run.first]:
                continue
            subject = self._speakers.of(cue, frame.first, run.first)
            if subject is not None:
                return Attribution(cue=cue, speaker=subject.mention, place="head", sure=subject.sure)
        return self._leads.of(run, frame, start)

    def _ranked(self, cues: Sequence[Cue], run: Run) -> list[Cue]:
        """Order the cues before a run: the last first, but a verb of saying before what hangs on it."""
        colon = self._words.low[run.first - 1] == ":"
        ranked = sorted(
            cues,
            key=lambda cue: (
                cue.form == "participle" or (colon and cue.form == "after") or self._is_in_relative(cue, run),
                -cue.first,
            ),
        )
        if len(ranked) > 1 and self.is_hedged(ranked[1], ranked[0]):
            return [*ranked[1::-1], *ranked[2:]]
        for number, cue in enumerate(ranked):
            governs = cue.form not in {"before", "noun"} and self._governs(cue, run)
            governs = governs and not self._is_aside(cue, ranked[0])
            if cue.speech and not (colon and cue.form == "after") and (governs or self._is_near(cue, run)):
                outer = number + 1
                while outer < len(ranked) and self._echoes(ranked[outer], ranked[outer - 1]):
                    outer += 1
                return [ranked[outer - 1], *ranked[: outer - 1], *ranked[outer:]]
        return ranked

    def _is_aside(self, cue: Cue, main: Cue) -> bool:
        """Whether the cue stands in a relative clause that ends before the main verb: "Roy, WHO THINKS so, calls"."""
        words = self._words
        return bool(
            words.tag[cue.first - 1] & tags.RELATIVE and cue.first < main.first and words.low[main.first - 1] == ","
        )

    def _is_in_relative(self, cue: Cue, run: Run) -> bool:
        """Whether the verb ends a relative clause that is over before the run: "Riou, DEN ROY LOBT, nannte es"."""
        words = self._words
        start = subordinate_start(words, cue.first, cue.last, max(0, cue.first - _LONGEST))
        if start is None or cue.form != "finite" or words.low[run.first - 1] == ":":
            return False
        relative = words.tag[start] & tags.RELATIVE or opens_relative(words, start)
        return bool(relative) and not any(words.tag[i] & tags.THAT for i in range(cue.last, run.first))

    def _is_near(self, cue: Cue, run: Run) -> bool:
        words = self._words
        small = tags.DETERMINER | tags.PREPOSITION | tags.TIME
        return all(words.low[i] in ",:" or words.tag[i] & small for i in range(cue.last, run.first))

    def _echoes(self, outer: Cue, inner: Cue) -> bool:
        """Whether the inner cue's subject only repeats the outer's: "she SAID she THINKS"."""
        words = self._words
        if not words.lexicon.bare or not outer.speech or outer.form != "finite" or inner.first != outer.last + 1:
            return False
        return bool(words.tag[outer.last] & (tags.MASCULINE | tags.FEMININE | tags.PLURAL | tags.THING))

    def _governs(self, cue: Cue, run: Run) -> bool:
        """Whether a clause with "that" hangs on the cue, or, in English, one without."""
        words = self._words
        near = range(cue.last, min(cue.last + _TO_CLAUSE, run.first))
        asked = words.lexicon.capital_nouns and ":" not in words.low[cue.last : run.first]
        opens = tags.THAT | tags.WHETHER if asked else tags.THAT
        if any(words.tag[i] & opens for i in near):
            return True
        if not words.lexicon.bare or words.lexicon.capital_nouns or cue.form not in {"finite", "gerund"}:
            return False
        subject = self._subjects.starting.get(cue.last)
        if subject is None or not is_free(self._words, subject):
            return False
        for i in range(subject.last, min(subject.last + _TO_CLAUSE, run.first)):
            if words.tag[i] & (tags.AUXILIARY | tags.VERB | tags.FINITE):
                return True
            if words.low[i] in ",.;:":
                return False
        return False

    def _opens(self, cue: Cue, run: Run) -> bool:
        """Whether a cue that closes the run before opens this one too: "…", dit-il, "…"."""
        words = self._words
        return words.low[run.first - 1] in ":,." or any(words.tag[i] & tags.THAT for i in range(cue.last, run.first))

    def _gapped(self, runs: Sequence[Run], number: int) -> Mention | None:
        """Return whose a run is that shares the verb of the one before it: Roy called it “old”, RIOU even “ugly”."""
        words, start, stop = self._words, runs[number - 1].last, runs[number].first
        if not words.lexicon.capital_nouns or words.low[start] != ",":
            return None
        own = self._subjects.starting.get(start + 1)
        verbal = tags.CUE | tags.AUXILIARY | tags.VERB
        if own is None or not is_free(words, own) or not is_person(words, own):
            return None
        return None if any(words.tag[i] & verbal or words.low[i] == "," for i in range(own.last, stop)) else own

    def _listed(self, runs: Sequence[Run], number: int) -> bool:
        """Whether nothing but a comma or "and" parts a run from the one before it: “old”, “weak” and “ugly”."""
        words, between = self._words, range(runs[number - 1].last, runs[number].first)
        return bool(between) and all(words.low[i] == "," or words.tag[i] & tags.JOINING for i in between)

    def _join(self, runs: Sequence[Run], found: list[Attribution | None], titles: list[bool]) -> None:
        """Let runs without a cue share that of their neighbours in the frame: of the one they are listed with first."""
        for number in range(1, len(found)):
            beside = found[number - 1]
            if found[number] is not None or beside is None or titles[number]:
                continue
            gapped = self._gapped(runs, number)
            if gapped is not None or self._listed(runs, number):
                speaker = gapped or beside.speaker
                found[number] = Attribution(cue=beside.cue, speaker=speaker, place="joined", sure=beside.sure - 0.05)
        for step, order in ((1, range(len(found) - 2, -1, -1)), (-1, range(1, len(found)))):
            for number in order:
                beside = found[number + step]
                if found[number] is not None or beside is None or titles[number]:
                    continue
                if step > 0 and beside.place == "head":
                    continue
                found[number] = Attribution(
                    cue=beside.cue, speaker=beside.speaker, place="joined", sure=beside.sure - 0.05
                )
