"""The shortest true thing: the name, the number, the date, the place or the clause that answers.

Everything found is a span of an article, so that the short answer is in the source as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answer import LONGEST_SHORT_ANSWER
from bot.languages import language
from bot.overlap import akin, fold, words
from corpus.article import Span
from index.lexical import stop_words, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.evidence import Window
    from bot.question import Question

_WINDOWS = 3  # that a short answer is taken from
_SPANS = 4  # short answers of each that are weighed
# What it is worth that its window answers, log-odds to log-odds: of 526 training questions over 3,000 articles this
# gets 5 right that 1 misses, and loses none; 1.5 loses some, there and in ArchiveQA dev.
_ANSWERS = 1.25
_FITS = 1.5  # what it is worth that a span is of the kind that is sought
_NEXT = re.compile(r"[ \u00a0\u202f](\w+)")
_COUNTED = re.compile(r"[ \u00a0\u202f](?:d['’]|de |of )?(\w+)")
_CLAUSE_END = re.compile(r"[,;:.!?…»”\")] +| [-–—] ")


def shortest(question: Question, windows: Sequence[Window]) -> tuple[Window, Span]:
    """Return the likeliest short answer, a span of its article, and the window that it stands in."""
    asked = words(question.asked)
    weighed = sorted(_weighed(question, windows[:_WINDOWS], asked), key=lambda one: -one[0])
    if weighed:
        _, window, span = weighed[0]
        return window, _of_the_same(question, window, span)
    best = windows[0]
    piece = clause(best.span.of(best.article.text), asked)
    return best, Span(best.span.start + piece.start, best.span.start + piece.stop)


def _weighed(
    question: Question, windows: Sequence[Window], asked: Sequence[str]
) -> Iterator[tuple[float, Window, Span]]:
    for window in windows:
        text = window.article.text
        for inside, likely in window.reading.spans(longest=LONGEST_SHORT_ANSWER, count=_SPANS):
            span = Span(window.span.start + inside.start, window.span.start + inside.stop)
            span = _whole(span, question.sought, window, asked)
            if not _known(span.of(text), asked):
                fits = _FITS if _is_sought(span.of(text), question.sought, window.article.language) else 0.0
                yield _ANSWERS * window.score + likely + fits, window, span


def _whole(span: Span, sought: str, window: Window, asked: Sequence[str]) -> Span:
    """Widen a number to its unit or what it counts, and a day to its date: all of what is written there as one."""
    ways = language(window.article.language)
    written = {"number": ways.number, "time": ways.time}.get(sought)
    if written is None:
        return span
    for match in written.finditer(window.article.text, window.span.start, window.span.stop):
        if span.overlaps(Span(*match.span())):
            widened = _counted(Span(min(span.start, match.start()), max(span.stop, match.end())), window, asked)
            return widened if len(widened) <= LONGEST_SHORT_ANSWER else span
    return span


def _counted(span: Span, window: Window, asked: Sequence[str]) -> Span:
    """Widen a bare number by the word after it, where that is one of the question's: "23.000" to "23.000 Gäste"."""
    if not window.article.text[span.stop - 1].isdigit():
        return span
    after = _NEXT.match(window.article.text, span.stop, window.span.stop)
    counts = after is not None and any(akin(word, other) for word in words(after[1]) for other in asked)
    return Span(span.start, after.end()) if after is not None and counts else span


def _of_the_same(question: Question, window: Window, span: Span) -> Span:
    """Return the window's count of what "how many …" asks for, where `span` is one of something else.

    Of 66 golden, ArchiveQA dev and training questions over 3,000 articles this gets two more right, and none wrong.
    """
    asked = language(question.language).how_many.search(question.asked)
    if asked is None or question.sought != "number":
        return span
    noun = next((word for word in words(question.asked[asked.end() :]) if not _is_stop(word, question.language)), "")
    counted = [(held, noun != "" and _names(word, noun, question.language)) for held, word in _counts(window)]
    of_it = [same for held, same in counted if held.overlaps(span)]
    if not of_it or any(of_it):
        return span
    return next((held for held, same in counted if same), span)


def _counts(window: Window) -> Iterator[tuple[Span, str]]:
    """Yield each number of a window with the word that it counts, and that word, folded."""
    article = window.article
    for number in language(article.language).number.finditer(article.text, window.span.start, window.span.stop):
        after = _COUNTED.match(article.text, number.end(), window.span.stop)
        folded = words(after[1]) if after is not None else []
        if after is not None and folded and not _is_stop(folded[0], article.language):
            yield Span(number.start(), after.end()), folded[0]


def _names(word: str, noun: str, code: str | None) -> bool:
    """Whether a word is that noun of a question in the language `code`, or a translation of it."""
    return akin(word, noun) or any(word.startswith(stem) for stem in translated(noun, code))


def _is_stop(word: str, code: str | None) -> bool:
    return word in stop_words(code)


def _is_sought(text: str, sought: str, code: str | None) -> bool:
    """Whether `text` is of the kind that is sought: a number, a time, or something written as a name."""
    ways = language(code)
    if sought == "number":
        return ways.number.search(text) is not None
    if sought == "time":
        return ways.time.search(text) is not None
    return sought in {"person", "speaker", "place"} and any(word[0].isupper() for word in text.split())


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
