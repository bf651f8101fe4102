"""The conversation in a terminal: a prompt with history and completion, or the lines of a pipe."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from rich.text import Text

from bot import render, render_quotes, render_why, screen
from bot.errors import BadQuestion
from bot.footnotes import footnotes
from bot.phrases import phrases
from bot.question import parse
from bot.quote_list import asked_for
from bot.why import Why
from bot.wording import surroundings
from bot.worker import Worker
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output
    from rich.console import Console

    from bot.account import Account
    from bot.answer import Abstention, Answer, Citation, Searched
    from bot.phrases import Phrases
    from bot.question import Question
    from bot.quote_list import QuoteList, Wanted
    from corpus.article import Article, Quote

COMMANDS = {
    "/help": "what can be typed here",
    "/sources": "what the last answer cites",
    "/passage": "N: citation N within its surroundings",
    "/article": "N: the whole article of citation N",
    "/why": "how the last answer came about: what was understood, searched, found and dropped",
    "/quotes": "who said what: --speaker NAME --about WORDS --since DATE --until DATE --limit N",
    "/archive": "what is searched",
    "/quit": "leave; Ctrl-D does too",
}
PROMPT = "? "


class Desk(Protocol):
    """What a conversation needs: somebody who answers, and the archive to open sources in."""

    def ask(self, question: Question) -> Answer | Abstention:
        """Answer or abstain."""

    def account(self, question: Question) -> Account:
        """Answer or abstain, and tell how."""

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

    def __init__(self, desk: Desk, *, out: Console, err: Console) -> None:
        self._desk = desk
        self._out = out
        self._err = err
        self._worker = Worker()
        self._asked: Question | None = None
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
        return phrases(None if self._asked is None else self._asked.language)

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
        question = parse(typed, previous=self._asked)
        waiting = self._err.status(Text("searching", style="dim")) if self._err.is_terminal else nullcontext()
        with waiting:
            outcome = self._worker.run(lambda: self._desk.ask(question))
        self._asked, self._outcome = question, outcome
        render.show(outcome, self._out)

    def _obey(self, typed: str) -> bool:
        command, _, rest = typed.partition(" ")
        if command == "/quit":
            return False
        if command == "/help":
            for name, purpose in COMMANDS.items():
                render.say(self._out, Text(f"{name:<10}{purpose}"))
        elif command == "/archive":
            render.say(self._out, Text(self.summary))
        elif command == "/quotes":
            self._list_quotes(asked_for(rest))
        elif command == "/why":
            self._explain()
        elif command == "/sources" and self._outcome is not None:
            render.show_sources(self._outcome, self._out)
        elif command in ("/sources", "/passage", "/article"):
            self._open(command, self._source(rest.strip()))
        else:
            raise BadQuestion(f"no such command: {screen.line(command)}", remedy="/help lists them")
        return True

    def _explain(self) -> None:
        question = self._asked
        if question is None:
            raise BadQuestion("nothing is answered yet: ask something first")
        account = self._worker.run(lambda: self._desk.account(question))
        render_why.show_why(Why(account=account), self._out)

    def _list_quotes(self, wanted: Wanted) -> None:
        found = self._worker.run(lambda: self._desk.list_quotes(wanted))
        if wanted.speaker is not None:
            render_quotes.show_bearers(found, wanted.speaker, self._out, said=self._said)
        render_quotes.show_quotes(found, self._out, said=self._said)

    def _source(self, number: str) -> Citation:
        if not self.sources:
            raise BadQuestion("nothing is cited yet: ask something first")
        if not number.isdecimal() or not 1 <= int(number) <= len(self.sources):
            given = screen.line(number) or "none given"
            raise BadQuestion(f"no such citation: {given}: the last answer has 1 to {len(self.sources)}")
        return self.sources[int(number) - 1]

    def _open(self, command: str, source: Citation) -> None:
        if command == "/passage":
            render.show_passage(source, self._out, around=surroundings(source))
        else:
            quotes = self._worker.run(lambda: self._desk.quotes(source.article))
            render.show_article(source.article, quotes, self._out, said=self._said)


def converse(
    conversation: Conversation, *, history: Path, keyboard: Input | None = None, display: Output | None = None
) -> None:
    """Read from a terminal until Ctrl-D or /quit. `keyboard` and `display` stand in for the terminal in tests."""
    session: PromptSession[str] = PromptSession(
        PROMPT,
        multiline=True,
        key_bindings=_keys(),
        completer=Commands(conversation),
        complete_while_typing=False,
        history=_history(history),
        prompt_continuation="  ",
        input=keyboard,
        output=display,
    )
    while True:
        try:
            line = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not conversation.take(line):
            return
        conversation.rest()


def read_lines(conversation: Conversation, lines: Iterator[bytes]) -> None:
    """Take the lines of a pipe, with no prompt and nothing of a terminal."""
    for line in lines:
        if not conversation.take(line.decode("utf-8", "replace")):
            return


def _keys() -> KeyBindings:
    """Enter sends; Escape or Alt and then Enter begins a new line."""
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER)  # and not searching the history, where Enter takes what was found

    @keys.add("enter", filter=typing)
    def send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter", filter=typing)
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return keys


class Commands(Completer):
    """Completes the commands; and after /passage and /article the numbers of what is cited."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield what may stand at the cursor."""
        del complete_event
        command, space, number = document.text_before_cursor.partition(" ")
        if not space and command.startswith("/"):
            for name, purpose in COMMANDS.items():
                if name.startswith(command):
                    yield Completion(name, start_position=-len(command), display_meta=purpose)
        elif command in ("/passage", "/article"):
            for n, source in enumerate(self._conversation.sources, start=1):
                if str(n).startswith(number):
                    title = screen.line(source.article.title or source.article.id)
                    yield Completion(str(n), start_position=-len(number), display_meta=title)


def _history(path: Path) -> History:
    """Keep what was asked in a file that only its owner reads; where that cannot be, until the end only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
