"""An article is cut into passages: a few whole sentences each, of which none overlap and none is left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.marks import quoted
from corpus.sentences import sentences
from index.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.article import Article

SPLITTER = "sentences-1"  # counts up when the same text would be cut differently; a generation records it
PASSAGE_SIZE = 600  # characters, unless the configuration says otherwise

_LONGEST_QUOTATION = 3  # times the size: one that is longer is cut, between its sentences
_ROOM_FOR_PARAGRAPH = 0.5  # a passage may end early, at a paragraph, once it has this share of its size
_CRUMB = 0.25  # a last passage below this share of the size is joined to the one before
_PARAGRAPH_BREAK = re.compile(r"\n\s*$")


def split(article: Article, *, size: int) -> tuple[Passage, ...]:
    """Cut `article` into passages of about `size` characters.

    Every character but white space is in exactly one passage. No sentence is cut, however long it is, and no
    quotation, unless it is longer than three times the size.
    """
    packed = _pack(article.text, _cuts(article, size), size)
    spans = (_trimmed(article.text, start, stop) for start, stop in packed)
    return tuple(passage_at(article, span) for span in spans if len(span))


def passage_at(article: Article, span: Span) -> Passage:
    """Return the passage of `article` at `span`."""
    return Passage(
        article_id=article.id,
        version=article.version,
        headline=article.title,
        span=span,
        text=span.of(article.text),
    )


def _cuts(article: Article, size: int) -> list[int]:
    """Return where the text may be cut, its two ends among them: before sentences, outside quotations."""
    text = article.text
    starts = sorted({sentence.start for sentence in sentences(text, article.language)} - {0, len(text)})
    whole = [q for q in quoted(text) if len(q) <= _LONGEST_QUOTATION * size]
    whole.sort(key=lambda span: span.start)
    free = []
    reach = 0  # how far the quotations that started before this cut go
    ahead = iter([*whole, Span(len(text), len(text))])
    quotation = next(ahead)
    for start in starts:
        while quotation.start < start:
            reach = max(reach, quotation.stop)
            quotation = next(ahead)
        if reach <= start:
            free.append(start)
    return [0, *free, len(text)]


def _pack(text: str, cuts: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """Yield [start, stop) of passages: as many pieces as fit, and no crumb left at the end."""
    ends = []
    start, best = 0, None
    for here, following in pairwise(cuts):
        if here > start and following - start > size:
            end = best if best is not None else here
            ends.append(end)
            start, best = end, None
            if here > start and following - start > size:  # what stood after that paragraph, and this, is too much
                ends.append(here)
                start = here
        at_paragraph = _PARAGRAPH_BREAK.search(text, start, following) is not None
        if at_paragraph and following - start >= _ROOM_FOR_PARAGRAPH * size:
            best = following
    if ends and len(text) - ends[-1] < _CRUMB * size:
        ends.pop()
    yield from pairwise([0, *ends, len(text)])


def _trimmed(text: str, start: int, stop: int) -> Span:
    """Leave white space at the ends of [start, stop) out."""
    words = text[start:stop]
    left = len(words) - len(words.lstrip())
    return Span(start + left, max(start + left, start + len(words.rstrip())))
