"""Which rows of a generation a filter lets through, so that only these are ranked.

Chroma could filter by numbers kept beside each vector, but takes 60 to 180 ms of processor time for it among 20,000,
and finds 84 % of the nearest hundred; comparing with every vector that is let through takes 8 to 15 ms, and finds all.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    from corpus.period import Period
    from index.filter import Filter, Preference
    from index.rows import Imprint

_UNKNOWN = 0  # the day of an article that does not say it; day 1 is the first of January of the year 1


class Scope:
    """The day, the outlet and the article of every row."""

    def __init__(self, places: Iterable[tuple[str, int]], imprints: Iterable[Imprint]) -> None:
        """Look up when and by whom each place was published: an article id and a version, in the order of the rows."""
        self._places = tuple(places)
        known = {(one.article_id, one.version): (one.published, one.outlet) for one in imprints}
        self._articles: dict[str, list[int]] = {}
        self._outlets: dict[str, list[int]] = {}
        days: list[int] = []
        for row, place in enumerate(self._places):
            day, outlet = known.get(place, (None, None))
            days.append(_UNKNOWN if day is None else day.toordinal())
            self._articles.setdefault(place[0], []).append(row)
            if outlet is not None:
                self._outlets.setdefault(outlet, []).append(row)
        self._days = np.array(days, dtype=np.int32)

    def allowed(self, only: Filter, quoting: Callable[[str], Collection[str]]) -> NDArray[np.int64]:
        """Return the rows that a filter lets through, in order; `quoting` finds the articles that quote a speaker."""
        if only.contradictory:
            return np.zeros(0, dtype=np.int64)
        sets = [self.published(only.period)]
        if only.outlet is not None:
            sets.append(self.of_outlet(only.outlet))
        if only.speaker is not None:
            sets.append(self.of_articles(quoting(only.speaker)))
        return reduce(_shared, sets)

    def preferred(self, prefer: Preference, allowed: NDArray[np.int64] | None) -> list[NDArray[np.int64]]:
        """Return the rows that are preferred, of those that are allowed (None: all): a set for each reason."""
        sets = [self.published(prefer.period)] if prefer.period else []
        if prefer.articles:
            sets.append(self.of_articles(prefer.articles))
        return sets if allowed is None else [_shared(rows, allowed) for rows in sets]

    def articles(self, rows: NDArray[np.int64]) -> set[str]:
        """Return the ids of the articles of these rows."""
        return {self._places[row][0] for row in rows.tolist()}

    def published(self, period: Period) -> NDArray[np.int64]:
        """Return the rows of articles of these days."""
        if not period:
            return np.arange(len(self._days), dtype=np.int64)
        since = _UNKNOWN + 1 if period.since is None else period.since.toordinal()
        until = date.max.toordinal() if period.until is None else period.until.toordinal()
        return np.flatnonzero((self._days >= since) & (self._days <= until))

    def of_outlet(self, outlet: str) -> NDArray[np.int64]:
        """Return the rows of one outlet's articles."""
        return np.array(self._outlets.get(outlet, ()), dtype=np.int64)

    def of_articles(self, articles: Collection[str]) -> NDArray[np.int64]:
        """Return the rows of these articles."""
        rows = [row for article_id in articles for row in self._articles.get(article_id, ())]
        return np.array(sorted(rows), dtype=np.int64)

    def day(self, row: int) -> int:
        """Return the day of one row's article, counted from the year 1; 0 where it does not say it."""
        return int(self._days[row])


def _shared(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    shared: NDArray[np.int64] = np.intersect1d(one, other, assume_unique=True)
    return shared
