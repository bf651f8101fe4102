from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fakes.telegram.formatted import Json


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def ask(telegram: TelegramServer) -> Callable[..., Json]:
    """Return a function that makes one call and gives back what the server answered, refusals too."""

    def call(method: str, token: str = telegram.token, **parameters: Any) -> Json:  # noqa: ANN401 # JSON
        given = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
        try:
            with urlopen(f"{telegram.base_url}{token}/{method}", urlencode(given).encode(), timeout=20) as answer:  # noqa: S310 # loopback
                return dict(json.load(answer))
        except HTTPError as error:
            with error:
                return dict(json.load(error))

    return call
