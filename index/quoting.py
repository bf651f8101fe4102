"""The quotations of an archive become a part of a generation: who says each, and its words, to be searched."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.speakers import Naming, gather
from index.generation import QUOTE_LEXICAL, QUOTES
from index.lexical import LexicalWriter
from index.quote_rows import QuoteRow, QuoteRows
from index.vectors import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.archive import Archive
    from corpus.article import Article, Quote
    from corpus.speakers import Place
    from index.intake import Progress

_BRACKETED = re.compile(r"\s?\(((?:[^\W\d_]\.?){2,12})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What the quotations of an archive came to."""

    keys: tuple[bytes, ...]  # of the vectors, one a row
    speakers: int


def searched(article: Article, quote: Quote) -> str:
    """Return what the encoder and the lexical index read of a quotation: its words, under the headline."""
    words = quote.content.of(article.text)
    return f"{article.title}\n{words}" if article.title else words


def quoted_texts(archive: Archive) -> Iterator[str]:
    """Yield what is searched of each quotation in the newest version of each article, in the order of the rows."""
    for article in archive.newest():
        for quote in archive.quotes(article.id, article.version):
            yield searched(article, quote)


def write_quotes(archive: Archive, place: Path, *, fingerprint: str, progress: Progress) -> Quoted:
    """Give every quotation a row, its words and its speaker, in the folder of a generation that is being built."""
    rows = QuoteRows.create(place / QUOTES)
    try:
        lexical = LexicalWriter()
        keys: list[bytes] = []
        said: list[tuple[Place, int]] = []
        namings: Counter[Naming] = Counter()
        total = archive.count()
        progress("quoting", 0, total)
        for done, article in enumerate(archive.newest(), start=1):
            for quote in archive.quotes(article.id, article.version):
                rows.append(len(keys), _row(article, quote))
                naming = _naming(article, quote)
                if naming is not None:
                    namings[naming] += 1
                    said.append((naming.place, len(keys)))
                text = searched(article, quote)
                lexical.add(text, article.language)
                keys.append(key_of(fingerprint, text))
            progress("quoting", done, total)
        speakers, who = gather(namings)
        rows.name(speakers, [(who[place], row) for place, row in said if place in who])
    finally:
        rows.close()
    if keys:
        lexical.save(place / QUOTE_LEXICAL)
    return Quoted(keys=tuple(keys), speakers=len(speakers))


def _row(article: Article, quote: Quote) -> QuoteRow:
    return QuoteRow(
        article_id=article.id,
        version=article.version,
        content=quote.content,
        kind=quote.kind,
        published=article.published,
    )


def _naming(article: Article, quote: Quote) -> Naming | None:
    """Return how the article names who speaks; None where it does not, or not surely."""
    if quote.sure_name is None:
        return None
    name = quote.sure_name.of(article.text)
    return Naming(
        article_id=article.id,
        name=name,
        mention=None if quote.speaker is None else quote.speaker.of(article.text),
        language=article.language,
        acronym=_acronym(article.text, name),
    )


def _acronym(text: str, name: str) -> str | None:
    """Return what the article prints in brackets after the name, if that is all capitals."""
    at = text.find(name)
    while at >= 0:
        found = _BRACKETED.match(text, at + len(name))
        if found is not None and found[1].isupper():
            return found[1]
        at = text.find(name, at + len(name))
    return None
