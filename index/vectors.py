"""Vectors on disk: those kept so that nothing is encoded twice, and a generation's own, one a row."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

CACHE = "vectors.sqlite"

_LOOKUP = 500  # keys in one SQL statement
_CACHE_FORMAT = 1
_TABLE = "CREATE TABLE vector (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"


def key_of(fingerprint: str, text: str) -> bytes:
    """Return the key under which the vector of `text` by the encoder of that fingerprint is kept."""
    said = f"{fingerprint}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).digest()


class VectorCache:
    """Encoded vectors by key, in one SQLite file. What was put is there after a kill -9.

    It can be deleted at any time between builds: it saves time and holds nothing else. A file that is no such cache
    is replaced.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._connection = self._opened()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") not in {"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR"}:
                raise
            for broken in path.parent.glob(f"{path.name}*"):
                broken.unlink()
            self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            connection.executescript(f"BEGIN; {_TABLE}; PRAGMA user_version = {_CACHE_FORMAT}; COMMIT;")
        elif found != _CACHE_FORMAT:
            connection.executescript(
                f"BEGIN; DROP TABLE vector; {_TABLE}; PRAGMA user_version = {_CACHE_FORMAT}; COMMIT;"
            )
        return connection

    def get(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Return the vectors that are kept of `keys`."""
        found = {}
        for start in range(0, len(keys), _LOOKUP):
            some = keys[start : start + _LOOKUP]
            marks = ", ".join("?" * len(some))
            query = f"SELECT key, vector FROM vector WHERE key IN ({marks})"  # noqa: S608 # only question marks
            for key, vector in self._connection.execute(query, some):
                found[bytes(key)] = np.frombuffer(vector, dtype=np.float32)
        return found

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return which of `keys` are kept, without reading the vectors."""
        found: set[bytes] = set()
        for start in range(0, len(keys), _LOOKUP):
            some = keys[start : start + _LOOKUP]
            marks = ", ".join("?" * len(some))
            query = f"SELECT key FROM vector WHERE key IN ({marks})"  # noqa: S608 # only question marks
            found.update(bytes(key) for (key,) in self._connection.execute(query, some))
        return found

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep one vector a key, for good."""
        pairs = [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", pairs)

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Forget every vector but those of `keys`."""
        with self._connection:
            self._connection.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in keys))
            self._connection.execute("DELETE FROM vector WHERE key NOT IN (SELECT key FROM used)")
            self._connection.execute("DROP TABLE used")

    def count(self) -> int:
        """Return how many vectors are kept."""
        return int(self._connection.execute("SELECT COUNT(*) FROM vector").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class VectorWriter:
    """Writes vectors.npy a batch at a time. Not memory-mapped: writing to a map on a full disk kills the process."""

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        self._file = path.open("wb")
        header = {"descr": "<f4", "fortran_order": False, "shape": (rows, dimension)}
        np.lib.format.write_array_header_1_0(self._file, header)

    def write(self, vectors: NDArray[np.float32]) -> None:
        """Append one batch, (n, dimension)."""
        self._file.write(np.ascontiguousarray(vectors, dtype="<f4").tobytes())

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
