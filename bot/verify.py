"""The gate: a draft is checked against the archive, and only what stands there becomes an answer.

Nothing a reader proposes is believed. Each claim's article is read again, each span must lie inside it, and where the
claim is that somebody said something, the article's own quotations must give those words to that name. A claim that
fails is dropped; a draft that loses all its claims becomes an abstention. No other module makes an `Answer`.

What stands is then held against the other articles found: where the same words stand elsewhere, on whose word a fact
rests, and which statements differ.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.agreement import elsewhere, teller
from bot.answer import LONGEST_SHORT_ANSWER, Abstention, Answer, Citation, Said, Searched, Statement
from bot.disagreement import differing
from bot.errors import NotThereAnyMore
from corpus.errors import UnknownArticle
from corpus.marks import quoted
from corpus.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answer import Claim, Draft, Fault, Refusal
    from bot.question import Question
    from corpus.article import Article, Quote, Span
    from index.passage import Hit

log = logging.getLogger(__name__)

RANKED = 10  # articles named in `ranked`
NEAREST = 3  # passages shown when the archive does not say
COMPARED = 50  # articles that a statement is held against


class Source(Protocol):
    """What verifying reads: `corpus.archive.Archive`, or a test's fake of it."""

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return that version of the article; UnknownArticle."""

    def quotes(self, article_id: str, version: int) -> tuple[Quote, ...]:
        """Return the quotations of that version."""


def check(  # noqa: PLR0913 # one keyword for each thing that is shown
    draft: Draft,
    question: Question,
    *,
    hits: Sequence[Hit],
    searched: Searched,
    source: Source,
    refusal: Refusal | None = None,
) -> Answer | Abstention:
    """Return what of `draft` stands in `source`: an answer, or the abstention with what came nearest.

    `refusal` is what to say and to show where nothing was proposed; it counts only if what it shows stands too.
    """
    ranked = _ranked(hits)
    stood = _stood(draft.claims, source)
    if stood:
        places, statements = list(stood), tuple(stood.values())
        differ: tuple[tuple[int, int], ...] = ()
        if draft.kind == "answer":
            statements = tuple(_held_against(statement, hits, source) for statement in statements)
            differ = differing(statements, question.sought, _copies(hits))
        return Answer(
            question=question,
            statements=statements,
            ranked=ranked,
            searched=searched,
            kind=draft.kind,
            compare=tuple((places.index(a), places.index(b)) for a, b in draft.compare if {a, b} <= stood.keys()),
            differ=differ,
        )
    nearest = tuple(islice(_nearest(draft, hits, source), NEAREST))
    if draft.claims:
        return Abstention(question=question, reason="not verified", nearest=nearest, ranked=ranked, searched=searched)
    instead = () if refusal is None else tuple(_stood(refusal.claims, source).values())
    return Abstention(
        question=question,
        reason=draft.reason if refusal is None or not instead else refusal.reason,
        nearest=nearest,
        ranked=ranked,
        searched=searched,
        instead=instead,
        quoted=None if refusal is None or not instead else refusal.quoted,
    )


def reopened(article_id: str, version: int, span: Span, *, source: Source) -> Citation:
    """Return a citation that was shown before, read anew: for whoever kept only where it stands.

    Raises NotThereAnyMore, UnknownArticle, CorpusError.
    """
    article = source.article(article_id, version)
    if not _stands(span, article.text):
        raise NotThereAnyMore(f"nothing to cite: {article_id}, version {version}: it has no such place")
    return Citation(article=article, span=span)


def _stood(claims: Sequence[Claim], source: Source) -> dict[int, Statement]:
    """Return what is shown of each claim that stands in the archive, by its place among `claims`."""
    stood: dict[int, Statement] = {}
    for place, claim in enumerate(claims):
        fault = fault_of(claim, source)
        if fault is not None:
            log.warning("dropped a claim on %s, version %d: %s", claim.article_id, claim.version, fault)
        else:
            stood[place] = _statement(claim, source)
    return stood


def fault_of(claim: Claim, source: Source) -> Fault | None:
    """Return why a claim does not stand in the archive; None: it does."""
    try:
        article = source.article(claim.article_id, claim.version)
    except UnknownArticle:
        return "no such article"
    places = (claim.short, claim.proof, claim.words, claim.name, claim.likely)
    spans = [span for span in places if span is not None]
    if not all(_stands(span, article.text) for span in spans):
        return "outside the article"
    if len(claim.short) > LONGEST_SHORT_ANSWER:
        return "too long for a short answer"
    if claim.words is None and claim.name is None and claim.likely is None:
        return None
    likely = None if claim.is_guess else claim.likely  # a guess gives words to nobody: the role beside it must stand
    if claim.words is None or (claim.name is None and likely is None):
        return "half an attribution"
    return None if _attributed(claim.words, claim.name, likely, article, source) else "not theirs"


def cite(article_id: str, version: int, span: Span, *, source: Source) -> Citation | None:
    """Return a citation of something that was found or weighed; None where the archive has no such text."""
    try:
        article = source.article(article_id, version)
    except UnknownArticle:
        return None
    return Citation(article=article, span=span) if _stands(span, article.text) else None


def _statement(claim: Claim, source: Source) -> Statement:
    """Make what is shown of a claim that has no fault."""
    article = source.article(claim.article_id, claim.version)
    said = None
    if claim.words is not None:
        said = Said(
            words=Citation(article=article, span=claim.words),
            verbatim=any(region.covers(claim.words) for region in quoted(article.text)),
            speaker=None if claim.name is None else Citation(article=article, span=claim.name),
            likely=None if claim.likely is None else Citation(article=article, span=claim.likely),
        )
    short, proof = Citation(article=article, span=claim.short), Citation(article=article, span=claim.proof)
    return Statement(short=short, proof=proof, quote=said, is_guess=claim.is_guess, bearing=claim.bearing)


def _nearest(draft: Draft, hits: Sequence[Hit], source: Source) -> Iterator[Citation]:
    """Yield what is shown where nothing answers: words that are surely nobody's, if that is why, then the hits."""
    if draft.reason == "speaker not sure":
        for one in draft.considered[:1]:
            cited = cite(one.article_id, one.version, one.span, source=source)
            if cited is not None:
                article = cited.article
                yield replace(cited, span=around(cited.span, article.text, article.language))
    for hit in hits:
        yield Citation(article=source.article(hit.passage.article_id, hit.passage.version), span=hit.passage.span)


