"""A desk without an archive: what a conversation talks to in tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.question import parse
from bot.quote_list import Listed, QuoteList
from bot.why import Why, asked_again
from corpus.article import Quote
from corpus.errors import CorpusError
from corpus.speakers import Speaker
from index.filter import EVERYTHING
from index.quote_rows import Entry
from tests.fakes.known import FakeKnown
from tests.fakes.outcomes import SEARCHED, WORDS, account, article, cite, kerry, silence
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.account import Account
    from bot.answer import Abstention, Answer, Searched
    from bot.question import Question
    from bot.quote_list import Wanted
    from bot.record import Record
    from bot.turn import Turn
    from corpus.article import Article
    from index.filter import Filter


JOHN = Entry(
    id=0,
    speaker=Speaker(name="John Kerry", aliases=(), language="fr"),
    quotes=1,
    first=SEARCHED.newest,
    last=SEARCHED.newest,
)


class FakeDesk:
    """Names John Kerry; does not know about "success"; fails on "broken" and on "bug"; keeps what it was asked."""

    known = FakeKnown()
    today = date(2024, 5, 3)

    def __init__(self, *, before: Callable[[], None] = lambda: None) -> None:
        self.asked: list[Question] = []
        self.wanted: list[Wanted] = []
        self._before = before

    @property
    def searched(self) -> Searched:
        return SEARCHED

    @property
    def archive(self) -> MemorySource:
        """The article that every outcome cites."""
        return MemorySource([article(url="https://lejour.example/alep")], {})

    @property
    def folder(self) -> Path:
        return Path("an-archive")

    def understand(self, text: str, *, only: Filter = EVERYTHING, previous: Turn | None = None) -> Question:
        return parse(text, today=self.today, known=self.known, only=only, previous=previous)

    def ask(self, question: Question) -> Answer | Abstention:
        self.asked.append(question)
        self._before()
        if "broken" in question.text:
            raise CorpusError("archive damaged: here", remedy="mend it")
        if "bug" in question.text:
            raise ZeroDivisionError("by\nzero")
        return silence(question) if "success" in question.text else kerry(question)

    def account(self, question: Question) -> Account:
        return account(kerry(question))

    def why(self, record: Record) -> Why:
        return asked_again(record, self.folder, account=self.account, source=self.archive)

    def quotes(self, article: Article) -> tuple[Quote, ...]:
        del article
        return ()

    def list_quotes(self, wanted: Wanted) -> QuoteList:
        self.wanted.append(wanted)
        if wanted.speaker not in (None, "Kerry"):
            return QuoteList(listed=(), nearest=("John Kerry",), name=wanted.speaker)
        source = article()
        content = cite(source, WORDS).span
        quote = Quote(
            content=content,
            parts=(content,),
            kind="direct",
            speaker=cite(source, "le chef de la diplomatie américaine").span,
            name=cite(source, "John Kerry").span,
            cue=cite(source, "a déclaré").span,
            form="role",
            attribution=0.9,
            naming=0.9,
        )
        listed = Listed(article=source, quote=quote, known_as="John Kerry")
        return QuoteList(speakers=(JOHN,), listed=(listed,), name=wanted.speaker)
