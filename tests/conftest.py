from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

# A run that a script starts in the background inherits an ignored SIGINT; the tests of Ctrl-C need Python's own.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The models that tests train are tiny: a second thread of torch waits for the first, and costs 60 s where one costs 13.
os.environ["OMP_NUM_THREADS"] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-question", action="store_true", help="ask the rest of the adversarial questions too")
