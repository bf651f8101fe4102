"""The quotations in the evidence, weighed by how well each answers who said it, or what somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.overlap import Asked, akin, proper, rarity, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evidence import Evidence
    from bot.question import Question
    from corpus.article import Article, Quote, Span
    from index.encode import Encoder

# What it is worth that the words said say themselves what is asked, and mean it; and that they are words said, not
# words about them.
_IN_WORDS = 2.0
_IN_MEANING = 3.0
_KIND = {"direct": 0.6, "mixed": 0.3, "indirect": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A quotation in a sentence of the evidence. Higher scores answer better."""

    evidence: Evidence
    quote: Quote
    name: Span | None  # who said it, where the article prints that; None: nobody is surely named
    score: float


def weigh(question: Question, pool: Sequence[Evidence], *, encoder: Encoder) -> list[Spoken]:
    """Return the quotations that may answer, best first; those of nobody in particular among them.

    A question about somebody's words leaves only the quotations of that person; one that asks who said something
    leaves out whom it names itself.
    """
    found = [
        (evidence, quote, next(iter(quote.told), None))
        for evidence in (pool[:1] if question.sought == "person" else pool)
        for quote in evidence.quotes
    ]
    found = [each for each in found if _may_answer(question, each[0].article, each[2])]
    if not found:
        return []
    asked = Asked(words(question.query), rarity(evidence.text for evidence in pool))
    said = [quote.content.of(evidence.article.text) for evidence, quote, _ in found]
    meanings = encoder.encode_passages(said) @ encoder.encode_question(question.query)
    weighed = [
        Spoken(
            evidence=evidence,
            quote=quote,
            name=name,
            score=evidence.score + _IN_WORDS * asked.share(text) + _IN_MEANING * float(meaning) + _KIND[quote.kind],
        )
        for (evidence, quote, name), text, meaning in zip(found, said, meanings, strict=True)
    ]
    return sorted(weighed, key=lambda spoken: -spoken.score)


def _may_answer(question: Question, article: Article, name: Span | None) -> bool:
    """Whether whoever says it can be the answer."""
    speaker = [] if name is None else words(name.of(article.text))
    if question.sought == "words" and question.asked_of:
        wanted = words(question.asked_of.replace("-", " "))
        return any(akin(one, other) for one in wanted for other in speaker)
    return (
        not speaker or question.sought == "words" or not any(akin(speaker[-1], word) for word in proper(question.text))
    )
