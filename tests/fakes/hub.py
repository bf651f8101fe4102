"""A model hub on the loopback: one repository, served from a folder the way huggingface_hub asks for it."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(ThreadingHTTPServer):
    """Serves the files of `folder` as the repository `name`. `asked` remembers every path that was asked for."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name = name
        self.files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        hub, path = self.server, self.path.partition("?")[0]
        hub.asked.append(path)
        content = self._content(path)
        self.send_response(200 if content is not None else 404)
        if content is None:
            self.send_header("X-Error-Code", "RepoNotFound")
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hashlib.sha256(content or b"").hexdigest()}"')
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        if body:
            self.wfile.write(content or b"")

    def _content(self, path: str) -> bytes | None:
        hub = self.server
        about, files = f"/api/models/{hub.name}/", f"/{hub.name}/resolve/{COMMIT}/"
        if path.startswith(f"{about}tree/"):
            tree = [
                {"type": "file", "path": name, "oid": COMMIT, "size": file.stat().st_size}
                for name, file in hub.files.items()
            ]
            return json.dumps(tree).encode()
        if path.startswith(f"{about}revision/"):
            siblings = [{"rfilename": name} for name in hub.files]
            return json.dumps({"id": hub.name, "sha": COMMIT, "siblings": siblings}).encode()
        file = hub.files.get(path.removeprefix(files)) if path.startswith(files) else None
        return file.read_bytes() if file is not None else None

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@contextmanager
def serving(name: str, folder: Path) -> Iterator[Hub]:
    """Serve until the end of the block."""
    with Hub(name, folder) as hub:
        thread = threading.Thread(target=hub.serve_forever)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()
