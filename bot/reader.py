"""Readers propose answers from the passages found. The default one is extractive and needs no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.answer import Claim, Draft
from bot.evidence import gather
from bot.overlap import words
from bot.shortest import clause, shortest
from bot.spoken import weigh
from corpus.article import Span
from corpus.marks import quoted
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evidence import Scorer, Window
    from bot.question import Question
    from bot.spoken import Spoken
    from bot.verify import Source
    from corpus.article import Article, Quote
    from index.passage import Hit

_LONGEST_PROOF = 600  # characters
_AHEAD = 1.0  # how much better a quotation of nobody in particular may answer, before who said it is a guess


class Reader(Protocol):
    """Reads hits and proposes a draft.

    Contract: `read` returns claims best first, each of spans into one version of an article among `hits`; it returns
    a draft without claims, and never raises, when the hits do not answer. Nothing it returns is believed before
    `bot.verify` has checked it.
    """

    def read(self, question: Question, hits: Sequence[Hit]) -> Draft:
        """Propose what answers `question`."""


class ExtractiveReader:
    """Answers with spans of the window that answers best, as the span model reads it, if that is well enough."""

    def __init__(self, *, scorer: Scorer, source: Source, threshold: float) -> None:
        self._scorer = scorer
        self._source = source
        self._threshold = threshold

    def read(self, question: Question, hits: Sequence[Hit]) -> Draft:
        """Propose the best-supported short answer, or none when nothing is supported well enough."""
        windows = gather(question, hits, source=self._source, scorer=self._scorer)
        if not windows or windows[0].score < self._threshold:
            return Draft(claims=())
        if question.is_about_words:
            spoken = weigh(question, windows)
            sure = next((one for one in spoken if one.name is not None), None)
            if sure is not None and sure.name is not None and spoken[0].score - sure.score <= _AHEAD:
                return Draft(claims=(_quoted(question, sure, sure.name),))
            if question.sought == "speaker" or (question.sought == "words" and question.asked_of):
                return Draft(claims=(), reason="speaker not sure" if spoken else "nobody says that")
        return Draft(claims=(_fact(question, windows),))


def _quoted(question: Question, spoken: Spoken, name: Span) -> Claim:
    window, quote = spoken.window, spoken.quote
    text = window.article.text
    said = _verbatim(quote, text)
    short = name
    if question.sought == "words":
        whole = said if quote.kind == "direct" else quote.content
        piece = clause(whole.of(text), words(question.text))
        short = Span(whole.start + piece.start, whole.start + piece.stop)
    return Claim(
        article_id=window.article.id,
        version=window.article.version,
        short=short,
        proof=_proof(
            window.article, [quote.content, *(span for span in (quote.cue, quote.speaker) if span is not None)]
        ),
        words=said,
        name=name,
    )


def _verbatim(quote: Quote, text: str) -> Span:
    """Return the longest piece of the quotation that stands in quotation marks; all of it where none does."""
    if quote.kind == "direct":
        return max(quote.parts, key=len)
    marked = [_within_marks(region, text) for region in quoted(text) if quote.content.overlaps(region)]
    inside = [span for span in marked if quote.content.covers(span) and len(span)]
    return max(inside, key=len, default=quote.content)


def _within_marks(region: Span, text: str) -> Span:
    words_in = region.of(text)[1:-1]
    start = region.start + 1 + len(words_in) - len(words_in.lstrip())
    return Span(start, start + len(words_in.strip()))


def _fact(question: Question, windows: Sequence[Window]) -> Claim:
    window, short = shortest(question, windows)
    return Claim(
        article_id=window.article.id,
        version=window.article.version,
        short=short,
        proof=_proof(window.article, [short]),
    )


def _proof(article: Article, spans: Sequence[Span]) -> Span:
    """Return the whole sentences that hold `spans`; if they are long, those that hold the first of them."""
    whole = _whole(article, spans)
    return whole if len(whole) <= _LONGEST_PROOF else _whole(article, spans[:1])


def _whole(article: Article, spans: Sequence[Span]) -> Span:
    held = [s for s in sentences(article.text, article.language) if any(s.overlaps(span) for span in spans)]
    return Span(held[0].start, held[-1].stop)
