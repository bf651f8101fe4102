"""The span model on onnxruntime: the encoder's first six layers, then six of its own. How it was made: `README.md`.

It reads a question and a passage together, which the encoder, that sees each alone, cannot.
"""

from __future__ import annotations

import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import ReaderUnavailable
from bot.spans.reading import Reading
from index.onnx_encoder import FOLDER as ENCODER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "model"
GRAPH = "spans-int8.onnx"  # its weights are read out of spans.safetensors beside it
STATES = "states-int8.onnx"  # among the encoder's files: its first six layers
QUESTION_TOKENS, TITLE_TOKENS, LONGEST = 60, 40, 300  # as in training


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A passage to read, under the headline of its article. Only the text is looked for answers."""

    headline: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A question and a passage as the model takes them in."""

    ids: list[int]
    first: int  # which of them is the passage's first
    places: list[tuple[int, int]]  # of the passage's tokens in its text


def tokens(tokenizer: Any, question: str, page: Page) -> Tokens:  # noqa: ANN401 # the library's type stays in here
    """Set `<s> query: … </s> passage: headline. text </s>`, each part cut at its length."""
    asked = tokenizer.encode(f"query: {question}", add_special_tokens=False).ids[:QUESTION_TOKENS]
    title = tokenizer.encode(f"passage: {page.headline or ''}.", add_special_tokens=False).ids[:TITLE_TOKENS]
    text = tokenizer.encode(page.text, add_special_tokens=False)
    begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    room = LONGEST - len(asked) - len(title) - 3
    before = [begin, *asked, end, *title]
    places = [(_after_space(page.text, start, stop), stop) for start, stop in text.offsets[:room]]
    return Tokens(ids=[*before, *text.ids[:room], end], first=len(before), places=places)


def _after_space(text: str, start: int, stop: int) -> int:
    """Return where a token's own letters start: to the tokenizer the space before a word is part of it."""
    return start + 1 if start + 1 < stop and text[start].isspace() else start


class SpanModel:
    """Reads passages for answers. The files are opened when the first is read; any thread may call it."""

    def __init__(self, folder: Path = FOLDER, *, encoder: Path = ENCODER) -> None:
        self._folder = folder
        self._encoder = encoder
        self._opened: tuple[Any, Any, Any] | None = None
        self._opening = threading.Lock()

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        """Read each page with `question`. Raises ReaderUnavailable."""
        tokenizer, lower, upper = self._files()

        def reading(page: Page) -> Reading:
            taken = tokens(tokenizer, question, page)
            numbers = np.array([taken.ids], dtype=np.int64)
            mask = np.ones_like(numbers)
            (states,) = lower.run(["states"], {"input_ids": numbers, "attention_mask": mask})
            spans, answers = upper.run(["spans", "answers"], {"states": states, "attention_mask": mask})
            begins, ends, proves = spans[0, taken.first : taken.first + len(taken.places)].T
            return Reading(
                answers=float(answers[0]),
                places=np.array(taken.places, dtype=np.int64).reshape(-1, 2),
                begins=_log_probability(begins),
                ends=_log_probability(ends),
                proves=1 / (1 + np.exp(-proves)),
            )

        with _translated(), ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(reading, pages))

    def _files(self) -> tuple[Any, Any, Any]:
        """Open the tokenizer and the two graphs, once."""
        with self._opening, _translated():
            if self._opened is None:
                import onnxruntime
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._encoder / "tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                options = onnxruntime.SessionOptions()
                options.log_severity_level = 3  # errors; warnings would go to the user's screen
                options.intra_op_num_threads = 1  # a page a thread
                lower, upper = (
                    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
                    for path in (self._encoder / STATES, self._folder / GRAPH)
                )
                self._opened = (tokenizer, lower, upper)
            return self._opened


def _log_probability(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(scores):
        return scores
    shifted = scores - scores.max()
    normal: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum())
    return normal


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        cause = " ".join(str(error).split())[:200] or type(error).__name__
        raise ReaderUnavailable(f"cannot use the reader: {cause}", remedy="reinstall whosaid") from error
