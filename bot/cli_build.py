"""`whosaid build`, and its report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 # typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli_session import VERBOSE, Session, session_of
from bot.progress import progress
from bot.render import say
from bot.screen import line

if TYPE_CHECKING:
    from index.build import Report
    from index.intake import Intake
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
    with progress(session) as told:
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
