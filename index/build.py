"""A build: files become articles in the archive, and the archive a new generation of the index.

The live generation answers until the new one is verified. A build that was stopped, in whatever way, leaves it alone,
and the next one encodes only what is still missing.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, groupby
from typing import TYPE_CHECKING

import numpy as np

from corpus.archive import Archive
from index.chroma import ChromaStore
from index.copies import write_copies
from index.disk import no_space, only_build, written
from index.errors import IndexDamaged, IndexTooOld, NoIndex
from index.generation import (
    CHROMA,
    FORMAT,
    LEXICAL,
    PASSAGES,
    QUOTE_VECTORS,
    VECTORS,
    Manifest,
    begin,
    open_current,
    publish,
    write_manifest,
)
from index.intake import take_in, unseen
from index.lexical import LexicalWriter
from index.quoting import quoted_texts, write_quotes
from index.rows import Rows
from index.seal import check, parts_of, verify
from index.split import PASSAGE_SIZE, SPLITTER, passage_at, split
from index.vectors import CACHE, VectorCache, VectorWriter, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encode import Encoder
    from index.intake import Intake, Progress

_ENCODED = 256  # passages: what is encoded again, at most, after a kill -9
_INDEXED = 4096  # vectors held at once
_CROWDED = 8 << 20  # bytes: with less free than this and twice the vectors, Chroma may have met a full disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    intake: Intake
    generation: int  # the one that answers now
    is_new: bool  # whether this build made it: False, if it was up to date
    articles: int  # in the generation
    passages: int
    quotes: int
    speakers: int
    encoded: int  # texts of passages and quotations that went through the encoder
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What to build a generation from, and how."""

    archive: Archive
    encoder: Encoder
    size: int
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """What splitting all articles gave, besides the rows."""

    keys: tuple[bytes, ...]  # of the vectors, one a row
    articles: int
    languages: tuple[str, ...]
    newest: date | None


def build(
    folder: Path,
    paths: Sequence[Path],
    *,
    encoder: Encoder,
    size: int = PASSAGE_SIZE,
    progress: Progress = unseen,
) -> Report:
    """Read `paths` into the archive in `folder`, and bring its index up to date.

    Raises NothingToRead, ArchiveBusy, ArchiveDamaged, ArchiveTooNew, StorageFull, EncoderUnavailable, IndexTooNew;
    IndexDamaged if what was built does not verify. After each of them the index that was live still answers.
    """
    began = time.monotonic()
    with only_build(folder), written(folder):
        archive = Archive.create(folder)
        try:
            intake = take_in(archive, paths, keep=True, progress=progress)
            for done in archive.requote():
                progress("quoting", done, None)
            order = _Order(archive=archive, encoder=encoder, size=size, progress=progress)
            manifest = _up_to_date(folder, order)
            is_new, encoded = manifest is None, 0
            if manifest is None:
                manifest, encoded = _generate(folder, order)
        finally:
            archive.close()
    return Report(
        intake=intake,
        generation=manifest.number,
        is_new=is_new,
        articles=manifest.articles,
        passages=manifest.passages,
        quotes=manifest.quotes,
        speakers=manifest.speakers,
        encoded=encoded,
        seconds=time.monotonic() - began,
    )


def _up_to_date(folder: Path, order: _Order) -> Manifest | None:
    """Return the live generation's manifest if building anew would give the same, and it is sound."""
    try:
        manifest = open_current(folder).manifest
    except (NoIndex, IndexDamaged, IndexTooOld):
        return None
    built_from = (manifest.archive, manifest.fingerprint, manifest.splitter, manifest.passage_size)
    if built_from != (order.archive.fingerprint(), order.encoder.fingerprint, SPLITTER, order.size):
        return None
    return None if any(finding.fault for finding in check(folder)) else manifest


