"""The flow of one question: search, read, verify. The terminal and the chat make the same call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot import verify

if TYPE_CHECKING:
    from bot.answer import Abstention, Answer, Searched
    from bot.question import Question
    from bot.reader import Reader
    from bot.verify import Source
    from index.passage import Hit


class Finder(Protocol):
    """What finds passages: `index.search.Search`, or a test's fake of it."""

    def find(self, text: str, k: int) -> tuple[Hit, ...]:
        """Return up to `k` hits for `text`, best first."""


class Answerer:
    """Answers questions over one archive. Not for two threads at once."""

    def __init__(self, *, finder: Finder, reader: Reader, source: Source, searched: Searched, hits: int) -> None:
        self._finder = finder
        self._reader = reader
        self._source = source
        self._searched = searched
        self._hits = hits

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer `question` with what stands in the archive, or abstain. Raises SearchError, CorpusError."""
        hits = self._finder.find(question.query, self._hits)
        draft = self._reader.read(question, hits)
        return verify.check(draft, question, hits=hits, searched=self._searched, source=self._source)
