"""What the global options say, and what every command makes of them."""

import io
import logging
import sys
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer
from rich.console import Console

from bot.compose import Parts
from bot.render import console_on
from bot.screen import visible

if TYPE_CHECKING:
    from config.settings import Loaded

QUIET, NORMAL, VERBOSE, DEBUG = -1, 0, 1, 2  # what -q, nothing, -v and -vv mean
_LEVELS = {QUIET: logging.CRITICAL, NORMAL: logging.ERROR, VERBOSE: logging.INFO, DEBUG: logging.DEBUG}
_OURS = ("bot", "config", "corpus", "index")


@dataclass(frozen=True, kw_only=True)
class Session:
    """One run of the command. Nothing is read before it is needed, so that --help stays quick."""

    config: Path | None
    archive: Path | None
    verbosity: int
    assemble: type[Parts]  # the real parts, or a test's

    @cached_property
    def loaded(self) -> "Loaded":
        """The settings in force. Raises SettingsError."""
        from config.settings import load

        return load(config=self.config, archive=self.archive)

    @cached_property
    def parts(self) -> Parts:
        """What the settings make. Raises SettingsError."""
        return self.assemble(self.loaded.settings)

    @cached_property
    def out(self) -> Console:
        """Standard output: what was asked for."""
        return console_on(sys.stdout)

    @cached_property
    def err(self) -> Console:
        """Standard error: progress, and what went wrong."""
        return console_on(sys.stderr)

    @property
    def quiet(self) -> bool:
        """Whether only what was asked for is printed."""
        return self.verbosity <= QUIET

    @property
    def shows_progress(self) -> bool:
        """Whether somebody is there to see a progress bar."""
        return self.err.is_terminal and not self.quiet

    def print_json(self, text: str) -> None:
        """Print JSON, or a table, to standard output: always UTF-8, whatever the terminal's own encoding is."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(f"{text}\n")

    def log_to(self, stream: IO[str]) -> None:
        """Send the log to `stream`. Other libraries are heard from -vv on; below that only ours, and errors."""
        handler = logging.StreamHandler(stream)
        handler.setFormatter(_Formatter("%(levelname)s %(name)s: %(message)s"))
        handler.addFilter(self._is_heard)
        root = logging.getLogger()
        root.addHandler(handler)
        for package in _OURS:
            logging.getLogger(package).setLevel(_LEVELS[min(self.verbosity, DEBUG)])
        if self.verbosity < DEBUG:
            warnings.simplefilter("ignore")

    def _is_heard(self, record: logging.LogRecord) -> bool:
        """Whether a record is shown. Some libraries set their own level, so only a filter keeps them quiet."""
        ours = record.name.partition(".")[0] in _OURS
        return ours or record.levelno >= (logging.INFO if self.verbosity >= DEBUG else logging.ERROR)


class _Formatter(logging.Formatter):
    """Records name files and quote articles, so nothing in them may steer the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def session_of(context: typer.Context) -> Session:
    """Return the session that the global options began."""
    session = context.obj
    if not isinstance(session, Session):
        raise TypeError("the command runs outside bot.cli")
    return session
