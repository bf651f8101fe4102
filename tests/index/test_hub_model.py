"""Models that are not built in, through the code that loads them: a small one made here, and a hub on the loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encode import SentenceTransformerEncoder
from index.encoder.recipe import layout, original
from index.errors import EncoderUnavailable
from tests.contracts.encoder import EncoderContract
from tests.fakes.hub import serving
from tests.fakes.original import write_original

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.encode import Encoder

NAME, OTHER = "somebody/small-model", "somebody/other-model"
WORDS = ("the", "old", "house", "city", "query", "passage", "maison", "ville")
ASK = """
import json, sys
from index.encode import SentenceTransformerEncoder
from index.errors import EncoderUnavailable
for line in sys.stdin:
    name, allowed = json.loads(line)
    try:
        told = SentenceTransformerEncoder(name, allow_download=allowed).encode_question("the old house").tolist()
    except EncoderUnavailable as error:
        told = str(error)
    print(json.dumps(told), flush=True)
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model of 32 numbers with prompts of its own ("query: ", "passage: ") and 300 tokens at most."""
    place = tmp_path_factory.mktemp("small")
    write_original(place / "original.bin", WORDS)
    whole = original.read(place / "original.bin")
    layout.write_cut(whole, range(len(whole.pieces)), place / "model")
    return place / "model"


@pytest.fixture(scope="module")
def loaded(small: Path) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(str(small))


class TestSmallModel(EncoderContract):
    @pytest.fixture
    def encoder(self, loaded: SentenceTransformerEncoder) -> SentenceTransformerEncoder:
        return loaded

    def test_a_text_is_nearest_to_itself(self, encoder: Encoder) -> None:
        """A model of chance knows no meaning, but a passage is the same passage."""
        one, two = encoder.encode_passages(["the old house", "maison"])
        assert one @ encoder.encode_passages(["the old house"])[0] > one @ two

    def test_its_own_prompts_are_used_unless_others_are_set(
        self, encoder: SentenceTransformerEncoder, small: Path
    ) -> None:
        bare = SentenceTransformerEncoder(str(small), question_prompt="", passage_prompt="")
        question, passage = encoder.encode_question("maison"), encoder.encode_passages(["maison"])[0]
        assert np.allclose(bare.encode_question("query: maison"), question, atol=1e-5)
        assert np.allclose(bare.encode_passages(["passage: maison"])[0], passage, atol=1e-5)
        assert not np.allclose(question, passage, atol=1e-3)

    def test_its_own_length_is_used_unless_a_shorter_one_is_set(
        self, encoder: SentenceTransformerEncoder, small: Path
    ) -> None:
        long = ["the old house " * 200 + end for end in ("maison", "ville")]
        first, second = encoder.encode_passages(long)
        assert np.allclose(first, second, atol=1e-6)
        short = SentenceTransformerEncoder(str(small), max_tokens=10)
        cut = short.encode_passages(
            ["the old house the old house the old house", "the old house the old house the city"]
        )
        assert np.allclose(cut[0], cut[1], atol=1e-6)
        assert not np.allclose(
            cut[0], encoder.encode_passages(["the old house the old house the old house"])[0], atol=1e-3
        )


@pytest.fixture
def with_code(small: Path, tmp_path: Path) -> Path:
    """Return the small model with a file of Python that loading it would run, which leaves a mark."""
    folder = tmp_path / "with-code"
    shutil.copytree(small, folder)
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "small-own", "auto_map": {"AutoConfig": "own.Own", "AutoModel": "own.OwnModel"}}
    (folder / "config.json").write_text(json.dumps(config))
    code = f"open({str(tmp_path / 'ran')!r}, 'w').close()\n"
    code += "from transformers import BertConfig, BertModel\n"
    code += "class Own(BertConfig):\n    model_type = 'small-own'\n"
    code += "class OwnModel(BertModel):\n    config_class = Own\n"
    (folder / "own.py").write_text(code)
    return folder


def test_code_that_comes_with_a_model_does_not_run_unless_it_is_trusted(
    with_code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transformers.dynamic_module_utils.HF_MODULES_CACHE", str(tmp_path / "modules"))
    with pytest.raises(EncoderUnavailable) as raised:
        SentenceTransformerEncoder(str(with_code)).encode_question("maison")
    assert "encoder.trust_remote_code" in (raised.value.remedy or "")
    assert not (tmp_path / "ran").exists()
    SentenceTransformerEncoder(str(with_code), trust_remote_code=True).encode_question("maison")
    assert (tmp_path / "ran").exists()


class Asker:
    """A program of its own, because the hub's address is read when its library is imported. It asks as it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, name: str, *, allowed: bool) -> str | list[float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([name, allowed]), file=self._process.stdin, flush=True)
        found: str | list[float] = json.loads(self._process.stdout.readline())
        return found


@contextmanager
def asker(endpoint: str, cache: Path) -> Iterator[Asker]:
    environment = os.environ | {"HF_ENDPOINT": endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    environment.pop("HF_HUB_OFFLINE", None)
    command = [sys.executable, "-c", ASK]
    with subprocess.Popen(  # noqa: S603 # our own code
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Asker(process)


@dataclass(frozen=True)
class Told:
    """What one program was told, question by question, and what it had asked the hub by then."""

    forbidden: str | list[float]
    asked_by_then: tuple[str, ...]
    allowed: str | list[float]
    asked: tuple[str, ...]
    known: str | list[float]  # forbidden again, when the hub is gone and the model is here
    gone: str | list[float]  # another model, allowed, of a hub that is gone


@pytest.fixture(scope="module")
def told(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    with ExitStack() as running:
        with serving(NAME, small) as hub:
            program = running.enter_context(asker(hub.address, tmp_path_factory.mktemp("hub")))
            forbidden = program.ask(NAME, allowed=False)
            asked_by_then = tuple(hub.asked)
            allowed = program.ask(NAME, allowed=True)
            asked = tuple(hub.asked)
        known = program.ask(NAME, allowed=False)
        gone = program.ask(OTHER, allowed=True)
    return Told(forbidden, asked_by_then, allowed, asked, known, gone)


def test_a_hub_is_asked_only_if_that_is_allowed_and_only_once(told: Told, loaded: SentenceTransformerEncoder) -> None:
    assert isinstance(told.forbidden, str)
    assert "encoder.allow_download" in told.forbidden
    assert told.asked_by_then == ()
    assert any(path.endswith("model.safetensors") for path in told.asked)
    assert told.known == told.allowed
    assert np.allclose(told.allowed, loaded.encode_question("the old house"), atol=1e-5)


def test_a_hub_that_cannot_be_reached_is_one_clear_line_that_offers_the_built_in_model(told: Told) -> None:
    assert isinstance(told.gone, str)
    message, remedy = told.gone.split("\n")
    assert message.startswith(f"cannot use the encoder: {OTHER}: ")
    assert 'encoder.model = "built-in"' in remedy
