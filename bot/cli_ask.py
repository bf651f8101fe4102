"""`whosaid ask` and `whosaid chat`."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.answer import Answer
from bot.cli_session import Session, session_of
from bot.errors import BadQuestion
from bot.limits import limits
from bot.render import say, show, show_error, summary
from bot.turn import Turn
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answer import Abstention
    from bot.question import Question

ERROR, NOT_SAID = 1, 3  # exit codes
STREAM = "-"


Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles from this day, month or year on: 2016-12-15, 2016.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only articles up to it.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this outlet published.")]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles that quote whom this name means.")]


def ask(  # noqa: PLR0913 # one parameter for each option
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", hidden=True)],
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    speaker: Speaker = None,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON object a line.")] = False,
) -> None:
    """Answer a question, with the words that prove it.

    With - the questions come from standard input, one a line, plain or as JSON with the keys qid, question and
    follows (the qid of an earlier one), and each is answered as it comes. A bad line is told and skipped.

    What is set holds for every question. A question can narrow it ("published in March"), and never widens it.
    """
    session = session_of(context)
    given = {"since": since, "until": until, "outlet": outlet, "speaker": speaker}
    if question == [STREAM]:
        raise typer.Exit(_ask_stream(session, given, as_json=as_json))
    with _waiting(session, "opening the archive"), session.parts.desk(keeping=True) as desk:
        only = limits(given, desk.known)
        outcome = desk.ask(desk.understand(" ".join(question), only=only))
    _print(outcome, session, as_json=as_json)
    raise typer.Exit(0 if isinstance(outcome, Answer) else NOT_SAID)


def chat(
    context: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    speaker: Speaker = None,
) -> None:
    """Ask one question after another.

    Each is understood with the one before it. Enter sends, Alt-Enter begins a new line, Ctrl-R searches what was asked
    before, Ctrl-C cancels a question, Ctrl-D leaves. /help lists the commands. Reads plain lines from a pipe.
    """
    from bot.conversation import Conversation
    from bot.repl import converse, read_lines

    session = session_of(context)
    with session.parts.desk(keeping=True) as desk:
        given = {"since": since, "until": until, "outlet": outlet, "speaker": speaker}
        conversation = Conversation(desk, out=session.out, err=session.err, only=limits(given, desk.known))
        if not (sys.stdin.isatty() and session.out.is_terminal):
            read_lines(conversation, iter(sys.stdin.buffer))
            return
        # The model loads while the first question is typed.
        conversation.warm(lambda: session.parts.encoder.dimension)
        if not session.quiet:
            say(session.out, Text(f"{summary(desk.searched)}. /help lists the commands, Ctrl-D leaves.", style="dim"))
        converse(conversation, history=session.parts.history)


def _ask_stream(session: Session, given: Mapping[str, str | None], *, as_json: bool) -> int:
    from bot.stream import questions

    code = 0
    turns: dict[str, Turn] = {}
    with session.parts.desk(keeping=True) as desk:
        understand = partial(desk.understand, only=limits(given, desk.known))
        for number, question in questions(sys.stdin.buffer, understand, turns):
            try:
                outcome = desk.ask(_good(question))
                if outcome.question.qid is not None:
                    turns[outcome.question.qid] = Turn.of(outcome)
                _print(outcome, session, as_json=as_json)
            except NewsError as error:
                show_error(NewsError(f"line {number}: {error.message}", remedy=error.remedy), session.err)
                code = ERROR
            sys.stdout.flush()
    return code


def _good(question: Question | BadQuestion) -> Question:
    if isinstance(question, BadQuestion):
        raise question
    return question


def _print(outcome: Answer | Abstention, session: Session, *, as_json: bool) -> None:
    if as_json:
        from bot.render_json import as_line

        session.print_json(as_line(outcome))
    else:
        show(outcome, session.out, quiet=session.quiet)


def _waiting(session: Session, what: str) -> AbstractContextManager[object]:
    return session.err.status(Text(what, style="dim")) if session.shows_progress else nullcontext()
