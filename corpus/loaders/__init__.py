"""Files become articles: which files there are, and what each of them holds."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.errors import NothingToRead, UnreadableFile
from corpus.language import declared, recognise
from corpus.loaders import source
from corpus.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.loaders.loader import Loader

_BLANKS = re.compile(r"[ \t\n]+")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: those given, and those in the folders given, however deep; sorted, each once.

    Hidden files and folders inside a folder are passed over. A folder that may not be listed stands in the result
    itself, so that `load` says so. Raises NothingToRead if a path does not exist or there is no file at all.
    """
    given = list(paths)
    files: dict[Path, Path] = {}
    folders: set[Path] = set()
    for path in given:
        if not path.exists():
            raise NothingToRead(f"no such file or folder: {source.printable(str(path))}")
        for file in _files(path, folders):
            files.setdefault(file.resolve(), file)
    if not files:
        shown = ", ".join(source.printable(str(path)) for path in given)
        raise NothingToRead(f"no file to read: {shown}", remedy="Give a folder that holds articles, or a file.")
    return sorted(files.values())


def load(path: Path) -> Iterator[Article | UnreadableFile]:
    """Yield what the file holds: articles ready for the archive, and what could not become one. Raises nothing for it.

    The text is canonical, and there is some. The id is printable. The language is the declared one, or recognised.
    A file that cannot be read is one UnreadableFile; after good records it comes last.
    """
    try:
        loader = _loader(path)
        for item in loader.load(path):
            yield _finished(path, item) if isinstance(item, Article) else item
    except UnreadableFile as fault:
        yield fault


def _files(path: Path, seen: set[Path]) -> Iterator[Path]:
    """Walk a folder; a link back to one already walked ends there."""
    if not path.is_dir():
        yield path
        return
    if path.resolve() in seen:
        return
    seen.add(path.resolve())
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError:
        yield path
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path), seen)
        elif entry.is_file():
            yield Path(entry.path)


@cache
def _loaders() -> tuple[Loader, ...]:
    """Return one of each loader; the first that knows a file reads it, so plain text comes last."""
    from corpus.loaders.feed import FeedLoader
    from corpus.loaders.page import PageLoader
    from corpus.loaders.record import RecordLoader
    from corpus.loaders.text import TextLoader

    return FeedLoader(), PageLoader(), RecordLoader(), TextLoader()


def _loader(path: Path) -> Loader:
    head = source.head(path)
    if not head:
        raise source.unreadable(path, "empty")
    for loader in _loaders():
        if loader.detect(path, head):
            return loader
    raise source.unreadable(path, "binary, not text")


def _finished(path: Path, article: Article) -> Article | UnreadableFile:
    text = canonical(article.text)
    if not text.strip():
        return source.unreadable(path, "no text")
    url = _line(article.url)
    return replace(
        article,
        title=_line(article.title),
        text=text,
        outlet=_line(article.outlet),
        agency=_line(article.agency),
        byline=_line(article.byline),
        url=url if url and _WEB.match(url) else None,
        language=declared(article.language) or recognise(text),
    )


def _line(raw: str | None) -> str | None:
    """Return `raw` on one line; None if nothing is left of it."""
    return _BLANKS.sub(" ", canonical(raw)).strip() or None if raw else None
