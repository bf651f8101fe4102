"""Dates as files write them."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_PARTED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_RUN_ON = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*|\d{4}|\d{6})?Z?$")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")


def parse(raw: str | None) -> date | None:
    """Return the day that `raw` names, by the clock it was written by; None if it names none for certain.

    Reads ISO 8601 and its relatives (2016-12-10T23:30:00+01:00, 2016/12/10, 20161210T233000Z), RFC 822 (Sat, 10 Dec
    2016 23:30:00 GMT) and 10.12.2016. Not 10/12/2016, which is October for some and December for others.
    """
    if not raw:
        return None
    text = raw.strip()
    try:
        if found := _PARTED.match(text) or _RUN_ON.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DOTTED.match(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if fields := parsedate(text):
            return date(*fields[:3])
    except (ValueError, TypeError, IndexError, OverflowError):  # the 31st of June; what email.utils cannot swallow
        return None
    return None
