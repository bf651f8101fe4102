"""What was understood of a question, on one line and as JSON; and how somebody changes it.

The same for terminal and chat: what is changed is asked again as a new question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from bot import screen
from corpus.period import ALWAYS, Period
from index.filter import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.phrases import Phrases
    from bot.question import Question

# What can be taken back of what was understood: days, whose words, whose articles, and that it follows another.
Part = Literal["days", "speaker", "outlet", "before"]
_OPEN = "…"  # a period without a beginning or an end


def understood(question: Question, said: Phrases) -> str:
    """Return what was understood, on one line in the language of `said`; empty where nothing was but the words.

    Names and the question's own words in it are foreign, and safe to show.
    """
    return ", ".join(pieces(question, said))


def pieces(question: Question, said: Phrases) -> Iterator[str]:
    """Yield what was understood, a piece each."""
    yield from filtered(question.filter, said, question.as_of)
    yield from _preferred(question, said)


def filtered(only: Filter, said: Phrases, as_of: date | None = None) -> Iterator[str]:
    """Yield what a filter lets through, a piece each; `as_of` is the day on which it ends, told in words of its own."""
    if as_of is not None:
        yield said.say("understood.as_of", day=as_of)
    if only.period and only.period != Period(until=as_of):
        yield said.say("understood.published", days=days(only.period))
    if only.outlet is not None:
        yield said.say("understood.outlet", name=screen.line(only.outlet))
    if only.speaker is not None:
        yield said.say("understood.quoting", name=screen.line(only.speaker))
    if only.contradictory:
        yield said.say("understood.contradictory")


def days(period: Period) -> str:
    """Return a period as people read it: one day, two days, or one with nothing on its other side."""
    since = "" if period.since is None else period.since.isoformat()
    until = "" if period.until is None else period.until.isoformat()
    return since if since == until else f"{since} {_OPEN} {until}".strip()


def as_values(question: Question, said: Phrases) -> dict[str, object]:
    """Return what was understood as values that JSON holds; README says what each key holds."""
    only = question.filter
    return {
        "line": understood(question, said),
        "kind": question.sought,
        "published": _ends(only.period),
        "about": _ends(question.period),
        "as_of": None if question.as_of is None else question.as_of.isoformat(),
        "latest": question.latest,
        "outlet": only.outlet,
        "quoting": only.speaker,
        "speaker": question.speaker,
        "stands_for": dict(question.resolved),
        "whole": question.whole,
    }


def with_days(question: Question, period: Period | None, *, only: Filter) -> Question:
    """Return the question asked again of articles published in `period`; of any day where that is None.

    `only` is what the user has set besides, which still holds.
    """
    printed = ALWAYS if period is None else period
    narrowed = only.narrowed(Filter(period=printed, outlet=question.outlet))
    return replace(question, filter=narrowed, period=ALWAYS, printed=printed, as_of=None, latest=False)


def with_speaker(question: Question, name: str | None) -> Question:
    """Return the question asked again of the words of somebody else; of anybody's where `name` is None."""
    return replace(question, speaker=name, anybody=name is None)


def without_outlet(question: Question, *, only: Filter) -> Question:
    """Return the question asked again of any outlet's articles, of those that `only` lets through."""
    narrowed = only.narrowed(Filter(period=question.printed))
    if question.as_of is not None:
        narrowed = narrowed.narrowed(Filter(period=Period(until=question.as_of)))
    return replace(question, filter=narrowed, outlet=None)


def without(question: Question, part: Part, *, only: Filter, understand: Callable[[str], Question]) -> Question:
    """Return the question asked again without a part of what was understood; `understand` takes it by itself."""
    if part == "days":
        return with_days(question, None, only=only)
    if part == "speaker":
        return with_speaker(question, None)
    return without_outlet(question, only=only) if part == "outlet" else understand(question.text)


def parts(question: Question) -> tuple[Part, ...]:
    """Return what can be taken back of what was understood."""
    said: dict[Part, bool] = {
        "days": bool(question.period or question.printed) or question.as_of is not None or question.latest,
        "speaker": question.speaker is not None,
        "outlet": question.outlet is not None,
        "before": question.follows is not None,
    }
    return tuple(part for part, is_there in said.items() if is_there)


def _preferred(question: Question, said: Phrases) -> Iterator[str]:
    if question.period:
        yield said.say("understood.about", days=days(question.period))
    if question.latest:
        yield said.say("understood.latest")
    if question.speaker is not None:
        yield said.say("understood.speaker", name=screen.line(question.speaker))
    if question.anybody:
        yield said.say("understood.anybody")
    for pronoun, name in question.resolved:
        yield f"{screen.line(pronoun)} = {screen.line(name)}"
    if question.whole is not None and not question.resolved:
        opening, closing = said.marks
        yield f"{opening}{screen.line(question.whole)}{closing}"


def _ends(period: Period) -> dict[str, str | None] | None:
    if not period:
        return None
    return {
        "since": None if period.since is None else period.since.isoformat(),
        "until": None if period.until is None else period.until.isoformat(),
    }
