"""An encoder that needs no model: a hashed bag of words and of their beginnings. Quick, and always the same."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class FakeEncoder:
    """Texts that share words, or beginnings of words, are near one another. `encoded` remembers every passage."""

    def __init__(self, name: str = "fake", *, dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.encoded: list[str] = []

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-{self.dimension}"

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return self._vector(text)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimension, dtype=np.float32)
        vector[0] = 1e-3  # a text without a word has a direction too
        for word in re.findall(r"\w+", text.casefold()):
            for piece in (word, word[:4]):
                digest = hashlib.blake2b(piece.encode(), digest_size=8).digest()
                vector[int.from_bytes(digest) % self.dimension] += len(piece)
        return vector / np.float32(np.linalg.norm(vector))
