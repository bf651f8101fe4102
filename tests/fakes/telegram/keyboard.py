"""The buttons beneath a message, and why Telegram refuses some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.refusals import bad_request, unsupported

if TYPE_CHECKING:
    from tests.fakes.telegram.formatted import Json

LONGEST_DATA = 64  # bytes
MOST_BUTTONS = 100
ADDRESS = re.compile(r"(?:https?://)?[^\s/?#]+\.[^\s/?#.]{2,}(?:[/?#].*)?|tg://\S+")
DOES = ("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")


def checked(markup: Json | None) -> Json | None:
    """Return an inline keyboard as it is kept, or nothing where there is none; raise `Refused` for a faulty one."""
    if markup is None or markup.get("remove_keyboard") or markup.get("force_reply"):
        return None
    if "inline_keyboard" not in markup:
        raise unsupported("keyboard but the inline one")
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> Json:
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    does = [name for name in DOES if button.get(name) is not None]
    if not does:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(does) > 1:
        raise unsupported(f"button that does several things: {does}")
    for name in button:
        if name not in {"text", "style", *DOES}:
            raise unsupported(f"field {name} of a button")
    _check(does[0], button[does[0]])
    return button


def _check(name: str, value: Any) -> None:  # noqa: ANN401 # JSON
    if name == "callback_data" and not 0 < len(str(value).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "url" and not ADDRESS.fullmatch(str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
