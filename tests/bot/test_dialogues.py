from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from bot.spans.model import Page, SpanModel
from config.settings import load
from tests.contracts.dialogue import EACH, DialogueContract, dialogue, played
from tests.fakes.newsroom import Newsroom
from tests.fakes.parts import QuickParts
from tests.fakes.talks import TelegramTalk, TerminalTalk
from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.evidence import Scorer
    from bot.spans.reading import Reading


class Remembering(SpanModel):
    """The real reader, which reads the same page with the same question once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, Page], Reading] = {}

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        for page in pages:
            if (question, page) not in self._known:
                self._known[question, page] = super().read(question, [page])[0]
        return [self._known[question, page] for page in pages]


READER = Remembering()


class ReadingParts(QuickParts):
    """What is said back is said by the real reader."""

    @cached_property
    def scorer(self) -> Scorer:
        return READER


@pytest.fixture(scope="module")
def parts(sample_parts: QuickParts) -> ReadingParts:
    return ReadingParts(load(archive=sample_parts.folder).settings)


@pytest.fixture
def terminal(parts: ReadingParts) -> Iterator[TerminalTalk]:
    with parts.desk() as desk:
        yield TerminalTalk(desk)


@pytest.fixture
def chat(parts: ReadingParts, tmp_path: Path, path: Path) -> Iterator[TelegramTalk]:
    with TelegramServer() as telegram:
        newsroom = Newsroom(telegram, tmp_path / "journal.sqlite")
        newsroom.open_desk = parts.desk
        anna = newsroom.user("Anna", language=path.stem)
        with newsroom.open():
            yield TelegramTalk(anna)


class TestTerminal(DialogueContract):
    @pytest.fixture
    def talk(self, terminal: TerminalTalk) -> TerminalTalk:
        return terminal


class TestTelegram(DialogueContract):
    @pytest.fixture
    def talk(self, chat: TelegramTalk) -> TelegramTalk:
        return chat


@EACH
def test_a_chat_answers_in_the_words_of_a_terminal(terminal: TerminalTalk, chat: TelegramTalk, path: Path) -> None:
    turns = dialogue(path)
    assert played(turns, chat) == played(turns, terminal)
