"""What a bot does to the messages of a chat."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.fakes.telegram.formatted import formatted
from tests.fakes.telegram.keyboard import checked
from tests.fakes.telegram.refusals import bad_request, unsupported
from tests.fakes.telegram.world import BOT

if TYPE_CHECKING:
    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.requests import (
        DeleteMessage,
        EditMessageReplyMarkup,
        EditMessageText,
        SendChatAction,
        SendMessage,
    )
    from tests.fakes.telegram.world import Posted, Room, World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def send_message(world: World, asked: SendMessage) -> Json:
    """Post a text."""
    room = world.room(asked.chat_id)
    if asked.message_thread_id is not None:
        raise bad_request("message thread not found")
    replied = _replied(room, asked.reply_parameters)
    content = formatted(asked.text, asked.parse_mode)
    posted = world.post(room, BOT, content, markup=checked(asked.reply_markup), reply_to=replied)
    posted.previews = _previews(asked.link_preview_options) and content.would_preview
    return posted.message


def _replied(room: Room, given: Json | None) -> Posted | None:
    if given is None:
        return None
    for name in given:
        if name not in {"message_id", "chat_id", "allow_sending_without_reply"}:
            raise unsupported(f"field {name} of the reply parameters")
    if given.get("chat_id") not in (None, room.id):
        raise unsupported("reply to a message of another chat")
    found = room.posts.get(int(given["message_id"]))
    if found is not None and not found.deleted:
        return found
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _previews(options: Json | None) -> bool:
    return not (options or {}).get("is_disabled", False)


def edit_text(world: World, asked: EditMessageText) -> Json | bool:
    """Replace the text of a message of the bot's own; the buttons go where none are given."""
    posted = _mine(world, asked)
    content = formatted(asked.text, asked.parse_mode)
    markup = checked(asked.reply_markup)
    shown = content.as_json() | ({"reply_markup": markup} if markup else {})
    if shown == {name: posted.message[name] for name in ("text", "entities", "reply_markup") if name in posted.message}:
        raise bad_request(NOT_MODIFIED)
    posted.show(content, markup, preview=_previews(asked.link_preview_options))
    return _edited(world, posted, inline=asked.inline_message_id is not None)


def edit_markup(world: World, asked: EditMessageReplyMarkup) -> Json | bool:
    """Replace the buttons of a message of the bot's own."""
    posted = _mine(world, asked)
    markup = checked(asked.reply_markup)
    if markup == posted.message.get("reply_markup"):
        raise bad_request(NOT_MODIFIED)
    posted.message.pop("reply_markup", None)
    if markup:
        posted.message["reply_markup"] = markup
    return _edited(world, posted, inline=asked.inline_message_id is not None)


def _mine(world: World, asked: EditMessageText | EditMessageReplyMarkup) -> Posted:
    if asked.inline_message_id is not None:
        inserted = world.inline_posts.get(asked.inline_message_id)
        if inserted is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return inserted
    if asked.chat_id is None:
        raise bad_request("chat_id is empty")
    if asked.message_id is None:
        raise bad_request("message identifier is not specified")
    found = world.room(asked.chat_id).posts.get(asked.message_id)
    if found is None or found.deleted:
        raise bad_request("message to edit not found")
    if found.message["from"] != BOT:
        raise bad_request("message can't be edited")
    return found


def _edited(world: World, posted: Posted, *, inline: bool) -> Json | bool:
    posted.message["edit_date"] = int(time.time())
    world.changed.notify_all()
    return True if inline else posted.message


def delete_message(world: World, asked: DeleteMessage) -> bool:
    """Take a message away: the bot's own, or in a private chat the user's too."""
    room = world.room(asked.chat_id)
    found = room.posts.get(asked.message_id)
    if found is None or found.deleted:
        raise bad_request("message to delete not found")
    if room.kind != "private" and found.message["from"] != BOT:
        raise bad_request("message can't be deleted")
    found.deleted = True
    world.changed.notify_all()
    return True


def send_action(world: World, asked: SendChatAction) -> bool:
    """Show that the bot is at work."""
    world.room(asked.chat_id)
    if asked.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
