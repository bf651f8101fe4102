"""A conversation over an archive: what is typed, line by line, is answered or obeyed."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from rich.text import Text

from bot import limits, render, render_quotes, render_why, screen
from bot.errors import BadQuestion
from bot.footnotes import footnotes
from bot.phrases import phrases
from bot.quote_list import asked_for
from bot.turn import Turn
from bot.understood import filtered
from bot.why import Why
from bot.wording import surroundings
from bot.worker import Worker
from corpus.errors import NewsError
from index.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from bot.account import Account
    from bot.answer import Abstention, Answer, Citation, Searched
    from bot.named import Known
    from bot.phrases import Phrases
    from bot.question import Question
    from bot.quote_list import QuoteList, Wanted
    from corpus.article import Article, Quote
    from index.filter import Filter

COMMANDS = {
    "/help": "what can be typed here",
    "/sources": "what the last answer cites",
    "/passage": "N: citation N within its surroundings",
    "/article": "N: the whole article of citation N",
    "/why": "how the last answer came about: what was understood, searched, found and dropped",
    "/quotes": "who said what: --speaker NAME --about WORDS --since DATE --until DATE --limit N",
    "/only": "what may answer, from now on: --since DATE --until DATE --outlet NAME --speaker NAME; alone: anything",
    "/when": "DATES: ask again, of what was published then; any: of any day",
    "/who": "NAME: ask again, of somebody else's words; anybody: of anybody's",
    "/new": "forget the question before",
    "/archive": "what is searched",
    "/quit": "leave; Ctrl-D does too",
}


class Desk(Protocol):
    """What a conversation needs: somebody who answers, and the archive to open sources in."""

    def understand(self, text: str, *, only: Filter, previous: Turn | None) -> Question:
        """Understand what was typed, with the turn before it."""

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer or abstain."""

    def account(self, question: Question) -> Account:
        """Answer or abstain, and tell how."""

    @property
    def known(self) -> Known:
        """What the archive knows: whose names can be typed."""

    @property
    def today(self) -> date:
        """The day of the conversation."""

    def quotes(self, article: Article) -> tuple[Quote, ...]:
        """Return the quotations of an article."""

    def list_quotes(self, wanted: Wanted) -> QuoteList:
        """Return the quotations asked for."""

    @property
    def searched(self) -> Searched:
        """What is searched."""

    @property
    def folder(self) -> Path:
        """Where the archive is kept."""


