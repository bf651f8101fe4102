from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.spans.model import SpanModel
from tests.contracts.dialogue import EACH, DialogueContract, dialogue, played
from tests.fakes.talks import RenderedTalk, TerminalTalk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.desk import Desk
    from tests.fakes.parts import QuickParts


@pytest.fixture
def desk(sample_parts: QuickParts) -> Iterator[Desk]:
    sample_parts.scorer = SpanModel()  # what is said back is the real reader's
    with sample_parts.desk() as desk:
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
