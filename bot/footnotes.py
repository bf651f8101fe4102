"""Which citations stand under an answer, and under which number. Terminal, JSON and REPL number them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer

if TYPE_CHECKING:
    from bot.answer import Abstention, Citation, Statement
    from corpus.article import Span


def footnotes(outcome: Answer | Abstention) -> tuple[Citation, ...]:
    """Return what is cited, each place once, in the order of the statements; footnote n is the nth.

    For an abstention these are what is shown instead, or else the nearest passages, which prove nothing but can be
    opened all the same.
    """
    statements = outcome.statements if isinstance(outcome, Answer) else outcome.instead
    cited = tuple(citation for statement in statements for citation in (*_resting_on(statement), *statement.also))
    if not isinstance(outcome, Answer) and not statements:
        cited = outcome.nearest
    once: dict[tuple[str, int, Span], Citation] = {}
    for citation in cited:
        once.setdefault(_place(citation), citation)
    return tuple(once.values())


def numbers(statement: Statement, notes: tuple[Citation, ...]) -> tuple[int, ...]:
    """Return the numbers that the citations of `statement` have among the footnotes of its answer."""
    places = [_place(citation) for citation in notes]
    return tuple(places.index(_place(citation)) + 1 for citation in _resting_on(statement))


def also_numbers(statement: Statement, notes: tuple[Citation, ...]) -> tuple[int, ...]:
    """Return the numbers of the places where other outlets have the words of `statement`."""
    places = [_place(citation) for citation in notes]
    return tuple(places.index(_place(citation)) + 1 for citation in statement.also)


def _resting_on(statement: Statement) -> tuple[Citation, ...]:
    """Return the proof, and whatever of the statement stands outside it: most often the speaker's full name."""
    resting = [statement.proof]
    for citation in (statement.short, *_said(statement)):
        if not any(_covers(other, citation) for other in resting):
            resting.append(citation)
    return tuple(resting)


def _said(statement: Statement) -> tuple[Citation, ...]:
    said = statement.quote or statement.reported
    if said is None:
        return ()
    words = () if statement.quote is None else (said.words,)
    return (*words, *(citation for citation in (said.speaker, said.likely) if citation is not None))


def _covers(one: Citation, other: Citation) -> bool:
    return _place(one)[:2] == _place(other)[:2] and one.span.covers(other.span)


def _place(citation: Citation) -> tuple[str, int, Span]:
    return citation.article.id, citation.article.version, citation.span
