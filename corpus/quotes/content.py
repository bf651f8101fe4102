"""How far the words go that somebody is made to say: the quoted run alone, or the clause around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.appositions import past_apposition
from corpus.quotes.cases import is_day
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.article import Kind, Span
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.tails import Attribution
    from corpus.quotes.words import Words

_VERBAL = tags.AUXILIARY | tags.VERB | tags.CUE
_ENDS = tags.CONJUNCTION | tags.RELATIVE | _VERBAL


@dataclass(frozen=True, slots=True)
class Group:
    """Runs of one frame that one attribution covers."""

    runs: tuple[Run, ...]
    attribution: Attribution


def groups(words: Words, frame: Frame, attributions: list[Attribution | None]) -> list[Group]:
    """Put together the runs that one cue attributes within one clause."""
    found: list[Group] = []
    for run, attribution in zip(frame.runs, attributions, strict=True):
        if attribution is None:
            continue
        before = found[-1] if found else None
        if before is not None and _belongs(words, before, run, attribution):
            found[-1] = Group((*before.runs, run), before.attribution)
        else:
            found.append(Group((run,), attribution))
    return found


def _belongs(words: Words, before: Group, run: Run, attribution: Attribution) -> bool:
    """Whether a run is part of the same quotation, or of the same clause, as the group before it."""
    if before.runs[-1].quotation == run.quotation:
        return before.attribution.cue is attribution.cue or before.attribution.cue is None or attribution.cue is None
    cue = attribution.cue
    if cue is None or before.attribution.cue is not cue or before.attribution.speaker is not attribution.speaker:
        return False
    return words.lexicon.joins or not before.runs[-1].last <= cue.first < run.first


def content_of(words: Words, frame: Frame, group: Group, subjects: Subjects) -> tuple[tuple[Span, ...], Kind]:
    """Return the parts of what is said, in order, and whether all of it stands in quotation marks.

    The marks are left out where they stand around all of it, and kept where they stand inside.
    """
    cue = group.attribution.cue
    if cue is not None and words.lexicon.joins and group.runs[0].last <= cue.first < group.runs[-1].first:
        return _joined(words, frame, group, cue.first, subjects)
    first, last = group.runs[0], group.runs[-1]
    start, stop = _start(words, frame, group, subjects), _stop(words, frame, group)
    if len({run.quotation for run in group.runs}) == 1:
        alone = start == first.first and stop == last.last
        if alone or len(group.runs) > 1:
            return tuple(run.content for run in group.runs), "direct"
    narrated = any(words.quotation[i] == OUTSIDE and words.low[i][0].isalnum() for i in range(start, stop))
    return (words.span(start, stop),), "mixed" if narrated else "direct"


def _joined(words: Words, frame: Frame, group: Group, cut: int, subjects: Subjects) -> tuple[tuple[Span, ...], Kind]:
    """Return the parts of a quotation that its own cue cuts in two."""
    before = Group(tuple(run for run in group.runs if run.first < cut), group.attribution)
    parts, kind = content_of(words, frame, before, subjects)
    after = tuple(run.content for run in group.runs if run.first > cut)
    return (*parts, *after), kind


def _start(words: Words, frame: Frame, group: Group, subjects: Subjects) -> int:
    """Return the word with which the said clause begins."""
    run, cue = group.runs[0], group.attribution.cue
    if cue is None or (run.first > frame.first and words.low[run.first - 1] == ":"):
        return run.first
    if cue.first >= run.last:
        return _clause_start(words, frame, run)
    that = next((i for i in range(cue.last, run.first) if words.tag[i] & tags.THAT), None)
    if that is not None:
        return that + 1
    if words.lexicon.capital_nouns:
        comma = next((i for i in range(cue.last, run.first) if words.low[i] == ","), None)
        return run.first if comma is None else comma + 1
    return _past_complements(words, group, cue.last, subjects)


def _clause_start(words: Words, frame: Frame, run: Run) -> int:
    """Return where the clause begins that leads up to the run."""
    start = frame.first
    for i in range(run.first - 1, frame.first - 1, -1):
        if words.quotation[i] != OUTSIDE or words.low[i] in ":;":
            start = i + 1
            break
    while start < run.first and not words.low[start][0].isalnum():
        start += 1
    return start


def _past_complements(words: Words, group: Group, start: int, subjects: Subjects) -> int:
    """Return `start` past whom the words are said to: "a dit à l'AFP que"."""
    run, speaker = group.runs[0], group.attribution.speaker
    while start < run.first:
        mention = subjects.starting.get(start)
        if speaker is not None and start == speaker.first < run.first:
            start = past_apposition(words, subjects, speaker.last, run.first)
        elif mention is not None and mention.last <= run.first and mention.governed:
            start = mention.last
        elif _is_small(words, start):
            start += 1
        else:
            break
    return start


def _is_small(words: Words, at: int) -> bool:
    """Whether the word is a mark, a preposition, a filler or a day."""
    filler = words.tag[at] & tags.BETWEEN and not words.tag[at] & tags.DETERMINER
    return bool(filler or words.tag[at] & tags.PREPOSITION or is_day(words, at) or not words.low[at][0].isalnum())


def _is_bare_phrase(words: Words, group: Group) -> bool:
    """Whether German frames a bare phrase, not a clause: "nannte ihn einen „Lügner“"."""
    cue, run = group.attribution.cue, group.runs[0]
    if not words.lexicon.capital_nouns or cue is None or cue.first >= run.first:
        return False
    return not any(words.tag[i] & tags.THAT or words.low[i] == "," for i in range(cue.last, run.first))


def _stop(words: Words, frame: Frame, group: Group) -> int:
    """Return the word before which the said clause ends."""
    run, cue = group.runs[-1], group.attribution.cue
    if cue is None or words.text[run.content.stop - 1] in ".!?…" or _is_bare_phrase(words, group):
        return run.last
    stop = run.last
    while stop < frame.last and words.low[stop][0].isalnum() and words.quotation[stop] == OUTSIDE:
        if words.tag[stop] & _ENDS and not (words.lexicon.capital_nouns and words.tag[stop] & _VERBAL):
            return run.last if words.tag[stop] & _VERBAL else stop
        stop += 1
    return stop
