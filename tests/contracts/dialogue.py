"""What every way of talking to the archive keeps to: the dialogues in tests/data/dialogues.

Subclass `DialogueContract` and give it a `talk` fixture. The sample archive of `sample_parts` answers.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

DIALOGUES = Path(__file__).resolve().parents[1] / "data" / "dialogues"
_ADDRESS = re.compile(r" <https?://[!-~]+>")


class Talk(Protocol):
    """One conversation. What is said back is the text alone, without buttons."""

    def asks(self, question: str) -> str:
        """Ask, and return what is answered."""

    def opens(self, number: int) -> str:
        """Open a citation of the last answer, and return the passage."""

    def lists(self, wanted: str) -> str:
        """Return the quotations for what is typed after /quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    says: tuple[str, ...]  # in this order
    asks: str | None = None
    opens: int | None = None
    lists: str | None = None

    def take(self, talk: Talk) -> str:
        if self.asks is not None:
            return text_of(talk.asks(self.asks))
        if self.opens is not None:
            return text_of(talk.opens(self.opens))
        assert self.lists is not None
        return text_of(talk.lists(self.lists))

    @property
    def is_laid_out_alike(self) -> bool:
        """Whether every way of talking says it in the same lines. A list has the form that suits its screen."""
        return self.lists is None


def dialogue(path: Path) -> tuple[Turn, ...]:
    """Read one dialogue."""
    turns = tomllib.loads(path.read_text("utf-8"))["turns"]
    return tuple(Turn(**{**turn, "says": tuple(turn["says"])}) for turn in turns)


def text_of(shown: str) -> str:
    """Return the lines alone: without what only a terminal needs, addresses in the text and indents."""
    lines = (_ADDRESS.sub("", line).strip() for line in shown.strip().splitlines())
    return "\n".join(lines)


def played(turns: tuple[Turn, ...], talk: Talk) -> list[str]:
    """Play a dialogue, and return what was said back at each turn that is laid out alike everywhere."""
    said = [(turn, turn.take(talk)) for turn in turns]
    return [text for turn, text in said if turn.is_laid_out_alike]


EACH = pytest.mark.parametrize("path", sorted(DIALOGUES.glob("*.toml")), ids=lambda path: path.stem)


class DialogueContract:
    @EACH
    def test_each_turn_is_answered_with_what_the_dialogue_says(self, talk: Talk, path: Path) -> None:
        for turn in dialogue(path):
            rest = turn.take(talk)
            for words in turn.says:
                _, found, rest = rest.partition(words)
                assert found, (turn, words)
