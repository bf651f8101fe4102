"""Four articles on one wall of a harbour, over two years: who says what of it, and who changes their mind."""

from __future__ import annotations

from datetime import date

from corpus.article import Article, Span
from corpus.quotes import find
from index.passage import Hit, Passage
from tests.fakes.source import MemorySource


def _article(article_id: str, day: date, title: str, text: str) -> Article:
    return Article(id=article_id, version=1, title=title, text=text, outlet="The Post", published=day, language="en")


FIRST = _article(
    "first",
    date(2018, 3, 1),
    "Cracks in the wall of Harrow",
    "The harbour wall of Harrow shows cracks. “The wall is safe,” said Nora Bell, the harbour master. "
    "“We fish behind it every day,” said Tom Pascoe, a fisherman.",
)
COPY = _article(
    "copy",
    date(2018, 3, 1),
    "Harrow: cracks in the wall",
    "“The wall is safe,” said Nora Bell, the harbour master of Harrow, on Thursday.",
)
SECOND = _article(
    "second",
    date(2019, 5, 2),
    "The wall of Harrow is fenced off",
    "A fence went up on Wednesday. “The wall is not safe any more,” said Nora Bell, the harbour master of Harrow.",
)
OTHER = _article(
    "other",
    date(2019, 6, 3),
    "Regatta in Netherby",
    "The regatta drew 4,000 people. “I have never seen such a wind,” said Ivy Trent, who won it. "
    "“The ferry will come back,” said Nora Bell.",
)
ARTICLES = (SECOND, OTHER, FIRST, COPY)


def harbour() -> MemorySource:
    """Return the articles with the quotations that are found in them."""
    return MemorySource(ARTICLES, {each.id: find(each.text, each.language) for each in ARTICLES})


def passages() -> tuple[Hit, ...]:
    """Return one hit an article."""
    return tuple(
        Hit(
            passage=Passage(
                article_id=each.id, version=1, headline=each.title, span=Span(0, len(each.text)), text=each.text
            ),
            score=1 / rank,
            rank=rank,
            similarity=0.5,
            found_by=("dense",),
        )
        for rank, each in enumerate(ARTICLES, start=1)
    )
