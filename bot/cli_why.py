"""`whosaid why`: how an answer came about."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli_session import session_of


def why(
    context: typer.Context,
    answer_id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    *,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON object.")] = False,
) -> None:
    """Explain an answer: what was understood, searched, found, dropped, and why.

    ID stands under every answer; its first four letters do, where no other begins with them. The question is asked
    again, as it was asked, of the same archive. Where the archive or the settings have changed since, that is said,
    with what was answered then.
    """
    from bot.render_why import show_why, why_json

    session = session_of(context)
    record = session.parts.records.find(answer_id)
    with session.parts.desk() as desk:
        told = desk.why(record)
    if as_json:
        session.print_json(why_json(told))
    else:
        show_why(told, session.out)
