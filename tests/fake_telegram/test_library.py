"""The real client library, unpatched, over the loopback."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, MessageHandler, filters

from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


async def echo(update: Update, context: object) -> None:
    del context
    assert update.message is not None
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="x")]])
    await update.message.reply_text(f"<b>{update.message.text}</b>", parse_mode="HTML", reply_markup=keys)


async def press(update: Update, context: object) -> None:
    del context
    assert update.callback_query is not None
    await update.callback_query.answer("ok")
    await update.callback_query.edit_message_text("done")


def test_a_bot_polls_answers_and_edits(telegram: TelegramServer) -> None:
    async def main() -> None:
        application = ApplicationBuilder().token(telegram.token).base_url(telegram.base_url).build()
        application.add_handler(MessageHandler(filters.TEXT, echo))
        application.add_handler(CallbackQueryHandler(press))
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling()
            await asyncio.to_thread(talk)
            await application.updater.stop()
            await application.stop()

    def talk() -> None:
        anna = telegram.user("Anna")
        anna.says("hello")
        sent = anna.chat.waits_for("hello")
        assert sent.entities == [{"type": "bold", "offset": 0, "length": 5}]
        assert anna.presses(sent, "again").waits().text == "ok"
        anna.chat.waits_for("done")

    asyncio.run(main())
    assert [call.method for call in telegram.calls][:2] == ["getMe", "deleteWebhook"]
