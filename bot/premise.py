"""Whether a question can be answered at all: it asks for something, and of whoever says something on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Draft
from bot.topic import topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answerer import QuoteFinder
    from bot.question import Question
    from bot.reader import Reader
    from index.passage import Hit
    from index.quote_search import QuoteHit

_LOOKED_AT = 50  # quotations of theirs, and of everybody
# How well their best quotation fits the topic, and by how much it fits better than anybody else's, together: scores of
# `index.fuse`, so standard deviations of similarity. Of 32 questions about somebody's words in the sample, in ArchiveQA
# dev and among its training questions over 3,000 articles this left out 3 of 19 that have an answer and 16 of 18 that
# have none.
_FITS = 0.3


class PremiseReader:
    """Proposes nothing where a question asks nothing or is mistaken in whose words they are, and leaves all else."""

    def __init__(self, reader: Reader, *, quotes: QuoteFinder) -> None:
        self._reader = reader
        self._quotes = quotes

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        """Propose what answers `question`."""
        if is_empty(question):
            return Draft(claims=())
        if is_mistaken(question, self._quotes):
            return Draft(claims=(), reason="nobody says that")
        return self._reader.read(question, hits, quoted)


def is_empty(question: Question) -> bool:
    """Whether it asks who said something without a word of what was said."""
    return question.sought == "speaker" and not topic(question).words


def is_mistaken(question: Question, quotes: QuoteFinder) -> bool:
    """Whether it asks for words of somebody whom the archive quotes, but not on this. Raises what `quotes` does."""
    if question.sought != "words" or not question.asked_of or not quotes.named(question.asked_of):
        return False
    about = topic(replace(question, topic=""), besides=question.asked_of)
    if not about.words:
        return False
    period, outlet = question.filter.period, question.filter.outlet

    def found(speaker: str | None) -> tuple[QuoteHit, ...]:
        since, until = period.since, period.until
        return quotes.find(about.text, speaker=speaker, since=since, until=until, outlet=outlet, k=_LOOKED_AT)

    own = found(question.asked_of)
    theirs = {(hit.article_id, hit.version, hit.quote.content) for hit in own}
    others = [hit.score for hit in found(None) if (hit.article_id, hit.version, hit.quote.content) not in theirs]
    best = max((hit.score for hit in own), default=0.0)
    return best + best - max(others, default=0.0) < _FITS
