"""Measure the bot in Telegram: many questions while calls fail, kills without warning, and the time to an answer.

The bot runs in a process of its own, against the tests' Telegram on the loopback. Its desk answers at once, except with
`--archive`: there it is `whosaid serve` itself.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.gold import read_gold
from tests.fakes.bot_process import BotProcess, nursery
from tests.fakes.crowd import Crowd
from tests.fakes.nursery import ROOT
from tests.fakes.telegram.failures import broken, cut, cut_after, flooded
from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.fakes.crowd import Tally
    from tests.fakes.nursery import Nursery
    from tests.fakes.telegram.failures import Call
    from tests.fakes.telegram.people import User

SAMPLE = ROOT / "corpus" / "sample"
ROUND_TRIP = 0.05  # seconds that a call to Telegram takes here; from Europe it takes about as long
PACE = 25.0  # questions a second
FLOODED = 5.0  # seconds for which one chat is refused
LONG = 900.0  # seconds to wait for what is late, before it counts as lost
COMMAND = "import sys; from bot.cli import main; sys.exit(main())"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.telegram", description=__doc__)
    parser.add_argument("--questions", type=int, default=500, help="how many are asked while calls fail")
    parser.add_argument("--chats", type=int, default=50, help="in how many chats; every fifth is a group")
    parser.add_argument("--share", type=float, default=0.05, help="the share of the calls that fail")
    parser.add_argument("--kills", type=int, default=100, help="how often the bot is killed")
    parser.add_argument("--archive", type=Path, help="time `whosaid serve` over this archive, which holds the sample")
    parser.add_argument("--only", choices=("load", "kills", "time"), help="measure nothing else")
    arguments = parser.parse_args()
    with nursery() as bots:
        if arguments.only in (None, "load"):
            under_load(bots, arguments.questions, arguments.chats, arguments.share)
        if arguments.only in (None, "kills"):
            under_kills(bots, arguments.kills)
        if arguments.only in (None, "time"):
            one_at_a_time(bots)
    if arguments.archive is not None:
        over_an_archive(arguments.archive)
    _line("machine", f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


def under_load(bots: Nursery, questions: int, chats: int, share: float) -> None:
    """Ask in many chats at a steady pace while calls fail, and one chat is under flood control."""
    with _stage(ROUND_TRIP) as (telegram, journal):
        crowd = Crowd.gather(telegram, chats, journal)
        with BotProcess(bots, telegram, journal) as process:
            process.start()
            telegram.fail(flooded(1), broken(500), cut(), cut_after(), share=share, times=None, seed=1)
            telegram.flood(crowd.seats[0][1], FLOODED)
            for number in range(questions):
                crowd.ask(number % chats)
                time.sleep(1 / PACE)
            with suppress(AssertionError):  # what is not answered by then is lost, and counted
                crowd.waits(timeout=LONG)
            telegram.failures.clear()
            spent = process.cpu_seconds / questions
            process.stop()
        failed = [call for call in telegram.calls if call.failure is not None]
        _line("load", f"{questions} questions in {chats} chats, {len(failed)} of {len(telegram.calls)} calls failed")
        tally = crowd.tally()
        _tell(tally)
        _line("  processor", f"{1000 * spent:.0f} ms a question")
        spared = {each.mark for each in crowd.asked if not any(c.chat_id == each.chat.id for c in failed)}
        flooded_chat = crowd.seats[0][1].id
        held = {each.mark for each in crowd.asked if each.chat.id == flooded_chat}
        _times("  flooded chat", [seconds for mark, seconds in tally.seconds.items() if mark in held])
        _times("  other chats", [seconds for mark, seconds in tally.seconds.items() if mark not in held])
        _times("  no call failed", [seconds for mark, seconds in tally.seconds.items() if mark in spared])


def under_kills(bots: Nursery, kills: int) -> None:
    """Kill the bot at random moments while it answers, and see what is answered in the end.

    A moment is so many calls after the start and a little later, so that it means the same on a busy machine.
    """
    chance = random.Random(1)  # noqa: S311 # repeatable
    left: list[int] = []  # questions without an answer, after each kill
    with _stage(0.02) as (telegram, journal):
        crowd = Crowd.gather(telegram, 10, journal)
        with BotProcess(bots, telegram, journal, desk_seconds=0.02) as process:
            for _ in range(kills):
                _somebody_asks(crowd)
                process.start()
                _somebody_asks(crowd)
                _let_it_work(telegram, calls=chance.randint(1, 30), then=chance.uniform(0, 0.03))
                while not crowd.unanswered():
                    _somebody_asks(crowd)
                    _let_it_work(telegram, calls=chance.randint(0, 3), then=chance.uniform(0, 0.03))
                process.kill()
                left.append(crowd.unanswered())
            process.start()
            with suppress(AssertionError):  # what is not answered by then is lost, and counted
                crowd.waits(timeout=LONG)
            process.stop()
        met = sum(number > 0 for number in left)
        _line("kills", f"{kills}, {met} with questions in flight ({sum(left) / kills:.1f} on average)")
        _tell(crowd.tally())


def _somebody_asks(crowd: Crowd) -> None:
    crowd.ask(len(crowd.asked) % len(crowd.seats))


def _let_it_work(telegram: TelegramServer, *, calls: int, then: float) -> None:
    """Wait until the bot has made so many more calls, or makes no more, and then so many seconds."""
    before = len(telegram.calls)
    until = time.monotonic() + 5.0
    while len(telegram.calls) - before < calls and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(then)


def one_at_a_time(bots: Nursery) -> None:
    """Ask one question after another, and tell Telegram's share of the time from whosaid's own."""
    with _stage(ROUND_TRIP) as (telegram, journal):
        crowd = Crowd.gather(telegram, 10, journal)
        with BotProcess(bots, telegram, journal) as process:
            process.start()
            for number in range(60):
                crowd.ask(number % 10)
                crowd.waits(timeout=LONG)
            spent = process.cpu_seconds / len(crowd.asked)
            process.stop()
        tally = crowd.tally()
        total = [tally.seconds[each.mark] for each in crowd.asked]
        own = [
            seconds - _under_way(telegram.called("sendMessage", chat=each.chat), each.at, each.at + seconds)
            - _under_way(telegram.called("editMessageText", chat=each.chat), each.at, each.at + seconds)
            for each, seconds in zip(crowd.asked, total, strict=True)
        ]  # fmt: skip
    _tell_own(f"one at a time, {1000 * ROUND_TRIP:.0f} ms a call, no search", total, own)
    _line("  processor", f"{1000 * spent:.0f} ms a question")


def over_an_archive(archive: Path) -> None:
    """Ask `whosaid serve` the golden questions, one after another."""
    questions = [case.question for case in read_gold(SAMPLE / "golden.jsonl")][:60]
    with _stage(ROUND_TRIP) as (telegram, journal):
        anna = telegram.user("Anna")
        settings = {
            "WHOSAID_TELEGRAM_TOKEN": telegram.token,
            "WHOSAID_TELEGRAM__API": telegram.base_url.removesuffix("/bot"),
            "WHOSAID_TELEGRAM__JOURNAL": str(journal),
            "WHOSAID_TELEGRAM__ADMINISTRATORS": str(anna.id),
            "WHOSAID_TELEGRAM__USER_QUOTA": "10000",
        }
        command = [sys.executable, "-c", COMMAND, "--archive", str(archive), "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.DEVNULL)  # noqa: S603 # our own code
        total, own = [], []
        try:
            telegram.wait(lambda: telegram.called("getUpdates"), timeout=LONG)
            for text in ["who spoke first?", *questions]:
                anna.says("/new")
                telegram.wait(lambda: not telegram.world.updates.pending, timeout=LONG)
                time.sleep(0.2)
                begin, end = _asked(anna, text)
                calls = telegram.called("sendMessage", chat=anna.chat)
                calls += telegram.called("editMessageText", chat=anna.chat)
                total.append(end - begin)
                own.append(end - begin - _under_way(calls, begin, end))
        finally:
            process.terminate()
            process.wait()
    _tell_own(f"whosaid serve over {archive.name}, golden questions, one at a time", total[1:], own[1:])


def _asked(user: User, text: str) -> tuple[float, float]:
    """Ask, and return when Telegram had the question and when it had the answer."""
    asked = user.says(text)
    answer = user.chat.waits_for(lambda post: post.id > asked.id and len(post.versions) > 1, timeout=LONG)
    return asked.versions[0].at, answer.versions[1].at


@contextmanager
def _stage(round_trip: float) -> Iterator[tuple[TelegramServer, Path]]:
    with TelegramServer(round_trip=round_trip) as telegram, tempfile.TemporaryDirectory() as folder:
        yield telegram, Path(folder) / "journal.sqlite"


def _under_way(calls: Sequence[Call], begin: float, end: float) -> float:
    """Return for how many of the seconds between two moments one of the calls was under way."""
    reached, seconds = begin, 0.0
    for call in sorted(calls, key=lambda call: call.at):
        stop = min(end, call.ended or end)
        seconds += max(0.0, stop - max(call.at, reached))
        reached = max(reached, stop)
    return seconds


def _tell(tally: Tally) -> None:
    _line("", f"answered exactly once {tally.once} of {tally.asked}, lost {len(tally.lost)}, "
              f"duplicated {len(tally.duplicated)}, placeholders left over {tally.left}")  # fmt: skip
    _times("  update to answer", list(tally.seconds.values()))


def _tell_own(name: str, total: list[float], own: list[float]) -> None:
    _line("time", name)
    _times("  update to answer", total)
    _times("  whosaid's own", own)
    _line(
        "  own share", f"{statistics.median(mine / all_ for mine, all_ in zip(own, total, strict=True)):.0%} (median)"
    )


def _times(name: str, seconds: list[float]) -> None:
    if len(seconds) > 1:
        high = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        middle = statistics.median(seconds)
        _line(name, f"median {1000 * middle:.0f} ms, p95 {1000 * high:.0f} ms, of {len(seconds)}")


def _line(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<20}{value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
