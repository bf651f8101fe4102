"""Readers propose answers from the passages found. The default one is extractive and needs no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.answer import LONGEST_SHORT_ANSWER, Claim, Draft
from bot.evidence import Evidence, gather
from bot.overlap import words
from bot.shortest import candidates, clause
from bot.spoken import weigh
from corpus.article import Span
from corpus.marks import quoted
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.question import Question
    from bot.spoken import Spoken
    from bot.verify import Source
    from corpus.article import Article, Quote
    from index.encode import Encoder
    from index.passage import Hit

_READ = 8  # sentences that are read for a fact, best first
_LONGEST_PROOF = 600  # characters
_AHEAD = 0.8  # how much better a quotation of nobody in particular may answer, before who said it is a guess


class Reader(Protocol):
    """Reads hits and proposes a draft.

    Contract: `read` returns claims best first, each of spans into one version of an article among `hits`; it returns
    a draft without claims, and never raises, when the hits do not answer. Nothing it returns is believed before
    `bot.verify` has checked it.
    """

    def read(self, question: Question, hits: Sequence[Hit]) -> Draft:
        """Propose what answers `question`."""


class ExtractiveReader:
    """Answers with spans of the best sentence: by meaning (the encoder's cosine) and by words, weighed together."""

    def __init__(self, *, encoder: Encoder, source: Source, threshold: float) -> None:
        self._encoder = encoder
        self._source = source
        self._threshold = threshold

    def read(self, question: Question, hits: Sequence[Hit]) -> Draft:
        """Propose the best-supported short answer, or none when nothing is supported well enough."""
        pool = gather(question, hits, source=self._source, encoder=self._encoder)
        if not pool or pool[0].score < self._threshold:
            return Draft(claims=())
        if question.is_about_words:
            spoken = weigh(question, pool, encoder=self._encoder)
            sure = next((one for one in spoken if one.name is not None), None)
            if sure is not None and sure.name is not None and spoken[0].score - sure.score <= _AHEAD:
                return Draft(claims=(_quoted(question, sure, sure.name),))
            if question.sought == "speaker" or (question.sought == "words" and question.asked_of):
                return Draft(claims=(), reason="speaker not sure" if spoken else "nobody says that")
        return Draft(claims=(_fact(question, pool),))


def _quoted(question: Question, spoken: Spoken, name: Span) -> Claim:
    evidence, quote = spoken.evidence, spoken.quote
    text = evidence.article.text
    said = _verbatim(quote, text)
    short = name
    if question.sought == "words":
        whole = said if quote.kind == "direct" else quote.content
        piece = clause(whole.of(text), words(question.text))
        short = Span(whole.start + piece.start, whole.start + piece.stop)
    return Claim(
        article_id=evidence.article.id,
        version=evidence.article.version,
        short=short,
        proof=_proof(evidence, quote),
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


def _proof(evidence: Evidence, quote: Quote) -> Span:
    """Return the whole sentences that hold the words and whom they are given to, or the best one if they are long."""
    touched = [quote.content, evidence.span, *(span for span in (quote.cue, quote.speaker) if span is not None)]
    whole = _whole(evidence.article, touched)
    return whole if len(whole) <= _LONGEST_PROOF else evidence.span


def _whole(article: Article, spans: Sequence[Span]) -> Span:
    held = [s for s in sentences(article.text, article.language) if any(s.overlaps(span) for span in spans)]
    return Span(held[0].start, held[-1].stop)


def _fact(question: Question, pool: Sequence[Evidence]) -> Claim:
    asked = words(question.query)
    for evidence in pool[:_READ]:
        found = candidates(evidence.text, question.sought, asked, evidence.article.language)
        if found:
            return _claim(evidence, found[0])
    return _claim(pool[0], clause(pool[0].text, asked, LONGEST_SHORT_ANSWER))


def _claim(evidence: Evidence, piece: Span) -> Claim:
    return Claim(
        article_id=evidence.article.id,
        version=evidence.article.version,
        short=Span(evidence.span.start + piece.start, evidence.span.start + piece.stop),
        proof=evidence.span,
    )
