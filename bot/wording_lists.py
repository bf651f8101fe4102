"""The words around several statements: a timeline or a list in the order of its days, and what is shown instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import screen
from bot.footnotes import footnotes, numbers
from bot.wording import Line, Run, attribution, footnote, proof
from bot.wording_speakers import reported, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answer import Abstention, Answer, Citation, Statement
    from bot.phrases import Phrases


def timeline_lines(answer: Answer, said: Phrases) -> Iterator[Line]:
    """Yield each statement under its day, then the pairs to compare, then where all of it stands."""
    notes = footnotes(answer)
    for statement in answer.statements:
        yield from _dated(statement, notes, said)
    if answer.compare:
        yield Line()
        yield Line(runs=(Run(text=said.say("timeline.compare"), style="strong"),))
    for pair in answer.compare:
        for place in pair:
            yield from _dated(answer.statements[place], notes, said)
        yield Line()
    if not answer.compare:
        yield Line()
    yield from _grouped(notes)


def instead_lines(abstention: Abstention, said: Phrases) -> Iterator[Line]:
    """Yield what there is instead of an answer: who says that, or when, or what else the one asked about says."""
    notes = footnotes(abstention)
    yield Line(runs=(Run(text=_instead(abstention, said)),), form="aside")
    for statement in abstention.instead:
        yield Line()
        yield Line(runs=proof(statement), form="quotation")
        yield Line(runs=(Run(text=attribution(statement, notes, said)),), form="beneath", faint=True)
    yield Line()
    yield from _grouped(notes)


def _instead(abstention: Abstention, said: Phrases) -> str:
    first, quoted = abstention.instead[0], abstention.quoted
    who = "" if first.quote is None else speaker(first.quote, said)
    if quoted is not None and quoted.about is not None and quoted.on:
        return said.say("instead.quoted_on", speaker=who, n=quoted.on, about=screen.line(quoted.about))
    if quoted is not None:
        return said.say("instead.quoted", speaker=who, n=quoted.quotes)
    if abstention.reason == "somebody else says that":
        asked = abstention.question.speaker or abstention.question.asked_of
        return said.say("instead.somebody", asked=screen.line(asked), speaker=who)
    day = first.proof.article.published
    return said.say("answer.nearest") if day is None else said.say("instead.outside", day=day)


def _dated(statement: Statement, notes: tuple[Citation, ...], said: Phrases) -> Iterator[Line]:
    article = statement.proof.article
    day = said.say("timeline.undated") if article.published is None else article.published.isoformat()
    who = ", ".join(part for part in (reported(statement, said), screen.line(article.outlet or "")) if part)
    number = numbers(statement, notes)[0]
    yield Line(runs=(Run(text=day, style="strong"), Run(text=f"  {who} [{number}]" if who else f"  [{number}]")))
    yield Line(runs=proof(statement), form="quotation")


def _grouped(notes: tuple[Citation, ...]) -> Iterator[Line]:
    """Yield one line an article, under all the numbers that stand in it."""
    articles: dict[str, list[int]] = {}
    for number, note in enumerate(notes, start=1):
        articles.setdefault(note.article.id, []).append(number)
    for of_article in articles.values():
        yield footnote("][".join(map(str, of_article)), notes[of_article[0] - 1])
