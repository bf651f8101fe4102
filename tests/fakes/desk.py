"""A desk without an archive: what a conversation talks to in tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from tests.fakes.outcomes import SEARCHED, kerry, silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answer import Abstention, Answer, Searched
    from bot.question import Question
    from corpus.article import Article, Quote


class FakeDesk:
    """Names John Kerry; does not know about "success"; fails on "broken" and on "bug"; keeps what it was asked."""

    def __init__(self, *, before: Callable[[], None] = lambda: None) -> None:
        self.asked: list[Question] = []
        self._before = before

    @property
    def searched(self) -> Searched:
        return SEARCHED

    @property
    def folder(self) -> Path:
        return Path("an-archive")

    def ask(self, question: Question) -> Answer | Abstention:
        self.asked.append(question)
        self._before()
        if "broken" in question.text:
            raise CorpusError("archive damaged: here", remedy="mend it")
        if "bug" in question.text:
            raise ZeroDivisionError("by\nzero")
        return silence(question) if "success" in question.text else kerry(question)

    def quotes(self, article: Article) -> tuple[Quote, ...]:
        del article
        return ()
