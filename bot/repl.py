"""The conversation in a terminal: a prompt with history and completion, or the lines of a pipe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings

from bot import screen
from bot.conversation import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

    from bot.conversation import Conversation

PROMPT = "? "


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
