"""Record what another project's models say of the Bot API: the methods and types that our own server plays.

Run from the repository's root, in an environment of its own (aiogram asks for an older pydantic than ours):

    python -m venv RECORDER && RECORDER/bin/pip install aiogram==3.31.0
    PYTHONPATH=. RECORDER/bin/python tests/data/telegram/record_bot_api.py
"""

from __future__ import annotations

import builtins
import json
import re
import types
import typing
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args, get_origin

import aiogram
from aiogram.client.default import Default

from tests.fakes.telegram.requests import METHODS

if typing.TYPE_CHECKING:
    import pydantic

FILE = Path(__file__).with_name("bot_api.json")
SHOWN = (
    "Update", "Message", "User", "Chat", "ChatFullInfo", "AcceptedGiftTypes", "MessageEntity", "CallbackQuery",
    "InlineQuery", "ChosenInlineResult", "ChatMemberUpdated", "ChatMemberOwner", "ChatMemberAdministrator",
    "ChatMemberMember", "ChatMemberLeft", "ChatMemberBanned", "InlineKeyboardMarkup", "InlineKeyboardButton",
    "WebhookInfo", "BotCommand", "ResponseParameters", "ReplyParameters", "LinkPreviewOptions",
    "InlineQueryResultArticle", "InputTextMessageContent", "InlineQueryResultsButton",
)  # fmt: skip
SIMPLE = {bool: "boolean", int: "integer", str: "string", float: "number", datetime: "integer", timedelta: "integer"}


def kinds(annotation: object) -> set[str]:
    """Return the JSON types of an annotation; the names of types where they are objects."""
    inner = get_args(annotation)
    match get_origin(annotation):
        case typing.Annotated:
            return kinds(inner[0])
        case typing.Union | types.UnionType:
            return set().union(*map(kinds, inner))
        case typing.Literal:
            return set().union(*(kinds(type(value)) for value in inner))
        case builtins.list:
            return {f"[{kind}]" for kind in kinds(inner[0])}
    assert isinstance(annotation, type)
    if annotation in (types.NoneType, Default):
        return set()
    return {next((name for known, name in SIMPLE.items() if issubclass(annotation, known)), annotation.__name__)}


def members(model: type[pydantic.BaseModel]) -> dict[str, dict[str, object]]:
    """Return the fields of a model: their types, and whether they are required."""
    return {
        field.alias or name: {"required": field.is_required(), "types": sorted(kinds(field.annotation))}
        for name, field in sorted(model.model_fields.items())
    }


def main() -> None:
    """Write the file."""
    recorded = {
        "source": f"aiogram {aiogram.__version__}",
        "bot_api": aiogram.__api_version__,
        "methods": {name: members(getattr(aiogram.methods, name[0].upper() + name[1:])) for name in sorted(METHODS)},
        "types": {name: members(getattr(aiogram.types, name)) for name in sorted(SHOWN)},
    }
    lines = re.sub(r"\n {4,}|\n {3}(?=[}])", " ", json.dumps(recorded, indent=1))  # one line a parameter or field
    FILE.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
