"""What a bot may ask: one dataclass a method, one field a parameter; those without a default are required.

The names and the required ones are held to a schema of the Bot API that we did not write (`test_schema.py`).
A parameter that the real API has and that is missing here is refused loudly, never ignored.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from tests.fakes.telegram.formatted import Json
from tests.fakes.telegram.refusals import Refused, bad_request, unsupported

if TYPE_CHECKING:
    from collections.abc import Mapping

Jsons = list[Json]
Strings = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMe:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class GetUpdates:
    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: Strings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWebhook:
    url: str
    ip_address: str | None = None
    max_connections: int | None = None
    allowed_updates: Strings | None = None
    drop_pending_updates: bool | None = None
    secret_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteWebhook:
    drop_pending_updates: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetWebhookInfo:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    chat_id: int | str
    text: str
    message_thread_id: int | None = None
    parse_mode: str | None = None
    link_preview_options: Json | None = None
    disable_notification: bool | None = None
    protect_content: bool | None = None
    reply_parameters: Json | None = None
    reply_markup: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMessageText:
    text: str | None = None
    chat_id: int | str | None = None
    message_id: int | None = None
    inline_message_id: str | None = None
    parse_mode: str | None = None
    link_preview_options: Json | None = None
    reply_markup: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMessageReplyMarkup:
    chat_id: int | str | None = None
    message_id: int | None = None
    inline_message_id: str | None = None
    reply_markup: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMessage:
    chat_id: int | str
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendChatAction:
    chat_id: int | str
    action: str
    message_thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCallbackQuery:
    callback_query_id: str
    text: str | None = None
    show_alert: bool | None = None
    cache_time: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInlineQuery:
    inline_query_id: str
    results: Jsons
    cache_time: int | None = None
    is_personal: bool | None = None
    next_offset: str | None = None
    button: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMyCommands:
    commands: Jsons
    scope: Json | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMyCommands:
    scope: Json | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMyCommands:
    scope: Json | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetChat:
    chat_id: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class GetChatMember:
    chat_id: int | str
    user_id: int


Request = (
    GetMe | GetUpdates | SetWebhook | DeleteWebhook | GetWebhookInfo | SendMessage | EditMessageText
    | EditMessageReplyMarkup | DeleteMessage | SendChatAction | AnswerCallbackQuery | AnswerInlineQuery | SetMyCommands
    | DeleteMyCommands | GetMyCommands | GetChat | GetChatMember
)  # fmt: skip
METHODS: dict[str, type[Request]] = {
    request.__name__[0].lower() + request.__name__[1:]: request for request in get_args(Request)
}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}  # the real server takes any case


@cache
def parameters(method: str) -> dict[str, tuple[frozenset[type], bool]]:
    """Return, for each parameter of `method`, the types that it takes and whether it is required."""
    request = METHODS[method]
    hints = get_type_hints(request)
    return {
        field.name: (_types(hints[field.name]) - {type(None)}, field.default is MISSING) for field in fields(request)
    }


def read(method: str, raw: Mapping[str, object]) -> Request:
    """Return the request that was sent; raise `Refused` for what is missing, unknown or of another type."""
    known = parameters(method)
    for name in raw:
        if name not in known:
            raise unsupported(f"parameter {name} of {method}")
    values: dict[str, Any] = {}
    for name, (types, required) in known.items():
        if raw.get(name) not in (None, "") or (name == "url" and "url" in raw):  # no address: no webhook any more
            values[name] = _value(name, raw[name], types)
        elif required:
            raise _missing(name)
    return METHODS[method](**values)


def _types(hint: Any) -> frozenset[type]:  # noqa: ANN401 # whatever an annotation may be
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return frozenset({Jsons: list, Strings: list, Json: dict}.get(part, part) for part in map(_plain, parts))


def _plain(hint: Any) -> Any:  # noqa: ANN401 # the same
    origin = getattr(hint, "__origin__", None)
    return origin if origin in {dict, list} else hint


def _missing(name: str) -> Refused:
    words = {"text": "message text is empty", "chat_id": "chat_id is empty", "url": "bad webhook: URL is empty"}
    return bad_request(words.get(name, f'parameter "{name}" is required'))


def _value(name: str, given: object, types: frozenset[type]) -> object:
    if types == {int, str}:
        return int(str(given)) if str(given).lstrip("-").isdigit() else str(given)
    if types == {str}:
        return str(given)
    if types == {bool}:
        return str(given).lower() in {"true", "1", "yes"}
    if types == {int}:
        if not str(given).lstrip("-").isdigit():
            raise bad_request(f"invalid {name} specified")
        return int(str(given))
    try:
        value = json.loads(given) if isinstance(given, str) else given
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None
    if not isinstance(value, tuple(types)):
        raise bad_request(f"object expected as {name}")
    return value
