"""The days that a question speaks of, in the words of its language, measured from the day it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.days import Expression
from bot.languages import known
from bot.languages.dated import CLOSE, OPEN, dated
from corpus.period import ALWAYS, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.languages.dated import Dated

_COUNTED_BACK = ("yesterday", "before_yesterday", "last", "past", "ago")
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a question says of time."""

    period: Period = ALWAYS  # the days it is about: when something happened, or was printed; it does not say which
    published: Period = ALWAYS  # the days that an article which answers must be of
    as_of: date | None = None  # the last day of what may have been known
    latest: bool = False  # whether the newest is asked for


def when(text: str, code: str | None, today: date) -> When:
    """Return what `text` says of time, in the language `code`; where that is not known, in any. Never raises."""
    clean = _MARKS.sub(" ", text)
    codes = (code,) if code in known() else sorted(known())
    read = (_read(clean, dated(code), today) for code in codes)
    return next((found for found in read if found != When()), When())


def undated(text: str, code: str | None) -> str:
    """Return `text` without the expressions of time in it."""
    clean, end = "", 0
    for start, stop, _ in _expressions(text, dated(code or "")):
        clean += text[end:start]
        end = stop
    return clean + text[end:]


def _read(text: str, ways: Dated, today: date) -> When:
    line = _Line(text, ways, today)
    recent = line.recent
    as_of = line.take("as_of")
    for how, join in _JOINED.items():
        line.join(how, join)
    published = line.take("published")
    if published is None and recent and as_of is None:
        published = Period(since=min(recent))
    about = [period for period in line.left if period.since is None or period.since <= today]
    return When(
        period=min(about, key=_width, default=ALWAYS),
        published=ALWAYS if published is None else published,
        as_of=None if as_of is None else as_of.until,
        latest=any(pattern.search(text) for pattern in ways.latest),
    )


class _Line:
    """A question in which each expression of time is a number in brackets, to see how they are related."""

    def __init__(self, text: str, ways: Dated, today: date) -> None:
        self._ways = ways
        self._today = today
        self._found: list[tuple[Expression | None, Period]] = []
        self._text = ""
        end = 0
        for start, stop, expression in _expressions(text, ways):
            period = expression.period(today)
            if period is not None:
                self._text += text[end:start] + self._number(expression, period)
                end = stop
        self._text += text[end:]

    @property
    def recent(self) -> list[date]:
        """The first days of what is counted back from today: nothing that was printed before them can speak of it."""
        return [
            period.since
            for said, period in self._found
            if said is not None and said.kind in _COUNTED_BACK and period.since is not None
        ]

    @property
    def left(self) -> list[Period]:
        """What is still in the line."""
        return [self._found[int(number)][1] for number in re.findall(f"{OPEN}(\\d+){CLOSE}", self._text)]

    def take(self, how: str) -> Period | None:
        """Take out the first expression that is related so, and return it."""
        for pattern in self._ways.joined[how]:
            found = pattern.search(self._text)
            if found is not None:
                period = self._found[int(found[1])][1]
                self._text = self._text.replace(f"{OPEN}{found[1]}{CLOSE}", "")
                return period
        return None

    def join(self, how: str, join: Callable[..., Period | None]) -> None:
        """Replace expressions that are related so by what they come to together."""

        def put(found: re.Match[str]) -> str:
            period = join(*self._periods([int(number) for number in found.groups()]))
            return found[0] if period is None else self._number(None, period)

        for pattern in self._ways.joined[how]:
            self._text = pattern.sub(put, self._text)

    def _periods(self, numbers: list[int]) -> Iterator[Period]:
        """Yield what each says; one that leaves its year out takes that of the last."""
        last = self._found[numbers[-1]][0]
        year = None if last is None else last.year
        for number in numbers:
            expression, period = self._found[number]
            if expression is not None and expression.year is None and year is not None:
                period = expression.period(self._today, year=year) or period
            yield period

    def _number(self, expression: Expression | None, period: Period) -> str:
        self._found.append((expression, period))
        return f"{OPEN}{len(self._found) - 1}{CLOSE}"


def _expressions(text: str, ways: Dated) -> list[tuple[int, int, Expression]]:
    """Return where expressions stand, in order; where two patterns find one, the earlier pattern does."""
    taken: list[tuple[int, int, Expression]] = []
    for kind, pattern in ways.patterns:
        for found in pattern.finditer(text):
            start, stop = found.span("at" if "at" in pattern.groupindex else 0)
            if all(stop <= other or end <= start for other, end, _ in taken):
                named = {name: said for name, said in found.groupdict().items() if said is not None}
                taken.append((start, stop, Expression(kind=kind, named=named, ways=ways)))
    return sorted(taken, key=lambda one: one[:2])


def _width(period: Period) -> tuple[bool, timedelta]:
    if period.since is None or period.until is None:
        return True, timedelta.max
    return False, period.until - period.since


def _between(first: Period, last: Period) -> Period | None:
    if first.since is None or last.until is None or first.since > last.until:
        return None
    return Period(since=first.since, until=last.until)


def _since(period: Period) -> Period | None:
    return None if period.since is None else Period(since=period.since)


def _after(period: Period) -> Period | None:
    if period.until is None or period.until == date.max:
        return None
    return Period(since=period.until + timedelta(1))


def _before(period: Period) -> Period | None:
    if period.since is None or period.since == date.min:
        return None
    return Period(until=period.since - timedelta(1))


def _until(period: Period) -> Period | None:
    return None if period.until is None else Period(until=period.until)


_JOINED: dict[str, Callable[..., Period | None]] = {
    "between": _between,
    "since": _since,
    "after": _after,
    "before": _before,
    "until": _until,
}
