"""What somebody is made to say without quotation marks: "X said that …", "…, according to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.complements import is_loose
from corpus.quotes.reported import ReportedClauses
from corpus.quotes.tails import Attribution
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.article import Kind, Span
    from corpus.quotes.attribution import Attributor
    from corpus.quotes.frames import Frame
    from corpus.quotes.reported import Part
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_LOOSE = 0.6  # as sure as it is, at most, that a clause which only tells more is said: "lehnte ab, WÄHREND …"
_SHORTEST = 3  # words


def _kind(words: Words, *parts: Part) -> Kind:
    outside = all(words.quotation[i] == OUTSIDE for start, stop in parts for i in range(start, stop))
    return "indirect" if outside else "mixed"


def _size(words: Words, start: int, stop: int) -> int:
    return sum(words.low[i][0].isalnum() for i in range(start, stop))


class Reports:
    """Finds what the frames of one article report."""

    def __init__(self, words: Words, attributor: Attributor, subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._attributor = attributor
        self._subjects = subjects
        self._speakers = speakers

    def of(
        self, frame: Frame, attributions: list[Attribution | None], going_on: Attribution | None
    ) -> Iterator[tuple[tuple[Span, ...], Kind, Attribution]]:
        """Yield what a frame reports, in parts where its cue cuts it in two, its kind, and who says it.

        `going_on` is who speaks if the frame only goes on with what was reported before it.
        """
        words = self._words
        used = {a.cue.first for a in attributions if a is not None and a.cue is not None}
        taken = [run for run, a in zip(frame.runs, attributions, strict=True) if a is not None]
        clauses = ReportedClauses(words, frame, self._attributor, self._subjects)
        yielded = False
        cues = self._attributor.cues(frame.first, frame.last)
        for number, cue in enumerate(cues):
            before = cues[number - 1] if number else None
            if before is not None and before.form == "before" and self._attributor.is_hedged(before, cue):
                continue
            passive = cue.passive and not self._speakers.is_quoting(cue)
            if cue.first in used or (passive and not words.lexicon.capital_nouns):
                continue
            subject = self._speakers.of(cue, frame.first, frame.last)
            parts = clauses.told(cue) if passive else () if subject is None else clauses.of(cue, subject)
            if sum(_size(words, *part) for part in parts) < _SHORTEST:
                continue
            if any(run.first < part[1] and part[0] < run.last for run in taken for part in parts):
                continue
            yielded = True
            speaker, sure = (None, 0.0) if subject is None else (subject.mention, subject.sure)
            if words.lexicon.capital_nouns and cue.form not in {"before", "after"} and is_loose(words, *parts[0]):
                sure = min(sure, _LOOSE)
            attribution = Attribution(cue=cue, speaker=speaker, place="head", sure=sure)
            yield tuple(words.span(*part) for part in parts), _kind(words, *parts), attribution
        if going_on is not None and not yielded and not taken:
            start, stop = frame.first, clauses.trim(frame.first, frame.last)
            if _size(words, start, stop) >= _SHORTEST:
                yield (words.span(start, stop),), _kind(words, (start, stop)), going_on
