"""A generation: one sealed, searchable state of the index, in a folder of its own beside the archive.

    ARCHIVE/current                   the number of the generation that answers
    ARCHIVE/generations/000007/       manifest.json, passages.sqlite, vectors.npy, chroma/, lexical/,
                                      quotes.sqlite, quotes.npy, quotes-lexical/ (where somebody is quoted),
                                      copies.sqlite
    ARCHIVE/generations/000008.new/   one that is being built, or was when something stopped it

Sealed generations are only read. Rolling back is writing an older number into `current`.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from index.errors import BUILD_AGAIN, IndexDamaged, IndexTooNew, IndexTooOld, NoIndex, damaged

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 3  # counts up when a generation of another format cannot be read; 3: with near-copies, days and outlets

POINTER = "current"
FOLDER = "generations"
MANIFEST = "manifest.json"
PASSAGES = "passages.sqlite"
VECTORS = "vectors.npy"
CHROMA = "chroma"
LEXICAL = "lexical"
QUOTES = "quotes.sqlite"
QUOTE_VECTORS = "quotes.npy"
QUOTE_LEXICAL = "quotes-lexical"
COPIES = "copies.sqlite"

_UNFINISHED = ".new"
_KEPT = 2  # generations: the one that answers, and the one before, which a running reader may still have open


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a generation as it was sealed. Chroma's are not listed: it writes to them when it opens them."""

    name: str  # relative to the generation's folder
    size: int  # bytes
    digest: str  # BLAKE2b of the content


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation is: from which articles it was built, by what, and what belongs to it."""

    format: int
    whosaid: str  # the version that built it
    number: int
    built: date
    encoder: str  # the model's name in the configuration
    fingerprint: str  # the encoder's
    dimension: int
    splitter: str
    passage_size: int  # characters
    archive: str  # the fingerprint of the article versions in it
    articles: int
    passages: int
    quotes: int
    speakers: int
    copies: int  # articles that are near-copies of another
    languages: tuple[str, ...]
    newest: date | None  # the day of the newest article
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A sealed generation and where it lies."""

    folder: Path
    manifest: Manifest


def open_current(archive: Path) -> Generation:
    """Return the generation that answers for the archive in this folder, its files present and of the right size.

    Raises NoIndex, IndexDamaged, IndexTooOld, IndexTooNew. That every byte is right is for `index.seal.check`.
    """
    number = live_number(archive)
    folder = archive / FOLDER / f"{number:06}"
    manifest = read_manifest(folder)
    for part in manifest.parts:
        path = folder / part.name
        if not path.is_file():
            raise damaged(path, "it is missing")
        if path.stat().st_size != part.size:
            cause = f"it has {path.stat().st_size} bytes instead of {part.size}"
            raise damaged(path, cause)
    return Generation(folder=folder, manifest=manifest)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest in a generation's folder. Raises IndexDamaged, IndexTooOld, IndexTooNew."""
    path = folder / MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        written_as = int(values["format"])
        if written_as > FORMAT:
            cause = f"its format is {written_as}, this whosaid reads {FORMAT}"
            raise IndexTooNew(f"index of a newer whosaid: {path}: {cause}", remedy="update whosaid")
        if written_as < FORMAT:
            cause = f"its format is {written_as}, this whosaid reads {FORMAT}"
            raise IndexTooOld(f"index of an older whosaid: {path}: {cause}", remedy=BUILD_AGAIN)
        return _manifest(values)
    except OSError as error:
        raise damaged(path, error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        cause = f"it is no manifest ({type(error).__name__}: {error})"
        raise damaged(path, cause) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` into a generation's folder, durably."""
    values = json.dumps(asdict(manifest), default=date.isoformat, indent=2, ensure_ascii=False)
    _write(folder / MANIFEST, values + "\n")


def begin(archive: Path) -> tuple[int, Path]:
    """Make the folder of the next generation, sweeping away what is no longer needed: (its number, the folder)."""
    root = archive / FOLDER
    root.mkdir(exist_ok=True)
    for unfinished in root.glob(f"*{_UNFINISHED}"):
        shutil.rmtree(unfinished)
    sealed = sorted(int(path.name) for path in root.iterdir() if path.name.isdigit())
    kept = set(sealed[-_KEPT:])
    try:
        live = live_number(archive)
        kept = {live, *[number for number in sealed if number != live][-(_KEPT - 1) :]}
    except (NoIndex, IndexDamaged):
        pass
    for number in sealed:
        if number not in kept:
            shutil.rmtree(root / f"{number:06}")
    number = max(sealed, default=0) + 1
    folder = root / f"{number:06}{_UNFINISHED}"
    folder.mkdir()
    return number, folder


def publish(archive: Path, number: int) -> Path:
    """Give the finished generation its name and let it answer, in one step that is made wholly or not at all."""
    root = archive / FOLDER
    unfinished, sealed = root / f"{number:06}{_UNFINISHED}", root / f"{number:06}"
    for path in unfinished.rglob("*"):
        _sync(path)
    unfinished.rename(sealed)
    _sync(root)
    _write(archive / POINTER, f"{number}\n")
    return sealed


def live_number(archive: Path) -> int:
    """Return the number of the generation that answers, as any process may have changed it. NoIndex, IndexDamaged."""
    path = archive / POINTER
    try:
        return int(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise NoIndex(f"no index: {archive}", remedy='build one with "whosaid build FOLDER"') from None
    except OSError as error:
        raise IndexDamaged(f"cannot read the index: {path}: {error.strerror}", remedy=BUILD_AGAIN) from error
    except ValueError as error:
        raise damaged(path, "it holds no number") from error


def _write(path: Path, text: str) -> None:
    """Replace the file at `path`, so that a reader, or a restart, sees the old or the new content and no other."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest(values: dict[str, Any]) -> Manifest:
    newest = values["newest"]
    return Manifest(
        format=int(values["format"]),
        whosaid=str(values["whosaid"]),
        number=int(values["number"]),
        built=date.fromisoformat(values["built"]),
        encoder=str(values["encoder"]),
        fingerprint=str(values["fingerprint"]),
        dimension=int(values["dimension"]),
        splitter=str(values["splitter"]),
        passage_size=int(values["passage_size"]),
        archive=str(values["archive"]),
        articles=int(values["articles"]),
        passages=int(values["passages"]),
        quotes=int(values["quotes"]),
        speakers=int(values["speakers"]),
        copies=int(values["copies"]),
        languages=tuple(map(str, values["languages"])),
        newest=None if newest is None else date.fromisoformat(newest),
        parts=tuple(
            Part(name=str(part["name"]), size=int(part["size"]), digest=str(part["digest"])) for part in values["parts"]
        ),
    )
