"""The seam between the formats that files come in and the articles that the archive keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.article import Article
    from corpus.errors import UnreadableFile


class Loader(Protocol):
    """Reads one format. The contract, which `tests/contracts/loader.py` holds every implementation to:

    - `detect` goes by what the file holds; its suffix only settles what the content leaves open. It never raises.
    - `load` yields what the file holds in the file's own order, reading no further than it has yielded where the
      format allows it. A record that cannot be an article is yielded as an UnreadableFile that names path and line,
      and does not end the file. It *raises* UnreadableFile if the file as a whole cannot be read.
    - The same file gives the same articles, with the same ids, every time.
    - Words are the source's: nothing is fetched, guessed or made up. What the file does not say is None.
    """  # noqa: D400 - the summary line leads into the list

    def detect(self, path: Path, head: bytes) -> bool:
        """Whether this loader reads the file at `path`, whose uncompressed content begins with `head`."""
        ...

    def load(self, path: Path) -> Iterator[Article | UnreadableFile]:
        """Yield the articles of the file; raise UnreadableFile if it cannot be read at all."""
        ...
