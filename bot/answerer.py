"""The flow of one question: search, read, verify. The terminal and the chat make the same call."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from bot import verify
from bot.account import account_of
from bot.refusal import refuse
from corpus.period import Period
from index.filter import EVERYTHING, NONE_BEFORE, Preference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.account import Account
    from bot.answer import Abstention, Answer, Draft, Searched
    from bot.question import Question
    from bot.reader import Reader
    from bot.verify import Source
    from index.filter import Filter
    from index.passage import Hit
    from index.quote_rows import Entry
    from index.quote_search import QuoteHit


# How long before and after the days that a question is about what answers it may have been published. Of 1,900 training
# questions with days 71 % are answered by an article of these days, 80 % by one of these and the six weeks after them,
# and most of the 8 % that are answered earlier by one of the week before: so they only come first.
_BEFORE, _AFTER = timedelta(days=7), timedelta(days=45)


_QUOTED = 50  # quotations that are looked at


class Finder(Protocol):
    """What finds passages: `index.search.Search`, or a test's fake of it."""

    def find(
        self,
        text: str,
        k: int,
        *,
        quoted: Sequence[QuoteHit] = (),
        only: Filter = EVERYTHING,
        prefer: Preference = NONE_BEFORE,
    ) -> tuple[Hit, ...]:
        """Return up to `k` hits for `text`, best first; `quoted` are the quotations found for it."""


class QuoteFinder(Protocol):
    """What finds quotations: `index.quote_search.QuoteSearch`, or a test's fake of it."""

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
        """Return up to `k` quotations about `text`, best first; of that speaker, days and outlet, if they are given."""

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
        only, prefer = question.filter, _preference(question)
        hits = self._finder.find(question.query, self._hits, quoted=quoted, only=only, prefer=prefer)
        return self._reader.read(question, hits, quoted), hits, quoted

    def _quoted(self, question: Question) -> tuple[QuoteHit, ...]:
        """Return the quotations that may answer: of whom it asks about, where that is somebody the archive quotes."""
        only = question.filter
        if not question.is_about_words or only.contradictory:
            return ()
        if question.sought == "words" and question.asked_of and only.speaker is None:
            own = self._find_quotes(question, question.asked_of)
            if own:
                return own
        return self._find_quotes(question, only.speaker)

    def _find_quotes(self, question: Question, speaker: str | None) -> tuple[QuoteHit, ...]:
        period, outlet = question.filter.period, question.filter.outlet
        return self._quotes.find(
            question.asked, speaker=speaker, since=period.since, until=period.until, outlet=outlet, k=_QUOTED
        )


def _preference(question: Question) -> Preference:
    """Return what comes first among what fits as well: what is of its days, and what the conversation is about."""
    return Preference(period=_around(question.period), latest=question.latest, articles=question.articles)


def _around(period: Period) -> Period:
    """Widen a period by the time in which the papers write of what happens in it."""
    since, until = period.since, period.until
    return Period(
        since=None if since is None else max(since, date.min + _BEFORE) - _BEFORE,
        until=None if until is None else min(until, date.max - _AFTER) + _AFTER,
    )
