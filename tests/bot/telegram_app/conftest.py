from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.newsroom import Newsroom
from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def newsroom(telegram: TelegramServer, tmp_path: Path) -> Newsroom:
    return Newsroom(telegram, tmp_path / "journal.sqlite")
