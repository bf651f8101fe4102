"""What a search is limited to, and what it prefers."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.period import ALWAYS, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles may be found at all. The default lets every article through."""

    period: Period = ALWAYS  # of the day of publication; an article that does not say its day is in no other period
    outlet: str | None = None  # who published it, as the archive writes it
    speaker: str | None = None  # somebody who is quoted in it, by a name as somebody types it
    contradictory: bool = False  # it asks for what excludes itself, and lets nothing through

    def narrowed(self, other: Filter) -> Filter:
        """Return what lets through what both let through, or less: two spellings of one speaker count as two."""
        period = self.period.shared(other.period)
        return Filter(
            period=self.period if period is None else period,
            outlet=other.outlet if self.outlet is None else self.outlet,
            speaker=other.speaker if self.speaker is None else self.speaker,
            contradictory=self.contradictory
            or other.contradictory
            or period is None
            or _differ(self.outlet, other.outlet)
            or _differ(self.speaker, other.speaker),
        )

    def __bool__(self) -> bool:
        """Whether it keeps any article out."""
        return bool(self.period) or self.outlet is not None or self.speaker is not None or self.contradictory


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """Which articles come before others that fit as well. Nothing is kept out by it."""

    period: Period = ALWAYS  # of the day of publication
    latest: bool = False  # the newer before the older
    articles: tuple[str, ...] = ()  # by id: what the conversation is about

    def __bool__(self) -> bool:
        """Whether it prefers any article to another."""
        return bool(self.period) or self.latest or bool(self.articles)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


EVERYTHING = Filter()
NONE_BEFORE = Preference()
