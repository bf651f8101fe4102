"""Records: JSON Lines, JSON and CSV, gzipped or not, with the column names that exports and data sets use."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.loaders import day, ids, rows, source
from corpus.loaders.rows import Row
from corpus.text import looks_binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from corpus.errors import UnreadableFile

_TEXT = ("text", "body", "content", "article", "body_text", "article_text", "full_text", "maintext")
_TITLE = ("title", "headline")
_ID = ("id", "doc_id", "guid")
_OUTLET = ("outlet", "source", "publisher")
_BYLINE = ("byline", "author", "authors")
_PUBLISHED = ("published", "date", "pubdate", "pub_date", "published_at", "date_published", "publishing_date")
_URL = ("url", "link")
_LANGUAGE = ("language", "lang")
_KNOWN = frozenset((*_TEXT, *_TITLE, *_ID, *_OUTLET, *_BYLINE, *_PUBLISHED, *_URL, *_LANGUAGE, "agency", "version"))

_ARRAY = re.compile(r"\[\s*(?:[{\]]|$)")
_OBJECT = re.compile(r"\{\s*(?:[\"}]|$)")
_PATIENCE = 100  # records in a row, from the first, that are no articles: then the file is something else
_FIRST_LINE = 4_096  # code points that a line of column names has at most
_SHOWN = 8  # column names in a message
_NAME = 40  # code points of each

_MANY = 2  # known columns that make a first line the header of a table, whatever the file is called


class RecordLoader:
    """Reads one article a row. Columns are found by their usual names, in any case; others are passed over."""

    def detect(self, path: Path, head: bytes) -> bool:
        """Whether the file is JSON, or begins with a line of column names; or is called one of the two."""
        return not looks_binary(head) and _reader(path, head) is not None

    def load(self, path: Path) -> Iterator[Article | UnreadableFile]:
        """Yield an article a row, or what is wrong with the row. UnreadableFile if no row is an article."""
        read = _reader(path, source.head(path))
        if read is None:
            raise source.unreadable(path, "neither JSON nor CSV")
        found = read(path)
        first: list[Row | UnreadableFile] = []
        for row in found:
            first.append(row)
            if isinstance(row, Row) and _has_text(row):
                break
            if len(first) == _PATIENCE:
                raise _something_else(path, first)
        else:
            raise _something_else(path, first)
        for row in chain(first, found):
            yield _article(path, row) if isinstance(row, Row) else row


def _reader(path: Path, head: bytes) -> Callable[[Path], Iterator[Row | UnreadableFile]] | None:
    """Return what reads the rows of a file that begins with `head`; None if it has none."""
    suffixes = {suffix.lower() for suffix in path.suffixes}
    text = source.peek(head)
    if _ARRAY.match(text):
        return rows.array
    if _OBJECT.match(text) or suffixes & {".json", ".jsonl", ".ndjson"}:
        return rows.single if _is_one_object(text) else rows.lines
    first = text.partition("\n")[0]
    columns = {_column(name) for name in rows.header(first[:_FIRST_LINE]).columns}
    named = len(columns & _KNOWN) >= _MANY and not columns.isdisjoint(_TEXT)
    return rows.table if named or suffixes & {".csv", ".tsv"} else None


def _is_one_object(text: str) -> bool:
    """Whether an object goes on over several lines; in JSON Lines the second line begins another."""
    first, _, rest = text.partition("\n")
    return not first.rstrip().endswith("}") and bool(rest) and not rest.lstrip().startswith("{")


def _has_text(row: Row) -> bool:
    return any(_column(name) in _TEXT for name in row.fields)


def _something_else(path: Path, first: list[Row | UnreadableFile]) -> UnreadableFile:
    """Return why a file is none of articles, in one line, from the first of its rows."""
    if not first:
        return source.unreadable(path, "no records")
    row = first[0]
    return _no_text_column(path, row) if isinstance(row, Row) else row


def _no_text_column(path: Path, row: Row, *, line: int | None = None) -> UnreadableFile:
    names = ", ".join(name[:_NAME] for name in list(row.fields)[:_SHOWN])
    more = ", …" if len(row.fields) > _SHOWN else ""
    remedy = f"Name the column that holds the article one of: {', '.join(_TEXT)}."
    return source.unreadable(path, f"no text column: found {names}{more}", line=line, remedy=remedy)


def _article(path: Path, row: Row) -> Article | UnreadableFile:
    if not _has_text(row):
        return _no_text_column(path, row, line=row.line)
    fields = {_column(name): value for name, value in row.fields.items()}
    text, title, link = _text(fields), _first(fields, _TITLE), _first(fields, _URL)
    if not text.strip():
        return source.unreadable(path, "no text", line=row.line)
    return Article(
        id=ids.of_record(_first(fields, _ID), link=link, title=title, text=text),
        version=ids.version(_first(fields, ("version",))),
        title=title,
        text=text,
        outlet=_first(fields, _OUTLET),
        agency=_first(fields, ("agency",)),
        byline=_first(fields, _BYLINE),
        published=day.parse(_first(fields, _PUBLISHED)),
        url=link,
        language=_first(fields, _LANGUAGE),
    )


def _column(name: object) -> str:
    return str(name).strip().lower().replace(" ", "_").replace("-", "_")


def _text(fields: dict[str, object]) -> str:
    """Return the first text there is, byte for byte; a list of paragraphs is parted by blank lines."""
    for name in _TEXT:
        value = fields.get(name)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value:
            return value
    return ""


def _first(fields: dict[str, object], names: tuple[str, ...]) -> str | None:
    """Return the words of the first of these columns that says something."""
    return next((words for name in names if (words := _words(fields.get(name)))), None)


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return ", ".join(words for part in value if not isinstance(part, list) and (words := _words(part)))
    if isinstance(value, dict):  # {"id": …, "name": …}, as news services write an outlet or an author
        return _words(value["name"]) if isinstance(value.get("name"), str) else ""
    return ""
