"""The finding of quotations in an article, from its marks to the names of those who speak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.article import Quote, Span
from corpus.marks import quoted
from corpus.quotes import lexicon as tags
from corpus.quotes.attribution import Attribution, Attributor
from corpus.quotes.content import content_of, groups
from corpus.quotes.cues import read_cues
from corpus.quotes.frames import Frame, cut_asides, read_frames
from corpus.quotes.indirect import indirect
from corpus.quotes.lexicon import lexicon
from corpus.quotes.mentions import Mention, read_mentions
from corpus.quotes.people import People
from corpus.quotes.resolve import Resolver
from corpus.quotes.speakers import Speakers
from corpus.quotes.subjects import Subjects
from corpus.quotes.titles import is_title
from corpus.quotes.words import OUTSIDE, Words, read_words
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = 3  # words of narration that a frame can have and still be all quotation
_NEAR = 2  # paragraphs
_NO_SPEAKER = 0.25


def find(text: str, language: str | None) -> tuple[Quote, ...]:
    """Return every quotation of `text`, direct, mixed or indirect, in the order of the text.

    An unknown language is read with the words of English. Quotes of one kind never overlap.
    """
    known = lexicon(language)
    words = read_words(text, known, sentences(text, known.language), quoted(text))
    if not len(words):
        return ()
    cut_asides(words)
    return _Finder(words).find()


class _Finder:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._mentions = read_mentions(words)
        self._subjects = Subjects(words, self._mentions)
        self._speakers = Speakers(words, self._subjects)
        self._attributor = Attributor(words, read_cues(words), self._subjects, self._speakers)
        self._resolver = Resolver(words, People(words, self._mentions, self._subjects), self._subjects, self._mentions)
        self._last: tuple[Frame, Attribution] | None = None

    def find(self) -> tuple[Quote, ...]:
        found: list[Quote] = []
        frames = read_frames(self._words)
        for number, frame in enumerate(frames):
            attributions = self._attributor.of(frame) if frame.runs else []
            if frame.runs:
                self._fill(frames, number, attributions)
            made = self._quotes(frame, attributions)
            reported = list(
                indirect(
                    self._words,
                    frame,
                    attributions,
                    self._attributor,
                    self._subjects,
                    self._speakers,
                    self._going_on(frame),
                )
            )
            made += [self._quote((span,), kind, attribution) for span, kind, attribution in reported]
            if not self._joins(frame, attributions, found, made):
                found += made
            spoken = next((a for a in reversed(attributions) if a is not None and a.speaker is not None), None)
            if spoken is None and not frame.runs and reported:
                spoken = reported[-1][2]
            if spoken is not None:
                self._last = (frame, spoken)
        return tuple(sorted(_disjoint(found), key=lambda quote: (quote.content, quote.kind)))

    def _joins(
        self, frame: Frame, attributions: list[Attribution | None], found: list[Quote], made: list[Quote]
    ) -> bool:
        """Add what goes on after its cue to the quotation before it, in the languages that write so."""
        words = self._words
        first = attributions[0] if attributions else None
        if not words.lexicon.joins or first is None or first.place != "continued" or len(made) != 1 or not found:
            return False
        before, more = found[-1], made[0]
        between = words.text[before.content.stop : more.content.start]
        open_still = not any(mark in between.split("\n")[0] for mark in '”"')
        if self._last is None or before.kind == "indirect" or ("\n" in between and not open_still):
            return False
        if self._last[0].last != frame.first:
            return False
        found[-1] = replace(
            before, content=Span(before.content.start, more.content.stop), parts=(*before.parts, *more.parts)
        )
        return True

    def _fill(self, frames: Sequence[Frame], number: int, attributions: list[Attribution | None]) -> None:
        """Attribute the runs that their own frame leaves open from the frames around it."""
        frame = frames[number]
        if all(a is not None for a in attributions):
            return
        outside = sum(
            self._words.quotation[i] == OUTSIDE and self._words.low[i][0].isalnum()
            for i in range(frame.first, frame.last)
        )
        for run_number, run in enumerate(frame.runs):
            if attributions[run_number] is not None or is_title(self._words, frame, run):
                continue
            resumed = self._resumed(frame, run.first)
            if resumed is not None:
                attributions[run_number] = resumed
            elif outside <= _WHOLE:
                attributions[run_number] = self._continued(frames, number)
            else:
                attributions[run_number] = self._loose(frame, run.size)

    def _resumed(self, frame: Frame, before: int) -> Attribution | None:
        """Return the last speaker where an infinitive goes on from them: "Et d'insister : …"."""
        cues = self._attributor.cues(frame.first, before)
        if self._last is None or not cues or cues[-1].form != "infinitive" or cues[-1].first > frame.first + 3:
            return None
        if self._last[0].paragraph < frame.paragraph - 1:
            return None
        return Attribution(cue=cues[-1], speaker=self._last[1].speaker, place="head", sure=0.85)

    def _continued(self, frames: Sequence[Frame], number: int) -> Attribution | None:
        frame = frames[number]
        alone = (number == 0 or frames[number - 1].paragraph != frame.paragraph) and (
            number + 1 == len(frames) or frames[number + 1].paragraph != frame.paragraph
        )
        before = frames[number - 1] if number else None
        if before is not None and self._words.low[before.last - 1] == ":":
            introduced = self._cued(before)
            if introduced is not None:
                return introduced
        ended = self._words.text[frame.runs[-1].content.stop - 1] in ".!?…"
        if alone and not ended:
            return None
        if before is not None and not before.runs and before.paragraph == frame.paragraph:
            cued = self._cued(before)
            if cued is not None:
                return cued
        if self._last is not None and self._last[0].paragraph >= frame.paragraph - 1:
            between = [f for f in frames[max(0, number - 3) : number] if f.first > self._last[0].first]
            if len(between) <= 1:
                a = self._last[1]
                return Attribution(cue=None, speaker=a.speaker, place="continued", sure=0.85 if not between else 0.55)
        if before is not None and before.paragraph >= frame.paragraph - 1:
            subject = self._subjects.first(before.first, before.last)
            if subject is not None:
                colon = self._words.low[frame.first - 1] == ":"
                return Attribution(cue=None, speaker=subject, place="continued", sure=0.7 if colon else 0.5)
        if number + 1 < len(frames) and frames[number + 1].runs and frames[number + 1].paragraph == frame.paragraph:
            following = next((a for a in self._attributor.of(frames[number + 1]) if a is not None), None)
            if following is not None:
                return Attribution(cue=None, speaker=following.speaker, place="continued", sure=0.6)
        return None

    def _cued(self, frame: Frame) -> Attribution | None:
        """Return what the last verb of saying of the frame says about who speaks next."""
        for cue in reversed(self._attributor.cues(frame.first, frame.last)):
            if cue.form not in {"finite", "gerund"} or cue.passive:
                continue
            subject = self._speakers.of(cue, frame.first, frame.last)
            if subject is not None:
                return Attribution(cue=None, speaker=subject.mention, place="continued", sure=0.75)
        return None

    def _loose(self, frame: Frame, size: int) -> Attribution | None:
        """A quoted run in narration that has no verb of saying: perhaps its subject's words."""
        subject = self._subjects.first(frame.first, frame.last)
        words = self._words
        if any(words.tag[i] & tags.REPORTED for i in range(frame.first, frame.last)) and self._last is not None:
            if frame.paragraph - self._last[0].paragraph <= _NEAR:
                return Attribution(cue=None, speaker=self._last[1].speaker, place="continued", sure=0.75)
        if subject is None or subject.indefinite or size <= _NEAR or words.lexicon.capital_nouns:
            return None
        return Attribution(cue=None, speaker=subject, place="none", sure=0.4)

    def _quotes(self, frame: Frame, attributions: list[Attribution | None]) -> list[Quote]:
        found: list[Quote] = []
        for group in groups(self._words, frame, attributions):
            parts, kind = content_of(self._words, frame, group, self._attributor, self._subjects)
            attribution = group.attribution
            found.append(self._quote(parts, kind, attribution))
        return found

    def _going_on(self, frame: Frame) -> Attribution | None:
        """Return whose reported words the frame goes on with, where the form of its verbs shows that it does."""
        words = self._words
        if self._last is None or frame.paragraph - self._last[0].paragraph > 1:
            return None
        if not any(words.tag[i] & tags.REPORTED for i in range(frame.first, frame.last)):
            return None
        return Attribution(cue=None, speaker=self._last[1].speaker, place="continued", sure=0.75)

    def _quote(self, parts: tuple[Span, ...], kind: str, attribution: Attribution) -> Quote:
        words, speaker, cue = self._words, attribution.speaker, attribution.cue
        name, sure = None, _NO_SPEAKER
        if speaker is not None:
            resolved = self._resolver.of(speaker)
            name = words.span(*resolved.name) if resolved.name is not None else None
            sure = attribution.sure * resolved.sure
            self._resolver.note(max(speaker.first, cue.first if cue else 0), resolved)
        return Quote(
            content=Span(parts[0].start, parts[-1].stop),
            parts=parts,
            kind=kind,  # type: ignore[arg-type]
            speaker=None if speaker is None else words.span(speaker.first, speaker.last),
            name=name,
            cue=None if cue is None else words.span(cue.first, cue.last),
            confidence=round(sure, 2),
        )


def _disjoint(quotes: list[Quote]) -> list[Quote]:
    """Drop, of two quotes of one kind that overlap, the less sure one."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: -q.confidence):
        if not any(q.kind == quote.kind and q.content.overlaps(quote.content) for q in kept):
            kept.append(quote)
    return kept
