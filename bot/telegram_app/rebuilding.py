"""`/rebuild`: a build beside the archive that answers, its progress in the chat, and what has changed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.telegram_app.switchboard import caller_of
from bot.worker import Worker
from corpus.errors import ArchiveBusy, NewsError

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.answer import Searched
    from bot.phrases import Phrases
    from bot.telegram_app.reply import Reply
    from bot.telegram_app.switchboard import Caller, Switchboard
    from index.build import Report
    from index.intake import Progress, Stage

log = logging.getLogger(__name__)


class Rebuilding:
    """Builds anew when an administrator asks for it; the desk turns to the new generation by itself."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self._worker: Worker | None = None  # its thread ends with the program, even in the middle of a build

    async def rebuild(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Bring the archive up to date with the folders of the configuration."""
        del context
        caller = caller_of(update)
        if caller is None:
            return
        self._board.turn(caller).leave()  # a build takes minutes, in which the chat goes on
        reply, ui = self._board.reply(caller), caller.ui
        if not self._board.is_administrator(caller):
            await reply.say(ui.say("access.administrators"))
        elif not self._board.terms.sources:
            await reply.say(ui.say("rebuild.unset"))
        elif self._board.journal.updates.begun(caller.update) > 1:
            # A build that a crash has stopped may be what crashed: an administrator decides whether to try again.
            await reply.say(ui.say("rebuild.interrupted"))
        else:
            await reply.say(await self._built(caller, reply))

    async def _built(self, caller: Caller, reply: Reply) -> str:
        ui = caller.ui
        await reply.begin(ui.say("rebuild.begun"))
        self._worker = self._worker or Worker()
        told = _telling(reply, ui, asyncio.get_running_loop())
        try:
            before = await self._board.reception.do(lambda desk: desk.searched)
            job = self._worker.start(lambda: self._board.build(self._board.terms.sources, told))
            report = await asyncio.wrap_future(job)
        except ArchiveBusy:
            return ui.say("rebuild.busy")
        except NewsError as error:
            log.warning("the build failed: %s", error)
            return ui.say("rebuild.failed", reason=error.message)
        finally:
            await reply.end_progress()
        log.info("built generation %d in %.1f s", report.generation, report.seconds)
        return _changes(report, before, ui)


def _telling(reply: Reply, ui: Phrases, loop: asyncio.AbstractEventLoop) -> Progress:
    """Return what a build tells its progress to, from its own thread."""

    def told(stage: Stage, done: int, total: int | None) -> None:
        name = ui.say(f"stage.{stage}")
        if total is None:
            text = ui.say("rebuild.stage", stage=name, done=done)
        else:
            text = ui.say("rebuild.stage_of", stage=name, done=done, total=total)
        loop.call_soon_threadsafe(reply.progress, text)

    return told


def _changes(report: Report, before: Searched, ui: Phrases) -> str:
    if not report.is_new:
        return ui.say("rebuild.same")
    return ui.say(
        "rebuild.done",
        generation=report.generation,
        new=report.intake.new,
        changed=report.intake.changed,
        same=report.intake.same,
        unreadable=len(report.intake.unreadable),
        articles=report.articles,
        before=before.articles,
    )
