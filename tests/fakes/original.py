"""A tiny model in the file format of the packaged original: what the recipe can be run on in seconds."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

DIMENSION, LAYERS, HEADS, INNER, POSITIONS, KINDS = 32, 2, 4, 64, 300, 2
EPSILON = 1e-12
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BEGIN, FILL, END, UNKNOWN = range(4)
LETTERS = tuple("abcdefghijklmnopqrstuvwxyzéüñж:.,?▁")
CHARACTERS = {"\x01": "", "\t": " ", "\u200b": " ", "ﬁ": "fi"}  # what they become
MATRICES = {"q": DIMENSION, "k": DIMENSION, "v": DIMENSION, "ao": DIMENSION, "fi": INNER, "fo": DIMENSION}
BLOCK = 32


def pieces(words: Sequence[str]) -> list[tuple[str, float]]:
    """Return the vocabulary with its scores: `words` are whole in it, all others fall into letters."""
    special = [(piece, 0.0) for piece in SPECIAL]
    return [*special, *((f"▁{word}", -2.0) for word in words), *((letter, -5.0) for letter in LETTERS)]


def write_original(path: Path, words: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """Write the model, and return the weights that a reader must find in it, flat, by name."""
    chance = np.random.default_rng(0)
    vocabulary = pieces(words)
    stored: dict[str, tuple[int, bytes]] = {}
    meant: dict[str, NDArray[np.float32]] = {}

    def plain(name: str, values: NDArray[np.float64]) -> None:
        meant[name] = values.astype(np.float32)
        stored[name] = (0, meant[name].tobytes())

    def rounded(name: str, count: int) -> None:
        whole = chance.integers(0, 16, (count // BLOCK, BLOCK))
        steps = chance.uniform(0.02, 0.08, count // BLOCK).astype(np.float16)
        meant[name] = ((whole - 8) * steps[:, None].astype(np.float32)).astype(np.float32).reshape(-1)
        halves = (whole[:, : BLOCK // 2] | whole[:, BLOCK // 2 :] << 4).astype(np.uint8)
        stored[name] = (1, b"".join(step.tobytes() + row.tobytes() for step, row in zip(steps, halves, strict=True)))

    rounded("emb.word", (len(vocabulary) + 3) * DIMENSION)  # the table has more rows than the vocabulary pieces
    plain("emb.pos", chance.normal(0, 0.1, POSITIONS * DIMENSION))
    plain("emb.type", chance.normal(0, 0.1, KINDS * DIMENSION))
    plain("emb.ln.w", np.ones(DIMENSION))
    plain("emb.ln.b", np.zeros(DIMENSION))
    for layer in range(LAYERS):
        for name, rows in MATRICES.items():
            columns = INNER if name == "fo" else DIMENSION
            rounded(f"l{layer}.{name}.w", rows * columns)
            plain(f"l{layer}.{name}.b", chance.normal(0, 0.1, rows))
        for name in ("aln", "oln"):
            plain(f"l{layer}.{name}.w", np.ones(DIMENSION))
            plain(f"l{layer}.{name}.b", np.zeros(DIMENSION))
    path.write_bytes(_packed(vocabulary, meant, stored))
    return meant


def _packed(
    vocabulary: list[tuple[str, float]], meant: dict[str, NDArray[np.float32]], stored: dict[str, tuple[int, bytes]]
) -> bytes:
    texts = [piece.encode() for piece, _ in vocabulary]
    places = np.cumsum([0, *map(len, texts)])
    rows = len(meant["emb.word"]) // DIMENSION
    characters = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(character), len(to), *map(ord, to)) for character, to in CHARACTERS.items()
    )
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", DIMENSION, LAYERS, HEADS, INNER, rows, POSITIONS, KINDS)
    head += struct.pack("<fi", EPSILON, BLOCK)
    head += struct.pack("<5iQ", len(vocabulary), BEGIN, END, FILL, UNKNOWN, places[-1])
    head += places.astype("<u4").tobytes() + np.array([score for _, score in vocabulary], dtype="<f4").tobytes()
    head += b"".join(texts) + struct.pack("<iI", len(CHARACTERS), len(characters)) + characters
    directory = [struct.pack("<i", len(stored))]
    at = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name in stored)
    for name, (kind, content) in stored.items():
        directory.append(struct.pack("<H", len(name)) + name.encode())
        directory.append(struct.pack("<BIQQ", kind, len(meant[name]), at, len(content)))
        at += len(content)
    return head + b"".join(directory) + b"".join(content for _, content in stored.values())
