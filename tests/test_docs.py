"""Every command, option, key and exit code stands in the README, and every setting has its comment."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from bot.cli import app
from bot.conversation import COMMANDS
from bot.render_json import as_record
from bot.telegram_app.commands import ADMINISTRATORS, EVERYBODY
from config.settings import keys
from tests.fakes.outcomes import kerry, silence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OF_EVERY_COMMAND = {"--help", "-h", "--install-completion", "--show-completion", "--verbose", "--quiet"}


def commands(command: object, path: str) -> Iterator[tuple[str, TyperGroup | TyperCommand]]:
    assert isinstance(command, TyperGroup | TyperCommand)
    yield path, command
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from commands(below, f"{path} {name}")


COMMAND_LINE = dict(commands(get_command(app), "whosaid"))
OPTIONS = {
    option
    for command in COMMAND_LINE.values()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("-")
}


def test_every_command_says_what_it_is_for_in_one_short_line() -> None:
    for path, command in COMMAND_LINE.items():
        first = (command.help or "").split("\n\n")[0]
        assert first.endswith("."), path
        assert len(first) <= 80, path


def test_every_option_says_what_it_does() -> None:
    for path, command in COMMAND_LINE.items():
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{path} {parameter.name}"


@pytest.mark.parametrize("path", [path for path in COMMAND_LINE if path not in ("whosaid", "whosaid show")])
def test_every_command_is_in_the_readme(path: str) -> None:
    assert path.removeprefix("whosaid ") in README.read_text("utf-8")


@pytest.mark.parametrize("option", sorted(OPTIONS - OF_EVERY_COMMAND))
def test_every_option_is_in_the_readme(option: str) -> None:
    assert option in README.read_text("utf-8")


def test_every_option_in_the_readme_exists() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README.read_text("utf-8"))) <= OPTIONS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_of_the_chat_is_in_the_readme(command: str) -> None:
    assert command in README.read_text("utf-8")


@pytest.mark.parametrize("command", EVERYBODY + ADMINISTRATORS)
def test_every_command_in_telegram_is_in_the_readme(command: str) -> None:
    assert f"`/{command}`" in README.read_text("utf-8")


@pytest.mark.parametrize("key", sorted(as_record(kerry())))
def test_every_key_of_the_json_form_is_in_the_readme(key: str) -> None:
    assert f"`{key}`" in README.read_text("utf-8") or f'"{key}"' in README.read_text("utf-8")


def test_the_readme_says_where_the_settings_are_explained() -> None:
    assert "config/default.toml" in README.read_text("utf-8")


def test_both_outcomes_have_the_same_keys() -> None:
    assert list(as_record(kerry())) == list(as_record(silence()))


@pytest.mark.parametrize("key", keys())
def test_every_setting_has_a_comment_above_it(key: str) -> None:
    section, name = key.split(".")
    lines = (ROOT / "config" / "default.toml").read_text("utf-8").splitlines()
    start = lines.index(f"[{section}]")
    at = next(i for i in range(start, len(lines)) if lines[i].startswith(f"{name} ="))
    assert lines[at - 1].startswith("# ")


def test_the_command_is_called_whosaid() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"whosaid": "bot.cli:main"}
