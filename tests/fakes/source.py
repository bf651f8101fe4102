"""A source of articles and quotations in memory: what `bot.verify` and the readers read in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import UnknownArticle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.article import Article, Quote


class MemorySource:
    """Article versions and their quotations, by id and version."""

    def __init__(self, articles: Sequence[Article], quotes: Mapping[str, tuple[Quote, ...]]) -> None:
        self._articles = {(article.id, article.version): article for article in articles}
        self._quotes = quotes

    def article(self, article_id: str, version: int | None = None) -> Article:
        wanted = version or max((v for i, v in self._articles if i == article_id), default=0)
        try:
            return self._articles[article_id, wanted]
        except KeyError:
            raise UnknownArticle(f"no such article: {article_id}, version {version}") from None

    def latest(self, limit: int) -> tuple[Article, ...]:
        return tuple(self._articles.values())[:limit]

    def quotes(self, article_id: str, version: int) -> tuple[Quote, ...]:
        del version
        return self._quotes.get(article_id, ())
