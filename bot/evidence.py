"""The sentences of the passages found, weighed by how much of the question each answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.overlap import coverage, proper, rarity, words
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.question import Question
    from bot.verify import Source
    from corpus.article import Article, Quote, Span
    from index.encode import Encoder
    from index.passage import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence of a passage that was found, what is quoted in it, and the signs that it answers."""

    article: Article
    span: Span
    quotes: tuple[Quote, ...]  # those that touch the sentence
    meaning: float  # cosine of question and sentence
    wording: float  # share of the question's words, by weight, in the sentence and its headline
    names: float  # share of the question's names and numbers that stand anywhere in the article
    passage: float  # cosine of question and passage
    rank: int  # of the passage, from 1

    @property
    def text(self) -> str:
        """The sentence."""
        return self.span.of(self.article.text)

    @property
    def score(self) -> float:
        """One number: higher is better."""
        return self.meaning + 0.6 * self.wording + 0.2 * self.names + 0.5 * self.passage + 0.3 / (2 + self.rank)


def gather(question: Question, hits: Sequence[Hit], *, source: Source, encoder: Encoder) -> tuple[Evidence, ...]:
    """Return the evidence in `hits`, best first. Each sentence is encoded, so this is where a question's time goes."""
    found = [
        (article, span, tuple(quote for quote in quotes if quote.content.overlaps(span)), hit)
        for hit in hits
        for article in [source.article(hit.passage.article_id, hit.passage.version)]
        for quotes in [source.quotes(hit.passage.article_id, hit.passage.version)]
        for span in sentences(article.text, article.language)
        if hit.passage.span.overlaps(span)
    ]
    if not found:
        return ()
    texts = [f"{article.title or ''}\n{span.of(article.text)}" for article, span, _, _ in found]
    asked = words(question.query)
    weight = rarity(texts)
    meanings = encoder.encode_passages([span.of(article.text) for article, span, _, _ in found]) @ (
        encoder.encode_question(question.query)
    )
    named = {
        article.id: coverage(proper(question.query), f"{article.title} {article.published} {article.text}", {})
        for article, _, _, _ in found
    }
    weighed = [
        Evidence(
            article=article,
            span=span,
            quotes=quotes,
            meaning=float(meaning),
            wording=coverage(asked, text, weight),
            names=named[article.id],
            passage=hit.similarity or 0.0,
            rank=hit.rank,
        )
        for (article, span, quotes, hit), text, meaning in zip(found, texts, meanings, strict=True)
    ]
    return tuple(sorted(weighed, key=lambda evidence: -evidence.score))
