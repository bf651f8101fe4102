from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from bot.spans.model import Page, SpanModel
from config.settings import load
from tests.contracts.dialogue import EACH, DialogueContract, dialogue, played
from tests.fakes.parts import QuickParts
from tests.fakes.talks import RenderedTalk, TerminalTalk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.desk import Desk
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


@pytest.fixture
def desk(sample_parts: QuickParts) -> Iterator[Desk]:
    with ReadingParts(load(archive=sample_parts.folder).settings).desk() as desk:
        yield desk


class TestTerminal(DialogueContract):
    @pytest.fixture
    def talk(self, desk: Desk) -> TerminalTalk:
        return TerminalTalk(desk)


class TestRendered(DialogueContract):
    @pytest.fixture
    def talk(self, desk: Desk) -> RenderedTalk:
        return RenderedTalk(desk)


@EACH
def test_a_chat_answers_in_the_words_of_a_terminal(desk: Desk, path: Path) -> None:
    turns = dialogue(path)
    assert played(turns, RenderedTalk(desk)) == played(turns, TerminalTalk(desk))
