"""A finished generation is verified before it answers, and can be checked at any time after."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import NewsError
from index.chroma import ChromaStore
from index.copies import Copies
from index.errors import damaged
from index.generation import (
    CHROMA,
    COPIES,
    LEXICAL,
    PASSAGES,
    QUOTE_LEXICAL,
    QUOTE_VECTORS,
    QUOTES,
    VECTORS,
    Part,
    open_current,
)
from index.lexical import LexicalIndex
from index.quote_rows import QuoteRows
from index.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.generation import Generation, Manifest

_SAMPLE = 50  # vectors looked up in Chroma
_EQUAL = 1e-4  # how far apart two vectors may lie by rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What checking one part of an index found: nothing, or what is wrong with it and what helps."""

    part: str
    fault: NewsError | None


def parts_of(folder: Path) -> tuple[Part, ...]:
    """Measure the files of a generation that never change again, for its manifest."""
    lexical = [path for name in (LEXICAL, QUOTE_LEXICAL) for path in sorted((folder / name).glob("*"))]
    tables = [folder / name for name in (PASSAGES, VECTORS, QUOTES, QUOTE_VECTORS, COPIES)]
    return tuple(
        Part(name=path.relative_to(folder).as_posix(), size=path.stat().st_size, digest=_digest(path))
        for path in (*tables, *lexical)
    )


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamaged unless every part of the generation in `folder` holds what the manifest says."""
    for _, look in _looks(folder, manifest):
        look()


def check(archive: Path) -> tuple[Finding, ...]:
    """Check the live index of an archive, byte for byte: one finding a part, whatever the others are."""
    try:
        generation = open_current(archive)
    except NewsError as error:
        return (Finding(part="manifest", fault=error),)
    findings = [Finding(part="manifest", fault=None)]
    findings += [Finding(part=part, fault=_fault(look)) for part, look in _checks(generation)]
    return tuple(findings)


def _checks(generation: Generation) -> Iterator[tuple[str, Callable[[], None]]]:
    for part in generation.manifest.parts:
        yield part.name, lambda part=part: _same_bytes(generation.folder / part.name, part)  # type: ignore[misc]
    yield from _looks(generation.folder, generation.manifest)


def _looks(folder: Path, manifest: Manifest) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "passages", lambda: _rows_agree(folder, manifest)
    yield "vectors", lambda: _vectors_agree(folder, manifest)
    yield "chroma", lambda: _chroma_agrees(folder, manifest)
    yield "lexical", lambda: _lexical_agrees(folder / LEXICAL, manifest.passages)
    yield "quotes", lambda: _quotes_agree(folder, manifest)
    yield "copies", lambda: _copies_agree(folder / COPIES, manifest)


def _fault(look: Callable[[], None]) -> NewsError | None:
    try:
        look()
    except NewsError as error:
        return error
    return None


def _same_bytes(path: Path, part: Part) -> None:
    if _digest(path) != part.digest:
        raise damaged(path, "it is not what was sealed")


def _rows_agree(folder: Path, manifest: Manifest) -> None:
    rows = Rows.open(folder / PASSAGES)
    try:
        _counted(folder / PASSAGES, rows.count(), manifest.passages)
    finally:
        rows.close()


def _vectors_agree(folder: Path, manifest: Manifest) -> None:
    _shape_agrees(folder / VECTORS, manifest.passages, manifest.dimension)


def _quotes_agree(folder: Path, manifest: Manifest) -> None:
    rows = QuoteRows.open(folder / QUOTES)
    try:
        _counted(folder / QUOTES, rows.count(), manifest.quotes)
        _counted(folder / QUOTES, rows.count_speakers(), manifest.speakers)
    finally:
        rows.close()
    _shape_agrees(folder / QUOTE_VECTORS, manifest.quotes, manifest.dimension)
    if manifest.quotes:
        _lexical_agrees(folder / QUOTE_LEXICAL, manifest.quotes)


def _copies_agree(path: Path, manifest: Manifest) -> None:
    with closing(Copies.open(path)) as copies:
        _counted(path, copies.count(), manifest.copies)


def _shape_agrees(path: Path, rows: int, dimension: int) -> None:
    vectors = _vectors(path)
    if vectors.ndim != 2 or vectors.shape[1] != dimension:  # noqa: PLR2004 # rows and numbers
        cause = f"its shape is {vectors.shape}"
        raise damaged(path, cause)
    _counted(path, len(vectors), rows)


def _chroma_agrees(folder: Path, manifest: Manifest) -> None:
    """Chroma has lost vectors after crashes, and counted them still: compare what it keeps of a sample.

    That a vector is its own nearest is no measure of damage: among vectors that are all equally far from one another,
    the graph does not lead to every one.
    """
    store = ChromaStore.open(folder / CHROMA)
    try:
        _counted(folder / CHROMA, store.count(), manifest.passages)
        vectors = _vectors(folder / VECTORS)
        for row in np.linspace(0, len(vectors) - 1, min(_SAMPLE, len(vectors)), dtype=np.int64):
            kept = store.kept(int(row))
            if kept is None or np.linalg.norm(kept - vectors[row]) > _EQUAL:
                cause = f"the vector of row {row} is not what was put in"
                raise damaged(folder / CHROMA, cause)
    finally:
        store.close()


def _lexical_agrees(part: Path, rows: int) -> None:
    _counted(part, LexicalIndex.open(part).count(), rows)


def _counted(part: Path, found: int, expected: int) -> None:
    if found != expected:
        cause = f"it holds {found} rows instead of {expected}"
        raise damaged(part, cause)


def _vectors(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    try:
        vectors: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError) as error:
        raise damaged(path, error) from error
    return vectors


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
