"""`whosaid eval`: a gold file is asked and scored, and the figures are held to their floors."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 # typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli_session import Session, session_of
from bot.progress import progress
from bot.render import say
from bot.screen import line

if TYPE_CHECKING:
    from bot.evaluate import Evaluation

BELOW = 1  # exit code where a figure is below its floor


def evaluate_gold(  # noqa: PLR0913 # one parameter for each option
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", hidden=True)],
    *,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON object.")] = False,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Fail where a figure is below its floor in this file.")
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", metavar="", help="Then raise each floor to what was measured.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", metavar="", help="Set each floor to what was measured, even lower.")
    ] = False,
    misses: Annotated[
        bool, typer.Option("--misses", metavar="", help="List the questions that were not handled, and why.")
    ] = False,
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the answers there, one JSON object a line.")
    ] = None,
) -> None:
    """Ask every question of a gold file, and score the answers.

    GOLD is JSON Lines: questions with what a right answer must say and show. The figures are told by type and
    language.
    """
    from bot.evaluate import write_predictions
    from bot.render_evaluation import as_json as as_json_line
    from bot.render_evaluation import show, show_misses

    if (raise_floors or lower_floors) and floors is None:
        raise typer.BadParameter("which file? give --floors FILE too")
    session = session_of(context)
    evaluation = _evaluated(session, gold)
    if predictions is not None:
        write_predictions(evaluation, predictions)
    if as_json:
        session.print_json(as_json_line(evaluation))
    else:
        show(evaluation, session.out)
        if misses:
            show_misses(evaluation, session.out)
    if floors is not None and not _hold(session, evaluation, floors, up=raise_floors, down=lower_floors):
        raise typer.Exit(BELOW)


def _evaluated(session: Session, path: Path) -> Evaluation:
    from bot.evaluate import evaluate
    from bot.gold import read_gold

    gold = read_gold(path)
    with session.parts.desk() as desk, progress(session) as told:
        return evaluate(
            gold,
            desk.ask,
            lambda article_id: desk.archive.article(article_id).text,
            lambda done: told("asking", done, len(gold)),
            understand=desk.understand,
        )


def _hold(session: Session, evaluation: Evaluation, path: Path, *, up: bool, down: bool) -> bool:
    """Tell every figure that is below its floor; move the floors where that was asked for."""
    from bot.floors import hold, lowered, raised, read_floors, write_floors

    floors = read_floors(path)
    if down:
        write_floors(path, lowered(evaluation.tables, floors))
        return True
    faults = hold(evaluation.tables, floors)
    for fault in faults:
        say(session.err, Text(line(str(fault)), style="red"))
    if up:
        write_floors(path, raised(evaluation.tables, floors))
    return not faults
