"""Which handler takes which update, and the commands that Telegram offers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeChat, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, TypeHandler, filters

from bot.phrases import known, phrases
from bot.telegram_app.admin import Administration
from bot.telegram_app.buttons import Buttons
from bot.telegram_app.commands import ADMINISTRATORS, EVERYBODY, Commands
from bot.telegram_app.door import Door
from bot.telegram_app.inline import Inlines
from bot.telegram_app.outbox import EVERYWHERE, Gone
from bot.telegram_app.questions import Questions
from bot.telegram_app.rebuilding import Rebuilding
from bot.telegram_app.switchboard import caller_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from telegram.ext import Application, ContextTypes

    from bot.phrases import Phrases
    from bot.telegram_app.outbox import Outbox
    from bot.telegram_app.switchboard import Switchboard

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)
_BEFORE_ALL = -1  # the door's group


def add_handlers(application: Application, board: Switchboard) -> None:  # type: ignore[type-arg] # six parameters
    """Connect every update that concerns the bot with what answers it."""
    questions = Questions(board)
    buttons, administration = Buttons(board, questions), Administration(board, questions)
    commands = Commands(board, questions, buttons)
    application.add_handler(TypeHandler(Update, Door(board).look), group=_BEFORE_ALL)
    obeyed = {
        "start": commands.start,
        "help": commands.help,
        "ask": questions.ask,
        "quotes": commands.quotes,
        "sources": commands.sources,
        "latest": commands.latest,
        "why": commands.why,
        "when": commands.when,
        "who": commands.who,
        "new": commands.new,
        "feedback": commands.feedback,
        "forget": commands.forget,
        "allow": administration.allow,
        "deny": administration.deny,
        "status": administration.status,
        "rebuild": Rebuilding(board).rebuild,
    }
    for name, obey in obeyed.items():
        application.add_handler(CommandHandler(name, obey, filters=filters.UpdateType.MESSAGE))
    application.add_handler(CallbackQueryHandler(buttons.press))
    application.add_handler(InlineQueryHandler(Inlines(board).answer))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, commands.help))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, questions.ask))
    application.add_error_handler(_apologise(board))


async def offer_commands(outbox: Outbox, administrators: frozenset[int]) -> None:
    """Tell Telegram the commands, in each language; the administrators' only in their own chats."""
    await _offer(outbox, EVERYBODY, None)
    for administrator in administrators:
        try:
            await _offer(outbox, EVERYBODY + ADMINISTRATORS, BotCommandScopeChat(administrator))
        except (Gone, BadRequest) as error:  # most often: they have not written to the bot yet
            log.info("administrator %d is not offered their commands: %s", administrator, error)


async def _offer(outbox: Outbox, names: tuple[str, ...], scope: BotCommandScopeChat | None) -> None:
    """Offer commands in every language, and in the default one to whoever speaks another."""
    for language, texts in ((None, phrases(None)), *known().items()):
        offered = _offered(texts, names)
        await outbox.call(
            EVERYWHERE,
            lambda language=language, offered=offered: outbox.telegram.set_my_commands(  # type: ignore[misc] # defaults
                offered, scope=scope, language_code=language
            ),
        )


def _offered(texts: Phrases, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, texts.say(f"command.{name}")) for name in names]


def _apologise(board: Switchboard) -> Callable[[object, ContextTypes.DEFAULT_TYPE], Coroutine[object, object, None]]:
    async def apologise(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell somebody whose update met a bug that it did; the log has the rest."""
        error = context.error
        log.error("internal error: %s: %s", type(error).__name__, error)
        log.debug("internal error", exc_info=error)
        caller = caller_of(update) if isinstance(update, Update) else None
        if caller is None or not isinstance(update, Update) or update.inline_query is not None:
            return
        try:
            await board.reply(caller).say(caller.ui.say("error.bug"))
        except Exception as also:  # noqa: BLE001 # nothing more can be done
            log.error("update %d is lost: %s", caller.update, also)  # noqa: TRY400 # one line

    return apologise
