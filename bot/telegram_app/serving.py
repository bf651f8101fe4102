"""The bot from its start to its end: connect, take up what was left, listen, finish what runs."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from httpx import create_ssl_context
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import HTTPXRequest

from bot.errors import CannotServe
from bot.telegram_app.handlers import ALLOWED_UPDATES, add_handlers, offer_commands
from bot.telegram_app.incoming import Clerk, Inbox
from bot.telegram_app.line import Line
from bot.telegram_app.outbox import Outbox
from bot.telegram_app.switchboard import Switchboard
from bot.telegram_app.token import VARIABLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
    from pathlib import Path
    from ssl import SSLContext

    from bot.answer import Searched
    from bot.telegram_app.journal import Journal
    from bot.telegram_app.reception import Reception
    from bot.telegram_app.switchboard import Terms
    from index.build import Report
    from index.intake import Progress

log = logging.getLogger(__name__)
App: TypeAlias = "Application[ExtBot[None], Any, Any, Any, Any, Any]"

GRACE = 20.0  # seconds for what runs when the program is told to end
_POLL = 25  # seconds for which Telegram holds a poll open
_TIMEOUT = 10.0  # seconds for each step of a call
_CALLS = 256  # that may be under way at once
# The same, of polls: one, but one that is broken off may keep its connection, and the last poll waited 30 s for it.
_POLLS = 2
_RETRIES = 3  # attempts to connect again at the start, where Telegram is reached but stumbles
_LOOK = 60.0  # seconds between two looks whether the token is still good
_PURGES = 24 * 60  # such looks between two purges of the journal
_BESIDE = 1_024  # updates that may be worked on besides the questions that wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram sends updates to, instead of being polled."""

    url: str  # as Telegram reaches it, https
    listen: str  # the address and port here
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wires:
    """How Telegram is reached."""

    token: str
    api: str  # https://api.telegram.org, or a Bot API server of one's own
    webhook: Webhook | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What the bot is made of."""

    terms: Terms
    journal: Journal
    reception: Reception
    build: Callable[[Sequence[Path], Progress], Report]
    warm: Callable[[], object]  # loads what the first question would wait for


def serve(wires: Wires, works: Works, told: Callable[[str, Searched], None]) -> None:
    """Answer in Telegram until SIGINT or SIGTERM; `told` gets the bot's name, and what it searches, once it listens.

    Raises CannotServe, CorpusError, SearchError.
    """
    asyncio.run(_serve(wires, works, told))


async def _serve(wires: Wires, works: Works, told: Callable[[str, Searched], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        stop.set()
        for each in (signal.SIGINT, signal.SIGTERM):  # whoever asks twice does not want to wait
            loop.remove_signal_handler(each)

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, end)
    async with running(wires, works) as application:
        told(application.bot.username, await works.reception.do(lambda desk: desk.searched))
        looks = 0
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _LOOK)
            looks += 1
            if looks % _PURGES == 0:
                works.journal.purge(works.terms.keep_days)
            with _translated(wires, only=InvalidToken):
                await application.bot.get_me()  # polling ends without a word when the token is withdrawn


@asynccontextmanager
async def running(wires: Wires, works: Works) -> AsyncIterator[App]:
    """Listen to Telegram while the context lasts, then finish what runs. Raises CannotServe, and what the desk does."""
    await works.reception.do(lambda desk: desk.searched)  # an archive that cannot be asked is told before anything else
    line = Line()
    works.journal.purge(works.terms.keep_days)
    inbox, clerk = Inbox(works.journal), Clerk(works.journal, line, at_once=works.terms.waiting + _BESIDE)
    application = _application(wires, inbox, clerk)
    outbox = Outbox(application.bot)
    board = Switchboard(
        terms=works.terms,
        journal=works.journal,
        outbox=outbox,
        reception=works.reception,
        build=works.build,
        line=line,
    )
    add_handlers(application, board)
    with _translated(wires):
        await _patiently(application.initialize)
    try:
        await application.start()
        # Where it fails, the first question meets what is wrong.
        warming = asyncio.gather(works.reception.do(lambda _: works.warm()), return_exceptions=True)
        left = await inbox.put_unanswered(application.bot)
        if left:
            log.info("%d updates were left unanswered, and are taken up now", left)
        offering = asyncio.create_task(offer_commands(outbox, works.terms.administrators))
        try:
            await _listen(application, wires)
            yield application
        finally:
            for beside in (offering, warming):
                beside.cancel()
            await _finish(application, outbox, clerk)
    finally:
        await application.shutdown()
        await works.reception.close()


def _application(wires: Wires, inbox: Inbox, clerk: Clerk) -> App:
    builder = (
        ApplicationBuilder().token(wires.token).base_url(f"{wires.api}/bot").base_file_url(f"{wires.api}/file/bot")
    )
    builder = builder.request(_line(_CALLS)).get_updates_request(_line(_POLLS))
    return builder.update_queue(inbox).concurrent_updates(clerk).job_queue(None).build()


def _line(at_once: int) -> HTTPXRequest:
    """Return what makes so many calls at once."""
    return HTTPXRequest(
        connection_pool_size=at_once,
        connect_timeout=_TIMEOUT,
        read_timeout=_TIMEOUT,
        write_timeout=_TIMEOUT,
        pool_timeout=3 * _TIMEOUT,
        httpx_kwargs={"verify": certificates()},
    )


@cache
def certificates() -> SSLContext:
    """Return whom HTTPS is believed; read once, for it takes as long as all else at the start."""
    return create_ssl_context()


async def _listen(application: App, wires: Wires) -> None:
    updater = application.updater
    if updater is None:
        raise TypeError("the application was built without an updater")
    with _translated(wires):
        if wires.webhook is None:
            await updater.start_polling(
                timeout=_POLL, bootstrap_retries=_RETRIES, allowed_updates=ALLOWED_UPDATES, error_callback=_poll_failed
            )
        else:
            await updater.start_webhook(
                listen=wires.webhook.listen,
                port=wires.webhook.port,
                url_path=urlsplit(wires.webhook.url).path,
                webhook_url=wires.webhook.url,
                secret_token=secrets.token_urlsafe(32),  # a new one each time: Telegram is told it, nobody else
                bootstrap_retries=_RETRIES,
                allowed_updates=ALLOWED_UPDATES,
            )


async def _finish(application: App, outbox: Outbox, clerk: Clerk) -> None:
    """Let what runs come to its end; what waits, and what Telegram does not take now, is left to the next start."""
    clerk.close()
    outbox.wind_down()
    if application.updater is not None and application.updater.running:
        await application.updater.stop()
    hurry = asyncio.get_running_loop().call_later(GRACE / 2, outbox.close)
    try:
        await asyncio.wait_for(application.stop(), GRACE)
    except TimeoutError:
        log.warning("some updates are left to the next start")
    finally:
        hurry.cancel()


async def _patiently(connect: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Connect, again where Telegram stumbles: a busy second is no reason not to start."""
    for left in reversed(range(_RETRIES + 1)):
        try:
            await connect()
        except InvalidToken:
            raise
        except TelegramError as error:
            if not left or not (isinstance(error, RetryAfter) or "server" in error.message.lower()):
                raise
            await asyncio.sleep(1.0)
        else:
            return


