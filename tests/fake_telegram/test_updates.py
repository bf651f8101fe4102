from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.people import User
    from tests.fakes.telegram.server import TelegramServer

    Ask = Callable[..., Json]

OTHER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)


@pytest.fixture
def anna(telegram: TelegramServer) -> User:
    return telegram.user("Anna")


def texts(answer: Json) -> list[str]:
    return [update["message"]["text"] for update in answer["result"]]


def test_an_update_comes_again_until_its_offset_is_confirmed(anna: User, ask: Ask) -> None:
    first = anna.says("a").update_id
    anna.says("b")
    assert first is not None
    assert texts(ask("getUpdates")) == texts(ask("getUpdates", offset=first)) == ["a", "b"]
    assert texts(ask("getUpdates", limit=1)) == ["a"]
    assert texts(ask("getUpdates", offset=first + 1)) == texts(ask("getUpdates")) == ["b"]
    anna.says("c")
    assert texts(ask("getUpdates", offset=-1)) == texts(ask("getUpdates")) == ["c"]


def test_a_long_poll_waits_for_what_comes(anna: User, ask: Ask) -> None:
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(ask, "getUpdates", timeout=20)
        time.sleep(0.1)
        assert not poll.done()
        anna.says("a")
        assert texts(poll.result()) == ["a"]


def test_a_newer_poll_ends_the_older_one(telegram: TelegramServer, anna: User, ask: Ask) -> None:
    with ThreadPoolExecutor() as pool:
        older = pool.submit(ask, "getUpdates", timeout=20)
        telegram.wait(lambda: telegram.calls)
        newer = pool.submit(ask, "getUpdates", timeout=20)
        assert older.result() == {"ok": False, "error_code": 409, "description": OTHER[0]}
        anna.says("a")
        assert texts(newer.result()) == ["a"]


def test_only_the_kinds_that_were_asked_for_come_and_they_stay_chosen(anna: User, ask: Ask) -> None:
    anna.says("before")
    ask("getUpdates", allowed_updates=["inline_query"])
    anna.says("after")
    anna.types("q")
    kinds = [set(update) - {"update_id"} for update in ask("getUpdates")["result"]]
    assert kinds == [{"message"}, {"inline_query"}]


@pytest.mark.parametrize(("privacy", "seen"), [(True, 5), (False, 8)])
def test_a_group_under_privacy_shows_the_bot_only_what_is_meant_for_it(
    telegram: TelegramServer, ask: Ask, *, privacy: bool, seen: int
) -> None:
    telegram.world.privacy = privacy
    anna, ben = telegram.user("Anna"), telegram.user("Ben")
    desk = telegram.group("Desk", anna, ben)
    ask("sendMessage", chat_id=desk.id, text="here I am")
    for text in ("/ask a", "/ask@whosaid_bot b", "what do you say, @whosaid_bot?", "well @WHOSAID_BOT"):
        anna.says(text, where=desk)
    ben.says("who?", where=desk, reply_to=desk.sent[0])
    for text in ("nothing", "/ask@another_bot c", "@whosaid_bottom"):
        ben.says(text, where=desk)
    assert len([update for update in ask("getUpdates")["result"] if "message" in update]) == seen


def test_a_bot_that_was_removed_sees_and_says_nothing(telegram: TelegramServer, ask: Ask) -> None:
    anna = telegram.user("Anna")
    desk = telegram.group("Desk", anna)
    anna.removes_bot(desk)
    anna.says("/ask a", where=desk)
    assert [next(key for key in update if key != "update_id") for update in ask("getUpdates")["result"]] == [
        "my_chat_member", "my_chat_member"
    ]  # fmt: skip
    answer = ask("sendMessage", chat_id=desk.id, text="a")
    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"


class Endpoint(BaseHTTPRequestHandler):
    """A webhook that fails once."""

    got: ClassVar[list[tuple[str | None, Json]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.got.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
        self.send_response(500 if len(self.got) == 1 else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # http.server's name
        pass


@pytest.fixture
def endpoint() -> Iterator[int]:
    Endpoint.got.clear()
    with HTTPServer(("127.0.0.1", 0), Endpoint) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_webhook_gets_each_update_with_the_secret_until_it_takes_it(
    telegram: TelegramServer, anna: User, ask: Ask, endpoint: int
) -> None:
    telegram.proxy("bot.example.org", endpoint)
    assert ask("setWebhook", url="https://bot.example.org/hook", secret_token="s3cret")["ok"]  # noqa: S106 # the point
    anna.says("a")
    telegram.wait(lambda: len(Endpoint.got) == 2 and not telegram.world.updates.pending)
    assert [(secret, body["message"]["text"]) for secret, body in Endpoint.got] == [("s3cret", "a")] * 2
    info = ask("getWebhookInfo")["result"]
    assert info["url"] == "https://bot.example.org/hook"
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert ask("getUpdates") == {"ok": False, "error_code": 409, "description": OTHER[1]}
    assert ask("deleteWebhook")["ok"]
    assert ask("getWebhookInfo")["result"]["url"] == ""
    assert ask("getUpdates")["result"] == []


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("http://bot.example.org/", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://bot.example.org:5000/", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://nowhere.example.org/", "bad webhook: Failed to resolve host: Name or service not known"),
    ],
)
def test_a_webhook_needs_a_known_host_and_https(ask: Ask, url: str, cause: str) -> None:
    assert ask("setWebhook", url=url)["description"] == f"Bad Request: {cause}"
