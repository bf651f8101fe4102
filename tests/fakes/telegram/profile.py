"""What the bot says about itself: its name, and its commands by scope and language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.world import BOT

if TYPE_CHECKING:
    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.requests import (
        DeleteMyCommands,
        GetChat,
        GetChatMember,
        GetMe,
        GetMyCommands,
        SetMyCommands,
    )
    from tests.fakes.telegram.world import Room, World

NAME = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
LONGEST_DESCRIPTION = 256
MOST_COMMANDS = 100
SCOPES = {
    "default": set(), "all_private_chats": set(), "all_group_chats": set(), "all_chat_administrators": set(),
    "chat": {"chat_id"}, "chat_administrators": {"chat_id"}, "chat_member": {"chat_id", "user_id"},
}  # fmt: skip
DEFAULT: Json = {"type": "default"}


def get_me(world: World, asked: GetMe) -> Json:
    """Say who the bot is."""
    del asked
    return BOT | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(world: World, asked: SetMyCommands) -> bool:
    """Keep the commands of one scope and one language."""
    where = _where(world, asked.scope, asked.language_code)
    if len(asked.commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in asked.commands:
        if not NAME.fullmatch(str(command.get("command", "")).lstrip("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 0 < len(str(command.get("description", ""))) <= LONGEST_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[where] = asked.commands
    return True


def delete_commands(world: World, asked: DeleteMyCommands) -> bool:
    """Forget the commands of one scope and one language."""
    world.commands.pop(_where(world, asked.scope, asked.language_code), None)
    return True


def get_commands(world: World, asked: GetMyCommands) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return world.commands.get(_where(world, asked.scope, asked.language_code), [])


def _where(world: World, scope: Json | None, language: str | None) -> tuple[str, str]:
    scope = scope or DEFAULT
    needed = SCOPES.get(scope.get("type", ""))
    if needed is None:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if set(scope) - {"type"} != needed:
        raise bad_request("can't parse BotCommandScope: chat_id or user_id is wrong")
    if "chat_id" in needed:
        world.room(scope["chat_id"])
    if not LANGUAGE.fullmatch(language or ""):
        raise bad_request("Invalid language code specified")
    return json.dumps(scope, sort_keys=True), language or ""


def shown_commands(world: World, room: Room, user: Json) -> list[Json]:
    """Return the commands that a user's client shows in a chat: the narrowest scope first, the language before none."""
    if room.kind == "private":
        scopes: list[Json] = [{"type": "chat", "chat_id": room.id}, {"type": "all_private_chats"}]
    else:
        scopes = [
            {"type": "chat_member", "chat_id": room.id, "user_id": user["id"]},
            *([{"type": "chat_administrators", "chat_id": room.id}] if _leads(room, user["id"]) else []),
            {"type": "chat", "chat_id": room.id},
            *([{"type": "all_chat_administrators"}] if _leads(room, user["id"]) else []),
            {"type": "all_group_chats"},
        ]
    for scope in [*scopes, DEFAULT]:
        for language in (str(user.get("language_code", ""))[:2], ""):
            if found := world.commands.get((json.dumps(scope, sort_keys=True), language)):
                return found
    return []


def _leads(room: Room, user_id: int) -> bool:
    return room.members.get(user_id) in {"creator", "administrator"}


def get_chat(world: World, asked: GetChat) -> Json:
    """Describe a chat."""
    shown = world.chat_json(world.room(asked.chat_id))
    return shown | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _gifts()}


def _gifts() -> Json:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)


def get_member(world: World, asked: GetChatMember) -> Json:
    """Say what a user is in a chat."""
    room = world.room(asked.chat_id)
    user = world.users.get(asked.user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    status = room.members.get(asked.user_id, "left")
    return {"status": status, "user": user} | ({"is_anonymous": False} if status == "creator" else {})
