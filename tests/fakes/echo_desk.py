"""A desk whose answers tell which question they answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answer import Answer, Said, Statement
from tests.fakes.desk import FakeDesk
from tests.fakes.outcomes import SEARCHED, article, cite
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from bot.question import Question


class EchoDesk(FakeDesk):
    """Lets John Kerry say the question itself, after so many seconds."""

    def __init__(self, *, seconds: float = 0.0) -> None:
        super().__init__()
        self._seconds = seconds

    @property
    def archive(self) -> MemorySource:
        """Nothing that was said can be opened again."""
        return MemorySource([], {})

    def ask(self, question: Question) -> Answer:
        """Answer."""
        time.sleep(self._seconds)
        proof = f"« {question.text} », a déclaré John Kerry."
        source = article(f"La ville est détruite.\n{proof}", url="https://lejour.example/alep")
        statement = Statement(
            short=cite(source, "John Kerry"),
            proof=cite(source, proof),
            quote=Said(words=cite(source, question.text), verbatim=True, speaker=cite(source, "John Kerry")),
        )
        return Answer(question=question, statements=(statement,), ranked=(source.id,), searched=SEARCHED)
