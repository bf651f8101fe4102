from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.people import User
    from tests.fakes.telegram.server import TelegramServer

    Ask = Callable[..., Json]

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def anna(telegram: TelegramServer) -> User:
    return telegram.user("Anna", language="fr")


def keys(*labels: str) -> Json:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def test_a_wrong_token_is_unauthorized_and_a_wrong_method_not_found(telegram: TelegramServer, ask: Ask) -> None:
    assert ask("getMe", token="1:wrong") == {"ok": False, "error_code": 401, "description": "Unauthorized"}  # noqa: S106 # the point
    assert ask("getMeNot")["error_code"] == 404
    assert ask("GETME")["result"]["username"] == telegram.bot_name


def test_a_parameter_that_the_fake_does_not_know_is_refused_loudly(anna: User, ask: Ask) -> None:
    assert ask("sendMessage", chat_id=anna.id, text="a", message_effect_id="1")["error_code"] == 501


def test_a_message_is_posted_and_edited_in_place(anna: User, ask: Ask) -> None:
    sent = ask("sendMessage", chat_id=anna.id, text="<b>a</b>", parse_mode="HTML", reply_markup=keys("x"))["result"]
    edit = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert ask("editMessageText", **edit, text="b")["result"]["text"] == "b"
    post = anna.chat.sent[0]
    assert [(version.text, len(version.rows)) for version in post.versions] == [("a", 1), ("b", 0)]
    assert ask("editMessageText", **edit, text=" b ")["description"] == NOT_MODIFIED
    assert ask("editMessageText", **edit, text="b", reply_markup=keys("y"))["ok"]
    assert ask("editMessageReplyMarkup", **edit, reply_markup=keys("y"))["description"] == NOT_MODIFIED
    assert ask("editMessageReplyMarkup", **edit)["ok"]
    assert post.buttons == []


def test_only_the_bots_own_messages_are_edited(anna: User, ask: Ask) -> None:
    asked = anna.says("hello")
    answer = ask("editMessageText", chat_id=anna.id, message_id=asked.id, text="b")
    assert answer["description"] == "Bad Request: message can't be edited"
    answer = ask("editMessageText", chat_id=anna.id, message_id=99, text="b")
    assert answer["description"] == "Bad Request: message to edit not found"


def test_a_deleted_message_is_gone(anna: User, ask: Ask) -> None:
    sent = ask("sendMessage", chat_id=anna.id, text="a")["result"]
    at = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert ask("deleteMessage", **at)["result"] is True
    assert anna.chat.sent == []
    assert ask("deleteMessage", **at)["description"] == "Bad Request: message to delete not found"
    assert ask("editMessageText", **at, text="b")["description"] == "Bad Request: message to edit not found"


def test_a_chat_must_be_known_and_open(telegram: TelegramServer, anna: User, ask: Ask) -> None:
    stranger = telegram.user("Ben", started=False)
    assert ask("sendMessage", chat_id=5, text="a")["description"] == "Bad Request: chat not found"
    assert ask("sendMessage", chat_id=stranger.id, text="a")["error_code"] == 403
    stranger.says("/start")
    assert ask("sendMessage", chat_id=stranger.id, text="a")["ok"]
    anna.blocks_bot()
    answer = ask("sendChatAction", chat_id=anna.id, action="typing")
    assert answer["description"] == "Forbidden: bot was blocked by the user"


def test_a_reply_needs_its_message_unless_it_may_go_without(anna: User, ask: Ask) -> None:
    asked = anna.says("hello")
    assert ask("sendMessage", chat_id=anna.id, text="a", reply_parameters={"message_id": asked.id})["ok"]
    assert anna.chat.sent[-1].reply_to == asked.id
    lost = {"message_id": 99}
    answer = ask("sendMessage", chat_id=anna.id, text="a", reply_parameters=lost)
    assert answer["description"] == "Bad Request: message to be replied not found"
    lost["allow_sending_without_reply"] = True
    assert ask("sendMessage", chat_id=anna.id, text="a", reply_parameters=lost)["ok"]


def test_a_link_has_a_preview_unless_it_is_switched_off(anna: User, ask: Ask) -> None:
    for options in ({}, {"is_disabled": True}):
        ask("sendMessage", chat_id=anna.id, text="see https://a.example/b", link_preview_options=options)
    assert [post.previews for post in anna.chat.sent] == [True, False]


