"""The bot's token: where it comes from, and that no log shows it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bot.errors import CannotServe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLE = "WHOSAID_TELEGRAM_TOKEN"
_FORM = re.compile(r"(\d{1,18}):[A-Za-z0-9_-]{20,}")
_HIDDEN = "<token>"


def find_token(environ: Mapping[str, str], file: Path | None) -> str:
    """Return the token that the environment holds, or else the file. Raises CannotServe, which does not quote it."""
    token, where = environ.get(VARIABLE, "").strip(), VARIABLE
    if not token and file is not None:
        where = str(file)
        try:
            token = file.read_text("utf-8").strip()
        except OSError as error:
            remedy = "check telegram.token_file"
            raise CannotServe(f"cannot read the token: {file}: {error.strerror}", remedy=remedy) from None
        except UnicodeDecodeError:
            raise CannotServe(f"not a token: {file}: it is not text", remedy="check telegram.token_file") from None
    if not token:
        remedy = f"get one from @BotFather and set {VARIABLE}, or name its file: telegram.token_file"
        raise CannotServe("no token: Telegram knows a bot by its token", remedy=remedy)
    if _FORM.fullmatch(token) is None:
        remedy = "copy it as @BotFather gives it: digits, a colon, and letters"
        raise CannotServe(f"not a token: {where}: it has another form", remedy=remedy)
    return token


def number_of(token: str) -> str:
    """Return the bot's own id, which its token begins with and which is no secret."""
    return token.partition(":")[0]


class Hiding(logging.Filter):
    """Takes the token out of every record that a handler writes: the HTTP library logs it with each address."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._secret = token.partition(":")[2]

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the token in it."""
        text = record.getMessage()
        if self._secret in text:
            record.msg, record.args = text.replace(self._secret, _HIDDEN), None
        if record.exc_info:
            traceback = record.exc_text or logging.Formatter().formatException(record.exc_info)
            record.exc_text = traceback.replace(self._secret, _HIDDEN)
        return True

    def hidden(self, text: str) -> str:
        """Return a text without the token."""
        return text.replace(self._secret, _HIDDEN)
