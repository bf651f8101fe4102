"""Where sentences begin and end: the sentencex library, with the repairs that newspaper copy needs.

This is the one home of sentencex.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.article import Span
from corpus.marks import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGES = Path(__file__).parent / "languages"
_FALLBACK = "en"
_SHORT = 160  # code points: a quotation up to this long is never cut
_WIDE_SPACE = re.compile(r"[^\S\n ](?=\.)")
_LINE_BREAK = re.compile(r"\s*[\n\u2029]\s*")
_LAST_WORD = re.compile(r"(?:^|(?<=[\s('’«“\"-]))[\w.]+\.$")
_GLUED = re.compile(r"[\w.!?…)\s][»”\"][^\W\d_a-zà-öø-ÿ]")  # the next paragraph hangs on a closing mark
_INITIAL = re.compile(r"(?:^|[\w-]*[^\W\d_a-z][\w-]*\.?\s|\.)[^\W\d_a-z]\.$")
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")


def sentences(text: str, language: str | None) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, without the whitespace around them.

    Together they cover every character that is not whitespace. A paragraph break always ends a sentence; an
    abbreviation, an initial or a short quotation does not.
    """
    known = language if language is not None and language in _languages() else _FALLBACK
    found: list[Span] = []
    for start, stop in _paragraphs(text):
        edges = [start, *_boundaries(text, start, stop, known), stop]
        for first, second in pairwise(edges):
            piece = _trimmed(text, first, second)
            if len(piece):
                found.append(piece)
    return tuple(found)


def around(span: Span, text: str, language: str | None) -> Span:
    """Return the whole sentences of `text` that `span`, which is not of whitespace alone, touches."""
    held = [sentence for sentence in sentences(text, language) if sentence.overlaps(span)]
    return Span(held[0].start, held[-1].stop)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _boundaries(text: str, start: int, stop: int, language: str) -> list[int]:
    """Return the offsets at which the paragraph is cut, in order."""
    paragraph = text[start:stop]
    marked = quoted(paragraph)
    starts = [span.start for span in marked]
    ends = _word_ends(paragraph, language)
    cuts = ends | set(_cuts(paragraph, language))
    for span in marked:
        if len(span) > _SHORT:
            cuts |= {span.start + cut for cut in _cuts(paragraph[span.start + 1 : span.stop - 1], language, 1)}
    cuts |= {span.stop for span in marked if _GLUED.match(paragraph, span.stop - 2)}
    kept = []
    for cut in sorted(cuts):
        nearest = bisect_right(starts, cut) - 1
        inside = nearest >= 0 and starts[nearest] < cut < marked[nearest].stop
        if inside and len(marked[nearest]) <= _SHORT:
            continue
        if cut in ends or not _ends_in_abbreviation(paragraph, cut, language):
            kept.append(start + cut)
    return kept


def _cuts(text: str, language: str, shift: int = 0) -> list[int]:
    import sentencex

    plain = _WIDE_SPACE.sub(" ", text)  # sentencex 1.0 panics on "B\u00a0.", inside the bytes of the space
    return [found["end_index"] + shift for found in sentencex.get_sentence_boundaries(language, plain)[:-1]]


def _word_ends(text: str, language: str) -> set[int]:
    """Return where a sentence ends with a word that is an abbreviation too: "She told me. Roy left.", not "No. 5"."""
    word = _ending_word(language)
    return set() if word is None else {match.end() for match in word.finditer(text)}


@cache
def _ending_word(language: str) -> re.Pattern[str] | None:
    words = _data(language).get("abbreviations_and_words", [])
    if not words:
        return None
    return re.compile(rf"(?<![\w.])(?i:{'|'.join(map(re.escape, words))})\.[»”\"’]?\s+(?=[«“\"‘¿¡—]?[^\W\d_a-zß-öø-ÿ])")


def _ends_in_abbreviation(text: str, cut: int, language: str) -> bool:
    before = text[max(0, cut - 40) : cut].rstrip()
    if not before.endswith("."):
        return False
    word = _LAST_WORD.search(before)
    if word is not None and word[0].rstrip(".").casefold() in _abbreviations(language):
        return True
    if language == "de" and _ORDINAL.search(before):
        return True
    return _INITIAL.search(before) is not None


def _trimmed(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in _LANGUAGES.glob("*.toml"))


@cache
def _abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations after which a sentence goes on, folded and without their last full stop."""
    return frozenset(word.casefold() for word in _data(language)["abbreviations"])


@cache
def _data(language: str) -> dict[str, Any]:
    return tomllib.loads((_LANGUAGES / f"{language}.toml").read_text(encoding="utf-8"))
