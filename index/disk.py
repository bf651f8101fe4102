"""What a build meets on disk: it is full, or another build is at work on the same archive."""

from __future__ import annotations

import errno
import fcntl
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.errors import ArchiveBusy, CorpusError, StorageFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "build.lock"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


def no_space(where: Path) -> StorageFull:
    """Return the error that says that `where` could not be written for want of space."""
    remedy = "free some space and build again; what was built before still answers"
    return StorageFull(f"cannot write: {where}: the disk is full", remedy=remedy)


@contextmanager
def written(where: Path) -> Iterator[None]:
    """Translate a full disk into StorageFull, whoever met it, and any other failure to write into CorpusError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_space(where) from error
        raise CorpusError(f"cannot write: {where}: {error.strerror or error}") from error
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(_FULL_SQLITE):
            raise no_space(where) from error
        raise CorpusError(f"cannot write: {where}: {error}") from error


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Hold the archive in `folder` against every other build. Raises ArchiveBusy at once, without waiting.

    The lock is the operating system's: it ends with the process that holds it, however that ends.
    """
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            busy = f"archive in use: {folder}: another build is at work on it"
            raise ArchiveBusy(busy, remedy="wait until it has ended; asking works meanwhile") from error
        yield
