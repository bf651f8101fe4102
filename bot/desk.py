"""An archive that is open for questions: what a conversation, a command and a chat all ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.account import Account
    from bot.answer import Abstention, Answer, Searched
    from bot.answerer import Answerer
    from bot.knowledge import Knowledge
    from bot.question import Question
    from bot.quote_list import QuoteList, Wanted
    from bot.record import Record, Records
    from bot.turn import Turn
    from bot.why import Why
    from corpus.archive import Archive
    from corpus.article import Article, Quote
    from index.filter import Filter
    from index.quote_search import QuoteSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An archive that is open for questions. For one thread at a time."""

    answerer: Answerer
    archive: Archive
    folder: Path
    searched: Searched
    quoted: QuoteSearch
    records: Records | None  # where it is kept what was asked; None: nowhere
    known: Knowledge

    def understand(
        self,
        text: str,
        *,
        qid: str | None = None,
        only: Filter | None = None,
        follows: Turn | None = None,
        previous: Turn | None = None,
    ) -> Question:
        """Understand what was typed today, over this archive. Raises BadQuestion, SearchError."""
        from bot.question import parse
        from index.filter import EVERYTHING

        return parse(
            text,
            qid=qid,
            today=self.today,
            known=self.known,
            only=EVERYTHING if only is None else only,
            follows=follows,
            previous=previous,
        )

    @property
    def today(self) -> date:
        """The day where the user is."""
        return date.today()  # noqa: DTZ011 # "yesterday" is the user's own

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer `question`, or abstain. Raises SearchError, CorpusError."""
        outcome = self.answerer.ask(question)
        if self.records is not None:
            self.records.keep(outcome, self.folder, today=date.today())  # noqa: DTZ011 # the day where the user is
        return outcome

    def account(self, question: Question) -> Account:
        """Answer `question` as `ask` does, and tell how; nothing is kept. Raises SearchError, CorpusError."""
        return self.answerer.account(question)

    def why(self, record: Record) -> Why:
        """Ask again what was asked, as it was asked. Raises OtherArchive, SearchError, CorpusError."""
        from bot.why import asked_again

        return asked_again(record, self.folder, account=self.account, source=self.archive)

    def quotes(self, article: Article) -> tuple[Quote, ...]:
        """Return the quotations of an article. Raises CorpusError."""
        return self.archive.quotes(article.id, article.version)

    def list_quotes(self, wanted: Wanted) -> QuoteList:
        """Return the quotations asked for. Raises BadQuestion, SearchError, CorpusError."""
        from bot.quote_list import make_list

        return make_list(wanted, self.quoted, self.archive)
