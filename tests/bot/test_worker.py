from __future__ import annotations

import signal
import threading

import pytest

from bot.worker import Worker

PATIENCE = 10  # seconds


def test_a_job_gives_its_result() -> None:
    assert Worker().run(lambda: 1 + 1) == 2


def test_a_job_gives_its_error() -> None:
    with pytest.raises(ZeroDivisionError):
        Worker().run(lambda: 1 / 0)


def test_all_jobs_run_in_one_thread_that_is_not_ours() -> None:
    worker = Worker()
    threads = {worker.run(threading.get_ident) for _ in range(3)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_ctrl_c_leaves_the_job_and_the_next_one_waits_for_it() -> None:
    worker, release, order = Worker(), threading.Event(), []

    def slow() -> None:
        release.wait(0.05)  # until it is waited for: between two waits Python notices no signal
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        release.wait(PATIENCE)
        order.append("slow")

    with pytest.raises(KeyboardInterrupt):
        worker.run(slow)
    release.set()
    worker.run(lambda: order.append("next"))
    assert order == ["slow", "next"]
