"""Quotations to insert into any chat: what is offered while somebody types, and the message that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from bot import screen
from bot.render_telegram import link_row, pieces
from bot.split_message import messages
from bot.wording import source
from bot.wording_quotes import quote_lines, speaker

if TYPE_CHECKING:
    from bot.phrases import Phrases
    from bot.quote_list import Listed, QuoteList
    from bot.telegram_message import Message

MOST = 50  # results that Telegram takes
_LONGEST_DESCRIPTION = 120  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """One quotation that is offered. The message holds all of it, or it is not offered."""

    id: str  # the same for the same place in the same version of an article
    title: str
    description: str
    message: Message


def inline(found: QuoteList, *, ui: Phrases) -> tuple[Inserted, ...]:
    """Return the quotations whose speaker the article surely names, in the order of the list."""
    offered = [_offered(one, ui) for one in found.listed if one.speaker is not None]
    return tuple(one for one in offered if one is not None)[:MOST]


def _offered(one: Listed, ui: Phrases) -> Inserted | None:
    article, span = one.article, one.quote.content
    whole = messages(pieces(quote_lines(one, ui)), link_row(article, ui))
    if len(whole) != 1:
        return None
    place = f"{article.id}\0{article.version}\0{span.start}\0{span.stop}"
    by = source(article)
    words = screen.line(one.words)
    description = words if len(words) <= _LONGEST_DESCRIPTION else f"{words[:_LONGEST_DESCRIPTION].rstrip()} …"
    return Inserted(
        id=sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        title=f"{speaker(one, ui)} – {by}" if by else speaker(one, ui),
        description=description,
        message=whole[0],
    )
