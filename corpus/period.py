"""A span of days: when something was published, or happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `since` to `until`, both included; None: open on that side. ValueError if it holds no day."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise ValueError(f"not a period: {self.since} is after {self.until}")

    def __bool__(self) -> bool:
        """Whether it leaves any day out."""
        return self.since is not None or self.until is not None

    def holds(self, day: date | None) -> bool:
        """Whether `day` is one of these days; a day that is not known is in no period but the one of all days."""
        if day is None:
            return not self
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def shared(self, other: Period) -> Period | None:
        """Return the days that both hold; None if there are none."""
        since = max((day for day in (self.since, other.since) if day is not None), default=None)
        until = min((day for day in (self.until, other.until) if day is not None), default=None)
        if since is not None and until is not None and since > until:
            return None
        return Period(since=since, until=until)


ALWAYS = Period()
