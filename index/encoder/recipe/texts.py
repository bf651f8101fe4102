"""Text for the recipe, from files and folders: what the vocabulary is chosen by, and what training holds in place.

A folder gives its files of these names, and those of the folders in it; each may be compressed (`.gz`). UTF-8.

    en-LANG.tsv   parallel text, a pair a line, four columns without quoting: source, domain, English, the other
    NAME.jsonl    an object a line; its `text`, below its `title` where it has one
    NAME.txt      a text a line

Only a line feed ends a line.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = 4
SUFFIXES = (".tsv", ".jsonl", ".txt")


class BadText(NewsError):
    """A path holds no text, or a file is not in the format."""


def read(paths: Iterable[Path], *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield every text in `paths` that is not empty; of JSON Lines none whose `id` is in `without`.

    Raises BadText where a path holds no file of a kind above, or a line is not in the format.
    """
    for path in paths:
        files = _files(path)
        if not files:
            kinds = ", ".join(SUFFIXES)
            raise BadText(f"no text: {path}: no file of a known kind", remedy=f"give files, or folders, of {kinds}")
        for file in files:
            yield from (text for text in _texts(file, without) if text.strip())


def pairs_of(file: Path) -> Iterator[tuple[str, str]]:
    """Yield each pair of a file of parallel text: English, the other. Raises BadText."""
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _sides(line.rstrip("\n"))
            except ValueError as error:
                raise _bad(file, number, error) from error


def _files(path: Path) -> list[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in found if file.is_file() and _kind(file) in SUFFIXES]


def _kind(file: Path) -> str:
    return Path(file.name.removesuffix(".gz")).suffix


def _texts(file: Path, without: frozenset[str]) -> Iterator[str]:
    kind = _kind(file)
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            text = line.rstrip("\n")
            try:
                if kind == ".tsv":
                    yield from _sides(text)
                elif kind == ".jsonl":
                    yield from _article(text, without)
                else:
                    yield text
            except (ValueError, KeyError, TypeError) as error:
                raise _bad(file, number, error) from error


def _bad(file: Path, number: int, error: Exception) -> BadText:
    remedy = "see index/encoder/recipe/texts.py"
    return BadText(f"bad text: {file.name}: line {number}: {error}", remedy=remedy)


def _opened(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8", newline="\n")
    return file.open(encoding="utf-8", newline="\n")


def _sides(line: str) -> tuple[str, str]:
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise ValueError(f"{len(columns)} columns, not {COLUMNS}")
    return columns[2], columns[3]


def _article(line: str, without: frozenset[str]) -> Iterator[str]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("not an object")  # noqa: TRY004 -- what is wrong is the data, not a type of ours
    if row.get("id") not in without:
        yield "\n".join(part for part in (row.get("title"), row["text"]) if part)
