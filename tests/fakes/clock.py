"""A clock that stands until it is set."""

from __future__ import annotations


class Clock:
    """Tells `now`, in seconds, until somebody sets it."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
