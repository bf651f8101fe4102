"""What an expression of time means on a given day: "last week", "3 March", "the end of 2016". The one home of dateutil.

An expression has been found and taken apart by the patterns of its language; here its words become days. Where it
leaves the year out, the last such day, month or season before today is meant: an archive is asked about the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from corpus.period import Period

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping, Sequence

    from bot.languages.dated import Dated

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_DAY, _WEEK, _MONTH, _YEAR = range(4)  # places in `Dated.units`
_YEARS_BACK = 9  # a 29 February without a year is at most that far back
_THIRDS_OF_MONTH = ((1, 12), (8, 23), (18, 31))  # days: early, mid, late; they overlap, as they do for who says so
_THIRDS_OF_YEAR = ((1, 4), (4, 9), (9, 12))  # months
_THIRDS_OF_DECADE = ((0, 4), (3, 7), (6, 9))  # years


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression as it was found: `kind` is the pattern's, `named` what stood in its places."""

    kind: str
    named: Mapping[str, str]
    ways: Dated

    @property
    def year(self) -> int | None:
        """The year that it says itself."""
        return int(self.named["year"]) if "year" in self.named else None

    def period(self, today: date, *, year: int | None = None) -> Period | None:
        """Return the days that it means; None if there are none, as for the 31st of June.

        `year` is meant where it leaves the year out: "from 3 March to 5 April 2016".
        """
        try:
            since, until = _MEANINGS[self.kind](self, today, year or self.year)
            return Period(since=since, until=until)
        except (ValueError, OverflowError):
            return None

    @property
    def month(self) -> int | None:
        """The month from 1, whether in digits or by its name."""
        if "number" in self.named:
            return int(self.named["number"])
        return self.place(self.ways.months, "month", 1)

    @property
    def part(self) -> int | None:
        """Early (0), mid (1) or late (2) in a month, a year or a decade."""
        return self.place(self.ways.parts, "part")

    @property
    def count(self) -> int:
        """How many, in digits or by its name."""
        said = self.named["n"].casefold()
        return int(said) if said.isdecimal() else self.ways.numbers[said]

    def place(self, words: Sequence[re.Pattern[str]], name: str, first: int = 0) -> int | None:
        """Return which of `words` stands in the place `name`, counted from `first`."""
        said = self.named.get(name)
        if said is None:
            return None
        return next((i for i, word in enumerate(words, start=first) if word.fullmatch(said)), None)

    @property
    def ordinal(self) -> int:
        """A quarter or a half, from 0."""
        if "quarter" in self.named:
            return int(self.named["quarter"]) - 1
        place = self.place(self.ways.ordinals, "ordinal")
        if place is None:
            raise ValueError("no ordinal")
        return place


_Days = tuple[date, date]


def _date(said: Expression, today: date, year: int | None) -> _Days:
    month, day = said.month, said.named.get("day")
    if month is None:
        if year is None:
            raise ValueError("neither month nor year")
        first, last = (1, 12) if said.part is None else _THIRDS_OF_YEAR[said.part]
        return date(year, first, 1), _end_of_month(year, last)
    if day is None:
        year = year or _last_year(today, lambda year: date(year, month, 1))
        if said.part is None:
            return date(year, month, 1), _end_of_month(year, month)
        first, last = _THIRDS_OF_MONTH[said.part]
        return date(year, month, first), min(_end_of_month(year, month), date(year, month, 1) + timedelta(last - 1))
    year = year or _last_year(today, lambda year: date(year, month, int(day)))
    return (date(year, month, int(day)),) * 2


def _days(said: Expression, today: date, year: int | None) -> _Days:
    month = said.month or 0
    first, last = int(said.named["day"]), int(said.named["to"])
    year = year or _last_year(today, lambda year: date(year, month, first))
    return date(year, month, first), date(year, month, last)


def _months(said: Expression, today: date, year: int | None) -> _Days:
    first, last = said.month or 0, said.place(said.ways.months, "month2", 1) or 0
    year = year or _last_year(today, lambda year: date(year, last, 1))
    return date(year - (first > last), first, 1), _end_of_month(year, last)


def _years(said: Expression, today: date, year: int | None) -> _Days:
    del today
    if year is None:
        raise ValueError("no year")
    return date(year, 1, 1), date(_full(said.named["to_year"], year), 12, 31)


