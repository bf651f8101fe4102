"""The first half of a build: files are read, and their articles put into the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from corpus.errors import NothingToRead, UnreadableFile
from corpus.loaders import find, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus.archive import Archive
    from corpus.article import Article

Stage = Literal["reading", "splitting", "comparing", "quoting", "encoding", "indexing", "sealing"]

_COMMITTED = 1000  # articles: what is read again, at most, after a kill -9


class Progress(Protocol):
    """Told how far a build is, often; a stage begins with nothing done and ends with everything."""

    def __call__(self, stage: Stage, done: int, total: int | None) -> None:
        """`done` of `total` articles, or texts from encoding on; None: how many there are shows at the end."""


def unseen(stage: Stage, done: int, total: int | None) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file, or one record of it, that did not become an article."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What reading the files brought into the archive: articles, each counted once a time it was read."""

    files: int
    new: int
    changed: int
    same: int
    unreadable: tuple[Unreadable, ...]


def take_in(archive: Archive, paths: Sequence[Path], *, keep: bool, progress: Progress) -> Intake:
    """Put every article found under `paths` into `archive`, and commit now and then if they are to be kept.

    Raises NothingToRead if there was not one article in them.
    """
    counts = {"new": 0, "changed": 0, "same": 0}
    unreadable = []
    files = list(find(paths))
    progress("reading", 0, None)
    for path in files:
        for read in _articles(path):
            if isinstance(read, Unreadable):
                unreadable.append(read)
                continue
            counts[archive.put(read)] += 1
            done = sum(counts.values())
            progress("reading", done, None)
            if keep and done % _COMMITTED == 0:
                archive.commit()
    if keep:
        archive.commit()
    done = sum(counts.values())
    if not done:
        raise _nothing(paths, unreadable)
    progress("reading", done, done)
    return Intake(files=len(files), **counts, unreadable=tuple(unreadable))


def _articles(path: Path) -> Iterator[Article | Unreadable]:
    try:
        for read in load(path):
            yield Unreadable(path=path, reason=read.message) if isinstance(read, UnreadableFile) else read
    except UnreadableFile as error:
        yield Unreadable(path=path, reason=error.message)


def _nothing(paths: Sequence[Path], unreadable: list[Unreadable]) -> NothingToRead:
    where = ", ".join(str(path) for path in paths)
    cause = unreadable[0].reason if unreadable else "no file there holds an article"
    if len(unreadable) > 1:
        cause = f"{cause} (and {len(unreadable) - 1} more)"
    return NothingToRead(f"nothing to read: {where}: {cause}", remedy="give files or folders that hold articles")
