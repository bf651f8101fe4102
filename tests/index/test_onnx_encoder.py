from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encode import SentenceTransformerEncoder
from index.errors import EncoderUnavailable
from index.onnx_encoder import FOLDER, GRAPH, OnnxEncoder
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
        texts = [*SAID.values(), *OTHERS, "", "Alep " * 600, "16.226, “quoted” — и ещё"]
        other = SentenceTransformerEncoder(str(FOLDER))
        exact = OnnxEncoder(passage_graph=GRAPH)
        assert np.allclose(exact.encode_passages(texts), other.encode_passages(texts), atol=1e-4)
        assert np.allclose(encoder.encode_question(texts[0]), other.encode_question(texts[0]), atol=1e-4)

    def test_eight_bits_move_a_passage_little(self, encoder: OnnxEncoder) -> None:
        texts = [*SAID.values(), *OTHERS, "", "16.226, “quoted” — и ещё"]
        exact = OnnxEncoder(passage_graph=GRAPH).encode_passages(texts)
        assert (encoder.encode_passages(texts) * exact).sum(1).min() > 0.98

    def test_passages_encoded_side_by_side_keep_their_order(self, encoder: OnnxEncoder) -> None:
        texts = [f"{number} {text}" for number, text in enumerate(OTHERS * 4)]
        alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
        assert np.array_equal(encoder.encode_passages(texts), alone)

    def test_a_question_is_not_a_passage(self, encoder: OnnxEncoder) -> None:
        assert not np.allclose(encoder.encode_question(OTHERS[0]), encoder.encode_passages([OTHERS[0]])[0], atol=1e-2)

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
    assert not encoder._sessions  # noqa: SLF001 # the rule is about just that


def test_a_question_does_not_wait_for_the_graph_of_passages() -> None:
    encoder = OnnxEncoder()
    encoder.encode_question("Who?")
    assert list(encoder._sessions) == [GRAPH]  # noqa: SLF001 # the rule is about just that


def test_the_length_limit_is_part_of_the_fingerprint() -> None:
    assert OnnxEncoder(max_tokens=128).fingerprint != OnnxEncoder().fingerprint


@pytest.mark.parametrize(
    "missing",
    ["model-int8.onnx", "model.safetensors", "tokenizer.json", "config.json", "config_sentence_transformers.json"],
)
def test_a_folder_that_lacks_a_file_is_one_clear_line(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder, ignore=lambda _, names: {missing}.intersection(names))
    encoder = OnnxEncoder(folder)

    def use() -> bool:
        return encoder.encode_passages(["One."]).shape == (1, encoder.dimension)

    with pytest.raises(EncoderUnavailable) as raised:
        use()
    assert "\n" not in raised.value.message


def test_an_interrupt_stops_it_in_the_middle() -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # a parent may have it ignored
        "from index.onnx_encoder import OnnxEncoder; encoder = OnnxEncoder(); encoder.encode_passages(['One.']);"
        "print('begun', flush=True); encoder.encode_passages(['a word and another ' * 100] * 500)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 # our own code
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in told
