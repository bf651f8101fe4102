"""A question finds passages: what is near in meaning and what shares its words, fused.

What a filter keeps out is not ranked. What is preferred scores more: among equals it comes first, and what answers far
better comes before it all the same.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from corpus.archive import Archive
from corpus.bearers import bearers
from corpus.errors import StorageFull
from index.chroma import ChromaStore
from index.copies import Copies
from index.errors import EncoderMismatch
from index.filter import EVERYTHING, NONE_BEFORE
from index.fuse import weight
from index.generation import CHROMA, COPIES, LEXICAL, PASSAGES, QUOTES, VECTORS, open_current
from index.lexical import LexicalIndex
from index.passage import Hit
from index.quote_rows import QuoteRows
from index.rank import DEPTH, Ranker
from index.rows import Rows
from index.scope import Scope
from index.split import passage_at
from index.store import ExactStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.encode import Encoder
    from index.filter import Filter, Preference
    from index.generation import Generation
    from index.quote_search import QuoteHit
    from index.rank import Ranked
    from index.store import PassageStore

PER_ARTICLE = 2  # passages of one article among the hits
_NEARLY = 3.0  # standard deviations of similarity below the best score: what is about the same thing


class Search:
    """Searches one generation of one archive; open with `Search.open`. Any thread may call it."""

    def __init__(  # noqa: PLR0913 # one keyword for each part of a generation
        self,
        *,
        generation: Generation,
        archive: Archive,
        encoder: Encoder,
        dense: PassageStore,
        lexical: LexicalIndex,
        rows: Rows,
        copies: Copies,
        depth: int = DEPTH,
        per_article: int = PER_ARTICLE,
    ) -> None:
        self.generation = generation
        self._archive = archive
        self._encoder = encoder
        self._dense = dense
        self._lexical = lexical
        self._rows = rows
        self._copies = copies
        self._depth = depth
        self._per_article = per_article

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, *, depth: int = DEPTH, per_article: int = PER_ARTICLE) -> Self:
        """Open what answers for the archive in `folder`.

        Raises NoIndex, IndexDamaged, IndexTooOld, IndexTooNew, EncoderMismatch, EncoderUnavailable, and what
        `Archive.open` does.
        """
        generation = opened_for(folder, encoder)
        with ExitStack() as opened:
            search = cls(
                generation=generation,
                archive=opened.enter_context(closing(Archive.open(folder))),
                encoder=encoder,
                dense=opened.enter_context(closing(_dense(generation))),
                lexical=LexicalIndex.open(generation.folder / LEXICAL),
                rows=opened.enter_context(closing(Rows.open(generation.folder / PASSAGES))),
                copies=opened.enter_context(closing(Copies.open(generation.folder / COPIES))),
                depth=depth,
                per_article=per_article,
            )
            opened.pop_all()  # all of it opened: now it is for `close` to close
        return search

    def find(
        self,
        text: str,
        k: int,
        *,
        quoted: Sequence[QuoteHit] = (),
        only: Filter = EVERYTHING,
        prefer: Preference = NONE_BEFORE,
    ) -> tuple[Hit, ...]:
        """Return up to `k` hits on the question `text`, the best first, no article more than `per_article` times.

        Near-copies share one place, that of whichever was found first; the fullest that was found stands there.
        `quoted` are quotations found for the same question, best first: where they stand is a third list to fuse.
        `only` says which articles may be found, `prefer` which come first among those that fit as well. Raises
        EncoderUnavailable, IndexDamaged.
        """
        allowed = self._scope.allowed(only, self._quoting) if only else None
        ranked = self._ranker.rank(
            self._encoder.encode_question(text),
            text,
            among=allowed,
            said=self._where(quoted, allowed),
            preferred=self._scope.preferred(prefer, allowed) if prefer else (),
        )
        if prefer.latest:
            ranked = self._newest_first(ranked)
        hits: list[Hit] = []
        taken: Counter[str] = Counter()
        for one, copies in self._one_place_each(ranked, allowed):
            if len(hits) >= k:
                break
            article_id, version, span = self._rows.of(one.row)
            if taken[article_id] >= self._per_article:
                continue
            taken[article_id] += 1
            hits.append(
                Hit(
                    passage=passage_at(self._archive.article(article_id, version), span),
                    score=one.score,
                    rank=len(hits) + 1,
                    similarity=one.similarity,
                    found_by=one.found_by,
                    copies=tuple(copy for copy in copies if copy != article_id),
                )
            )
        return tuple(hits)

    def _one_place_each(
        self, ranked: Sequence[Ranked], allowed: NDArray[np.int64] | None
    ) -> Iterator[tuple[Ranked, tuple[str, ...]]]:
        """Yield each row with the allowed near-copies of its article, of near-copies only what stands for them all.

        That is the fullest that was found: it holds most of what the others do, and of a dispatch that grew it is
        most often the last. It stands where the first of them does, and scores as that.
        """
        articles = [self._rows.of(one.row)[0] for one in ranked]
        together = {article_id: self._copies.of(article_id) for article_id in dict.fromkeys(articles)}
        if allowed is not None:
            let_through = self._scope.articles(allowed)
            together = {one: tuple(copy for copy in copies if copy in let_through) for one, copies in together.items()}
        best: dict[str, Ranked] = {}
        for one, article_id in zip(ranked, articles, strict=True):
            best.setdefault(article_id, one)
        moved: set[int] = set()
        for one, article_id in zip(ranked, articles, strict=True):
            copies = together[article_id]
            standing = next((copy for copy in copies if copy in best), article_id)
            if best[standing].row not in moved:
                moved.add(best[standing].row)
                yield replace(best[standing], score=one.score), copies
            elif standing == article_id and one.row not in moved:
                yield one, copies

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Who published what is searched, by name. Raises IndexDamaged."""
        return self._rows.outlets()

    def _newest_first(self, ranked: list[Ranked]) -> list[Ranked]:
        """Put the newest first of those that fit nearly as well as the best; those of one day stay in their order."""
        best = max((one.score for one in ranked), default=0.0)
        fit = [one for one in ranked if one.score >= best - _NEARLY]
        newest = sorted(fit, key=lambda one: self._scope.day(one.row), reverse=True)
        scores = [one.score for one in ranked]
        return [replace(one, score=score) for one, score in zip((*newest, *ranked[len(fit) :]), scores, strict=True)]

    def _quoting(self, speaker: str) -> set[str]:
        """Return the articles in which somebody of that name is quoted."""
        with closing(QuoteRows.open(self.generation.folder / QUOTES)) as rows:
            entries = rows.entries()
            who = bearers(speaker, (entry.speaker for entry in entries))
            return rows.articles([entries[number].id for number in who])

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self._rows.places(), self._rows.imprints())

    @cached_property
    def _ranker(self) -> Ranker:
        exact = ExactStore.over(self.generation.folder / VECTORS)
        deviation = weight(self._lexical.count())
        return Ranker(dense=self._dense, exact=exact, lexical=self._lexical, depth=self._depth, deviation=deviation)

    def _where(self, quoted: Sequence[QuoteHit], allowed: NDArray[np.int64] | None) -> dict[int, float]:
        """Return the row of the passage in which each quotation begins, and its score: best first, each row once."""
        rows: dict[int, float] = {}
        among = None if allowed is None else set(allowed.tolist())
        for hit in quoted:
            row = self._rows.at(hit.article_id, hit.version, hit.quote.content.start)
            if row is not None and (among is None or row in among):
                rows.setdefault(row, hit.score)
        return rows

    def close(self) -> None:
        """Let go of the generation's and the archive's files."""
        self._dense.close()
        self._rows.close()
        self._copies.close()
        self._archive.close()


def opened_for(folder: Path, encoder: Encoder) -> Generation:
    """Return what answers for the archive in `folder`, if it was built by `encoder`; its quotations are beside it.

    Raises NoIndex, IndexDamaged, IndexTooOld, IndexTooNew, EncoderMismatch, EncoderUnavailable.
    """
    generation = open_current(folder)
    manifest = generation.manifest
    if encoder.fingerprint != manifest.fingerprint:
        which = f"built with {manifest.encoder}, asked with {encoder.name}"
        if encoder.name == manifest.encoder:
            which = f"the files, prompts or length limit of {encoder.name} have changed since it was built"
        remedy = f'set encoder.model back to "{manifest.encoder}", or build again with "whosaid build FOLDER"'
        raise EncoderMismatch(f"index of another encoder: {folder}: {which}", remedy=remedy)
    return generation


def _dense(generation: Generation) -> PassageStore:
    """Open what finds by meaning. Chroma cannot read a folder that it cannot write to; the exact search can."""
    try:
        return ChromaStore.open(generation.folder / CHROMA)
    except StorageFull:
        return ExactStore.over(generation.folder / VECTORS)
