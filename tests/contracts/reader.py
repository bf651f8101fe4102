"""What every reader must do. Subclass it and give `reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import LONGEST_SHORT_ANSWER, Draft
from bot.question import parse
from corpus.article import Article, Span
from corpus.quotes import find
from index.passage import Hit, Passage
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reader import Reader

PORT = Article(
    id="port",
    version=1,
    title="Le port de Kerloc rouvre",
    text=(
        "Le port de Kerloc rouvre lundi après trois mois de travaux. «Nous avons tenu parole», a dit la maire, "
        "Anne Le Goff. Les travaux ont coûté 4,6 millions d'euros, selon la région."
    ),
    language="fr",
)
BRIDGE = Article(
    id="bridge",
    version=1,
    title="The bridge at Harrow closes",
    text=(
        "The bridge at Harrow was closed on Tuesday, 3 May 2022. “It was not safe any more,” said Paul Riou, "
        "an engineer. He wants a new one within two years."
    ),
    language="en",
)
ARTICLES = (PORT, BRIDGE)


def source() -> MemorySource:
    """Return both articles, with the quotations that are found in them."""
    return MemorySource(ARTICLES, {article.id: find(article.text, article.language) for article in ARTICLES})


def hits(articles: Sequence[Article] = ARTICLES) -> list[Hit]:
    """Return one hit an article, in order."""
    passages = [
        Passage(
            article_id=article.id,
            version=article.version,
            headline=article.title,
            span=Span(0, len(article.text)),
            text=article.text,
        )
        for article in articles
    ]
    return [
        Hit(passage=passage, score=1 / rank, rank=rank, similarity=0.5, found_by=("dense",))
        for rank, passage in enumerate(passages, start=1)
    ]


QUESTIONS = [
    "Qui a dit « nous avons tenu parole » ?",
    "Combien ont coûté les travaux du port de Kerloc ?",
    "What did Paul Riou say about the bridge?",
    "When was the bridge at Harrow closed?",
    "What did Anne Le Goff say about the bridge at Harrow?",
    "Who won the cup?",
    "???? a ????",
]


class ReaderContract:
    """Claims are spans of articles among the hits; no hits, no claims; nothing is raised."""

    @pytest.fixture
    def reader(self) -> Reader:
        raise NotImplementedError

    def test_without_hits_there_are_no_claims(self, reader: Reader) -> None:
        assert reader.read(parse("who said so?"), []).claims == ()

    @pytest.mark.parametrize("text", QUESTIONS)
    def test_claims_are_spans_into_the_articles_that_were_found(self, reader: Reader, text: str) -> None:
        draft = reader.read(parse(text), hits())
        assert isinstance(draft, Draft)
        for claim in draft.claims:
            article = next(article for article in ARTICLES if article.id == claim.article_id)
            assert claim.version == article.version
            for span in (claim.short, claim.proof, claim.words, claim.name):
                assert span is None or span.of(article.text).strip()
            assert len(claim.short) <= LONGEST_SHORT_ANSWER
            assert (claim.words is None) == (claim.name is None)

    @pytest.mark.parametrize("text", QUESTIONS)
    def test_the_same_question_is_read_the_same_way_twice(self, reader: Reader, text: str) -> None:
        assert reader.read(parse(text), hits()) == reader.read(parse(text), hits())
