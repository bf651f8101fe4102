"""`whosaid serve`: the Telegram bot."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import typer  # noqa: TC002 # typer reads the annotations
from rich.text import Text

from bot.cli_session import DEBUG, session_of
from bot.render import say, summary
from bot.screen import line
from corpus.errors import NewsError

if TYPE_CHECKING:
    from bot.answer import Searched


def serve(context: typer.Context) -> None:
    """Answer in Telegram, until Ctrl-C or SIGTERM.

    The bot's token comes from WHOSAID_TELEGRAM_TOKEN, or from the file that telegram.token_file names. Only those who
    were let in are answered: telegram.administrators names who lets them in. What is being answered when the program
    ends is answered before it does, and after a crash at the next start.
    """
    from bot.telegram_app.token import Hiding, find_token

    session = session_of(context)
    token = find_token(os.environ, session.loaded.settings.telegram.token_file)
    hiding = Hiding(token)
    for handler in logging.getLogger().handlers:
        handler.addFilter(hiding)
    if session.verbosity < DEBUG:
        logging.getLogger("telegram").setLevel(logging.CRITICAL)  # what matters of it is told in lines of ours

    def told(name: str, searched: Searched) -> None:
        if not session.quiet:
            say(session.err, Text(line(f"@{name} answers in Telegram: {summary(searched)}. Ctrl-C ends it.")))

    try:
        session.parts.serve(token, told)
    except NewsError:
        raise  # in words of ours
    except Exception as error:
        if hiding.hidden(str(error)) != str(error):
            raise RuntimeError(hiding.hidden(f"{type(error).__name__}: {error}")) from None
        raise
