"""The flow of one question: search, read, verify. The terminal and the chat make the same call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot import verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Abstention, Answer, Searched
    from bot.question import Question
    from bot.reader import Reader
    from bot.verify import Source
    from index.passage import Hit
    from index.quote_search import QuoteHit


class Finder(Protocol):
    """What finds passages: `index.search.Search`, or a test's fake of it."""

    def find(self, text: str, k: int, *, quoted: Sequence[QuoteHit] = ()) -> tuple[Hit, ...]:
        """Return up to `k` hits for `text`, best first; `quoted` are the quotations found for it."""


class QuoteFinder(Protocol):
    """What finds quotations: `index.quote_search.QuoteSearch`, or a test's fake of it."""

    def find(self, text: str | None = None, *, speaker: str | None = None, k: int) -> tuple[QuoteHit, ...]:
        """Return up to `k` quotations about `text`, best first; of `speaker` only, if one is named."""


class Answerer:
    """Answers questions over one archive. Not for two threads at once."""

    def __init__(  # noqa: PLR0913 # one keyword for each part of the flow
        self,
        *,
        finder: Finder,
        quotes: QuoteFinder,
        reader: Reader,
        source: Source,
        searched: Searched,
        hits: int,
    ) -> None:
        self._finder = finder
        self._quotes = quotes
        self._reader = reader
        self._source = source
        self._searched = searched
        self._hits = hits

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer `question` with what stands in the archive, or abstain. Raises SearchError, CorpusError."""
        hits = self._finder.find(question.query, self._hits, quoted=self._quoted(question))
        draft = self._reader.read(question, hits)
        return verify.check(draft, question, hits=hits, searched=self._searched, source=self._source)

    def _quoted(self, question: Question) -> tuple[QuoteHit, ...]:
        """Return the quotations that may answer: of whom it asks about, where that is somebody the archive quotes."""
        if not question.is_about_words:
            return ()
        if question.sought == "words" and question.asked_of:
            own = self._quotes.find(question.query, speaker=question.asked_of, k=self._hits)
            if own:
                return own
        return self._quotes.find(question.query, k=self._hits)
