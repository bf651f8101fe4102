"""The command line as a user meets it: its own home, two clippings built, and `run`."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from config.settings import load
from tests.fakes.parts import QuickParts
from tests.fakes.terminal import ALEP, BRIDGE, Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.compose import Parts

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample" / "articles"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("WHOSAID_")]:
        monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    def run(*arguments: object, stdin: str = "", assemble: type[Parts] = QuickParts) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main([str(argument) for argument in arguments], assemble=assemble)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    (root / "in").mkdir()
    (root / "in" / "alep.md").write_text(ALEP, "utf-8")
    (root / "in" / "bridge.md").write_text(BRIDGE, "utf-8")
    assert main(["-q", "--archive", str(root / "archive"), "build", str(root / "in")], assemble=QuickParts) == 0
    return root / "archive"


@pytest.fixture(scope="session")
def sample_parts(tmp_path_factory: pytest.TempPathFactory) -> QuickParts:
    """Return the parts of the sample archive, with the encoder that needs no model."""
    folder = tmp_path_factory.mktemp("sample") / "archive"
    assert main(["-q", "--archive", str(folder), "build", str(SAMPLE)], assemble=QuickParts) == 0
    return QuickParts(load(archive=folder).settings)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "alep.md").write_text(ALEP, "utf-8")
    return tmp_path / "in"
