from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encode import SentenceTransformerEncoder
from index.encoder.recipe.__main__ import main, parsed
from index.encoder.recipe.evaluate import opened
from index.encoder.recipe.student import Student
from index.onnx_encoder import OnnxEncoder
from tests.fakes.teacher import write_teacher

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("the", "red", "big", "old", "house", "car", "city")
FRENCH = ("la", "rouge", "grande", "vieille", "maison", "voiture", "ville")


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    lines = [
        f"made\tnews\tthe {ENGLISH[i]} {ENGLISH[j]}\tla {FRENCH[i]} {FRENCH[j]}\n"
        for i in range(1, 4)
        for j in range(4, 7)
    ]
    (tmp_path / "parallel").mkdir()
    (tmp_path / "parallel" / "en-fra.tsv").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "questions.tsv").write_text(
        "a\tla maison\tthe red house\nb\tla ville\tthe old city\n", encoding="utf-8"
    )
    write_teacher(tmp_path / "teacher", ENGLISH)
    places = {name: str(tmp_path / name) for name in ("teacher", "parallel", "work", "out")}
    found = [part for name, place in places.items() for part in (f"--{name}", place)]
    return [*found, "--questions", str(tmp_path / "questions.tsv")]


@pytest.mark.parametrize("graph", ["model.onnx", "model-int8.onnx"])
def test_one_command_builds_a_model_that_both_libraries_read_alike(
    arguments: list[str], tmp_path: Path, graph: str
) -> None:
    pytest.importorskip("onnx")
    main(arguments)
    texts = ["La vieille maison rouge", "the old red house", "", "ville " * 400]
    folder = tmp_path / "out"
    with_torch = SentenceTransformerEncoder(str(folder)).encode_passages(texts)
    with_onnx = OnnxEncoder(folder, graph=graph).encode_passages(texts)
    assert np.allclose((with_torch * with_onnx).sum(1), 1, atol=1e-5 if graph == "model.onnx" else 0.03)
    assert np.allclose(opened(folder)(texts), with_torch, atol=0.02)  # bfloat16
    assert np.array_equal(opened(folder / graph)(texts), with_onnx)


def test_the_model_is_stored_in_half_the_space_and_read_at_full_precision(arguments: list[str], tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    main(arguments)
    stored = (tmp_path / "out" / "model.safetensors").stat().st_size
    assert stored < 0.6 * (tmp_path / "work" / "paired" / "model.safetensors").stat().st_size
    from sentence_transformers import SentenceTransformer

    assert {str(p.dtype) for p in SentenceTransformer(str(tmp_path / "out")).parameters()} == {"torch.float32"}


def test_what_is_there_is_not_made_again(arguments: list[str], tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    main(arguments)
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*") if path.is_file()}
    main(arguments)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*") if path.is_file()} == made


def test_a_model_saved_over_itself_is_the_same(tmp_path: Path) -> None:
    folder = write_teacher(tmp_path / "teacher", ENGLISH)
    before = Student(folder).vectors(["the old car"])
    Student(folder).save(folder)
    assert np.array_equal(Student(folder).vectors(["the old car"]), before)


def test_a_folder_without_parallel_text_is_one_clear_line(arguments: list[str], tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    (tmp_path / "parallel" / "en-fra.tsv").unlink()
    with pytest.raises(SystemExit, match="no parallel text"):
        main(arguments)


def test_the_plan_says_what_the_command_line_said(arguments: list[str]) -> None:
    extra = ["--share", "caption=0.5", "--least", "por=1", "--without", "bad", "--minutes", "7", "--threads", "2"]
    plan, threads = parsed([*arguments, *extra])
    assert (plan.shares, plan.least, plan.without) == ({"caption": 0.5}, {"por": 1}, ("bad",))
    assert (plan.distil.minutes, threads) == (7, 2)


def test_a_missing_argument_is_a_usage_error() -> None:
    done = subprocess.run([sys.executable, "-m", "index.encoder.recipe"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--parallel" in done.stderr