def _generate(folder: Path, order: _Order) -> tuple[Manifest, int]:
    """Make the next generation and let it answer: (its manifest, how many texts were encoded)."""
    encoder = order.encoder
    number, place = begin(folder)
    cache = VectorCache(folder / CACHE)
    try:
        rows = Rows.create(place / PASSAGES)
        try:
            cut = _split_all(order, rows, place)
            copies = write_copies(order.archive, place, order.progress)
            quoted = write_quotes(order.archive, place, fingerprint=encoder.fingerprint, progress=order.progress)
            keys = (*cut.keys, *quoted.keys)
            texts = chain(_texts(order.archive, rows), quoted_texts(order.archive))
            encoded = _encode_missing(order, texts, keys, cache)
        finally:
            rows.close()
        with _chroma_at_work(place, 4 * encoder.dimension * len(cut.keys)):
            _index(order, cut.keys, cache, place)
        with VectorWriter(place / QUOTE_VECTORS, len(quoted.keys), encoder.dimension) as file:
            for _, vectors in _batches(quoted.keys, cache):
                file.write(vectors)
        order.progress("sealing", 0, len(keys))
        manifest = Manifest(
            format=FORMAT,
            whosaid=_version(),
            number=number,
            built=datetime.now(UTC).date(),
            encoder=encoder.name,
            fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            splitter=SPLITTER,
            passage_size=order.size,
            archive=order.archive.fingerprint(),
            articles=cut.articles,
            passages=len(cut.keys),
            quotes=len(quoted.keys),
            speakers=quoted.speakers,
            copies=copies,
            languages=cut.languages,
            newest=cut.newest,
            parts=parts_of(place),
        )
        write_manifest(place, manifest)
        with _chroma_at_work(place, 4 * encoder.dimension * len(cut.keys)):
            verify(place, manifest)
        order.archive.commit()  # quotations that were found anew, together with the index that knows them
        publish(folder, number)
        cache.keep_only(keys)
        order.progress("sealing", len(keys), len(keys))
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)  # a full disk needs the space now, not at the next build
        raise
    finally:
        cache.close()
    return manifest, encoded


def _split_all(order: _Order, rows: Rows, place: Path) -> _Cut:
    """Cut every article; number its passages and index their words."""
    fingerprint = order.encoder.fingerprint
    lexical = LexicalWriter()
    keys: list[bytes] = []
    languages: set[str] = set()
    newest = None
    total, done = order.archive.count(), 0
    order.progress("splitting", 0, total)
    for article in order.archive.newest():
        passages = split(article, size=order.size)
        rows.append(article, passages)
        for passage in passages:
            lexical.add(passage.searched, article.language)
            keys.append(key_of(fingerprint, passage.searched))
        if article.language is not None:
            languages.add(article.language)
        if article.published is not None and (newest is None or article.published > newest):
            newest = article.published
        done += 1
        order.progress("splitting", done, total)
    lexical.save(place / LEXICAL)
    return _Cut(keys=tuple(keys), articles=done, languages=tuple(sorted(languages)), newest=newest)


def _texts(archive: Archive, rows: Rows) -> Iterator[str]:
    """Yield what the encoder reads of each passage, in the order of the rows."""
    for (article_id, number), spans in groupby(rows.spans(), key=lambda row: row[:2]):
        article = archive.article(article_id, number)
        for _, _, span in spans:
            yield passage_at(article, span).searched


def _encode_missing(order: _Order, texts: Iterator[str], keys: Sequence[bytes], cache: VectorCache) -> int:
    """Encode each text whose key the cache lacks, once, and keep its vector there: how many there were."""
    missing = set(keys) - cache.known(keys)
    total, done = len(missing), 0
    order.progress("encoding", 0, total)
    waiting: dict[bytes, str] = {}
    for key, text in zip(keys, texts, strict=True):
        if not missing:
            break
        if key in missing:
            missing.remove(key)
            waiting[key] = text
        if len(waiting) == _ENCODED or (waiting and not missing):
            cache.put(list(waiting), order.encoder.encode_passages(list(waiting.values())))
            done += len(waiting)
            order.progress("encoding", done, total)
            waiting.clear()
    return done


def _index(order: _Order, keys: Sequence[bytes], cache: VectorCache, place: Path) -> None:
    """Write the vectors of all rows, and let Chroma index them."""
    order.progress("indexing", 0, len(keys))
    store = ChromaStore.create(place / CHROMA, expected=len(keys))
    try:
        with VectorWriter(place / VECTORS, len(keys), order.encoder.dimension) as file:
            for start, vectors in _batches(keys, cache):
                file.write(vectors)
                store.add(np.arange(start, start + len(vectors), dtype=np.int64), vectors)
                order.progress("indexing", start + len(vectors), len(keys))
    finally:
        store.close()


def _batches(keys: Sequence[bytes], cache: VectorCache) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the vectors of all rows, some at a time, with the first row of each."""
    for start in range(0, len(keys), _INDEXED):
        some = keys[start : start + _INDEXED]
        found = cache.get(some)
        yield start, np.stack([found[key] for key in some])


@contextmanager
def _chroma_at_work(place: Path, size: int) -> Iterator[None]:
    """Chroma does not always say so when the disk fills up under it: look whether it had room."""
    try:
        yield
    except IndexDamaged as error:
        if shutil.disk_usage(place).free < _CROWDED + 2 * size:
            raise no_space(place) from error
        raise


def _version() -> str:
    try:
        return version("whosaid")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "unknown"