def _season(said: Expression, today: date, year: int | None) -> _Days:
    season = said.place(said.ways.seasons, "season") or 0
    if year is None:
        year = _last_year(today, lambda year: _end_of_season(year, season) + timedelta(1))
        return date(year, 3 * season + 3, 1), _end_of_season(year, season)
    if "to_year" in said.named:
        year = _full(said.named["to_year"], year) - 1
        return date(year, 3 * season + 3, 1), _end_of_season(year, season)
    # "Winter 2016" is the one that ends for some and the one that begins for others: both.
    first = date(year - 1, 12, 1) if season == len(said.ways.seasons) - 1 else date(year, 3 * season + 3, 1)
    return first, _end_of_season(year, season)


def _quarter(said: Expression, today: date, year: int | None) -> _Days:
    del today
    return _slice_of_year(year, said.ordinal, 3)


def _half(said: Expression, today: date, year: int | None) -> _Days:
    del today
    return _slice_of_year(year, said.ordinal, 6)


def _decade(said: Expression, today: date, year: int | None) -> _Days:
    del year
    if "tens" in said.named:
        first = int(said.named["tens"])
    else:
        named = said.named.get("decade")
        first = 1900 + int(said.named["tens2"]) if named is None else said.ways.decades[named.casefold()]
        first += 100 * (first + 100 <= today.year)  # the twenties are our own as soon as they have begun
    begin, end = (0, 9) if said.part is None else _THIRDS_OF_DECADE[said.part]
    return date(first + begin, 1, 1), date(first + end, 12, 31)


def _ago(said: Expression, today: date, year: int | None) -> _Days:
    del year
    return _around(_back(today, said.count, _unit(said)), _unit(said))


def _past(said: Expression, today: date, year: int | None) -> _Days:
    del year
    return _back(today, said.count, _unit(said)), today


def _last(said: Expression, today: date, year: int | None) -> _Days:
    del year
    weekday = said.place(said.ways.weekdays, "weekday")
    if said.month is not None:
        return _date(said, today.replace(day=1) - timedelta(1), None)
    if weekday is not None:
        day = today + relativedelta(days=-1, weekday=_WEEKDAYS[weekday](-1))
        return day, day
    return _around(_back(today, 1, _unit(said)), _unit(said))


def _this(said: Expression, today: date, year: int | None) -> _Days:
    del year
    weekday = said.place(said.ways.weekdays, "weekday")
    if weekday is not None:
        day = _around(today, _WEEK)[0] + timedelta(weekday)
        return day, day
    return _around(today, _unit(said))


def _unit(said: Expression) -> int | None:
    return said.place(said.ways.units, "unit")


def _some_days_ago(count: int) -> Callable[[Expression, date, int | None], _Days]:
    return lambda _said, today, _year: (today - timedelta(count),) * 2


_MEANINGS: Mapping[str, Callable[[Expression, date, int | None], _Days]] = {
    "date": _date,
    "days": _days,
    "months": _months,
    "years": _years,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "ago": _ago,
    "past": _past,
    "last": _last,
    "this": _this,
    "today": _some_days_ago(0),
    "yesterday": _some_days_ago(1),
    "before_yesterday": _some_days_ago(2),
}
KINDS = frozenset(_MEANINGS)  # what a pattern of a language file can say


def _last_year(today: date, day_in: Callable[[int], date]) -> int:
    """Return the last year whose day, by `day_in`, is not after today."""
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        try:
            if day_in(year) <= today:
                return year
        except ValueError:
            continue
    raise ValueError("no such day")


def _end_of_month(year: int, month: int) -> date:
    last: date = date(year, month, 1) + relativedelta(day=31)
    return last


def _end_of_season(year: int, season: int) -> date:
    last: date = date(year, 3 * season + 3, 1) + relativedelta(months=2, day=31)
    return last


def _slice_of_year(year: int | None, place: int, months: int) -> _Days:
    if year is None:
        raise ValueError("no year")
    return date(year, 1 + months * place, 1), _end_of_month(year, months * (place + 1))


def _full(digits: str, year: int) -> int:
    """Read the second year of "2016/17": two digits are of the century of the first."""
    return int(digits) if len(digits) > 2 else year - year % 100 + int(digits)  # noqa: PLR2004 # two digits


def _back(today: date, count: int, unit: int | None) -> date:
    steps = {_DAY: "days", _WEEK: "weeks", _MONTH: "months", _YEAR: "years"}
    day: date = today - relativedelta(**{steps[_DAY if unit is None else unit]: count})
    return day


def _around(day: date, unit: int | None) -> _Days:
    """Return the week, the month or the year of `day`."""
    if unit == _WEEK:
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    if unit == _MONTH:
        return day.replace(day=1), _end_of_month(day.year, day.month)
    if unit == _YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
