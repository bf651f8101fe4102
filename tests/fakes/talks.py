"""Ways of talking to an archive that need no terminal and no network."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.footnotes import footnotes
from bot.phrases import phrases
from bot.quote_list import asked_for
from bot.render import console_on
from bot.render_telegram import answer, passage, quotes
from bot.turn import Turn

if TYPE_CHECKING:
    from bot.answer import Abstention, Answer
    from bot.desk import Desk
    from bot.question import Question
    from bot.telegram_message import Message


class TerminalTalk:
    """The conversation of `whosaid chat`, through a pipe."""

    def __init__(self, desk: Desk) -> None:
        self._out, err = io.StringIO(), io.StringIO()
        self._conversation = Conversation(desk, out=console_on(self._out), err=console_on(err))

    def asks(self, question: str) -> str:
        return self._typed(question)

    def opens(self, number: int) -> str:
        return self._typed(f"/passage {number}")

    def lists(self, wanted: str) -> str:
        return self._typed(f"/quotes {wanted}")

    def _typed(self, line: str) -> str:
        before = len(self._out.getvalue())
        assert self._conversation.take(line)
        return self._out.getvalue()[before:]


class RenderedTalk:
    """What a chat shows, as far as it is rendered: the text of the messages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: Question | None = None
        self._outcome: Answer | Abstention | None = None

    def asks(self, question: str) -> str:
        previous = None if self._outcome is None else Turn.of(self._outcome)
        self._asked = self._desk.understand(question, previous=previous)
        self._outcome = self._desk.ask(self._asked)
        return _text(answer(self._outcome, ui=phrases(None)))

    def opens(self, number: int) -> str:
        assert self._outcome is not None
        citation = footnotes(self._outcome)[number - 1]
        return _text(passage(citation, number, ui=phrases(None))).removeprefix(f"[{number}] ")

    def lists(self, wanted: str) -> str:
        asked = asked_for(wanted)
        ui = phrases(None if self._asked is None else self._asked.language)
        return _text(quotes(self._desk.list_quotes(asked), asked.speaker, ui=ui))


def _text(messages: tuple[Message, ...]) -> str:
    return "".join(message.plain for message in messages)
