"""The windows of text that may answer: from the articles found, each read with the question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.overlap import Asked, proper, rarity, words
from bot.spans.model import Page
from corpus.article import Span
from index.split import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.question import Question
    from bot.spans.reading import Reading
    from bot.verify import Source
    from corpus.article import Article, Quote
    from index.passage import Hit

_ARTICLES = (
    6  # whose windows are looked at, the best first: a passage that is found is often beside the one that answers
)
_NAMES_KNOWN = 0.5  # share of the question's names that an article which answers it holds
_READ = 16  # windows that are read: reading is where a question's time goes
_SIZE = 480  # characters of a window, as in training
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Scorer(Protocol):
    """What reads: `bot.spans.model.SpanModel`, or a test's fake of it."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        """Read each page with the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A few whole sentences of an article that was found, what is quoted in them, and the signs that they answer."""

    article: Article
    span: Span
    quotes: tuple[Quote, ...]  # those that touch the window
    place: float  # 1 for the article found first, 1/2 for the second, …
    names: float  # share of the question's names and numbers that stand anywhere in the article; 1 if it has none
    wording: float  # share of the question's words, by rarity, in the window
    reading: Reading

    @property
    def score(self) -> float:
        """Log-odds, roughly, that the window answers: what the model says, and the other signs."""
        return self.reading.answers + self.place + 2.0 * (self.names - 1.0) + self.wording

    def inside(self, span: Span) -> Span:
        """Return a span of the article as a span of the window; what stands outside is cut off."""
        start = min(max(span.start, self.span.start), self.span.stop) - self.span.start
        return Span(start, max(start, min(span.stop, self.span.stop) - self.span.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    article: Article
    span: Span
    place: float
    names: float
    wording: float


def gather(question: Question, hits: Sequence[Hit], *, source: Source, scorer: Scorer) -> list[Window]:
    """Return the windows of the best articles among `hits` that may answer, read, the best first."""
    found = dict.fromkeys((hit.passage.article_id, hit.passage.version) for hit in hits)
    articles = [source.article(*place) for place in found]
    asked = Asked(words(question.query), rarity(f"{article.title}\n{article.text}" for article in articles))
    chosen = sorted(_candidates(question, articles, asked), key=lambda one: -(one.place + 2.0 * one.wording))[:_READ]
    pages = [Page(headline=one.article.title, text=one.span.of(one.article.text)) for one in chosen]
    readings = scorer.read(question.query, pages) if pages else []
    windows = [
        Window(
            article=one.article,
            span=one.span,
            quotes=tuple(
                quote
                for quote in source.quotes(one.article.id, one.article.version)
                if quote.content.overlaps(one.span)
            ),
            place=one.place,
            names=one.names,
            wording=one.wording,
            reading=reading,
        )
        for one, reading in zip(chosen, readings, strict=True)
    ]
    return sorted(windows, key=lambda window: -window.score)


def _about(question: Question, articles: Sequence[Article]) -> Iterator[tuple[float, Article]]:
    """Yield the articles that can answer, with the share of the question's names that they hold.

    An article that knows fewer than half of the names, or not the year, is about something else, however near it is:
    on 900 training questions that lost 3 % of the articles that do answer, and 28 % of those that seem to.
    """
    named = Asked(proper(question.query), {})
    years = set(_YEAR.findall(question.query))
    for article in articles:
        text = f"{article.title} {article.published} {article.text}"
        share = named.share(text) if named else 1.0
        if share >= _NAMES_KNOWN and years <= set(_YEAR.findall(text)):
            yield share, article


def _candidates(question: Question, articles: Sequence[Article], asked: Asked) -> Iterator[_Candidate]:
    for place, (names, article) in enumerate(islice(_about(question, articles), _ARTICLES), start=1):
        for passage in split(article, size=_SIZE):
            yield _Candidate(
                article=article,
                span=passage.span,
                place=1 / place,
                names=names,
                wording=asked.share(f"{article.title}\n{passage.text}"),
            )
