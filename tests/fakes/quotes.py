"""Quotations of articles in memory, found by their words: what timelines and refusals look through in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.overlap import Asked, words
from corpus.bearers import bearers, near
from corpus.speakers import Speaker
from index.quote_rows import Entry
from index.quote_search import QuoteHit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from corpus.article import Article
    from tests.fakes.source import MemorySource


class MemoryQuotes:
    """Finds what shares a word, the headline's too, and nothing by meaning; knows speakers by their full names."""

    def __init__(self, articles: Sequence[Article], source: MemorySource) -> None:
        self._said = [(article, quote) for article in articles for quote in source.quotes(article.id, article.version)]

    def named(self, name: str) -> tuple[Entry, ...]:
        names = [quote.sure_name.of(article.text) for article, quote in self._said if quote.sure_name is not None]
        known = [Speaker(name=each, aliases=(), language="en") for each in dict.fromkeys(names)]
        return tuple(
            Entry(id=number, speaker=known[number], quotes=names.count(known[number].name), first=None, last=None)
            for number in bearers(name, known)
        )

    def nearest_names(self, name: str) -> tuple[str, ...]:
        names = (quote.sure_name.of(article.text) for article, quote in self._said if quote.sure_name is not None)
        return near(name, [Speaker(name=each, aliases=(), language="en") for each in dict.fromkeys(names)])

    def find(  # noqa: PLR0913 # as the protocol has it
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        k: int,
    ) -> tuple[QuoteHit, ...]:
        wanted = None if speaker is None else {entry.speaker.name for entry in self.named(speaker)}
        found = []
        for article, quote in self._said:
            name = None if quote.sure_name is None else quote.sure_name.of(article.text)
            day = article.published
            elsewhere = outlet is not None and article.outlet != outlet
            if elsewhere or (wanted is not None and name not in wanted) or not _between(day, since, until):
                continue
            share = 1.0
            if text is not None:
                share = Asked(words(text), {}).share(f"{article.title} {quote.content.of(article.text)}")
            if share:
                found.append((share, article, quote, name))
        found.sort(key=lambda each: -each[0])
        return tuple(
            QuoteHit(
                article_id=article.id,
                version=article.version,
                quote=quote,
                speaker=name,
                score=share,
                rank=rank,
                similarity=None,
                found_by=("lexical",),
            )
            for rank, (share, article, quote, name) in enumerate(found[:k], start=1)
        )


def _between(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or since <= day) and (until is None or day <= until)
