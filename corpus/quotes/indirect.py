"""What somebody is made to say without quotation marks: "X said that …", "…, according to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.quotes import lexicon as tags
from corpus.quotes.attribution import Attribution
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.quotes.attribution import Attributor
    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_SHORTEST = 3  # words


def indirect(
    words: Words,
    frame: Frame,
    attributions: list[Attribution | None],
    attributor: Attributor,
    subjects: Subjects,
) -> Iterator[tuple[Span, Attribution]]:
    """Yield the spans of a frame that are reported speech, and who says them."""
    used = {a.cue.first for a in attributions if a is not None and a.cue is not None}
    for cue in attributor.cues(frame.first, frame.last):
        if cue.first in used or not cue.speech or cue.passive:
            continue
        found = _clause(words, frame, cue, subjects)
        if found is None:
            continue
        start, stop, subject = found
        if stop - start < _SHORTEST or any(words.quotation[i] != OUTSIDE for i in range(start, stop)):
            continue
        yield words.span(start, stop), Attribution(cue=cue, speaker=subject[0], place="head", sure=subject[1])


def _clause(words: Words, frame: Frame, cue: Cue, subjects: Subjects):  # noqa: ANN202
    subject = subjects.of(cue, frame.first, frame.last)
    if subject is None:
        return None
    mention = subject.mention
    if cue.form == "before":
        if cue.first <= frame.first + 1:
            comma = next((i for i in range(mention.last, frame.last) if words.low[i] == ","), None)
            if comma is None:
                return None
            return comma + 1, _end(words, comma + 1, frame.last), (mention, subject.sure)
        return frame.first, _trim(words, frame.first, cue.first), (mention, subject.sure)
    if cue.form == "finite":
        that = next((i for i in range(cue.last, min(frame.last, cue.last + 12)) if words.tag[i] & tags.THAT), None)
        if that is not None:
            return that, _end(words, that + 1, frame.last), (mention, subject.sure)
        if words.low[cue.first - 1] == "," or mention.first >= 1 and words.low[mention.first - 1] == ",":
            return frame.first, _trim(words, frame.first, min(cue.first, mention.first)), (mention, subject.sure)
    if cue.form == "gerund":
        that = cue.last if cue.last < frame.last and words.tag[cue.last] & tags.THAT else None
        if that is not None:
            return that, _end(words, that + 1, frame.last), (mention, subject.sure)
    return None


def _end(words: Words, start: int, stop: int) -> int:
    for i in range(start, stop):
        if words.low[i] == "," and i + 1 < stop and words.tag[i + 1] & (tags.GERUND | tags.SPEECH):
            return i
    return _trim(words, start, stop)


def _trim(words: Words, start: int, stop: int) -> int:
    while stop > start and not words.low[stop - 1][0].isalnum():
        stop -= 1
    return stop
