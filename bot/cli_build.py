"""`whosaid build`: its progress bar and its report."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 # typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.cli_session import VERBOSE, Session, session_of
from bot.render import say
from bot.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Task

    from index.build import Report
    from index.intake import Intake, Stage
    from index.intake import Progress as Told
    from index.plan import Plan

LISTED = 10  # unreadable files named without -v


def build(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", hidden=True)],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Read files and folders into the archive, and index it.

    Text and Markdown, saved web pages, JSON Lines, CSV, RSS, Atom and JSON Feed are told apart by their content.
    What was built before answers until the new index is complete; nothing is encoded twice.
    """
    session = session_of(context)
    with _progress(session) as told:
        if dry_run:
            plan = session.parts.plan(paths, told)
            intake, summary = plan.intake, _planned(plan)
        else:
            report = session.parts.build(paths, told)
            intake, summary = report.intake, _built(report)
    if not session.quiet:
        say(session.out, Text(f"{_counts(intake)}\n{summary}"))
        _list_unreadable(session, intake)


def _counts(intake: Intake) -> str:
    unreadable = f", {len(intake.unreadable):,} unreadable" if intake.unreadable else ""
    return f"{intake.new:,} new, {intake.changed:,} changed, {intake.same:,} same{unreadable}"


def _built(report: Report) -> str:
    articles = f"{report.articles:,} article{'' if report.articles == 1 else 's'}"
    size = f"{articles}, {report.passages:,} passages, {report.quotes:,} quotations"
    work = f"{report.speakers:,} speakers, {report.encoded:,} encoded, {report.seconds:.1f} s"
    index = f"generation {report.generation} {'answers now' if report.is_new else 'is up to date'}"
    return f"{size} of {work}\n{index}"


def _planned(plan: Plan) -> str:
    size = f"{plan.passages:,} passages, {plan.quotes:,} quotations, {plan.to_encode:,} to encode"
    return f"{size}\nnothing was done: this is what would be"


def _list_unreadable(session: Session, intake: Intake) -> None:
    everything = session.verbosity >= VERBOSE
    listed = intake.unreadable if everything else intake.unreadable[:LISTED]
    for unreadable in listed:
        say(session.err, Text(line(unreadable.reason)))
    more = len(intake.unreadable) - len(listed)
    if more:
        say(session.err, Text(f"and {more:,} more: whosaid -v build … lists them all", style="dim"))


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


@contextmanager
def _progress(session: Session) -> Iterator[Told]:
    """Show each stage as a bar on standard error, if somebody is there to see it."""
    columns = (TextColumn("{task.description:<9}"), BarColumn(30), TaskProgressColumn(), _Done(), _Rate())
    bars = Progress(
        *columns,
        TimeRemainingColumn(elapsed_when_finished=True),
        console=session.err,
        disable=not session.shows_progress,
    )
    shown = {}

    def told(stage: Stage, done: int, total: int | None) -> None:
        if stage not in shown:
            shown[stage] = bars.add_task(stage, total=total)
        bars.update(shown[stage], completed=done, total=total)

    with bars:
        yield told
