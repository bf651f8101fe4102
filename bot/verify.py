"""The gate: a draft is checked against the archive, and only what stands there becomes an answer.

Nothing a reader proposes is believed. Each claim's article is read again, each span must lie inside it, and where the
claim is that somebody said something, the article's own quotations must give those words to that name. A claim that
fails is dropped; a draft that loses all its claims becomes an abstention. No other module makes an `Answer`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from bot.answer import LONGEST_SHORT_ANSWER, Abstention, Answer, Citation, Said, Searched, Statement
from corpus.errors import UnknownArticle
from corpus.marks import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Claim, Draft
    from bot.question import Question
    from corpus.article import Article, Quote, Span
    from index.passage import Hit

log = logging.getLogger(__name__)

RANKED = 10  # articles named in `ranked`
NEAREST = 3  # passages shown when the archive does not say


class Source(Protocol):
    """What verifying reads: `corpus.archive.Archive`, or a test's fake of it."""

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return that version of the article; UnknownArticle."""

    def quotes(self, article_id: str, version: int) -> tuple[Quote, ...]:
        """Return the quotations of that version."""


def check(
    draft: Draft, question: Question, *, hits: Sequence[Hit], searched: Searched, source: Source
) -> Answer | Abstention:
    """Return what of `draft` stands in `source`: an answer, or the abstention with what came nearest."""
    ranked = tuple(dict.fromkeys(hit.passage.article_id for hit in hits))[:RANKED]
    statements: list[Statement] = []
    for claim in draft.claims:
        statement = _statement(claim, source)
        if statement is None:
            log.warning("dropped a claim that does not stand in %s, version %d", claim.article_id, claim.version)
        else:
            statements.append(statement)
    if statements:
        return Answer(question=question, statements=tuple(statements), ranked=ranked, searched=searched)
    nearest = tuple(
        Citation(article=source.article(hit.passage.article_id, hit.passage.version), span=hit.passage.span)
        for hit in hits[:NEAREST]
    )
    reason = "not verified" if draft.claims else draft.reason
    return Abstention(question=question, reason=reason, nearest=nearest, ranked=ranked, searched=searched)


def _statement(claim: Claim, source: Source) -> Statement | None:
    try:
        article = source.article(claim.article_id, claim.version)
    except UnknownArticle:
        return None
    spans = [span for span in (claim.short, claim.proof, claim.words, claim.name) if span is not None]
    if not all(_stands(span, article.text) for span in spans) or len(claim.short) > LONGEST_SHORT_ANSWER:
        return None

    def cite(span: Span) -> Citation:
        return Citation(article=article, span=span)

    said = None
    if claim.words is not None or claim.name is not None:
        if claim.words is None or claim.name is None or not _attributed(claim.words, claim.name, article, source):
            return None
        verbatim = any(region.covers(claim.words) for region in quoted(article.text))
        said = Said(words=cite(claim.words), verbatim=verbatim, speaker=cite(claim.name))
    return Statement(short=cite(claim.short), proof=cite(claim.proof), quote=said)


def _stands(span: Span, text: str) -> bool:
    return span.stop <= len(text) and bool(span.of(text).strip())


def _attributed(words: Span, name: Span, article: Article, source: Source) -> bool:
    """Whether the article gives these words to that name, surely enough to be shown."""
    said = name.of(article.text)
    return any(
        quote.content.covers(words) and said in {span.of(article.text) for span in quote.told}
        for quote in source.quotes(article.id, article.version)
    )
