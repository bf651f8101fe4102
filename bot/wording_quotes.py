"""What is said of quotations that are listed: who speaks as far as the article says, and who bears a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import screen
from bot.wording import Line, Run, source, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.phrases import Phrases
    from bot.quote_list import Listed, QuoteList

_TOLD = 8  # bearers of one name that are told


def quotes_lines(found: QuoteList, said: Phrases) -> Iterator[Line]:
    """Yield the quotations as a reader scrolls through them, after whom the name asked for can mean."""
    told = bearers(found, said)
    if told is not None:
        yield Line(runs=(Run(text=told),))
    if told is not None and found.listed:
        yield Line()
    if not found.listed:
        yield Line(runs=(Run(text=said.say("quotes.none"), style="strong"),))
    for number, one in enumerate(found.listed):
        if number:
            yield Line()
        yield from quote_lines(one, said)


def quote_lines(one: Listed, said: Phrases) -> tuple[Line, ...]:
    """Return a quotation: who said it, where and when it was printed, the words as printed, the article."""
    by = source(one.article)
    return (
        Line(runs=(Run(text=speaker(one, said), style="strong"), Run(text=f", {by}" if by else ""))),
        Line(runs=(Run(text=screen.visible(one.words)),), form="quotation"),
        Line(runs=(title(one.article),), form="beneath"),
    )


def speaker(one: Listed, said: Phrases) -> str:
    """Say who speaks as far as the article does (no pronoun), and whether that is unsure or reported."""
    if one.speaker is not None:
        who = screen.line(one.speaker)
    elif one.mention is None or one.quote.form == "pointer":
        who = said.say("quotes.unnamed")
    else:
        who = screen.line(one.mention)
        who = who if one.is_sure else said.say("quotes.unsure", who=who)
    return said.say("quotes.reported", who=who) if one.quote.kind == "indirect" else who


def bearers(found: QuoteList, said: Phrases) -> str | None:
    """Return who bears the name asked for, if one was and not exactly one does; or the names spelt like it."""
    if found.name is None:
        return None
    name = screen.line(found.name)
    if not found.speakers:
        if not found.nearest:
            return said.say("quotes.unknown", name=name)
        return said.say("quotes.like", name=name, names=", ".join(map(screen.line, found.nearest)))
    if len(found.speakers) == 1:
        return None
    some = [f"{screen.line(entry.speaker.name)} ({said.number(entry.quotes)})" for entry in found.speakers[:_TOLD]]
    more = len(found.speakers) - len(some)
    names = ", ".join(some)
    if not more:
        return said.say("quotes.can_be", name=name, names=names)
    return said.say("quotes.can_be_more", name=name, names=names, n=more)
