"""The command `whosaid`: its global options, its commands, and the one place where errors become lines."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot import cli_ask, cli_build, cli_check, cli_eval, cli_quotes, cli_serve, cli_show, cli_why
from bot.cli_session import QUIET, Session
from bot.compose import Parts
from bot.render import console_on, say, show_bug, show_error
from config.errors import SettingsError
from corpus.errors import NewsError

OK, ERROR, INTERRUPTED = 0, 1, 130  # and 2 for a wrong command line, 3 where the archive does not say

app = typer.Typer(
    name="whosaid",
    help="Ask a news archive who said what, and see the words where they were printed.",
    epilog="Exit codes: 0 answered, 1 error, 2 wrong command line, 3 the archive does not say.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(cli_build.build)
app.command("ask")(cli_ask.ask)
app.command("chat")(cli_ask.chat)
app.command("serve")(cli_serve.serve)
app.command("quotes")(cli_quotes.quotes)
app.command("speakers")(cli_quotes.speakers)
app.command("why")(cli_why.why)
app.add_typer(cli_show.app, name="show")
app.command("check")(cli_check.check)
app.command("eval")(cli_eval.evaluate_gold)


def _version(wanted: bool) -> None:  # noqa: FBT001 # typer calls it with the option's value
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"whosaid {version('whosaid')}\n")
        raise typer.Exit


@app.callback()
def options(  # noqa: PLR0913 # one parameter for each global option
    context: typer.Context,
    *,
    archive: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The archive's folder. WHOSAID_ARCHIVE sets it too.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own settings. WHOSAID_CONFIG names it too.")
    ] = None,
    verbose: Annotated[
        int,
        typer.Option("-v", "--verbose", count=True, metavar="", show_default=False, help="Tell more. -vv: everything."),
    ] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", metavar="", help="Tell only what was asked for.")] = False,
    show_version: Annotated[
        bool, typer.Option("--version", metavar="", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Begin a session with the global options."""
    del show_version
    session = Session(
        config=config,
        archive=archive,
        verbosity=QUIET if quiet else verbose,
        assemble=context.obj,
    )
    session.log_to(sys.stderr)
    context.obj = session


def main(arguments: Sequence[str] | None = None, *, assemble: type[Parts] = Parts) -> int:
    """Run the command line and return its exit code. `assemble` makes the parts: the real ones, or a test's."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    root = logging.getLogger()
    handlers = root.handlers[:]
    code = _run(arguments, assemble)
    root.handlers[:] = handlers
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone; without this Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return code


def _run(arguments: Sequence[str] | None, assemble: type[Parts]) -> int:
    err = console_on(sys.stderr)
    try:
        app(arguments, prog_name="whosaid", obj=assemble)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else OK
        if code == INTERRUPTED:
            say(err, Text("interrupted"))
        return code
    except KeyboardInterrupt:
        say(err, Text("interrupted"))
        return INTERRUPTED
    except SettingsError as error:
        for fault in error.faults:
            show_error(NewsError(fault), err)
    except NewsError as error:
        show_error(error, err)
    except Exception as error:  # noqa: BLE001 # a traceback before a user is a bug
        show_bug(error, err)
    return ERROR
