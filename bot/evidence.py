"""The windows of text that may answer: from the articles found, each read with the question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot import named
from bot.languages import language
from bot.overlap import Asked, proper, rarity, words
from bot.spans.model import Page
from corpus.article import Span
from index.split import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.languages import Language
    from bot.question import Question
    from bot.spans.reading import Reading
    from bot.verify import Source
    from corpus.article import Article, Quote
    from index.passage import Hit
    from index.quote_search import QuoteHit

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
    said: tuple[float, ...]  # how well each of them fits the question, as it was found; of the others the lowest
    place: float  # 1 for the article found first, 1/2 for the second, …
    near: float  # how much worse the passage was found than the best one, 0 for the best
    reading: Reading

    @property
    def score(self) -> float:
        """Log-odds, roughly, that the window answers: what the model says, and the place of its article.

        On the golden and ArchiveQA dev questions the words that it shares with the question, and how near it was found,
        added nothing to these.
        """
        return self.reading.answers + self.place

    def inside(self, span: Span) -> Span:
        """Return a span of the article as a span of the window; what stands outside is cut off."""
        start = min(max(span.start, self.span.start), self.span.stop) - self.span.start
        return Span(start, max(start, min(span.stop, self.span.stop) - self.span.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    article: Article
    span: Span
    place: float
    wording: float  # share of the question's words, by rarity, in the window
    near: float
    quotes: tuple[Quote, ...]
    said: tuple[float, ...]

    @property
    def promise(self) -> float:
        """How likely it is worth reading."""
        return self.place + 2.0 * self.wording + self.near / 2 + max(self.said, default=0.0) / 2


def gather(
    question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit], *, source: Source, scorer: Scorer
) -> list[Window]:
    """Return the windows of the best articles among `hits` that may answer, read, the best first."""
    found = dict.fromkeys((hit.passage.article_id, hit.passage.version) for hit in hits)
    articles = [source.article(*place) for place in found]
    asked = Asked(words(question.asked), rarity(f"{article.title}\n{article.text}" for article in articles))
    candidates = _candidates(question, articles, asked, _Found(hits, quoted, source))
    chosen = sorted(candidates, key=lambda one: -one.promise)[:_READ]
    pages = [Page(headline=one.article.title, text=one.span.of(one.article.text)) for one in chosen]
    readings = scorer.read(question.asked, pages) if pages else []
    windows = [
        Window(
            article=one.article,
            span=one.span,
            quotes=one.quotes,
            said=one.said,
            place=one.place,
            near=one.near,
            reading=reading,
        )
        for one, reading in zip(chosen, readings, strict=True)
    ]
    return sorted(windows, key=lambda window: -window.score)


def _about(question: Question, articles: Sequence[Article]) -> Iterator[Article]:
    """Yield the articles that can answer.

    An article that knows fewer than half of the names, or not the year, is about something else, however near it is:
    on 900 training questions that lost 3 % of the articles that do answer, and 28 % of those that seem to.
    """
    years = set(_YEAR.findall(question.asked))
    own = {same: Asked(_named(question, same_language=same), {}) for same in (True, False)}
    for article in articles:
        text = f"{article.title} {article.published} {article.text}"
        held = own[article.language == question.language]
        if (not held or held.share(text) >= _NAMES_KNOWN) and years <= set(_YEAR.findall(text)):
            yield article


def _named(question: Question, *, same_language: bool) -> list[str]:
    """Return the words of the question's names, and its numbers: what an article that answers does not put otherwise.

    Another language has its own words for places, peoples and parties ("Brittany", "Belgian"), and where every noun is
    written large, a large word is no name yet: then only names of several words count. A number of one digit ("at
    3 pm") is written in other ways.
    """
    code = question.language
    if same_language and not language(code).large_nouns:
        kept = proper(question.asked)
    else:
        kept = [word for name in _full_names(question.asked, code) for word in words(name)]
        kept += [word for word in words(question.asked) if word[0].isdigit()]
    return [word for word in dict.fromkeys(kept) if len(word) > 1]


def _full_names(text: str, code: str | None) -> list[str]:
    """Return the names of several words; what is counted is none, though every noun of it is written large."""
    ways = language(code)
    return [
        name
        for start, name in named.names(text, code)
        if " " in name and not (ways.large_nouns and _ends_in_number(text[:start], ways))
    ]


def _ends_in_number(text: str, ways: Language) -> bool:
    return any(match.end() == len(text.rstrip()) for match in ways.number.finditer(text))


class _Found:
    """What the search says of a piece of an article: how well it was found, and what is quoted in it."""

    def __init__(self, hits: Sequence[Hit], quoted: Sequence[QuoteHit], source: Source) -> None:
        self._hits = hits
        self._source = source
        self._best = max(hit.score for hit in hits) if hits else 0.0
        self._worst = min(hit.score for hit in hits) - self._best if hits else 0.0
        heard = max((hit.score for hit in quoted), default=0.0)
        self._quoted = {(hit.article_id, hit.version, hit.quote.content): hit.score - heard for hit in quoted}

    def near(self, article: Article, span: Span) -> float:
        """Return how much worse than the best hit was the best that overlaps `span`; the worst where none does."""
        scores = [
            hit.score - self._best
            for hit in self._hits
            if hit.passage.article_id == article.id and hit.passage.span.overlaps(span)
        ]
        return max(scores, default=self._worst)

    def quotes(self, article: Article, span: Span) -> tuple[tuple[Quote, float], ...]:
        """Return the quotations that touch `span`, and how much worse each was found than the best of all."""
        unheard = min(self._quoted.values(), default=0.0)
        return tuple(
            (quote, self._quoted.get((article.id, article.version, quote.content), unheard))
            for quote in self._source.quotes(article.id, article.version)
            if quote.content.overlaps(span)
        )


def _candidates(question: Question, articles: Sequence[Article], asked: Asked, found: _Found) -> Iterator[_Candidate]:
    for place, article in enumerate(islice(_about(question, articles), _ARTICLES), start=1):
        for passage in split(article, size=_SIZE):
            quotes = found.quotes(article, passage.span)
            yield _Candidate(
                article=article,
                span=passage.span,
                place=1 / place,
                wording=asked.share(f"{article.title}\n{passage.text}"),
                near=found.near(article, passage.span),
                quotes=tuple(quote for quote, _ in quotes),
                said=tuple(score for _, score in quotes),
            )
