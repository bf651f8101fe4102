"""The rows of JSON Lines, JSON and CSV files, one at a time: a file may be far larger than memory."""

from __future__ import annotations

import codecs
import csv
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import zip_longest
from typing import IO, TYPE_CHECKING

from corpus.errors import UnreadableFile
from corpus.loaders import source
from corpus.text import legacy_encodings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_WINDOW = 32_768  # bytes
_BLOCK = 2**20  # code points, or bytes
_DELIMITERS = ",;\t|"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_TOO_LONG = f"longer than {source.LIMIT // 2**20} MiB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as its file gives it, under the file's own column names."""

    line: int  # where it begins, or for CSV ends; from 1
    fields: dict[str, object]


def lines(path: Path) -> Iterator[Row | UnreadableFile]:
    """Yield the objects of a JSON Lines file. A line that is none is yielded as what is wrong with it."""
    with source.opened(path) as stream:
        line = 0
        while data := stream.readline(source.LIMIT):
            line += 1
            if len(data) == source.LIMIT and not data.endswith(b"\n"):
                _skip_line(stream)
                yield source.unreadable(path, _TOO_LONG, line=line)
            elif data.strip():
                yield _parsed(path, data, line)


def array(path: Path) -> Iterator[Row | UnreadableFile]:
    """Yield the objects of a JSON array. Where it breaks off, what is wrong with it comes last."""
    with _text(path, _encoding(path)) as stream:
        try:
            for line, value in values(path, stream):
                if isinstance(value, UnreadableFile):
                    yield value
                else:
                    fault = source.unreadable(path, "not a JSON object", line=line)
                    yield Row(line=line, fields=value) if isinstance(value, dict) else fault
        except UnreadableFile as fault:
            yield fault


def single(path: Path) -> Iterator[Row | UnreadableFile]:
    """Yield the one object that a JSON file is."""
    yield _parsed(path, source.whole(path), 1)


def table(path: Path) -> Iterator[Row | UnreadableFile]:
    """Yield the rows of a CSV or TSV file under the names in its first line."""
    csv.field_size_limit(source.LIMIT)
    with _text(path, _encoding(path)) as stream:
        names = header(next((line for line in iter(lambda: stream.readline(_BLOCK), "") if line.strip()), ""))
        reader = csv.reader(_whole_lines(path, stream), delimiter=names.delimiter)
        try:
            for cells in reader:
                if any(cells):
                    yield _row(path, names.columns, cells, reader.line_num + 1)
        except csv.Error as fault:
            yield source.unreadable(path, f"broken CSV ({fault})", line=reader.line_num + 1)
        except UnreadableFile as fault:
            yield fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of a CSV file: its column names, and what stands between them."""

    columns: tuple[str, ...]
    delimiter: str


def header(first: str) -> Header:
    """Read the first line of a table; the delimiter is the one that gives it the most columns."""
    found = [Header(columns=_cells(first, mark), delimiter=mark) for mark in _DELIMITERS]
    return max(found, key=lambda candidate: len(candidate.columns))


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


def _row(path: Path, columns: tuple[str, ...], cells: list[str], line: int) -> Row | UnreadableFile:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        cause = f"{len(cells)} columns, but the first line names {len(columns)}"
        return source.unreadable(path, cause, line=line, remedy="Put the text in quotation marks.")
    if not all(map(_is_sound, cells)):
        return source.unreadable(path, "not valid UTF-8", line=line)
    return Row(line=line, fields=dict(zip_longest(columns, cells[: len(columns)], fillvalue="")))


def _is_sound(raw: str) -> bool:
    """Whether all of it was in the file's encoding; `_text` leaves a lone surrogate for each byte that was not."""
    return raw.isascii() or _ESCAPED_BYTE.search(raw) is None


def _parsed(path: Path, data: bytes, line: int) -> Row | UnreadableFile:
    try:
        value = json.loads(source.decoded(path, data, line=line))
    except json.JSONDecodeError as fault:
        return source.unreadable(path, f"broken or cut-off JSON ({fault.msg})", line=line + fault.lineno - 1)
    except (ValueError, RecursionError):  # a number too long to be one; thousands of brackets
        return source.unreadable(path, "broken JSON", line=line)
    except UnreadableFile as fault:
        return fault
    if not isinstance(value, dict):
        return source.unreadable(path, "not a JSON object", line=line)
    return Row(line=line, fields=value)


def values(path: Path, stream: IO[str]) -> Iterator[tuple[int, object]]:
    """Yield the values of a JSON array with the line that each begins on; a damaged one as an UnreadableFile.

    Raises UnreadableFile where the array breaks off.
    """
    decoder = json.JSONDecoder()
    opening = stream.read(_BLOCK)
    at = opening.find("[") + 1
    buffer, line, last = opening, 1 + opening.count("\n", 0, at), False
    while True:
        start = _next_value(buffer, at)
        line += buffer.count("\n", at, start)
        if buffer.startswith("]", start):
            return
        if found := _value(decoder, buffer, start, last=last):
            value, at = found
            damaged = source.unreadable(path, "not valid UTF-8", line=line)
            yield line, value if _is_sound(buffer[start:at]) else damaged
            line += buffer.count("\n", start, at)
        elif last or len(buffer) - start > source.LIMIT:
            raise source.unreadable(path, "broken or cut-off JSON" if last else _TOO_LONG, line=line)
        else:
            block = stream.read(max(_BLOCK, len(buffer) - start))
            buffer, at, last = buffer[start:] + block, 0, not block


def _value(decoder: json.JSONDecoder, buffer: str, start: int, *, last: bool) -> tuple[object, int] | None:
    """Return the value at `start` and where it ends; None if the buffer does not hold all of it."""
    try:
        value, end = decoder.raw_decode(buffer, start)
    except (ValueError, RecursionError):
        return None
    return (value, end) if last or end < len(buffer) else None


def _next_value(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in ", \t\r\n":
        at += 1
    return at


def _skip_line(stream: IO[bytes]) -> None:
    while data := stream.readline(_BLOCK):
        if data.endswith(b"\n"):
            return


def _whole_lines(path: Path, stream: IO[str]) -> Iterator[str]:
    while line := stream.readline(source.LIMIT):
        if len(line) == source.LIMIT:
            raise source.unreadable(path, f"a line {_TOO_LONG}")
        yield line


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[IO[str]]:
    """Open a file as text; what is not in its encoding stands in it as lone surrogates, row by row."""
    try:
        with source.opened(path) as stream, TextIOWrapper(stream, encoding, "surrogateescape", newline="") as text:
            yield text
    except UnicodeDecodeError as fault:  # UTF-16 that is cut in the middle of a character
        raise source.unreadable(path, f"not valid {fault.encoding.upper()}") from fault


def _encoding(path: Path) -> str:
    """Return the encoding of a whole file, which is read once for it: the first accent may stand far down."""
    with source.opened(path) as stream:
        block = stream.read(_BLOCK)
        for mark, encoding in _MARKS.items():
            if block.startswith(mark):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        while block:
            try:
                decoder.decode(block)
            except UnicodeDecodeError as fault:
                return _legacy(block[max(0, fault.start - _WINDOW) : fault.start + _WINDOW])
            block = stream.read(_BLOCK)
    return "utf-8"


def _legacy(sample: bytes) -> str:
    try:
        return legacy_encodings(sample)[0]
    except UnreadableFile:  # UTF-8 with damage, which is shown row by row
        return "utf-8"
