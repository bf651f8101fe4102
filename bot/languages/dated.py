"""How a language writes days and periods: its words by number, and the patterns that find an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPEN, CLOSE = "\ue000", "\ue001"  # stand around the number of an expression that was found; no question holds them
FOUND = rf"{OPEN}(\d+){CLOSE}"

_IGNORED = re.IGNORECASE
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMERIC = (
    ("date", rf"(?P<year>{_YEAR})-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?"),
    ("date", rf"(?P<day>{_DAY})\.\s?(?P<number>0?[1-9]|1[0-2])\.\s?(?P<year>{_YEAR})"),
)
# 10/12/2016 is December in three of the languages; in English it is October for some, and only 13/12 is sure.
_SLASHED = rf"(?P<day>{_DAY})/(?P<number>0?[1-9]|1[0-2])/(?P<year>{_YEAR})"
_SURE = (
    rf"(?P<day>1[3-9]|2\d|3[01])/(?P<number>0?[1-9]|1[0-2])/(?P<year>{_YEAR})",
    rf"(?P<number>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>{_YEAR})",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One language's words for days. Each tuple of words is in the order of the calendar, from 0."""

    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]  # from Monday
    seasons: tuple[re.Pattern[str], ...]  # from spring
    units: tuple[re.Pattern[str], ...]  # day, week, month, year
    parts: tuple[re.Pattern[str], ...]  # early, mid, late
    ordinals: tuple[re.Pattern[str], ...]  # from first
    numbers: Mapping[str, int]
    decades: Mapping[str, int]  # the year that the decade of this name begins with in the 20th century
    patterns: tuple[tuple[str, re.Pattern[str]], ...]  # what is said, and how it is written; earlier ones win
    joined: Mapping[str, tuple[re.Pattern[str], ...]]  # how expressions that were found are related
    latest: tuple[re.Pattern[str], ...]  # asks for the newest


@cache
def dated(code: str) -> Dated:
    """Compile the `when` table of the language `code`, or of the default one."""
    table = language(code).when
    words = {
        name: tuple(re.compile(word, _IGNORED) for word in table[name])
        for name in ("months", "weekdays", "seasons", "units", "parts", "ordinals")
    }
    places = {name.removesuffix("s"): _any(table[name]) for name in words} | {
        "n": rf"\d{{1,3}}|{_any(table['numbers'])}",
        "decade": _any(table["decades"]),
        "year": _YEAR,
        "day": _DAY,
        "to": _DAY,
        "to_year": r"(?:(?:1[89]|20)\d\d|\d\d)",
        "quarter": "[1-4]",
    }
    slashed = _SURE if table["month_first"] else (_SLASHED,)
    written = (*_NUMERIC, *(("date", one) for one in slashed), *table["patterns"])
    return Dated(
        **words,
        numbers=table["numbers"],
        decades=table["decades"],
        patterns=tuple((kind, _whole(_filled(pattern, places))) for kind, pattern in written),
        joined={name: tuple(map(_relation, patterns)) for name, patterns in table["joined"].items()},
        latest=tuple(re.compile(pattern, _IGNORED) for pattern in table["latest"]),
    )


def _filled(pattern: str, places: Mapping[str, str]) -> str:
    """Put what each place may hold into a pattern; a place that comes twice is called `month2` the second time."""
    seen: dict[str, int] = {}

    def put(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        called = name if seen[name] == 1 else f"{name}{seen[name]}"
        return rf"(?P<{called}>{places[name]})"

    return re.sub(r"\{([a-z_]+)\}", put, pattern)


def _whole(pattern: str) -> re.Pattern[str]:
    """Find `pattern` as whole words, and no part of a longer number."""
    return re.compile(rf"(?<![\w./-])(?:{pattern})(?!\w|[.,]\d)", _IGNORED)


def _relation(pattern: str) -> re.Pattern[str]:
    """Find how expressions are related: {D} is one of them, and (?!{D}) looks that none begins."""
    bare = pattern.replace("(?!{D})", f"(?!{OPEN})").replace("{D}", FOUND)
    return re.compile(rf"(?<!\w)(?:{bare})", _IGNORED)


def _any(patterns: Sequence[str] | Mapping[str, int]) -> str:
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"
