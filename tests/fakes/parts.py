"""The real parts of whosaid with an encoder that needs no model."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.compose import Parts
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from index.encode import Encoder


class QuickParts(Parts):
    """Reads, indexes, searches and answers as whosaid does; only the meaning of words is left out."""

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()
