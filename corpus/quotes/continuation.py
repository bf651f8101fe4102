"""Who says what has no cue of its own: what goes on from the frame before, or belongs to the frame beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_person
from corpus.quotes.frames import left_open, reopens
from corpus.quotes.tails import Attribution
from corpus.quotes.titles import is_title
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.attribution import Attributor
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.mentions import Mention
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_WHOLE = 3  # words of narration that a frame can have and still be all quotation
_SCARE = 2  # words up to which a run without a cue is only set apart
_WORDS = 3  # words up to which a run in narration is no speech that could go on
_UNREAD = 0.75  # as sure as it is, at most, where words stand beside it that may say who speaks: “…” reacted Roy
_RESUMED = 3  # words before the infinitive in "Et d'insister"
_TO_POINTED = 3  # words from "that" to its verb: "Das SAGTE Roy"


class Continuations:
    """Attributes what goes on. To be told of every frame in the order of the text."""

    def __init__(self, words: Words, attributor: Attributor, subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._left_open = left_open(words)
        self._attributor = attributor
        self._subjects = subjects
        self._speakers = speakers
        self._last: tuple[Frame, Attribution] | None = None  # who spoke last, and where

    def heard(self, frame: Frame, spoken: Attribution | None) -> None:
        """Remember who speaks in the frame, if anybody does."""
        if spoken is None and self._words.lexicon.capital_nouns:
            spoken = self._cued(frame)
        if spoken is not None:
            self._last = (frame, spoken)

    def follows(self, frame: Frame) -> bool:
        """Whether the last words spoken stand in the frame right before this one."""
        return self._last is not None and self._last[0].last == frame.first

    def fill(self, frames: Sequence[Frame], number: int, found: list[Attribution | None]) -> None:
        """Attribute the runs of a frame that the frame itself leaves open."""
        frame, words = frames[number], self._words
        if all(attribution is not None for attribution in found):
            return
        narrated = sum(
            words.quotation[i] == OUTSIDE and words.low[i][0].isalnum() for i in range(frame.first, frame.last)
        )
        for at, run in enumerate(frame.runs):
            if found[at] is None and not is_title(words, frame, run):
                beside = self._continued(frames, number) if narrated <= _WHOLE else self._loose(frame, run)
                if beside is not None and narrated and words.lexicon.bare:
                    beside = replace(beside, sure=min(beside.sure, _UNREAD))
                pointed = self._pointed(frames, number)
                found[at] = self._reopened(frames, number, run) or self._resumed(frame, run) or pointed or beside

    def _pointed(self, frames: Sequence[Frame], number: int) -> Attribution | None:
        """Return who says what the next sentence points back to: "…“ DAS SAGTE ROY", "…“ MIT DIESEN WORTEN kam Roy"."""
        words, frame = self._words, frames[number]
        after = frames[number + 1] if number + 1 < len(frames) else None
        if after is None or after.paragraph != frame.paragraph or not words.lexicon.pointers:
            return None
        first = after.first
        worded = words.tag[first] & tags.PREPOSITION and bool(words.tag[min(first + 2, after.last - 1)] & tags.NOUN)
        pointer = self._subjects.starting.get(first)
        points = words.low[first] in words.lexicon.pointers and pointer is not None and pointer.kind == "pronoun"
        points = points or (words.low[first] in words.lexicon.after_comma and "," not in words.low[first : after.last])
        told = after.runs or any(words.low[i] == ":" or words.tag[i] & tags.THAT for i in range(first, after.last))
        if told or not (worded or points):
            return None
        cue = next(iter(self._attributor.cues(first, first + _TO_POINTED)), None)
        if cue is not None and (cue.form != "finite" or cue.passive):
            return None
        subject = None if cue is None else self._speakers.of(cue, first, after.last)
        mention = None if subject is None else subject.mention
        if mention is None and worded:
            mention = self._subjects.after(first + _TO_POINTED, after.last)
        return None if mention is None else Attribution(cue=None, speaker=mention, place="continued", sure=0.85)

    def going_on(self, frame: Frame, reach: int = 1, until: int | None = None) -> Attribution | None:
        """Return whose reported words the frame goes on with, where the form of its verbs shows that it does.

        `until` is the word up to which a verb of saying can tell it.
        """
        if not any(self._words.tag[i] & tags.REPORTED for i in range(frame.first, frame.last)):
            return None
        cued = self._cued(frame, until)
        own = cued is not None and cued.speaker is not None and self._tells(cued.speaker)
        return cued if own else self._speaker(frame, reach, 0.75)

    def _tells(self, mention: Mention) -> bool:
        """Whether the subject of a verb of saying can be who tells the rest: a person, or "THE union"."""
        determined = bool(self._words.tag[mention.first] & tags.DETERMINER) and not mention.indefinite
        return is_person(self._words, mention) or determined

    def _speaker(self, frame: Frame, reach: int, sure: float) -> Attribution | None:
        """Return the last speaker, if that was not more than `reach` paragraphs ago."""
        if self._last is None or frame.paragraph - self._last[0].paragraph > reach:
            return None
        return Attribution(cue=None, speaker=self._last[1].speaker, place="continued", sure=sure)

    def _reopened(self, frames: Sequence[Frame], number: int, run: Run) -> Attribution | None:
        """Return who says a quotation that its paragraph leaves open, and the next one goes on with."""
        frame, words = frames[number], self._words
        if run is not frame.runs[-1] or run.last != frame.last or number + 1 >= len(frames):
            return None
        after = frames[number + 1]
        if not after.runs or words.held[run.first] not in self._left_open or not reopens(words, after.first):
            return None
        going_on = self._attributor.of(after)[0] or self._reopened(frames, number + 1, after.runs[0])
        if going_on is None or going_on.speaker is None or words.quotation[going_on.speaker.first] != OUTSIDE:
            return None
        return Attribution(cue=None, speaker=going_on.speaker, place="continued", sure=going_on.sure)

    def _resumed(self, frame: Frame, run: Run) -> Attribution | None:
        """Return the last speaker where an infinitive goes on from them: "Et d'insister : …"."""
        cues = self._attributor.cues(frame.first, run.first)
        if not cues or cues[-1].form != "infinitive" or cues[-1].first > frame.first + _RESUMED:
            return None
        last = self._speaker(frame, 1, 0.85)
        return last and Attribution(cue=cues[-1], speaker=last.speaker, place="head", sure=last.sure)

    def _loose(self, frame: Frame, run: Run) -> Attribution | None:
        """Guess at a run in narration without a verb of saying: reported words, or its subject's."""
        if self._is_owned(frame, run):
            return self._speaker(frame, 1, 0.75)
        going_on = self.going_on(frame, reach=2, until=run.first if self._words.lexicon.capital_nouns else None)
        if going_on is not None:
            return going_on
        subject = self._subjects.first(frame.first, frame.last)
        if subject is None or subject.indefinite or run.size <= _SCARE or self._words.lexicon.capital_nouns:
            return None
        return Attribution(cue=None, speaker=subject, place="none", sure=0.4)

    def _continued(self, frames: Sequence[Frame], number: int) -> Attribution | None:
        """Attribute a frame that is all quotation."""
        frame, words = frames[number], self._words
        before = frames[number - 1] if number else None
        after = frames[number + 1] if number + 1 < len(frames) else None
        if before is not None and words.low[before.last - 1] == ":":
            introduced = self._cued(before)
            if introduced is not None:
                return introduced
        alone = all(beside is None or beside.paragraph != frame.paragraph for beside in (before, after))
        if alone and words.text[frame.runs[-1].content.stop - 1] not in ".!?…":
            return None
        if before is not None and not before.runs and before.paragraph == frame.paragraph:
            cued = self._cued(before)
            if cued is not None:
                return cued
        return self._gone_on(frames, number) or self._beside(frame, before, after)

    def _gone_on(self, frames: Sequence[Frame], number: int) -> Attribution | None:
        """Return the last speaker, if at most one frame of narration lies between."""
        if self._last is None:
            return None
        frame = self._last[0]
        if frame.last == frames[number].first and frame.runs and all(run.size <= _WORDS for run in frame.runs):
            subject = self._subjects.first(frame.first, frame.last)
            if subject is not None:
                return Attribution(cue=None, speaker=subject, place="continued", sure=0.6)
        since = self._last[0].first
        between = sum(beside.first > since for beside in frames[max(0, number - 3) : number])
        return self._speaker(frames[number], 1, 0.55 if between else 0.85) if between <= 1 else None

    def _beside(self, frame: Frame, before: Frame | None, after: Frame | None) -> Attribution | None:
        """Return the subject of the narration before, or else whoever speaks right after."""
        if before is not None and before.paragraph >= frame.paragraph - 1:
            subject = self._subjects.first(before.first, before.last)
            introduced = after is not None and after.paragraph == frame.paragraph and not after.runs
            if introduced and after is not None and (subject is None or not self._can_speak(subject)):
                later = self._subjects.first(after.first, after.last)
                subject = later if later is not None and self._can_speak(later) else subject
            if subject is not None:
                sure = 0.7 if self._words.low[frame.first - 1] == ":" else 0.5
                return Attribution(cue=None, speaker=subject, place="continued", sure=sure)
        if after is None or not after.runs or after.paragraph != frame.paragraph:
            return None
        following = next((found for found in self._attributor.of(after) if found is not None), None)
        return following and Attribution(cue=None, speaker=following.speaker, place="continued", sure=0.6)

    def _can_speak(self, mention: Mention) -> bool:
        """Whether a subject is somebody who can speak: a name, a pronoun, the role of a person."""
        words, lexicon = self._words, self._words.lexicon
        if mention.kind != "role" or mention.name is not None:
            return not words.tag[mention.first] & tags.THING
        return mention.head is not None and lexicon.is_person(words.low[mention.head])

    def _is_owned(self, frame: Frame, run: Run) -> bool:
        """Whether something of the last speaker's opens the run: "HIS verdict: “…”"."""
        words = self._words
        if words.low[run.first - 1] != ":" or not words.lexicon.capital_nouns:
            return False
        first = self._subjects.first(frame.first, run.first)
        return first is not None and bool(words.tag[first.first] & tags.POSSESSIVE)

    def _cued(self, frame: Frame, until: int | None = None) -> Attribution | None:
        """Return whom the last verb of saying of the frame, or of its words up to `until`, makes speak next."""
        for cue in reversed(self._attributor.cues(frame.first, frame.last if until is None else until)):
            if cue.form not in {"finite", "gerund"} or (cue.passive and not self._words.lexicon.capital_nouns):
                continue
            subject = self._speakers.of(cue, frame.first, frame.last)
            if subject is not None:
                return Attribution(cue=None, speaker=subject.mention, place="continued", sure=0.75)
        return None