def _ranked(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the articles found, best first; near-copies take what places their dispatches leave."""
    found = [hit.passage.article_id for hit in hits]
    return tuple(dict.fromkeys((*found, *(copy for hit in hits for copy in hit.copies))))[:RANKED]


def _copies(hits: Sequence[Hit]) -> dict[str, frozenset[str]]:
    return {hit.passage.article_id: frozenset(hit.copies) for hit in hits}


def _held_against(statement: Statement, hits: Sequence[Hit], source: Source) -> Statement:
    """Add what the other articles found, and the article's own quotations, say of a statement."""
    article = statement.short.article
    reported = None
    if statement.quote is None:
        quote = teller(statement.short.span, source.quotes(article.id, article.version))
        if quote is not None:
            reported = Said(
                words=Citation(article=article, span=quote.content),
                verbatim=any(region.covers(quote.content) for region in quoted(article.text)),
                speaker=Citation(article=article, span=quote.told[0]),
            )
    return replace(statement, reported=reported, also=tuple(_also(statement, hits, source)))


def _also(statement: Statement, hits: Sequence[Hit], source: Source) -> Iterator[Citation]:
    """Yield where other outlets say the same, the best found first and near-copies after their dispatch."""
    outlets = {statement.proof.article.outlet, None}
    found = dict.fromkeys(one for hit in hits for one in (hit.passage.article_id, *hit.copies))
    for article_id in islice(found, COMPARED):
        article = source.article(article_id)
        if article.outlet in outlets:
            continue
        place = elsewhere(statement, article, source.quotes(article.id, article.version))
        if place is not None:
            outlets.add(article.outlet)
            yield Citation(article=article, span=place)


def _stands(span: Span, text: str) -> bool:
    return span.stop <= len(text) and bool(span.of(text).strip())


def _attributed(words: Span, name: Span | None, likely: Span | None, article: Article, source: Source) -> bool:
    """Whether the article surely gives these words to that name, and likely to the other."""

    def among(span: Span | None, spans: tuple[Span | None, ...]) -> bool:
        return span is None or span.of(article.text) in {one.of(article.text) for one in spans if one is not None}

    return any(
        quote.content.covers(words) and among(name, quote.told) and among(likely, (quote.likely_name,))
        for quote in source.quotes(article.id, article.version)
    )
