"""The built-in encoder: crosses languages, needs no network, and runs on onnxruntime and tokenizers alone.

The model's folder and how it was made: `index/encoder/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
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
QUICK_GRAPH = "model-int8.onnx"  # the same weights, rounded to eight bits when it is opened


class OnnxEncoder:
    """An encoder whose folder holds `model.onnx`, `model-int8.onnx` and a sentence-transformers model.

    Keeps the contract of `index.encode.Encoder`. `max_tokens` cuts longer texts; None leaves it to the model.

    A question, of which one is waited for, goes through `question_graph`, which is open in a third of a second;
    passages, of which there are many, through `passage_graph`, which encodes half as many again in the same time. The
    eight bits of a text's activations are scaled to the whole of what runs at once, so each text runs alone, on one
    thread, as many texts at a time as there are processors: its vector does not depend on its neighbours.
    """

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        question_graph: str = GRAPH,
        passage_graph: str = QUICK_GRAPH,
        name: str = BUILT_IN,
        max_tokens: int | None = None,
    ) -> None:
        self.name = name
        self._folder = folder
        self._question_graph = question_graph
        self._passage_graph = passage_graph
        self._max_tokens = max_tokens
        self._fingerprint: str | None = None
        self._sessions: dict[str, Any] = {}
        self._tokenizer: Any = None
        self._loading = threading.Lock()
        self._pool = ThreadPoolExecutor(os.cpu_count(), "encoder")  # starts no thread before it is used

    @property
    def fingerprint(self) -> str:
        """A digest of the model's files and the length limit. Does not load the model."""
        if self._fingerprint is None:
            digest = hashlib.blake2b(json.dumps(["onnx", self._max_tokens]).encode(), digest_size=16)
            with self._translated():
                digest_of(self._folder, digest)
                for graph in (self._question_graph, self._passage_graph):
                    digest.update((self._folder / graph).read_bytes())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """How many numbers a vector has. Does not load the model."""
        return int(self._settings("config.json")["hidden_size"])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages: (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        rows = self._encode("document", texts, self._passage_graph)
        return np.concatenate(rows)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode one question: (dimension,)."""
        (row,) = self._encode("query", [text], self._question_graph)
        vector: NDArray[np.float32] = row[0]
        return vector

    def _encode(self, prompt: str, texts: Sequence[str], graph: str) -> list[NDArray[np.float32]]:
        session = self._session(graph)
        with self._translated():
            before = self._settings("config_sentence_transformers.json")["prompts"][prompt]
            encoded = self._tokenizer.encode_batch_fast([f"{before}{text}" for text in texts])

            def vector(ids: list[int]) -> NDArray[np.float32]:
                numbers = np.array([ids], dtype=np.int64)
                inputs = {"input_ids": numbers, "attention_mask": np.ones_like(numbers)}
                found: NDArray[np.float32] = session.run(["embedding"], inputs)[0]
                return found

            if len(texts) == 1:
                return [vector(encoded[0].ids)]
            return list(self._pool.map(vector, (one.ids for one in encoded)))

    def _session(self, graph: str) -> Any:  # noqa: ANN401 # the library ships no types
        """Open a graph, and the tokenizer with the first of them, once."""
        with self._loading, self._translated():
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                longest = self._settings("sentence_bert_config.json")["max_seq_length"]
                tokenizer.enable_truncation(self._max_tokens or longest)
                tokenizer.no_padding()
                self._tokenizer = tokenizer
            if graph not in self._sessions:
                import onnxruntime

                options = onnxruntime.SessionOptions()
                options.log_severity_level = 3  # errors; warnings would go to the user's screen
                options.intra_op_num_threads = 1
                self._sessions[graph] = onnxruntime.InferenceSession(
                    str(self._folder / graph), options, providers=["CPUExecutionProvider"]
                )
            return self._sessions[graph]

    def _settings(self, file: str) -> dict[str, Any]:
        with self._translated():
            settings: dict[str, Any] = json.loads((self._folder / file).read_bytes())
            return settings

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what failed as one line: both libraries raise their own kinds, and plain Exception."""
        try:
            yield
        except Exception as error:
            cause = " ".join(str(error).split())[:200] or type(error).__name__
            remedy = "reinstall whosaid, or name another model as encoder.model"
            raise EncoderUnavailable(f"cannot use the encoder: {self.name}: {cause}", remedy=remedy) from error
