"""Opening the files that newsrooms send, gzipped or not; what goes wrong is an UnreadableFile under its path."""

from __future__ import annotations

import codecs
import gzip
import stat
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from corpus.errors import UnreadableFile
from corpus.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT = 64 * 2**20  # bytes that one article, or a file that must be read whole, may have
_HEAD = 65_536  # bytes that a loader sees to tell whether the file is its own
_GZIP = b"\x1f\x8b"
_SPLIT = "Split it, or convert it to JSON Lines with one article a line."


def unreadable(path: Path, cause: str, *, line: int | None = None, remedy: str | None = None) -> UnreadableFile:
    """Return the error for a file, or for the record at `line` (from 1) of it."""
    where = printable(str(path)) if line is None else f"{printable(str(path))}, line {line}"
    return UnreadableFile(f"cannot read: {where}: {printable(cause)}", remedy=remedy)


def printable(raw: str) -> str:
    """Return `raw` with what could control a terminal, or could not be written to one, escaped."""
    if raw.isprintable():
        return raw
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in raw)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading, uncompressed if it is gzipped; UnreadableFile if that fails, now or while reading."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise unreadable(path, "a folder" if path.is_dir() else "not a regular file")
        with path.open("rb") as raw:
            if raw.read(len(_GZIP)) == _GZIP:
                raw.seek(0)
                with gzip.open(raw) as unzipped:
                    yield cast("IO[bytes]", unzipped)
            else:
                raw.seek(0)
                yield raw
    except FileNotFoundError as fault:
        raise unreadable(path, "no such file") from fault
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise unreadable(path, "damaged gzip file") from fault
    except BrokenPipeError:
        raise  # what was read is not read on: no fault of the file
    except OSError as fault:
        raise unreadable(path, (fault.strerror or str(fault)).lower()) from fault


def head(path: Path) -> bytes:
    """Return the first bytes of the file's uncompressed content; UnreadableFile."""
    with opened(path) as stream:
        return stream.read(_HEAD)


def peek(head: bytes) -> str:
    """Return the beginning of a file as text to recognise it by, without blanks; what does not decode is left out."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if wide else "utf-8-sig", errors="ignore").lstrip()


def whole(path: Path) -> bytes:
    """Return all of the file's uncompressed content; UnreadableFile, also if it is larger than `LIMIT`."""
    with opened(path) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise unreadable(path, f"larger than {LIMIT // 2**20} MiB", remedy=_SPLIT)
    return data


def decoded(path: Path, data: bytes, *, encoding: str | None = None, line: int | None = None) -> str:
    """Return the characters of `data` (`corpus.text.decode`), its errors under the file's name."""
    try:
        return decode(data, encoding)
    except UnreadableFile as fault:
        raise unreadable(path, fault.message, line=line, remedy=fault.remedy) from fault
