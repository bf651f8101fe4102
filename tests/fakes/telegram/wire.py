"""The HTTP side: a thread a connection on 127.0.0.1, and what is answered, not answered, or cut."""

from __future__ import annotations

import json
import socket
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.telegram.failures import Call, refusal
from tests.fakes.telegram.refusals import Refused
from tests.fakes.telegram.requests import BY_LOWER_NAME, read
from tests.fakes.telegram.world import TOKEN

if TYPE_CHECKING:
    from tests.fakes.telegram.failures import Failure, Failures
    from tests.fakes.telegram.formatted import Json
    from tests.fakes.telegram.methods import Methods
    from tests.fakes.telegram.world import World

HTML = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
OK = 200


class Cut(Exception):
    """The connection is to break here."""


class Wire(ThreadingHTTPServer):
    """Listens on a free port of 127.0.0.1."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, world: World, methods: Methods, failures: Failures) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.world = world
        self.methods = methods
        self.failures = failures
        self.round_trip = 0.0  # seconds that every call takes on its way
        self.calls: list[Call] = []
        self.faults: list[Exception] = []  # errors of the fake's own
        self.closing = False
        self._sockets: set[socket.socket] = set()

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remember the connection, so that it can be closed."""
        assert isinstance(request, socket.socket)
        with self.world.changed:
            self._sockets.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget a connection that is closed."""
        assert isinstance(request, socket.socket)
        with self.world.changed:
            self._sockets.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep a fault of the fake's own for the test to see; a bot that is gone is none."""
        del request, client_address
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.faults.append(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    def close_connections(self) -> None:
        """End every connection and whatever waits on one."""
        with self.world.changed:
            self.closing = self.world.updates.closing = True
            self.world.changed.notify_all()
            for each in self._sockets:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # gone already

    def answer(self, token: str, method: str, parameters: Json) -> tuple[int, bytes]:
        """Return the status and the body for one call; raise `Cut` where there is to be none."""
        if token != TOKEN:
            return _refusal(Refused(401, "Unauthorized"))
        with self.world.changed:
            call = Call(number=len(self.calls), at=time.monotonic(), method=method, parameters=parameters)
            self.calls.append(call)
            call.failure = self.failures.of(call)
            self.world.changed.notify_all()
        time.sleep(self.round_trip / 2)
        try:
            return self._outcome(call, call.failure)
        finally:
            time.sleep(self.round_trip / 2)
            with self.world.changed:
                call.ended = time.monotonic()
                self.world.changed.notify_all()

    def _outcome(self, call: Call, failure: Failure | None) -> tuple[int, bytes]:
        if failure is not None and failure.way != "cut after":
            return self._fail(call, failure)
        try:
            result = self.methods.do(read(call.method, call.parameters))
        except Refused as refused:
            if failure is not None:
                raise Cut from None
            call.status, call.description = refused.code, refused.description
            return _refusal(refused)
        call.result = json.loads(result)
        if failure is not None:
            raise Cut
        call.status = OK
        return OK, f'{{"ok":true,"result":{result}}}'.encode()

    def _fail(self, call: Call, failure: Failure) -> tuple[int, bytes]:
        if failure.way == "refuse":
            call.status, call.description = failure.code, failure.description
            return _refusal(refusal(failure))
        if failure.way == "page":
            call.status = failure.code
            return failure.code, HTML
        if failure.way == "hang":
            with self.world.changed:
                self.world.changed.wait_for(
                    lambda: self.closing or time.monotonic() - call.at >= failure.seconds,
                    None if failure.seconds == float("inf") else failure.seconds,
                )
        raise Cut


def _refusal(refused: Refused) -> tuple[int, bytes]:
    body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return refused.code, json.dumps(body).encode()


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Wire

    def do_POST(self) -> None:  # http.server's name
        """Answer a call."""
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:  # the bot died while it asked
            self.close_connection = True
            return
        self._call(body)

    def do_GET(self) -> None:  # the same
        """Answer a call whose parameters stand in the address."""
        self._call(b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # http.server's name
        """Say nothing: the log of calls says it all."""

    def _call(self, body: bytes) -> None:
        try:
            status, answer = self._answer(body)
        except Cut:
            self._cut()
            return
        except Exception as error:  # noqa: BLE001 # a bug of the fake's own must not look like Telegram's silence
            self.server.faults.append(error)
            status, answer = _refusal(Refused(500, f"the fake server failed: {error!r}"))
        kind = b"text/html" if answer is HTML else b"application/json"
        head = b"HTTP/1.1 %d Telegram\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (status, kind, len(answer))
        try:
            self.wfile.write(head + answer)
        except OSError:
            self.close_connection = True  # the bot is gone

    def _answer(self, body: bytes) -> tuple[int, bytes]:
        address = urlsplit(self.path)
        start, _, rest = address.path.partition("/bot")
        token, _, name = rest.partition("/")
        method = BY_LOWER_NAME.get(name.lower())
        if start or not token:
            return _refusal(Refused(404, "Not Found"))
        if method is None and token == TOKEN:
            return _refusal(Refused(404, f"Not Found: method not found: {name}"))
        return self.server.answer(token, method or name, dict(parse_qsl(address.query)) | self._parameters(body))

    def _parameters(self, body: bytes) -> Json:
        kind = self.headers.get_content_type()
        if not body:
            return {}
        if kind == "application/json":
            found = json.loads(body)
            assert isinstance(found, dict)
            return found
        assert kind == "application/x-www-form-urlencoded", kind
        return dict(parse_qsl(body.decode(), keep_blank_values=True))

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
