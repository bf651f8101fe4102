"""What a user limits answers to, on the command line or in a conversation: read, and held against the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.quote_list import day, options
from bot.understood import with_days, with_speaker
from bot.when import when
from corpus.fold import fold
from corpus.period import Period
from index.filter import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.named import Known
    from bot.question import Question

OPTIONS = ("since", "until", "outlet", "speaker")
_LIFTED = ("", "any", "anybody")  # what is typed to take back what was understood of days, or of a speaker
_TOLD = 5  # outlets named where there is none of the name that was typed


def limits(given: Mapping[str, str | None], known: Known) -> Filter:
    """Return the filter that `given`, by the names of `OPTIONS`, comes to; what is None sets nothing.

    Raises BadQuestion for what is no day, no outlet of the archive or nobody who is quoted in it; SearchError.
    """
    outlet, speaker = given.get("outlet"), given.get("speaker")
    return Filter(
        period=_period(given.get("since"), given.get("until")),
        outlet=None if outlet is None else _outlet(outlet, known),
        speaker=None if speaker is None else _speaker(speaker, known),
    )


def typed_limits(typed: str, known: Known) -> Filter:
    """Read what was typed after /only: options as on the command line, without quotation marks. Raises BadQuestion."""
    before, values = options(typed, OPTIONS)
    if before:
        raise BadQuestion(f"not an option: {before}", remedy=f"there are --{', --'.join(OPTIONS)}")
    return limits(values, known)


def typed_days(typed: str, code: str | None, today: date) -> Period:
    """Read the days that were typed after /when: "2016", "2016-03 2016-05", or in words. Raises BadQuestion."""
    parts = typed.split()
    if 1 <= len(parts) <= 2 and all(part[0].isdigit() for part in parts):  # noqa: PLR2004 # the first and the last
        return _period(parts[0], parts[-1])
    said = when(typed, code, today)
    period = said.period or said.published
    if not period:
        raise BadQuestion(f"not a date: {typed.strip()}", remedy="write 2016, 2016-12, 2016-12-15, or two of these")
    return period


def asked_at(question: Question, typed: str, today: date, *, only: Filter) -> Question:
    """Return the question asked again of the days that somebody typed: dates, words, or "any". Raises BadQuestion."""
    wanted = typed.strip()
    period = None if wanted.casefold() in _LIFTED else typed_days(wanted, question.language, today)
    return with_days(question, period, only=only)


def asked_of(question: Question, typed: str, known: Known) -> Question:
    """Return the question asked again of whomever somebody typed: a name, or "anybody"."""
    wanted = typed.strip()
    name = None if wanted.casefold() in _LIFTED else known.speaker(wanted) or wanted
    return with_speaker(question, name)


def _period(since: str | None, until: str | None) -> Period:
    first = None if since is None else day(since, last=False)
    last = None if until is None else day(until, last=True)
    if first is not None and last is not None and first > last:
        raise BadQuestion(f"no such days: {first} is after {last}", remedy="change since and until")
    return Period(since=first, until=last)


def _outlet(typed: str, known: Known) -> str:
    found = next((outlet for outlet in known.outlets if fold(outlet) == fold(typed)), None)
    if found is None:
        listed = ", ".join(sorted(known.outlets)[:_TOLD])
        raise BadQuestion(f"no such outlet: {typed}", remedy=f"the archive has {listed}" if listed else None)
    return found


def _speaker(typed: str, known: Known) -> str:
    if not known.is_quoted(typed):
        raise BadQuestion(f"nobody of that name is quoted: {typed}", remedy='"whosaid speakers" lists who is')
    return typed
