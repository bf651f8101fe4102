"""Quotations are found: by who speaks, by their words, by their meaning, by their day, or by all of these."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from corpus.archive import Archive
from corpus.bearers import bearers, near
from index.errors import damaged
from index.generation import PASSAGES, QUOTE_LEXICAL, QUOTE_VECTORS, QUOTES
from index.lexical import LexicalIndex
from index.quote_rows import QuoteRows
from index.rank import DEPTH, Ranker
from index.rows import Rows
from index.scope import Scope
from index.search import opened_for
from index.store import ExactStore

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from corpus.article import Quote
    from index.encode import Encoder
    from index.generation import Generation
    from index.passage import Found
    from index.quote_rows import Entry, QuoteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteHit:
    """A quotation that a search found. Higher scores are better; ranks start at 1."""

    article_id: str
    version: int
    quote: Quote  # from the archive; its spans point into that version of the article
    speaker: str | None  # by the name the archive knows them by; None where nobody is surely named
    score: float  # comparable within one search only; 0 where no words were searched
    rank: int
    similarity: float | None  # cosine between the words searched and the quotation's; None where none were
    found_by: tuple[Found, ...]  # empty where no words were searched


class QuoteSearch:
    """Searches the quotations of one generation; open with `QuoteSearch.open`. Any thread may call it."""

    def __init__(
        self, *, generation: Generation, archive: Archive, encoder: Encoder, rows: QuoteRows, depth: int = DEPTH
    ) -> None:
        self.generation = generation
        self._archive = archive
        self._encoder = encoder
        self._rows = rows
        self._depth = depth

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, *, depth: int = DEPTH) -> Self:
        """Open the quotations of what answers for the archive in `folder`. The encoder loads for words only.

        Raises NoIndex, IndexDamaged, IndexTooOld, IndexTooNew, EncoderMismatch, EncoderUnavailable, and what
        `Archive.open` does.
        """
        generation = opened_for(folder, encoder)
        with ExitStack() as opened:
            search = cls(
                generation=generation,
                archive=opened.enter_context(closing(Archive.open(folder))),
                encoder=encoder,
                rows=opened.enter_context(closing(QuoteRows.open(generation.folder / QUOTES))),
                depth=depth,
            )
            opened.pop_all()  # all of it opened: now it is for `close` to close
        return search

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every speaker of the archive, those who are quoted most first. Raises IndexDamaged."""
        return self._rows.entries()

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return whom a name can mean, as somebody typed it: one, several of one surname, or nobody."""
        return tuple(self.entries[number] for number in bearers(name, (entry.speaker for entry in self.entries)))

    def nearest_names(self, name: str) -> tuple[str, ...]:
        """Return the names of speakers that are spelt most like one that nobody bears."""
        return near(name, (entry.speaker for entry in self.entries))

    def find(  # noqa: PLR0913 # one keyword for each part of a filter
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        k: int,
    ) -> tuple[QuoteHit, ...]:
        """Return up to `k` quotations about `text`, best first; without it the newest first, and as the article goes.

        `speaker` is a name as somebody types it; one that several bear finds all of them, one that nobody bears
        nothing. Quotations that are not surely anybody's are found without it only. `since` and `until` are days, both
        included; `outlet` is written as the archive writes it. Raises EncoderUnavailable, IndexDamaged.
        """
        speakers = None if speaker is None else [entry.id for entry in self.named(speaker)]
        among = self._rows.among(speakers, since, until)
        if outlet is not None:
            printed = set(self._scope.of_outlet(outlet).tolist())
            among = [row for row in among if row in printed]
        if text is None or not among:
            return tuple(self._hit(row, rank, 0.0, None, ()) for rank, row in enumerate(among[:k], start=1))
        everything = speakers is None and since is None and until is None and outlet is None
        rows = None if everything else np.array(sorted(among), dtype=np.int64)
        ranked = self._ranker.rank(self._encoder.encode_question(text), text, k=k, among=rows)
        return tuple(
            self._hit(one.row, rank, one.score, one.similarity, one.found_by)
            for rank, one in enumerate(ranked[:k], start=1)
        )

    def close(self) -> None:
        """Let go of the generation's and the archive's files."""
        self._rows.close()
        self._archive.close()

    @cached_property
    def _ranker(self) -> Ranker:
        exact = ExactStore.over(self.generation.folder / QUOTE_VECTORS)
        lexical = LexicalIndex.open(self.generation.folder / QUOTE_LEXICAL)
        return Ranker(dense=exact, exact=exact, lexical=lexical, depth=self._depth)

    @cached_property
    def _scope(self) -> Scope:
        with closing(Rows.open(self.generation.folder / PASSAGES)) as rows:
            return Scope(self._rows.places(), rows.imprints())

    def _hit(
        self, row: int, rank: int, score: float, similarity: float | None, found_by: tuple[Found, ...]
    ) -> QuoteHit:
        place, speaker = self._rows.of(row)
        return QuoteHit(
            article_id=place.article_id,
            version=place.version,
            quote=self._quote(place),
            speaker=speaker,
            score=score,
            rank=rank,
            similarity=similarity,
            found_by=found_by,
        )

    def _quote(self, place: QuoteRow) -> Quote:
        """Read a quotation from the archive: the index says where it stands, and no more."""
        for quote in self._archive.quotes(place.article_id, place.version):
            if quote.content == place.content and quote.kind == place.kind:
                return quote
        cause = f"{place.article_id}, version {place.version}, has no quotation at {place.content.start}"
        raise damaged(self.generation.folder / QUOTES, cause)