class Conversation:
    """Answers what is typed, line by line, and remembers the last question and answer."""

    def __init__(self, desk: Desk, *, out: Console, err: Console, only: Filter = EVERYTHING) -> None:
        self._desk = desk
        self._out = out
        self._err = err
        self._worker = Worker()
        self._only = only
        self._turn: Turn | None = None
        self._outcome: Answer | Abstention | None = None

    @property
    def sources(self) -> tuple[Citation, ...]:
        """What the last answer cites; footnote n is the nth."""
        return () if self._outcome is None else footnotes(self._outcome)

    @property
    def summary(self) -> str:
        """What is searched, and where it is kept, on one line."""
        return f"{render.summary(self._desk.searched)}, in {screen.line(str(self._desk.folder))}"

    @property
    def _said(self) -> Phrases:
        """The phrases of the language in which was last asked."""
        return phrases(None if self._turn is None else self._turn.question.language)

    def warm(self, job: Callable[[], object]) -> None:
        """Let `job` run before the first question; its failure is left for the question to meet."""
        self._worker.start(job)

    def take(self, line: str) -> bool:
        """Answer a question or obey a command; False when the conversation is over. Errors are told, not raised."""
        typed = line.strip()
        try:
            if typed.startswith("/"):
                return self._obey(typed)
            if typed:
                self._ask(typed)
        except NewsError as error:
            render.show_error(error, self._err)
        except KeyboardInterrupt:
            render.say(self._err, Text("cancelled", style="dim"))
        except Exception as error:  # noqa: BLE001 # one question that goes wrong does not end the conversation
            render.show_bug(error, self._err)
        return True

    def rest(self) -> None:
        """Leave a line free before the next prompt."""
        self._out.print()

    def _ask(self, typed: str) -> None:
        only, previous = self._only, self._turn
        self._answer(lambda: self._desk.understand(typed, only=only, previous=previous))

    def _answer(self, understood: Callable[[], Question]) -> None:
        waiting = self._err.status(Text("searching", style="dim")) if self._err.is_terminal else nullcontext()
        with waiting:
            outcome = self._worker.run(lambda: self._desk.ask(understood()))
        self._turn, self._outcome = Turn.of(outcome), outcome
        render.show(outcome, self._out)

    def _obey(self, typed: str) -> bool:
        command, _, rest = typed.partition(" ")
        obeyed: dict[str, Callable[[], None]] = {
            "/help": self._help,
            "/archive": lambda: render.say(self._out, Text(self.summary)),
            "/quotes": lambda: self._list_quotes(asked_for(rest)),
            "/why": self._explain,
            "/new": self._forget,
            "/only": lambda: self._limit(rest),
            "/when": lambda: self._ask_at(rest),
            "/who": lambda: self._ask_of(rest),
            "/sources": self._show_sources,
            "/passage": lambda: self._show_passage(self._source(rest.strip())),
            "/article": lambda: self._show_article(self._source(rest.strip())),
        }
        if command == "/quit":
            return False
        if command not in obeyed:
            raise BadQuestion(f"no such command: {screen.line(command)}", remedy="/help lists them")
        obeyed[command]()
        return True

    def _help(self) -> None:
        for name, purpose in COMMANDS.items():
            render.say(self._out, Text(f"{name:<10}{purpose}"))

    def _forget(self) -> None:
        self._turn = None

    def _explain(self) -> None:
        question = self._last()
        account = self._worker.run(lambda: self._desk.account(question))
        render_why.show_why(Why(account=account), self._out)

    def _limit(self, typed: str) -> None:
        self._only = limits.typed_limits(typed, self._desk.known)
        what = ", ".join(filtered(self._only, self._said)) or self._said.say("understood.anything")
        render.say(self._out, Text(what))

    def _ask_at(self, typed: str) -> None:
        """Ask the last question again, of other days."""
        question = self._last()
        changed = limits.asked_at(question, typed, self._desk.today, only=self._only)
        self._answer(lambda: changed)

    def _ask_of(self, typed: str) -> None:
        """Ask the last question again, of somebody else."""
        question = self._last()
        self._answer(lambda: limits.asked_of(question, typed, self._desk.known))

    def _last(self) -> Question:
        if self._turn is None:
            raise BadQuestion("nothing is answered yet: ask something first")
        return self._turn.question

    def _list_quotes(self, wanted: Wanted) -> None:
        found = self._worker.run(lambda: self._desk.list_quotes(wanted))
        render_quotes.show_bearers(found, self._out, said=self._said)
        render_quotes.show_quotes(found, self._out, said=self._said)

    def _source(self, number: str) -> Citation:
        if not self.sources:
            raise BadQuestion("nothing is cited yet: ask something first")
        if not number.isdecimal() or not 1 <= int(number) <= len(self.sources):
            given = screen.line(number) or "none given"
            raise BadQuestion(f"no such citation: {given}: the last answer has 1 to {len(self.sources)}")
        return self.sources[int(number) - 1]

    def _show_sources(self) -> None:
        if self._outcome is None:
            raise BadQuestion("nothing is cited yet: ask something first")
        render.show_sources(self._outcome, self._out)

    def _show_passage(self, source: Citation) -> None:
        render.show_passage(source, self._out, around=surroundings(source))

    def _show_article(self, source: Citation) -> None:
        quotes = self._worker.run(lambda: self._desk.quotes(source.article))
        render.show_article(source.article, quotes, self._out, said=self._said)
