"""The built-in encoder: crosses languages, needs no network, and runs on onnxruntime and tokenizers alone.

The model's folder and how it was made: `index/encoder/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encode import digest_of
from index.errors import EncoderUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BUILT_IN = "built-in"
FOLDER = Path(__file__).parent / "encoder" / "model"
GRAPH = "model.onnx"  # its weights are read out of model.safetensors beside it


class OnnxEncoder:
    """An encoder whose folder holds `model.onnx`, `model.safetensors`, `tokenizer.json` and `config.json`.

    Keeps the contract of `index.encode.Encoder`. `max_tokens` cuts longer texts; None leaves it to the model.
    `graph` is the file that onnxruntime opens.
    Texts of like length go through the model together, `batch_size` at a time.
    """

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        graph: str = GRAPH,
        name: str = BUILT_IN,
        batch_size: int = 32,
        max_tokens: int | None = None,
    ) -> None:
        self.name = name
        self._folder = folder
        self._graph = graph
        self._batch_size = batch_size
        self._max_tokens = max_tokens
        self._fingerprint: str | None = None
        self._loaded: tuple[Any, Any] | None = None
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """A digest of the model's files and the length limit. Does not load the model."""
        if self._fingerprint is None:
            digest = hashlib.blake2b(json.dumps(["onnx", self._max_tokens]).encode(), digest_size=16)
            with self._translated():
                digest_of(self._folder, digest)
                digest.update((self._folder / self._graph).read_bytes())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """How many numbers a vector has. Does not load the model."""
        with self._translated():
            return int(json.loads((self._folder / "config.json").read_bytes())["hidden_size"])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages: (len(texts), dimension)."""
        tokenizer, session = self._model()
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        with self._translated():
            ids = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
            rows = sorted(range(len(ids)), key=lambda row: len(ids[row]))
            for start in range(0, len(rows), self._batch_size):
                batch = rows[start : start + self._batch_size]
                found[batch] = session.run(["embedding"], _padded([ids[row] for row in batch]))[0]
        return found

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode one question: (dimension,)."""
        vector: NDArray[np.float32] = self.encode_passages([text])[0]
        return vector

    def _model(self) -> tuple[Any, Any]:
        """Load the tokenizer and the session, once."""
        with self._loading:
            if self._loaded is None:
                with self._translated():
                    import onnxruntime
                    from tokenizers import Tokenizer

                    settings = json.loads((self._folder / "sentence_bert_config.json").read_bytes())
                    tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                    tokenizer.enable_truncation(self._max_tokens or settings["max_seq_length"])
                    tokenizer.no_padding()
                    options = onnxruntime.SessionOptions()
                    options.log_severity_level = 3  # errors; warnings would go to the user's screen
                    session = onnxruntime.InferenceSession(
                        str(self._folder / self._graph), options, providers=["CPUExecutionProvider"]
                    )
                    self._loaded = (tokenizer, session)
            return self._loaded

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what failed as one line: both libraries raise their own kinds, and plain Exception."""
        try:
            yield
        except Exception as error:
            cause = " ".join(str(error).split())[:200] or type(error).__name__
            remedy = "reinstall whosaid, or name another model as encoder.model"
            raise EncoderUnavailable(f"cannot use the encoder: {self.name}: {cause}", remedy=remedy) from error


def _padded(ids: Sequence[list[int]]) -> dict[str, NDArray[np.int64]]:
    width = max(map(len, ids))
    numbers = np.zeros((len(ids), width), dtype=np.int64)
    mask = np.zeros((len(ids), width), dtype=np.int64)
    for row, of_text in enumerate(ids):
        numbers[row, : len(of_text)] = of_text
        mask[row, : len(of_text)] = 1
    return {"input_ids": numbers, "attention_mask": mask}
