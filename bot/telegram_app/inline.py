"""`@bot who called it …` in any chat: verified quotations, to be inserted there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.quote_list import Wanted
from bot.render_inline import inline
from bot.telegram_app.switchboard import caller_of
from corpus.errors import NewsError

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.render_inline import Inserted
    from bot.telegram_app.switchboard import Switchboard

log = logging.getLogger(__name__)

_SHORTEST = 3  # characters; less is somebody who has begun to type
_MOST = 10  # results
_CACHED = 60  # seconds for which Telegram may give the same user the same results


class Inlines:
    """Answers inline queries. Of what somebody types only the newest is searched: each letter is a query."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self._newest: dict[int, int] = {}  # user -> the update of their newest query

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the quotations that a query finds."""
        del context
        caller, query = caller_of(update), update.inline_query
        if caller is None or query is None:
            return
        self._newest[caller.user] = caller.update
        found: tuple[Inserted, ...] = ()
        text = query.query.strip()
        if len(text) >= _SHORTEST:
            async with self._board.line.join(
                -caller.user, caller.update
            ):  # one search at a time for each user, beside their chats
                if self._newest[caller.user] != caller.update:
                    return
                try:
                    wanted = Wanted(words=text, limit=_MOST)
                    found = inline(await self._board.reception.do(lambda desk: desk.list_quotes(wanted)), ui=caller.ui)
                except NewsError as error:
                    log.warning("an inline query cannot be answered: %s", error.message)
                    return
        try:
            await query.answer([_result(each) for each in found], cache_time=_CACHED, is_personal=True)
        except TelegramError as error:
            log.info("an inline query was left: %s", error)  # most often: it is too old


def _result(each: Inserted) -> InlineQueryResultArticle:
    keyboard = [
        [InlineKeyboardButton(button.label, url=button.url) for button in row if button.url is not None]
        for row in each.message.rows
    ]
    return InlineQueryResultArticle(
        id=each.id,
        title=each.title,
        description=each.description,
        input_message_content=InputTextMessageContent(
            each.message.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup(keyboard) if any(keyboard) else None,
    )
