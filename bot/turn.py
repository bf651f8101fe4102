"""What a conversation keeps of a question and its answer, for the question after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.answer import Answer
from corpus.errors import UnknownArticle

if TYPE_CHECKING:
    from bot.answer import Abstention
    from bot.question import Question
    from bot.record import Record
    from bot.verify import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question that was asked, and what was found: what the next one can refer to."""

    question: Question
    speaker: str | None = None  # whom the answer names, as its article prints it
    articles: tuple[str, ...] = ()  # those that the answer cites, by id; none where the archive did not say

    @classmethod
    def of(cls, outcome: Answer | Abstention) -> Self:
        """Keep what an outcome says."""
        if not isinstance(outcome, Answer):
            return cls(question=outcome.question)
        first = outcome.statements[0]
        speaker = None if first.quote is None else first.quote.named.excerpt
        if speaker is None and outcome.question.sought == "person":
            speaker = first.short.excerpt
        articles = dict.fromkeys(statement.proof.article.id for statement in outcome.statements)
        return cls(question=outcome.question, speaker=speaker, articles=tuple(articles))

    @classmethod
    def recalled(cls, record: Record, source: Source) -> Self:
        """Return the turn of an outcome of which only a record is left; names are read off `source` again."""
        if not record.claims:
            return cls(question=record.question)
        first = record.claims[0]
        named = first.likely or first.name
        if named is None and record.question.sought == "person":
            named = first.short
        try:
            speaker = None if named is None else named.of(source.article(first.article_id, first.version).text)
        except UnknownArticle:  # of another archive: its question can still be followed
            return cls(question=record.question)
        articles = dict.fromkeys(claim.article_id for claim in record.claims)
        return cls(question=record.question, speaker=speaker, articles=tuple(articles))
