"""The fake server held to what another project's models say of the Bot API (`tests/data/telegram/bot_api.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram.requests import METHODS, parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.server import TelegramServer

SCHEMA: Json = json.loads((Path(__file__).parent.parent / "data" / "telegram" / "bot_api.json").read_text("utf-8"))
SIMPLE: dict[type, str] = {int: "integer", str: "string", bool: "boolean"}
CHAT_MEMBERS = {
    "creator": "ChatMemberOwner", "administrator": "ChatMemberAdministrator", "member": "ChatMemberMember",
    "left": "ChatMemberLeft", "kicked": "ChatMemberBanned",
}  # fmt: skip


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_parameter_is_one_of_the_bot_api_and_as_required_there(method: str) -> None:
    recorded = SCHEMA["methods"][method]
    ours = parameters(method)
    assert set(ours) <= set(recorded)
    assert {name for name, (_, required) in ours.items() if required} == {
        name for name, about in recorded.items() if about["required"]
    }


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_parameter_takes_the_type_that_it_has_in_the_bot_api(method: str) -> None:
    for name, (types, _) in parameters(method).items():
        simple = {SIMPLE[each] for each in types if each in SIMPLE}
        wanted = set(SCHEMA["methods"][method][name]["types"])
        assert simple == wanted & {"integer", "string", "boolean"}, name
        assert (list in types) == any(each.startswith("[") for each in wanted), name
        assert (dict in types) == any(each[0].isupper() for each in wanted), name


def faults(value: object, kinds: list[str], where: str) -> list[str]:
    """Return what in `value` no type of these allows."""
    if isinstance(value, list):
        inner = [kind[1:-1] for kind in kinds if kind.startswith("[")]
        return (
            [fault for n, each in enumerate(value) for fault in faults(each, inner, f"{where}[{n}]")]
            if inner
            else [f"{where}: an array"]
        )
    if isinstance(value, dict):
        objects = [kind for kind in kinds if kind[:1].isupper()]
        if any(kind.startswith("ChatMember") for kind in objects) and "status" in value:
            objects = [CHAT_MEMBERS[value["status"]]]
        known = [kind for kind in objects if kind in SCHEMA["types"]]
        return (
            members(value, known[0], where) if known else [f"{where}: an object no schema was recorded for: {objects}"]
        )
    return [] if SIMPLE[type(value)] in kinds else [f"{where}: {value!r} is none of {kinds}"]


def members(value: Json, kind: str, where: str) -> list[str]:
    fields = SCHEMA["types"][kind]
    found = [f"{where}: {kind} has no {name}" for name in value if name not in fields]
    found += [f"{where}: no {name}" for name, about in fields.items() if about["required"] and name not in value]
    for name, each in value.items():
        found += faults(each, fields.get(name, {"types": []})["types"], f"{where}.{name}")
    return found


RESULTS = {
    "getMe": ["User"], "getUpdates": ["[Update]"], "getWebhookInfo": ["WebhookInfo"], "sendMessage": ["Message"],
    "editMessageText": ["Message", "boolean"], "editMessageReplyMarkup": ["Message", "boolean"],
    "getMyCommands": ["[BotCommand]"], "getChat": ["ChatFullInfo"],
    "getChatMember": ["ChatMemberOwner"],
}  # fmt: skip


def test_every_answer_and_every_update_has_the_shape_of_the_bot_api(
    telegram: TelegramServer, ask: Callable[..., Json]
) -> None:
    anna, ben = telegram.user("Anna", username="anna_of_the_desk"), telegram.user("Ben")
    desk = telegram.group("Desk", anna, ben)
    keys = {"inline_keyboard": [[{"text": "open", "callback_data": "1"}]]}
    asked = anna.says("/ask@whosaid_bot é", where=desk)
    html = (
        '<b>a</b> <a href="https://a.example/x">c</a> <pre><code class="language-x">d</code></pre>'
        "<blockquote expandable>q</blockquote>"
    )
    sent = ask(
        "sendMessage", chat_id=desk.id, text=html, parse_mode="HTML", reply_markup=keys,
        reply_parameters={"message_id": asked.id}, link_preview_options={"is_disabled": True},
    )["result"]  # fmt: skip
    post = desk.room.posts[sent["message_id"]]
    anna.says("and?", where=desk, reply_to=post)
    anna.edits(asked, "/ask@whosaid_bot è")
    ben.presses(post, "open")
    typed = ben.types("query")
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "m"}}
    ask(
        "answerInlineQuery",
        inline_query_id=typed.lookup.id,
        results=[article | {"reply_markup": keys}],
        is_personal=True,
    )
    ben.presses(ben.inserts(typed, typed.waits()[0], where=desk), "open")
    ask("setMyCommands", commands=[{"command": "ask", "description": "Ask"}])
    ask("editMessageText", chat_id=desk.id, message_id=post.id, text="new")
    ask("editMessageReplyMarkup", chat_id=desk.id, message_id=post.id, reply_markup=keys)
    for method in ("getMe", "getUpdates", "getWebhookInfo", "getMyCommands"):
        ask(method)
    ask("getChat", chat_id=anna.id)
    ask("getChatMember", chat_id=desk.id, user_id=anna.id)
    anna.removes_bot(desk)
    kinds = {kind for update in ask("getUpdates")["result"] for kind in update} - {"update_id"}
    assert kinds == {
        "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"
    }  # fmt: skip
    found = [fault for c in telegram.calls for fault in faults(c.result, RESULTS.get(c.method, ["boolean"]), c.method)]
    assert found == []
    assert {call.status for call in telegram.calls} == {200}
