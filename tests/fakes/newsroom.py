"""A bot over a fake desk, listening to a Telegram on the loopback; a test starts it, talks to it, and stops it."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram_app.journal import Journal
from bot.telegram_app.people import Member
from bot.telegram_app.reception import Reception
from bot.telegram_app.serving import Wires, Works, running
from bot.telegram_app.switchboard import Terms
from corpus.errors import CorpusError
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bot.telegram_app.reception import Desk
    from bot.telegram_app.serving import Webhook
    from index.build import Report
    from index.intake import Progress
    from tests.fakes.telegram.people import User
    from tests.fakes.telegram.server import TelegramServer

TERMS = Terms(administrators=frozenset(), user_quota=60, chat_quota=300, waiting=1000, keep_days=30, sources=())
LONG = 30.0  # seconds that a bot may take to start or to end, on a busy machine


def no_build(paths: Sequence[Path], progress: Progress) -> Report:
    del paths, progress
    raise CorpusError("nothing to build: here")


class Newsroom:
    """The bot, its Telegram and its desk."""

    def __init__(self, telegram: TelegramServer, journal: Path) -> None:
        self.telegram = telegram
        self.journal = journal
        self.desk = FakeDesk()
        self.terms = TERMS
        self.build: Callable[[Sequence[Path], Progress], Report] = no_build
        self.webhook: Webhook | None = None
        self.live: Callable[[], int] = lambda: 3
        self.open_desk: Callable[[], AbstractContextManager[Desk]] | None = None  # where it is not the fake one

    def user(self, name: str, *, language: str = "en", administrator: bool = False) -> User:
        """Return somebody who may ask."""
        user = self.telegram.user(name, language=language)
        if administrator:
            self.terms = replace(self.terms, administrators=self.terms.administrators | {user.id})
        else:
            self.admit(user.id)
        return user

    def admit(self, member: int) -> None:
        """Let a user or a group in; before the bot is started."""
        with closing(Journal.open(self.journal)) as journal:
            journal.people.allow(Member(id=member, name=str(member)))

    @contextmanager
    def open(self) -> Iterator[None]:
        """Let the bot answer within the context; then it finishes, as it does at SIGTERM."""
        ended: Future[None] = Future()
        began, stop = threading.Event(), asyncio.Event()
        loop = asyncio.new_event_loop()

        async def serve() -> None:
            reception = Reception(open_desk=self.open_desk or (lambda: nullcontext(self.desk)), live=self.live)
            with closing(Journal.open(self.journal)) as journal:
                works = Works(
                    terms=self.terms,
                    journal=journal,
                    reception=reception,
                    build=self.build,
                    warm=lambda: None,
                )
                api = self.telegram.base_url.removesuffix("/bot")
                async with running(Wires(token=self.telegram.token, api=api, webhook=self.webhook), works):
                    began.set()
                    await stop.wait()

        def work() -> None:
            try:
                with asyncio.Runner(loop_factory=lambda: loop) as runner:
                    ended.set_result(runner.run(serve()))
            except BaseException as error:  # noqa: BLE001 # it is the test that shall see it
                ended.set_exception(error)
                began.set()

        threading.Thread(target=work, daemon=True, name="the bot").start()
        assert began.wait(LONG)
        try:
            if ended.done():
                ended.result()
            yield
        finally:
            if not ended.done():
                loop.call_soon_threadsafe(stop.set)
            ended.result(LONG)
