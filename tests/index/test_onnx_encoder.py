from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encode import SentenceTransformerEncoder
from index.errors import EncoderUnavailable
from index.onnx_encoder import FOLDER, OnnxEncoder
from tests.contracts.encoder import EncoderContract

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "fr": "Le secrétaire d'État a parlé de crimes contre l'humanité.",
    "de": "Der Außenminister sprach von Verbrechen gegen die Menschlichkeit.",
    "es": "El secretario de Estado habló de crímenes contra la humanidad.",
    "it": "Il segretario di Stato ha parlato di crimini contro l'umanità.",
    "pt": "O secretário de Estado falou de crimes contra a humanidade.",
    "ru": "Госсекретарь говорил о преступлениях против человечности.",
}
OTHERS = (
    "Le club a gagné le match hier soir.",
    "Die Preise für Strom sind gestiegen.",
    "La lluvia cayó durante toda la noche en la ciudad.",
    "Il museo apre una nuova mostra di pittura.",
    "O hospital recebeu dez novos médicos.",
    "Поезд опоздал на два часа.",
)


@pytest.fixture(scope="module")
def built_in() -> OnnxEncoder:
    return OnnxEncoder()


class TestBuiltInEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self, built_in: OnnxEncoder) -> OnnxEncoder:
        return built_in

    @pytest.mark.parametrize("language", SAID)
    def test_an_english_question_finds_its_sentence_in_every_language(
        self, encoder: OnnxEncoder, language: str
    ) -> None:
        similarities = encoder.encode_passages([SAID[language], *OTHERS]) @ encoder.encode_question(
            "Who spoke of crimes against humanity?"
        )
        assert int(np.argmax(similarities)) == 0

    def test_it_is_the_model_that_sentence_transformers_loads(self, encoder: OnnxEncoder) -> None:
        texts = [*SAID.values(), *OTHERS, "", "Alep " * 400, "16.226, “quoted” — и ещё"]
        other = SentenceTransformerEncoder(str(FOLDER)).encode_passages(texts)
        assert np.allclose(encoder.encode_passages(texts), other, atol=1e-4)

    def test_max_tokens_cuts_what_is_longer(self) -> None:
        short = OnnxEncoder(max_tokens=8)
        first, second = short.encode_passages(["the minister said that prices rose " + end for end in ("now", "never")])
        assert np.allclose(first, second, atol=1e-5)


def test_neither_torch_nor_transformers_is_imported_to_encode() -> None:
    code = (
        "import sys; from index.onnx_encoder import OnnxEncoder; OnnxEncoder().encode_question('Who?');"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 # our own code
    assert done.stdout.strip() == "[]"


def test_the_fingerprint_and_the_dimension_need_no_model() -> None:
    encoder = OnnxEncoder()
    assert len(encoder.fingerprint) == 32
    assert encoder.dimension == 384
    assert encoder._loaded is None  # noqa: SLF001 # the rule is about just that


def test_the_length_limit_is_part_of_the_fingerprint() -> None:
    assert OnnxEncoder(max_tokens=128).fingerprint != OnnxEncoder().fingerprint
    assert OnnxEncoder(batch_size=1).fingerprint == OnnxEncoder().fingerprint


@pytest.mark.parametrize("missing", ["model.onnx", "model.safetensors", "tokenizer.json", "config.json"])
def test_a_folder_that_lacks_a_file_is_one_clear_line(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / missing).unlink()
    with pytest.raises(EncoderUnavailable) as raised:
        OnnxEncoder(folder).encode_passages(["One."])
    assert "\n" not in raised.value.message
