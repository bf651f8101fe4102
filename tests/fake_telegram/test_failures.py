from __future__ import annotations

import socket
import time
from http.client import RemoteDisconnected
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.fakes.telegram.failures import broken, cut, cut_after, flooded, hung, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.server import TelegramServer

    Ask = Callable[..., Json]

BROKEN = (ConnectionResetError, RemoteDisconnected)


def test_too_many_calls_are_told_when_to_come_back(telegram: TelegramServer, ask: Ask) -> None:
    telegram.fail(flooded(3), method="getMe")
    assert ask("getMyCommands")["ok"]
    assert ask("getMe") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert ask("getMe")["ok"]


def test_flood_control_of_one_chat_leaves_the_others_alone(telegram: TelegramServer, ask: Ask) -> None:
    anna, ben = telegram.user("Anna"), telegram.user("Ben")
    telegram.flood(anna.chat, 0.3)
    assert ask("sendMessage", chat_id=anna.id, text="a")["parameters"] == {"retry_after": 1}
    assert ask("sendMessage", chat_id=ben.id, text="a")["ok"]
    time.sleep(0.3)
    assert ask("sendMessage", chat_id=anna.id, text="a")["ok"]


def test_telegrams_own_failures_come_as_json_or_as_a_page(telegram: TelegramServer, ask: Ask) -> None:
    telegram.fail(broken(503))
    assert ask("getMe") == {"ok": False, "error_code": 503, "description": "Service Unavailable"}
    telegram.fail(page())
    with pytest.raises(ValueError, match="Expecting value"):
        ask("getMe")


def test_a_cut_connection_did_nothing_and_one_cut_after_did(telegram: TelegramServer, ask: Ask) -> None:
    anna = telegram.user("Anna")
    for failure, sent in ((cut(), 0), (cut_after(), 1)):
        telegram.fail(failure, chat=anna.chat)
        with pytest.raises(BROKEN):
            ask("sendMessage", chat_id=anna.id, text="a")
        assert len(anna.chat.sent) == sent


def test_a_hung_connection_says_nothing_and_then_breaks(telegram: TelegramServer, ask: Ask) -> None:
    telegram.fail(hung(0.3))
    began = time.monotonic()
    with pytest.raises(BROKEN):
        ask("getMe")
    assert time.monotonic() - began >= 0.3
    assert ask("getMe")["ok"]


def test_the_server_ends_with_a_connection_that_hangs(telegram: TelegramServer) -> None:
    telegram.fail(hung(), times=None)
    assert telegram.calls == []


def test_a_share_of_the_calls_fails_and_the_log_says_which(telegram: TelegramServer, ask: Ask) -> None:
    telegram.fail(broken(), share=0.3, times=None, seed=1)
    answers = [ask("getMe")["ok"] for _ in range(60)]
    assert 5 < answers.count(False) < 35
    assert [call.failure is None for call in telegram.called("getMe")] == answers
    telegram.failures.clear()
    assert all(ask("getMe")["ok"] for _ in range(10))


def test_a_call_that_breaks_off_in_the_middle_does_nothing(telegram: TelegramServer) -> None:
    anna = telegram.user("Anna")
    address = urlsplit(telegram.base_url)
    head = f"POST /bot{telegram.token}/sendMessage HTTP/1.1\r\nContent-Length: 99\r\n\r\n"
    with socket.create_connection((str(address.hostname), address.port or 0)) as half:
        half.sendall(f"{head}chat_id={anna.id}&text=a".encode())
        half.shutdown(socket.SHUT_WR)
        assert half.recv(1) == b""
    assert telegram.calls == []
    assert anna.chat.sent == []
