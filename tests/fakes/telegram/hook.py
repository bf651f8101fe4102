"""Delivers updates to a webhook: through a stand-in for the proxy that a real one needs, for HTTPS ends there."""

from __future__ import annotations

import http.client
import json
import time
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tests.fakes.telegram.requests import SetWebhook
    from tests.fakes.telegram.world import World

PATIENCE = 10.0  # seconds for a webhook to answer
FIRST_PAUSE = 0.05  # seconds after a failed delivery; doubled each time
LONGEST_PAUSE = 1.0


class Hook(Thread):
    """One update at a time, in order, until the webhook takes it."""

    def __init__(self, world: World) -> None:
        super().__init__(name="webhook of the fake Telegram", daemon=True)
        self._world = world
        self._pause = FIRST_PAUSE
        self.proxies: dict[str, int] = {}  # the port on 127.0.0.1 behind each public host name

    def run(self) -> None:
        """Deliver until the server closes."""
        updates, changed = self._world.updates, self._world.changed
        while True:
            with changed:
                changed.wait_for(lambda: updates.closing or (updates.hook and updates.pending))
                if updates.closing:
                    return
                hook, update = updates.hook, updates.pending[0]
                body = json.dumps(update)
            assert hook is not None
            fault = self._deliver(hook, body.encode())
            with changed:
                if updates.hook is not hook:
                    continue
                if fault is None:
                    self._pause = FIRST_PAUSE
                    if updates.pending and updates.pending[0] is update:
                        updates.pending.popleft()
                    changed.notify_all()
                    continue
                updates.hook_error = int(time.time()), fault
                changed.wait_for(lambda: updates.closing, self._pause)
                self._pause = min(LONGEST_PAUSE, 2 * self._pause)

    def _deliver(self, hook: SetWebhook, body: bytes) -> str | None:
        """Return why the webhook did not take an update, if it did not."""
        address = urlsplit(hook.url)
        headers = {"Content-Type": "application/json", "Host": address.netloc}
        if hook.secret_token is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        connection = http.client.HTTPConnection("127.0.0.1", self.proxies[str(address.hostname)], timeout=PATIENCE)
        try:
            connection.request("POST", address.path or "/", body, headers)
            answer = connection.getresponse()
            answer.read()
        except TimeoutError:
            return "Read timeout expired"
        except (OSError, http.client.HTTPException) as error:
            return "Connection refused" if isinstance(error, ConnectionRefusedError) else "Connection reset by peer"
        finally:
            connection.close()
        return (
            None if 200 <= answer.status < 300 else f"Wrong response from the webhook: {answer.status} {answer.reason}"
        )  # HTTP's numbers
