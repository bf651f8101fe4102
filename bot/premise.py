"""Whether a question can be answered at all: it asks for something, and takes nothing for granted that is not so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Draft
from bot.languages import language
from bot.presumed import mistaken
from bot.question import LONGEST
from bot.topic import topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Reason
    from bot.answerer import QuoteFinder
    from bot.question import Question
    from bot.reader import Reader
    from bot.verify import Source
    from index.passage import Hit
    from index.quote_search import QuoteHit

_LOOKED_AT = 50  # quotations of theirs, and of everybody
# How well their best quotation fits the topic, and by how much it fits better than anybody else's, together: scores of
# `index.fuse`, so standard deviations of similarity. Of 32 questions about somebody's words in the sample, in ArchiveQA
# dev and among its training questions over 3,000 articles this left out 3 of 19 that have an answer and 16 of 18 that
# have none.
_FITS = 0.3
_QUESTION_MARK = re.compile("[?？؟;՞]")  # the last but one is what Greek writes
_FULL_STOP = re.compile(r"[.!。][\s»”“\"')\]]*$")


class PremiseReader:
    """Proposes nothing where a question asks nothing or takes for granted what is not so, and leaves all else."""

    def __init__(self, reader: Reader, *, quotes: QuoteFinder, source: Source) -> None:
        self._reader = reader
        self._quotes = quotes
        self._source = source

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        """Propose what answers `question`."""
        if is_empty(question):
            return Draft(claims=())
        if asks_for_silence(question) or is_mistaken(question, self._quotes):
            return Draft(claims=(), reason="nobody says that")
        draft = self._reader.read(question, hits, quoted)
        for claim in draft.claims[:1]:
            article = self._source.article(claim.article_id, claim.version)
            reason = mistaken(question, claim, article, self._source.quotes(article.id, article.version))
            if reason is not None:
                return _without_claims(draft, reason)
        return draft


def _without_claims(draft: Draft, reason: Reason) -> Draft:
    told = (replace(one, note="false premise") if one.note == "proposed" else one for one in draft.considered)
    return replace(draft, claims=(), reason=reason, considered=tuple(told))


def is_empty(question: Question) -> bool:
    """Whether it asks nothing: who said something without a word of it, or an order, a statement, a pasted text."""
    if question.sought == "speaker":
        return not topic(question).words
    if question.sought != "other" or _QUESTION_MARK.search(question.asked):
        return False
    asks = language(question.language).asking.search(question.asked) is not None
    ends_as_none = _FULL_STOP.search(question.asked) is not None or len(question.text) == LONGEST
    return not asks and ends_as_none


def asks_for_silence(question: Question) -> bool:
    """Whether it asks who did not say something: what is not said stands nowhere, and its contrary is no answer."""
    return language(question.language).unsaid.search(question.asked) is not None


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
