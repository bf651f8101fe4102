"""Models that are not built in, through the code that loads them: a small one made here, and a hub on the loopback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
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
    from pathlib import Path

    from index.encode import Encoder

NAME = "somebody/small-model"
WORDS = ("the", "old", "house", "city", "query", "passage", "maison", "ville")
ASK = """
import json, sys
from index.encode import SentenceTransformerEncoder
from index.errors import EncoderUnavailable
encoder = SentenceTransformerEncoder(sys.argv[1], allow_download=sys.argv[2] == "allowed")
try:
    print(json.dumps(encoder.encode_question("the old house").tolist()))
except EncoderUnavailable as error:
    print(json.dumps(str(error)))
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


def ask(endpoint: str, cache: Path, *, allowed: bool) -> str | list[float]:
    environment = os.environ | {"HF_ENDPOINT": endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    environment.pop("HF_HUB_OFFLINE", None)
    done = subprocess.run(  # noqa: S603 # our own code
        [sys.executable, "-c", ASK, NAME, "allowed" if allowed else "forbidden"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: str | list[float] = json.loads(done.stdout)
    return found


def test_a_hub_is_asked_only_if_that_is_allowed_and_only_once(small: Path, tmp_path: Path) -> None:
    with serving(NAME, small) as hub:
        refused = ask(hub.address, tmp_path, allowed=False)
        assert hub.asked == []
        found = ask(hub.address, tmp_path, allowed=True)
        assert any(path.endswith("model.safetensors") for path in hub.asked)
    again = ask(hub.address, tmp_path, allowed=False)  # the hub is gone, the model is here
    assert isinstance(refused, str)
    assert "encoder.allow_download" in refused
    assert found == again
    here = SentenceTransformerEncoder(str(small)).encode_question("the old house")
    assert np.allclose(found, here, atol=1e-5)


def test_a_hub_that_cannot_be_reached_is_one_clear_line_that_offers_the_built_in_model(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # a port that nobody listens at
        told = ask(f"http://127.0.0.1:{nobody.getsockname()[1]}", tmp_path, allowed=True)
    assert isinstance(told, str)
    message, remedy = told.split("\n")
    assert message.startswith(f"cannot use the encoder: {NAME}: ")
    assert 'encoder.model = "built-in"' in remedy
