"""What stands in quotation marks: the one place that reads « », “ ”, „ “, » «, "…", ‹ ›, ‚ ‘ and ‘ ’.

Marks are read a paragraph at a time, because newspapers leave a quotation open at the end of a paragraph and open it
again in the next. First as nested pairs; a paragraph whose marks do not balance is read again as flat ones, where
the first closing mark closes. No arrangement of marks is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.article import Span

_CLOSERS = {
    "«": "»",
    "»": "«",
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
}
_SINGLE = "‹›‚‘"
_MARK = re.compile('[«»“”„‟"‹›‚‘’]')
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS_BEFORE = "([{'’—–-/«“„‹‘"
_STOPS = ".,;:!?)]}…»”›’"
_LEFT_OPEN = 1500  # code points: a mark left open farther than this from its paragraph's end is a slip, no quotation
_CARRIED = 5  # paragraphs over which a closing mark is looked for when none of them opens one


@dataclass(slots=True)
class _Reading:
    """One pass over a paragraph: the pairs found, and the marks still open."""

    nested: bool
    pairs: list[tuple[int, int]] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)
    was_nested: bool = False

    def opening(self, mark: str, at: int) -> None:
        if self.open and not self.nested:
            if mark in _SINGLE or self.open[0][0] not in _SINGLE:
                return
            self.open.clear()
        self.was_nested = self.was_nested or (bool(self.open) and mark not in _SINGLE)
        self.open.append((mark, at))

    def closing(self, mark: str, at: int) -> bool:
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 8), -1):
            opened, start = self.open[depth]
            if mark in _CLOSERS[opened]:
                del self.open[depth:]
                self.pairs.append((start, at + 1))
                return True
        return False

    def holds(self, marks: str) -> bool:
        return any(opened in marks for opened, _ in self.open[-8:])


def quoted(text: str) -> tuple[Span, ...]:
    """Return what stands in quotation marks, marks included, outermost only, in the order of the text.

    A quotation whose paragraph does not close it ends with the paragraph, or with the closing mark of a later
    paragraph if nothing is opened before that. Marks around no letter or digit are no quotation.
    """
    found: list[Span] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)] if _MARK.search(text) else []
    resume = 0
    for number, (start, stop) in enumerate(paragraphs):
        begin = max(start, resume)
        if begin >= stop:
            continue
        spans, left_open = _paragraph(text, begin, stop)
        found += spans
        if left_open is None:
            continue
        mark, at = left_open
        following = paragraphs[number + 1 : number + 1 + _CARRIED]
        close = None if mark == '"' else _closed_later(text, mark, following)
        if close is not None:
            found.append(Span(at, close))
            resume = close
        elif stop - at <= _LEFT_OPEN or (following and text[following[0][0]] in _CLOSERS):
            found.append(Span(at, at + len(text[at:stop].rstrip())))
    return tuple(span for span in found if any(map(str.isalnum, span.of(text))))


def _paragraph(text: str, start: int, stop: int) -> tuple[list[Span], tuple[str, int] | None]:
    """Return the outermost quotations of one paragraph, and the mark that it leaves open, if any."""
    reading = _read(text, start, stop, nested=True)
    if reading.was_nested and any(mark not in _SINGLE for mark, _ in reading.open):
        reading = _read(text, start, stop, nested=False)
    left_open = next((opened for opened in reading.open if opened[0] not in _SINGLE), None)
    outermost: list[Span] = []
    for pair_start, pair_stop in sorted(reading.pairs, key=lambda pair: (pair[0], -pair[1])):
        if left_open is not None and pair_start > left_open[1]:
            break
        if not outermost or pair_start >= outermost[-1].stop:
            outermost.append(Span(pair_start, pair_stop))
    return outermost, left_open


def _read(text: str, start: int, stop: int, *, nested: bool) -> _Reading:
    reading = _Reading(nested)
    for match in _MARK.finditer(text, start, stop):
        at, mark = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < stop else " "
        if mark == '"':
            _straight(reading, at, before, after)
        elif mark in "’‘”“«»‹›":
            _two_faced(reading, mark, at, before, after)
        else:
            reading.opening(mark, at)
    return reading


def _straight(reading: _Reading, at: int, before: str, after: str) -> None:
    """Read a straight mark: which way it faces is told by its neighbours, or else by what is open."""
    faces_right = (before.isspace() or before in _OPENS_BEFORE) and not after.isspace() and after not in _STOPS
    faces_left = not before.isspace() and (after.isspace() or after in _STOPS)
    if faces_right and not faces_left:
        if not reading.nested and reading.holds('"'):
            reading.closing('"', at - 1)
        reading.opening('"', at)
    elif (
        not reading.closing('"', at)
        and not faces_left
        and not after.isspace()
        and (not before.isalnum() or _glued(before, after))
    ):
        reading.opening('"', at)


def _glued(before: str, after: str) -> bool:
    """Whether a quotation hangs on the last word of the paragraph before: l'hémicycle"La loi …"."""
    return before.isalpha() and after.isupper()


def _two_faced(reading: _Reading, mark: str, at: int, before: str, after: str) -> None:
    """Read a mark that opens in one language and closes in another, or is an apostrophe."""
    faces_right = not before.isalnum() and not after.isspace() and after not in _STOPS
    if mark == "’":
        if not after.isalnum() and not before.isspace():
            reading.closing(mark, at)
    elif mark in "«‹":
        if not (reading.holds("»›") and reading.closing(mark, at)):
            reading.opening(mark, at)
    elif mark == "“":
        closes = reading.holds("„‟‚") or (reading.holds("“") and not faces_right)
        if not (closes and reading.closing(mark, at)):
            reading.opening(mark, at)
    elif not reading.closing(mark, at) and faces_right:
        reading.opening(mark, at)


def _closed_later(text: str, mark: str, paragraphs: list[tuple[int, int]]) -> int | None:
    """Return where a later paragraph closes `mark`, if no mark is opened before that."""
    for start, stop in paragraphs:
        for match in _MARK.finditer(text, start, stop):
            if match[0] in "’‘":
                continue
            closes = match[0] in _CLOSERS[mark] and match.start() > start
            return match.end() if closes and match[0] != mark and match[0] != '"' else None
    return None
