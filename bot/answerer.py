"""The flow of one question: search, read, verify. The terminal and the chat make the same call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot import verify
from bot.account import account_of
from bot.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.account import Account
    from bot.answer import Abstention, Answer, Draft, Searched
    from bot.question import Question
    from bot.reader import Reader
    from bot.verify import Source
    from index.passage import Hit
    from index.quote_rows import Entry
    from index.quote_search import QuoteHit


class Finder(Protocol):
    """What finds passages: `index.search.Search`, or a test's fake of it."""

    def find(self, text: str, k: int, *, quoted: Sequence[QuoteHit] = ()) -> tuple[Hit, ...]:
        """Return up to `k` hits for `text`, best first; `quoted` are the quotations found for it."""


class QuoteFinder(Protocol):
    """What finds quotations: `index.quote_search.QuoteSearch`, or a test's fake of it."""

    def find(
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        k: int,
    ) -> tuple[QuoteHit, ...]:
        """Return up to `k` quotations about `text`, best first; of `speaker` only and of those days, where given."""

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the speakers whom a name can mean, as somebody typed it."""


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
        return self._answered(question)[0]

    def account(self, question: Question) -> Account:
        """Answer `question` as `ask` does, and tell how. Raises SearchError, CorpusError."""
        outcome, draft, hits, quoted = self._answered(question)
        return account_of(outcome, draft, hits=hits, quoted=quoted, source=self._source)

    def _answered(self, question: Question) -> tuple[Answer | Abstention, Draft, tuple[Hit, ...], tuple[QuoteHit, ...]]:
        draft, hits, quoted = self._proposed(question)
        refusal = None
        if not draft.claims:
            refusal = refuse(question, quotes=self._quotes, source=self._source, again=lambda q: self._proposed(q)[0])
        outcome = verify.check(
            draft, question, hits=hits, searched=self._searched, source=self._source, refusal=refusal
        )
        return outcome, draft, hits, quoted

    def _proposed(self, question: Question) -> tuple[Draft, tuple[Hit, ...], tuple[QuoteHit, ...]]:
        quoted = self._quoted(question)
        hits = self._finder.find(question.query, self._hits, quoted=quoted)
        return self._reader.read(question, hits), hits, quoted

    def _quoted(self, question: Question) -> tuple[QuoteHit, ...]:
        """Return the quotations that may answer: of whom it asks about, where that is somebody the archive quotes."""
        if not question.is_about_words:
            return ()
        if question.sought == "words" and question.asked_of:
            own = self._quotes.find(question.query, speaker=question.asked_of, k=self._hits)
            if own:
                return own
        return self._quotes.find(question.query, k=self._hits)
