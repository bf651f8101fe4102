"""The table of methods: which function does what was asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram import profile, requests, sending, taps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.fakes.telegram.world import World


class Methods:
    """Does what a bot asks, under the world's lock."""

    def __init__(self, world: World, is_known_host: Callable[[str], bool]) -> None:
        self._world = world
        self._is_known_host = is_known_host
        self._table: Mapping[type[requests.Request], Callable[[World, Any], object]] = {
            requests.GetMe: profile.get_me,
            requests.GetUpdates: lambda world, asked: world.updates.poll(asked),
            requests.SetWebhook: self._set_webhook,
            requests.DeleteWebhook: self._delete_webhook,
            requests.GetWebhookInfo: lambda world, _: world.updates.hook_info(),
            requests.SendMessage: sending.send_message,
            requests.EditMessageText: sending.edit_text,
            requests.EditMessageReplyMarkup: sending.edit_markup,
            requests.DeleteMessage: sending.delete_message,
            requests.SendChatAction: sending.send_action,
            requests.AnswerCallbackQuery: taps.answer_press,
            requests.AnswerInlineQuery: taps.answer_lookup,
            requests.SetMyCommands: profile.set_commands,
            requests.DeleteMyCommands: profile.delete_commands,
            requests.GetMyCommands: profile.get_commands,
            requests.GetChat: profile.get_chat,
            requests.GetChatMember: profile.get_member,
        }

    def do(self, request: requests.Request) -> str:
        """Return the result as JSON; raise `Refused` where Telegram would refuse."""
        with self._world.changed:
            done = self._table[type(request)](self._world, request)
            self._world.changed.notify_all()
            return json.dumps(done)

    def _set_webhook(self, world: World, asked: requests.SetWebhook) -> bool:
        if not asked.url:
            return self._delete_webhook(world, requests.DeleteWebhook(drop_pending_updates=asked.drop_pending_updates))
        world.updates.set_hook(asked, self._is_known_host)
        return True

    def _delete_webhook(self, world: World, asked: requests.DeleteWebhook) -> bool:
        world.updates.delete_hook(drop=asked.drop_pending_updates)
        return True
