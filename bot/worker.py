"""One thread that does the work, so that Ctrl-C can leave a question and keep the program."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Worker:
    """Runs one job after another in a daemon thread, so no two of them ever share an open archive."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        threading.Thread(target=self._work, name="whosaid-worker", daemon=True).start()

    def start(self, job: Callable[[], T]) -> Future[T]:
        """Hand a job over; its result or its error comes with the future."""
        future: Future[T] = Future()
        self._jobs.put(lambda: _settle(future, job))
        return future

    def run(self, job: Callable[[], T]) -> T:
        """Do a job and wait for it. A KeyboardInterrupt while waiting abandons it: nobody sees how it ends."""
        future = self.start(job)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    def _work(self) -> None:
        while True:
            self._jobs.get()()


def _settle(future: Future[T], job: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = job()
    except BaseException as error:  # noqa: BLE001 # whatever it is, it belongs to whoever waits for the job
        future.set_exception(error)
    else:
        future.set_result(result)
