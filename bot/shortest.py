"""The shortest true thing: the name, the number, the date or the place in a sentence that answers.

Everything found is a span of the sentence, so that the short answer is in the source as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answer import LONGEST_SHORT_ANSWER
from bot.languages import language
from bot.overlap import akin, fold, words
from corpus.article import Span
from index.lexical import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.languages import Sought

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒŠŽ]"
_PARTICLE = r"(?:d[eiua]l?|des|du|von|van|der|den|ter|le|la|al|el|ben|bin|ibn|ou|abou|y|of|zu|da|dos|di)"
_PART = rf"{_CAPITAL}[\w'’.-]*\w"
_NAME = re.compile(
    rf"(?<![\w-])(?:[DdLl]['’])?({_PART}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}(?:[dl]['’])?{_PART})*)"
)
_NOUN = re.compile(r"[ \u00a0]([^\W\d_][\w-]+)(?:(?: de | d['’]| of )[^\W\d_A-Z][\w-]+)?")
_CLAUSE_END = re.compile(r"[,;:.!?…»”\")] +| [-–—] ")
_NEAR = 3  # words of the question that a candidate's distance is measured to


def candidates(text: str, sought: Sought, asked: Sequence[str], code: str | None) -> tuple[Span, ...]:
    """Return the spans of `text`, a sentence in the language `code`, that could be what is sought, likeliest first.

    What the question itself says (`asked`: its folded words) cannot answer it and is left out; of the rest, what
    stands nearest to the question's own words is likeliest.
    """
    landmarks = [
        (match.start() + match.end()) / 2
        for match in re.finditer(r"\w+", text)
        if any(akin(word, other) for word in asked for other in words(match[0]))
    ]

    def distance(span: Span) -> float:
        middle = (span.start + span.stop) / 2
        near = sorted(abs(middle - landmark) for landmark in landmarks)[:_NEAR]
        return sum(near) / len(near) if near else span.start

    fit = [span for span in _found(text, sought, code) if not _known(span.of(text), asked)]
    if sought in {"person", "speaker"}:
        return tuple(sorted(fit, key=lambda span: (" " not in span.of(text), distance(span))))
    if sought == "time":
        return tuple(sorted(fit, key=lambda span: (-len(span), distance(span))))
    if sought == "number":
        return tuple(sorted(fit, key=lambda span: (not _counts(span.of(text), asked), distance(span))))
    return tuple(sorted(fit, key=distance))


def _counts(piece: str, asked: Sequence[str]) -> bool:
    """Whether the number counts what the question asks about: "how many passengers", "58 passagers"."""
    return any(akin(word, other) for word in words(piece) for other in asked if not word[0].isdigit())


def _found(text: str, sought: Sought, code: str | None) -> Iterator[Span]:
    ways = language(code)
    stop = stop_words(code) | ways.words
    if sought == "number":
        yield from (_counted(text, Span(*match.span()), stop) for match in ways.number.finditer(text))
    elif sought == "time":
        yield from (Span(*match.span()) for match in ways.time.finditer(text))
    elif sought in {"person", "speaker", "place"}:
        for match in _NAME.finditer(text):
            name = _bare(text, Span(*match.span(1)), stop)
            single = name is not None and " " not in name.of(text)
            if name is None or (single and ways.large_nouns):
                continue
            if sought != "place" or ways.place.search(text, 0, match.start(1)):
                yield name


def _bare(text: str, name: Span, stop: frozenset[str]) -> Span | None:
    """Take the words off that only begin a sentence: "Selon Paul Riou". None if that was all."""
    start = name.start
    for word in name.of(text).split(" "):
        if fold(word) not in stop:
            return Span(start, name.stop)
        start += len(word) + 1
    return None


def _counted(text: str, number: Span, stop: frozenset[str]) -> Span:
    """Return the number with what it counts: "neuf familles", "500 places de parking"."""
    noun = _NOUN.match(text, number.stop)
    return number if noun is None or fold(noun[1]) in stop else Span(number.start, noun.end())


def clause(text: str, asked: Sequence[str], longest: int = LONGEST_SHORT_ANSWER) -> Span:
    """Return the part of `text`, cut at its clauses, of at most `longest` characters that says most of `asked`."""
    if len(text) <= longest:
        return Span(0, len(text))
    edges = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    pieces = [
        _trimmed(text, start, stop)
        for i, start in enumerate(edges)
        for stop in edges[i + 1 :]
        if stop - start <= longest and text[start:stop].strip()
    ]
    if not pieces:
        cut = text.rfind(" ", 0, longest)
        return Span(0, cut if cut > 0 else longest)

    def worth(span: Span) -> tuple[int, int]:
        held = words(span.of(text))
        return sum(any(akin(word, other) for other in held) for word in set(asked)), len(span)

    return max(pieces, key=worth)


def _trimmed(text: str, start: int, stop: int) -> Span:
    piece = text[start:stop]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(piece.strip()))


def _known(piece: str, asked: Sequence[str]) -> bool:
    held = words(piece) or [fold(piece)]
    return all(any(akin(word, other) for other in asked) for word in held)
