"""`whosaid serve` as a program of its own: what it says when it cannot start, and what outlives its end."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.telegram_app.journal import Journal
from bot.telegram_app.people import Member
from tests.fakes.served import HELD, HOLD, Served, nursery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.nursery import Nursery
    from tests.fakes.telegram.people import User
    from tests.fakes.telegram.server import TelegramServer

WHO = "who called it crimes against humanity?"
LONG = 120.0  # seconds that a program may take to start, on a busy machine


@dataclass(slots=True, kw_only=True)
class Program:
    telegram: TelegramServer
    nursery: Nursery
    folder: Path
    environ: dict[str, str]
    options: tuple[str, ...] = ()

    @property
    def journal(self) -> Path:
        return self.folder / "journal.sqlite"

    def admit(self, user: User) -> User:
        with closing(Journal.open(self.journal)) as journal:
            journal.people.allow(Member(id=user.id, name="somebody"))
        return user

    def hold(self) -> None:
        (self.folder / "archive").mkdir(exist_ok=True)
        (self.folder / "archive" / HOLD).touch()

    def waits_until_held(self) -> None:
        until = time.monotonic() + LONG
        while not (self.folder / "archive" / HELD).exists():
            assert time.monotonic() < until
            time.sleep(0.01)

    def go(self) -> None:
        (self.folder / "archive" / HOLD).unlink()

    def begin(self) -> Served:
        return Served(self.nursery, self.folder / "archive", self.environ, self.options)

    @contextmanager
    def running(self) -> Iterator[Served]:
        polls = len(self.telegram.called("getUpdates"))
        began = self.begin()
        try:
            self.telegram.wait(lambda: len(self.telegram.called("getUpdates")) > polls, timeout=LONG)
            yield began
        finally:
            began.kill()

    def fails(self) -> str:
        """Return what it says when it cannot start, and see that it ends with an error."""
        began = self.begin()
        assert began.wait(LONG) == 1
        assert "Traceback" not in began.said
        assert self.telegram.token.partition(":")[2] not in began.said
        return began.said


@pytest.fixture(scope="module")
def programs() -> Iterator[Nursery]:
    with nursery() as opened:
        yield opened


@pytest.fixture
def program(telegram: TelegramServer, tmp_path: Path, programs: Nursery) -> Program:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    environ |= {
        "HOME": str(tmp_path),
        "WHOSAID_TELEGRAM_TOKEN": telegram.token,
        "WHOSAID_TELEGRAM__API": telegram.base_url.removesuffix("/bot"),
        "WHOSAID_TELEGRAM__JOURNAL": str(tmp_path / "journal.sqlite"),
    }
    return Program(telegram=telegram, nursery=programs, folder=tmp_path, environ=environ)


def test_after_kill_9_what_was_in_flight_is_answered_once(program: Program) -> None:
    users = [program.admit(program.telegram.user(name)) for name in ("Anna", "Ben", "Cid")]
    program.hold()
    with program.running() as bot:
        for user in users:
            user.says(WHO)
            user.chat.waits_for("…", timeout=LONG)
        bot.kill()
    program.go()
    with program.running():
        for user in users:
            user.chat.waits_for("John Kerry", timeout=LONG)
            # A placeholder that was sent and not yet written down is lost; an answer is neither lost nor given twice.
            assert len([post for post in user.chat.sent if post.text.startswith("John Kerry")]) == 1


def test_sigterm_finishes_what_runs_and_leaves_what_waits_to_the_next_start(program: Program) -> None:
    anna = program.admit(program.telegram.user("Anna"))
    program.hold()
    with program.running() as bot:
        for _ in range(2):
            anna.says(WHO)
        program.telegram.wait(lambda: len(anna.chat.sent) == 2, timeout=LONG)
        program.waits_until_held()
        bot.send(signal.SIGTERM)
        program.telegram.wait(lambda: program.telegram.calls[-1].parameters.get("timeout") in (0, "0"), timeout=LONG)
        program.go()
        assert bot.wait(LONG) == 0
        assert [post.text.startswith("John Kerry") for post in anna.chat.sent] == [True, False]
    with program.running():
        program.telegram.wait(
            lambda: [post.text.startswith("John Kerry") for post in anna.chat.sent] == [True, True], timeout=LONG
        )


def test_the_token_is_in_no_line_of_the_most_talkative_log(program: Program) -> None:
    anna = program.admit(program.telegram.user("Anna"))
    program.options = ("-vv",)
    with program.running() as bot:
        anna.says(WHO)
        anna.chat.waits_for("John Kerry", timeout=LONG)
        bot.send(signal.SIGTERM)
        assert bot.wait(LONG) == 0
    assert "answered, " in bot.said
    assert program.telegram.token.partition(":")[2] not in bot.said


def test_a_wrong_token_is_told(program: Program) -> None:
    program.environ["WHOSAID_TELEGRAM_TOKEN"] = "1:a_token_that_nobody_has"  # noqa: S105 # nobody's
    assert program.fails().startswith("wrong token: 127.0.0.1:")


def test_no_token_is_told(program: Program) -> None:
    del program.environ["WHOSAID_TELEGRAM_TOKEN"]
    assert program.fails().startswith("no token: ")


def test_no_network_is_told(program: Program) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        port = nobody.getsockname()[1]
    program.environ["WHOSAID_TELEGRAM__API"] = f"http://127.0.0.1:{port}"
    assert program.fails().startswith(f"cannot reach Telegram: 127.0.0.1:{port}\ncheck the network")


def test_a_port_in_use_is_told(program: Program) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        program.environ |= {
            "WHOSAID_TELEGRAM__WEBHOOK_URL": "https://bot.example.org/whosaid",
            "WHOSAID_TELEGRAM__WEBHOOK_PORT": str(port),
        }
        program.telegram.proxy("bot.example.org", port)
        assert program.fails().startswith(f"cannot listen: 127.0.0.1:{port}: Address already in use\n")


def test_a_second_bot_on_the_same_journal_is_told(program: Program) -> None:
    with closing(Journal.open(program.journal)):
        assert program.fails().startswith("journal in use: ")


def test_a_webhook_is_answered_and_only_telegram_knows_its_secret(program: Program) -> None:
    anna = program.admit(program.telegram.user("Anna"))
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    program.environ |= {
        "WHOSAID_TELEGRAM__WEBHOOK_URL": "https://bot.example.org/whosaid",
        "WHOSAID_TELEGRAM__WEBHOOK_PORT": str(port),
    }
    program.telegram.proxy("bot.example.org", port)
    bot = program.begin()
    try:
        program.telegram.wait(lambda: program.telegram.called("setWebhook"), timeout=LONG)
        anna.says(WHO)
        anna.chat.waits_for("John Kerry", timeout=LONG)
        assert len(program.telegram.called("setWebhook")[0].parameters["secret_token"]) > 30
        bot.send(signal.SIGTERM)
        assert bot.wait(LONG) == 0
    finally:
        bot.kill()
