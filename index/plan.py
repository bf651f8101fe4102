"""What a build would do, told without doing it (`build --dry-run`)."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.archive import FILE, Archive
from index.disk import only_build, written
from index.intake import take_in, unseen
from index.quoting import quoted_texts
from index.split import PASSAGE_SIZE, split
from index.vectors import CACHE, VectorCache, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encode import Encoder
    from index.intake import Intake, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build would do."""

    intake: Intake
    passages: int  # in the generation that it would make
    quotes: int  # the same
    to_encode: int  # of both, not encoded before


def plan(
    folder: Path,
    paths: Sequence[Path],
    *,
    encoder: Encoder,
    size: int = PASSAGE_SIZE,
    progress: Progress = unseen,
) -> Plan:
    """Say what `build` would do with the same arguments, and keep nothing. Raises what it would raise by then."""
    if not (folder / FILE).is_file():
        with tempfile.TemporaryDirectory() as empty:
            return _planned(Path(empty), paths, encoder, size, progress)
    with only_build(folder):
        return _planned(folder, paths, encoder, size, progress)


def _planned(folder: Path, paths: Sequence[Path], encoder: Encoder, size: int, progress: Progress) -> Plan:
    with written(folder):
        archive = Archive.create(folder)
        try:
            intake = take_in(archive, paths, keep=False, progress=progress)
            fingerprint = encoder.fingerprint
            keys = [
                key_of(fingerprint, passage.searched)
                for article in archive.newest()
                for passage in split(article, size=size)
            ]
            passages = len(keys)
            keys += [key_of(fingerprint, text) for text in quoted_texts(archive)]
        finally:
            archive.close()
        known = set()
        if (folder / CACHE).is_file():
            cache = VectorCache(folder / CACHE)
            known = cache.known(keys)
            cache.close()
    return Plan(intake=intake, passages=passages, quotes=len(keys) - passages, to_encode=len(set(keys) - known))
