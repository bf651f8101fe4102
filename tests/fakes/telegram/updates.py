"""The queue of updates: offsets, long polling, what may be delivered, and the webhook's turn."""

from __future__ import annotations

import re
import time
from collections import deque
from typing import TYPE_CHECKING

from tests.fakes.telegram.refusals import Refused, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Condition

    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.requests import GetUpdates, SetWebhook

BY_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}  # never sent unless asked for by name
FIRST = 501_000_000
MOST = 100
BY_OTHER = "other getUpdates request; make sure that only one bot instance is running"
TAKEN = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
PORTS = {443, 80, 88, 8443}
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HOOK = re.compile(r"https://(?P<host>[^/:?#]+)(?::(?P<port>\d+))?(?:[/?#].*)?")


class Updates:
    """What the bot has not yet confirmed. Whoever calls holds `changed`."""

    def __init__(self, changed: Condition) -> None:
        self._changed = changed
        self._next = FIRST
        self._polls = 0
        self._ended_by = ""
        self._allowed: set[str] = set()
        self.pending: deque[Json] = deque()
        self.hook: SetWebhook | None = None
        self.hook_error: tuple[int, str] | None = None  # when (Unix seconds) and why the webhook last failed
        self.created: dict[int, float] = {}  # when each update came to be (monotonic seconds), by its id
        self.closing = False

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update and return its id, or nothing where the bot does not want its kind."""
        if kind not in self._allowed if self._allowed else kind in BY_REQUEST:
            return None
        update_id, self._next = self._next, self._next + 1
        self.pending.append({"update_id": update_id, kind: payload})
        self.created[update_id] = time.monotonic()
        self._changed.notify_all()
        return update_id

    def poll(self, asked: GetUpdates) -> list[Json]:
        """Return what is pending, or wait for it; a newer poll ends an older one."""
        if self.hook is not None:
            raise Refused(409, TAKEN)
        turn = self._end_polls(BY_OTHER)
        self._allow(asked.allowed_updates)
        self._confirm(asked.offset or 0)
        until = time.monotonic() + min(asked.timeout or 0, 50)
        while not self.pending and not self.closing and (left := until - time.monotonic()) > 0:
            self._changed.wait(left)
            if self._polls != turn:
                raise Refused(409, f"Conflict: terminated by {self._ended_by}")
        return list(self.pending)[: asked.limit or MOST]

    def _end_polls(self, by: str) -> int:
        self._polls += 1
        self._ended_by = by
        self._changed.notify_all()
        return self._polls

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        self._changed.notify_all()

    def _allow(self, kinds: list[str] | None) -> None:
        if kinds is not None:
            self._allowed = set(kinds)

    def set_hook(self, asked: SetWebhook, is_known: Callable[[str], bool]) -> None:
        """Deliver to an address from now on; raise `Refused` for one that Telegram does not take."""
        found = HOOK.fullmatch(asked.url)
        if found is None:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if int(found["port"] or 443) not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if not is_known(found["host"]):
            raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
        if asked.secret_token is not None and not SECRET.fullmatch(asked.secret_token):
            raise bad_request("secret token contains unallowed characters")
        self._allow(asked.allowed_updates)
        self._drop(wanted=asked.drop_pending_updates)
        self.hook, self.hook_error = asked, None
        self._end_polls("setWebhook request")

    def delete_hook(self, *, drop: bool | None) -> None:
        """Go back to polling."""
        self._drop(wanted=drop)
        self.hook = self.hook_error = None
        self._changed.notify_all()

    def _drop(self, *, wanted: bool | None) -> None:
        if wanted:
            self.pending.clear()

    def hook_info(self) -> Json:
        """Return what `getWebhookInfo` says."""
        info: Json = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }
        if self.hook is not None:
            info["max_connections"] = self.hook.max_connections or 40
        if self.hook_error is not None:
            info["last_error_date"], info["last_error_message"] = self.hook_error
        if self._allowed:
            info["allowed_updates"] = sorted(self._allowed)
        return info
