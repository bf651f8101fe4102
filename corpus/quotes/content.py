"""How far the words go that somebody is made to say: the quoted run alone, or the clause around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.article import Kind, Span
from corpus.quotes import lexicon as tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.attribution import Attribution, Attributor
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_SENTENCE = 4  # words from which a run can stand alone
_ENDS = tags.CONJUNCTION | tags.RELATIVE | tags.AUXILIARY | tags.CUE | tags.VERB


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
        if before is not None and before.attribution.cue is attribution.cue and attribution.cue is not None:
            whole = before.runs[-1].quotation == run.quotation
            cue = attribution.cue
            between = before.runs[-1].last <= cue.first < run.first
            if whole or not between or words.lexicon.joins:
                found[-1] = Group((*before.runs, run), before.attribution)
                continue
        elif before is not None and before.runs[-1].quotation == run.quotation:
            found[-1] = Group((*before.runs, run), before.attribution)
            continue
        found.append(Group((run,), attribution))
    return found


def content_of(
    words: Words, frame: Frame, group: Group, attributor: Attributor, subjects: Subjects
) -> tuple[tuple[Span, ...], Kind]:
    """Return the parts of what is said, in order, and whether all of it stands in quotation marks."""
    cue = group.attribution.cue
    if cue is not None and words.lexicon.joins and group.runs[0].last <= cue.first < group.runs[-1].first:
        return _joined(words, frame, group, cue.first, attributor, subjects)
    first, last = group.runs[0], group.runs[-1]
    if len({run.quotation for run in group.runs}) == 1:
        parts = tuple(run.content for run in group.runs)
        start, stop = _start(words, frame, group, subjects), _stop(words, frame, group)
        if len(parts) > 1 or (start == first.first and stop == last.last):
            return parts, "direct"
    else:
        start, stop = _start(words, frame, group, subjects), _stop(words, frame, group)
    begins = first.content.start if start == first.first else words.start[start]
    ends = last.content.stop if stop == last.last else words.stop[stop - 1]
    whole = Span(begins, max(begins, ends))
    narrated = any(words.quotation[i] == OUTSIDE and words.low[i][0].isalnum() for i in range(start, stop))
    return (whole,), "mixed" if narrated else "direct"


def _joined(
    words: Words, frame: Frame, group: Group, cut: int, attributor: Attributor, subjects: Subjects
) -> tuple[tuple[Span, ...], Kind]:
    """Return the parts of a quotation that its own cue cuts in two."""
    before = Group(tuple(run for run in group.runs if run.first < cut), group.attribution)
    parts, kind = content_of(words, frame, before, attributor, subjects)
    after = tuple(run.content for run in group.runs if run.first > cut)
    return (*parts, *after), kind


def _start(words: Words, frame: Frame, group: Group, subjects: Subjects) -> int:
    """Return the word with which the said clause begins."""
    run, attribution = group.runs[0], group.attribution
    cue = attribution.cue
    if cue is None or (run.first > frame.first and words.low[run.first - 1] == ":"):
        return run.first
    if cue.first >= run.last:
        start = frame.first
        for i in range(run.first - 1, frame.first - 1, -1):
            if words.quotation[i] != OUTSIDE or words.low[i] in ":;":
                start = i + 1
                break
        while start < run.first and not words.low[start][0].isalnum():
            start += 1
        return start
    start = cue.last
    that = [i for i in range(cue.last, run.first) if words.tag[i] & tags.THAT]
    if that:
        return that[0] + 1
    if words.lexicon.capital_nouns:
        comma = [i for i in range(cue.last, run.first) if words.low[i] == ","]
        return comma[0] + 1 if comma else run.first
    while start < run.first:
        mention = subjects.starting.get(start)
        if mention is not None and mention.last <= run.first and (mention is attribution.speaker or mention.governed):
            start = mention.last
        elif not words.low[start][0].isalnum() or (
            words.tag[start] & (tags.PREPOSITION | tags.BETWEEN) and start + 1 <= run.first
        ):
            start += 1
        else:
            break
    return start


def _start_is_run(words: Words, group: Group) -> bool:
    """Whether German frames a bare phrase, not a clause: "nannte ihn einen „Lügner“"."""
    cue, run = group.attribution.cue, group.runs[0]
    if cue is None or cue.first >= run.first:
        return False
    return not any(words.tag[i] & tags.THAT or words.low[i] == "," for i in range(cue.last, run.first))


def _stop(words: Words, frame: Frame, group: Group) -> int:
    """Return the word before which the said clause ends."""
    run, cue = group.runs[-1], group.attribution.cue
    stop = run.last
    if words.lexicon.capital_nouns and _start_is_run(words, group):
        return stop
    if cue is None or words.text[run.content.stop - 1] in ".!?…":
        return stop
    for i in range(run.last, frame.last):
        if not words.low[i][0].isalnum() or words.tag[i] & _ENDS or words.quotation[i] != OUTSIDE:
            break
        stop = i + 1
    else:
        i = frame.last
    if i < frame.last and words.tag[i] & (tags.AUXILIARY | tags.VERB | tags.CUE) and words.quotation[i] == OUTSIDE:
        return run.last
    return stop
