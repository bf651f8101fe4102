"""How far long work has come, on standard error: bars where somebody watches, a line a minute in a log."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.render import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.progress import Task

    from bot.cli_session import Session

_EVERY = 60.0  # seconds between two lines of a log: the whole archive of a newspaper takes hours
_MINUTE, _HOUR = 60, 3600


class Told(Protocol):
    """Hears how much of a stage is done; of how much, where that is known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Hear it."""


class Log:
    """Tells of a stage that takes long in a line a minute; of one that is done sooner, nothing."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._stage = ""
        self._began = self._told = 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Hear it, and tell it if it is time."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began, self._told = stage, now, now
        if now - self._told >= _EVERY:
            self._told = now
            say(self._console, Text(how_far(stage, done, total, now - self._began)))


def how_far(stage: str, done: int, total: int | None, seconds: float) -> str:
    """Return one line: what is done, of how much, how fast, and how long it will still take."""
    rate = done / seconds if seconds else 0.0
    of = "" if total is None else f" of {total:,}"
    left = "" if not total or not rate or done >= total else f", about {_spell((total - done) / rate)} left"
    return f"{stage}: {done:,}{of}, {rate:,.{0 if rate >= 1 or not rate else 2}f}/s{left}"


def _spell(seconds: float) -> str:
    """Return a time as somebody would say it: never more exact than a minute."""
    if seconds >= _HOUR:
        hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
        return f"{hours} h {rest:02d} min"
    return f"{max(1, round(seconds / _MINUTE))} min"


class _Rate(TextColumn):
    """How many a second, from the beginning of the stage."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        seconds = task.finished_time or task.elapsed
        return Text(f"{task.completed / seconds:,.0f}/s" if seconds and task.completed else "", style="dim")


class _Done(TextColumn):
    """How many are done, of how many where that is known."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:,.0f}" + ("" if task.total is None else f"/{task.total:,.0f}"))


def _unseen(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


@contextmanager
def progress(session: Session) -> Iterator[Told]:
    """Show each stage on standard error, unless nothing but what was asked for is to be printed."""
    if not session.shows_progress:
        yield _unseen if session.quiet else Log(session.err)
        return
    columns = (TextColumn("{task.description:<9}"), BarColumn(30), TaskProgressColumn(), _Done(), _Rate())
    bars = Progress(*columns, TimeRemainingColumn(elapsed_when_finished=True), console=session.err)
    shown = {}

    def told(stage: str, done: int, total: int | None) -> None:
        if stage not in shown:
            shown[stage] = bars.add_task(stage, total=total)
        bars.update(shown[stage], completed=done, total=total)

    with bars:
        yield told