def _poll_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program polls Telegram with the same token; each of the two misses what the other gets")
    else:
        log.warning("Telegram cannot be polled, will try again: %s", type(error).__name__)


@contextmanager
def _translated(wires: Wires, *, only: type[TelegramError] = TelegramError) -> Iterator[None]:
    """Say what went wrong with Telegram. Its own words can hold the token, so none of them is passed on."""
    try:
        yield
    except TelegramError as error:
        if not isinstance(error, only):
            log.info("Telegram stumbles: %s", type(error).__name__)
            return
        raise _cannot_serve(error, wires) from None
    except OSError as error:
        where = "" if wires.webhook is None else f"{wires.webhook.listen}:{wires.webhook.port}"
        remedy = "end the program that listens there, or set another: telegram.webhook_port"
        raise CannotServe(f"cannot listen: {where}: {error.strerror or error}", remedy=remedy) from None


def _cannot_serve(error: TelegramError, wires: Wires) -> CannotServe:
    host = urlsplit(wires.api).netloc
    if isinstance(error, InvalidToken):
        remedy = f"copy it anew from @BotFather into {VARIABLE}, or into the file that telegram.token_file names"
        return CannotServe(f"wrong token: {host}: Telegram knows no bot with it", remedy=remedy)
    if isinstance(error, BadRequest):
        remedy = "check telegram.webhook_url: https, and a host that Telegram can reach"
        return CannotServe(f"Telegram refuses: {host}: {error.message}".replace(wires.token, "…"), remedy=remedy)
    if isinstance(error, TimedOut):
        return CannotServe(
            f"no answer from Telegram: {host}: it took too long", remedy="check the network, and a proxy"
        )
    if isinstance(error, NetworkError):
        return CannotServe(f"cannot reach Telegram: {host}", remedy="check the network, and a proxy")
    return CannotServe(f"Telegram refuses: {host}: {error.message}".replace(wires.token, "…"))
