"""`whosaid check`: whether each part works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.text import Text

from bot.cli_session import session_of
from bot.render import say
from bot.screen import line
from config.errors import SettingsError
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cli_session import Session

ERROR = 1  # exit code


def check(context: typer.Context) -> None:
    """Say of each part whether it works, and what helps.

    The parts are the settings, the archive, the index, the encoder and the reader.
    """
    session = session_of(context)
    try:
        set_by_user = sum(origin != "default.toml" for _, _, origin in session.loaded.rows())
    except SettingsError as error:
        for fault in error.faults:
            _tell(session, "config", fault=NewsError(fault))
        raise typer.Exit(ERROR) from None
    _tell(session, "config", f"{set_by_user} set by you")
    sound = [
        _try(session, "archive", lambda: _archive(session)),
        *_index(session),
        _try(session, "encoder", lambda: _encoder(session)),
        _try(session, "reader", lambda: _reader(session)),
    ]
    if not all(sound):
        raise typer.Exit(ERROR)


def _archive(session: Session) -> str:
    archive = session.parts.archive()
    try:
        return f"{archive.count():,} articles in {session.parts.folder}"
    finally:
        archive.close()


def _index(session: Session) -> list[bool]:
    """Tell each fault of the index on a line of its own, or that there is none."""
    findings = session.parts.findings()
    faults = [finding.fault for finding in findings if finding.fault is not None]
    if not faults:
        _tell(session, "index", f"{len(findings)} parts are what was sealed")
    for fault in faults:
        _tell(session, "index", fault=fault)
    return [not faults]


def _encoder(session: Session) -> str:
    encoder = session.parts.encoder
    return f"{encoder.name}, {encoder.dimension} dimensions"


def _reader(session: Session) -> str:
    with session.parts.desk():
        return f"{session.loaded.settings.reader.name}, ready for questions"


def _try(session: Session, part: str, look: Callable[[], str]) -> bool:
    try:
        _tell(session, part, look())
    except NewsError as fault:
        _tell(session, part, fault=fault)
        return False
    return True


def _tell(session: Session, part: str, found: str = "", *, fault: NewsError | None = None) -> None:
    if fault is None:
        if not session.quiet:
            say(session.out, Text.assemble(f"{part:<9}", ("ok", "green"), f"  {line(found)}"))
        return
    remedy = "" if fault.remedy is None else f"; {fault.remedy}"
    say(session.out, Text.assemble(f"{part:<9}", (line(f"{fault.message}{remedy}"), "red")))
