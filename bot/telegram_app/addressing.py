"""Whether a message is meant for the bot, and what it asks.

In a private chat everything is. In a group only a command, a message that mentions the bot, or a reply to one of its
messages: anything else that Telegram may show an administrator of the group is neither read nor kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import MessageEntity
from telegram.constants import ChatType

if TYPE_CHECKING:
    from telegram import Message, Update

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<of>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


def concerns(update: Update) -> bool:
    """Whether an update is to be worked on."""
    if update.callback_query is not None or update.inline_query is not None:
        return True
    message = update.message
    if message is None or message.from_user is None or (message.from_user.is_bot and message.sender_chat is None):
        return False
    me = message.get_bot()
    if message.via_bot is not None and message.via_bot.id == me.id:
        return False  # one of our own inline results, inserted
    if message.migrate_to_chat_id is not None:
        return True
    if message.chat.type == ChatType.PRIVATE:
        return True
    return message.chat.type in _GROUPS and _is_for_us(message)


def is_group(message: Message) -> bool:
    """Whether a message stands in a group."""
    return message.chat.type in _GROUPS


def asked(message: Message) -> str:
    """Return what a message asks: its words, without the command or the mention of the bot."""
    text = message.text or ""
    command = _COMMAND.match(text)
    if command is not None and text.startswith("/"):
        return (command["rest"] or "").strip()
    mention = f"@{message.get_bot().username}"
    return re.sub(rf"{re.escape(mention)}\b", " ", text, flags=re.IGNORECASE).strip(" ,:\n\t")


def command_of(message: Message) -> str | None:
    """Return the name of the command that a message is, if it is one, and ours or nobody's."""
    found = _COMMAND.match(message.text or "")
    if found is None:
        return None
    of = found["of"]
    if of is not None and of.casefold() != (message.get_bot().username or "").casefold():
        return None
    return found["name"].casefold()


def _is_for_us(message: Message) -> bool:
    me = message.get_bot()
    if (message.text or "").startswith("/"):
        return command_of(message) is not None
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == me.id:
        return True
    mentions = message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION])
    return any(
        text.casefold() == f"@{me.username}".casefold() or (entity.user is not None and entity.user.id == me.id)
        for entity, text in mentions.items()
    )
