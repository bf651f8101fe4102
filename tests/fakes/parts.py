"""The real parts of whosaid with an encoder and a scorer that need no model."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.compose import Parts
from tests.fakes.encoder import FakeEncoder
from tests.fakes.scorer import FakeScorer

if TYPE_CHECKING:
    from bot.evidence import Scorer
    from index.encode import Encoder


class QuickParts(Parts):
    """Reads, indexes, searches and answers as whosaid does; only meaning and reading are left to fakes."""

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()

    @cached_property
    def scorer(self) -> Scorer:
        return FakeScorer()
