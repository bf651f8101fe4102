"""How it is said who speaks, and how surely: in the short answer, under a quotation, and beside a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import screen

if TYPE_CHECKING:
    from bot.answer import Said, Statement
    from bot.phrases import Phrases


def short_answer(statement: Statement, said: Phrases) -> str:
    """Return the short answer; where it is who speaks and that is not sure, with that doubt."""
    quote, short = statement.quote, screen.visible(statement.short.excerpt)
    if statement.is_guess and quote is None:
        return said.say("answer.likely", name=short)
    places = [] if quote is None else [one.span for one in (quote.speaker, quote.likely) if one is not None]
    if quote is None or statement.short.span not in places:
        return short
    if quote.likely is None and statement.bearing != "sure":
        return said.say(f"answer.{statement.bearing}", name=short)
    return speaker(quote, said)


def speaker(quote: Said, said: Phrases) -> str:
    """Return who speaks: the name or the role as printed, and who that most likely is where it is not sure."""
    likely = None if quote.likely is None else said.say("answer.likely", name=screen.line(quote.likely.excerpt))
    if quote.speaker is None:
        return likely or ""
    printed = screen.line(quote.speaker.excerpt)
    return printed if likely is None else f"{printed} ({likely})"


def reported(statement: Statement, said: Phrases) -> str | None:
    """Return who speaks, and whether the words are only reported of them; None where nobody does."""
    quote = statement.quote
    if quote is None:
        return None
    who = speaker(quote, said)
    return who if quote.verbatim else said.say("answer.reported", speaker=who)


def teller(statement: Statement, said: Phrases) -> str:
    """Return whose word the short answer is, where the article only reports it."""
    if statement.reported is None:
        return ""
    return f" – {said.say('answer.according', speaker=speaker(statement.reported, said))}"