@pytest.mark.parametrize(
    ("button", "cause"),
    [
        ({"text": "a", "callback_data": "é" * 32 + "x"}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        (
            {"text": "a", "url": "http://localhost"},
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_a_faulty_button_is_refused(anna: User, ask: Ask, button: Json, cause: str) -> None:
    answer = ask("sendMessage", chat_id=anna.id, text="a", reply_markup={"inline_keyboard": [[button]]})
    assert answer["description"] == f"Bad Request: {cause}"
    fits = {"text": "a", "callback_data": "é" * 32}
    assert ask("sendMessage", chat_id=anna.id, text="a", reply_markup={"inline_keyboard": [[fits]]})["ok"]


def test_a_press_is_answered_once(anna: User, ask: Ask) -> None:
    ask("sendMessage", chat_id=anna.id, text="a", reply_markup=keys("x"))
    pressed = anna.presses(anna.chat.sent[0], "x")
    (update,) = ask("getUpdates")["result"]
    assert update["callback_query"]["data"] == "x"
    answer = {"callback_query_id": update["callback_query"]["id"]}
    assert ask("answerCallbackQuery", **answer, text="a" * 201)["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert ask("answerCallbackQuery", **answer, text="thanks")["ok"]
    assert pressed.waits().text == "thanks"
    assert ask("answerCallbackQuery", **answer)["description"] == TOO_OLD
    assert ask("answerCallbackQuery", callback_query_id="5")["description"] == TOO_OLD


def test_a_late_answer_to_a_press_is_refused(anna: User, ask: Ask) -> None:
    ask("sendMessage", chat_id=anna.id, text="a", reply_markup=keys("x"))
    pressed = anna.presses(anna.chat.sent[0], "x")
    pressed.press.at -= 16
    assert ask("answerCallbackQuery", callback_query_id=pressed.press.id)["description"] == TOO_OLD


def article(number: int) -> Json:
    return {"type": "article", "id": str(number), "title": "t", "input_message_content": {"message_text": f"m{number}"}}


def test_an_inline_query_gets_at_most_fifty_results_with_ids_of_their_own(anna: User, ask: Ask) -> None:
    query = {"inline_query_id": anna.types("q").lookup.id}
    many = [article(number) for number in range(51)]
    assert ask("answerInlineQuery", **query, results=many)["description"] == "Bad Request: RESULTS_TOO_MUCH"
    twice = ask("answerInlineQuery", **query, results=[article(1), article(1)])
    assert twice["description"] == "Bad Request: RESULT_ID_DUPLICATE"
    long = ask("answerInlineQuery", **query, results=[article(1) | {"id": "x" * 65}])
    assert long["description"] == "Bad Request: RESULT_ID_INVALID"
    assert ask("answerInlineQuery", **query, results=many[:50])["ok"]
    assert ask("answerInlineQuery", **query, results=[])["description"] == TOO_OLD


@pytest.mark.parametrize(("personal", "asked"), [(False, ["Anna"]), (True, ["Anna", "Ben"])])
def test_inline_results_are_shown_to_others_too_unless_they_are_personal(
    telegram: TelegramServer, anna: User, ask: Ask, *, personal: bool, asked: list[str]
) -> None:
    typed = anna.types("q")
    ask("answerInlineQuery", inline_query_id=typed.lookup.id, results=[article(1)], is_personal=personal)
    telegram.user("Ben").types("q")
    anna.types("q")
    assert [update["inline_query"]["from"]["first_name"] for update in ask("getUpdates")["result"]] == asked


def test_an_inserted_result_with_a_button_can_be_pressed_and_edited(
    anna: User, telegram: TelegramServer, ask: Ask
) -> None:
    ben = telegram.user("Ben")
    typed = anna.types("q")
    ask("answerInlineQuery", inline_query_id=typed.lookup.id, results=[article(1) | {"reply_markup": keys("x")}])
    posted = anna.inserts(typed, typed.waits()[0], where=ben.chat)
    ben.presses(posted, "x")
    press = ask("getUpdates")["result"][-1]["callback_query"]
    assert ask("editMessageText", inline_message_id=press["inline_message_id"], text="new")["result"] is True
    assert posted.text == "new"


def test_commands_are_shown_by_scope_and_language(telegram: TelegramServer, anna: User, ask: Ask) -> None:
    def one(name: str) -> list[Json]:
        return [{"command": name, "description": "d"}]

    admin = telegram.user("Eva", language="en")
    desk = telegram.group("Desk", admin, anna)
    ask("setMyCommands", commands=one("all"))
    ask("setMyCommands", commands=one("tous"), language_code="fr")
    ask("setMyCommands", commands=one("lead"), scope={"type": "chat", "chat_id": admin.id})
    ask("setMyCommands", commands=one("run"), scope={"type": "all_chat_administrators"})
    assert telegram.commands(anna) == telegram.commands(anna, desk) == one("tous")
    assert telegram.commands(admin) == one("lead")
    assert telegram.commands(admin, desk) == one("run")
    assert ask("setMyCommands", commands=one("Ask"))["description"] == "Bad Request: BOT_COMMAND_INVALID"
    assert ask("setMyCommands", commands=one("a"), language_code="fra")["error_code"] == 400
