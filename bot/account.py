"""How a question was answered: what was searched, found, weighed, proposed, dropped. `bot.why` puts it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answer import Abstention, Answer, Citation, Claim, Draft, Fault, Note
    from bot.question import Question
    from bot.verify import Source
    from index.passage import Found, Hit
    from index.quote_search import QuoteHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage or a quotation that the search found, as it stands in the archive."""

    citation: Citation
    rank: int  # from 1
    score: float  # fused; comparable within one list only
    similarity: float | None  # cosine to the question; None where it was not compared
    found_by: tuple[Found, ...]
    speaker: str | None = None  # of a quotation: the name by which the archive knows who says it


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of text that the reader weighed."""

    citation: Citation
    score: float
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A claim that the reader proposed and that does not stand in the archive."""

    claim: Claim
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything that led to one outcome. Each text in it was read off the archive."""

    question: Question
    outcome: Answer | Abstention
    passages: tuple[Place, ...]
    quotations: tuple[Place, ...]
    weighed: tuple[Weighed, ...]
    threshold: float | None
    dropped: tuple[Dropped, ...]

    @property
    def passed_over(self) -> tuple[Place, ...]:
        """The best passage of each article that was found and of which nothing was weighed, best first.

        Empty where the reader does not say what it weighed.
        """
        if not self.weighed:
            return ()
        read = {_version(one.citation) for one in self.weighed}
        first = {_version(place.citation): place for place in reversed(self.passages)}
        return tuple(
            place
            for place in self.passages
            if first[version := _version(place.citation)] is place and version not in read
        )


def account_of(
    outcome: Answer | Abstention,
    draft: Draft,
    *,
    hits: Sequence[Hit],
    quoted: Sequence[QuoteHit],
    source: Source,
) -> Account:
    """Tell how `outcome` came about, each place read again from `source`. Raises CorpusError."""
    faults = ((claim, verify.fault_of(claim, source)) for claim in draft.claims)
    return Account(
        question=outcome.question,
        outcome=outcome,
        passages=tuple(_passages(hits, source)),
        quotations=tuple(_quotations(quoted, source)),
        weighed=tuple(_weighed(draft, source)),
        threshold=draft.threshold,
        dropped=tuple(Dropped(claim=claim, fault=fault) for claim, fault in faults if fault is not None),
    )


def _passages(hits: Sequence[Hit], source: Source) -> Iterator[Place]:
    for hit in hits:
        passage = hit.passage
        citation = verify.cite(passage.article_id, passage.version, passage.span, source=source)
        if citation is not None:
            yield Place(
                citation=citation,
                rank=hit.rank,
                score=hit.score,
                similarity=hit.similarity,
                found_by=hit.found_by,
            )


def _quotations(quoted: Sequence[QuoteHit], source: Source) -> Iterator[Place]:
    for hit in quoted:
        citation = verify.cite(hit.article_id, hit.version, hit.quote.content, source=source)
        if citation is not None:
            yield Place(
                citation=citation,
                rank=hit.rank,
                score=hit.score,
                similarity=hit.similarity,
                found_by=hit.found_by,
                speaker=hit.speaker,
            )


def _weighed(draft: Draft, source: Source) -> Iterator[Weighed]:
    for one in draft.considered:
        citation = verify.cite(one.article_id, one.version, one.span, source=source)
        if citation is not None:
            yield Weighed(citation=citation, score=one.score, note=one.note)


def _version(citation: Citation) -> tuple[str, int]:
    return citation.article.id, citation.article.version
