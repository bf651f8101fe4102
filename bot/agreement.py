"""Where else the same words stand, and on whose word a fact rests: spans are found here, `bot.verify` cites them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.person_name import person_name
from corpus.speakers import stands_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Statement
    from corpus.article import Article, Quote
    from corpus.person_name import PersonName

FEWEST = 5  # words that are not said twice by chance

# What two newsrooms set differently of the same words: marks, dashes, spaces, the three points.
_ALIKE = ('"«»“”„‟‹›', "'’‘‚ʼ", "-‐‑–—")
_PIECE = re.compile(r"(\s*)(\w+|…|[^\w\s])")


def found(said: str, text: str) -> Span | None:
    """Return where `text` has the words `said`, whatever its spaces and typographic marks; None where it has not."""
    match = _pattern(said).search(text)
    return None if match is None else Span(*match.span())


def elsewhere(statement: Statement, article: Article, quotes: Sequence[Quote]) -> Span | None:
    """Return where another article says the same: the words of the same speaker, or the whole proving sentence.

    Words that it gives to nobody sure, or to somebody else, are not the same.
    """
    said = statement.quote
    if said is None or said.speaker is None or len(said.words.excerpt.split()) < FEWEST:
        return found(statement.text, article.text) if len(statement.text.split()) >= FEWEST else None
    place = found(said.words.excerpt, article.text)
    if place is None:
        return None
    own = person_name(said.speaker.excerpt, said.speaker.article.language)
    speakers = [name.of(article.text) for quote in quotes if quote.content.covers(place) for name in quote.told]
    return place if any(_same_name(own, person_name(name, article.language)) for name in speakers) else None


def teller(short: Span, quotes: Sequence[Quote]) -> Quote | None:
    """Return the quotation that a short answer is taken from, if the article gives it to somebody surely."""
    told = [quote for quote in quotes if quote.told and quote.content.covers(short)]
    return min(told, key=lambda quote: len(quote.content), default=None)


def _same_name(one: PersonName, other: PersonName) -> bool:
    """Whether two prints of a name can be one person's: "John Kerry" and "M. Kerry"; not "Teresa Kerry"."""
    if not one.words or not other.words:
        return False
    same = one.without_initials == other.without_initials
    return same or stands_for(one, other) or stands_for(other, one)


@lru_cache(maxsize=64)
def _pattern(said: str) -> re.Pattern[str]:
    parts: list[str] = []
    before = ""
    for space, piece in _PIECE.findall(said.replace("...", "…")):
        between = r"\s*"
        if space and _is_word(piece) and _is_word(before):
            between = r"\s+"
        parts.append(f"{between if before else ''}{_alike(piece)}")
        before = piece
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w)" if parts else r"(?!)")


def _alike(piece: str) -> str:
    if piece == "…":
        return r"(?:…|\.\.\.)"
    return next((f"[{re.escape(marks)}]" for marks in _ALIKE if piece in marks), re.escape(piece))


def _is_word(piece: str) -> bool:
    return piece[:1].isalnum()
