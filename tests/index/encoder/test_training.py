from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from index.encoder.recipe import layout, original, pairs
from index.encoder.recipe.questions import Asked
from index.encoder.recipe.student import PASSAGE, QUESTION, Student
from index.encoder.recipe.training import Budget
from tests.fakes.original import write_original

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ENGLISH = ("the", "red", "big", "old", "new", "house", "car", "city", "ship", "who", "saw")
FRENCH = ("la", "rouge", "grande", "vieille", "neuve", "maison", "voiture", "ville", "nef", "qui", "voit")
ASKED = [
    Asked(
        group=f"{i}-{j}",
        question=f"qui voit la {FRENCH[i]} {FRENCH[j]}",
        passage=f"who saw the {ENGLISH[i]} {ENGLISH[j]}",
    )
    for i in range(1, 5)
    for j in range(5, 9)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_original(tmp_path / "original.bin", [*ENGLISH, *FRENCH])
    whole = original.read(tmp_path / "original.bin")
    layout.write_cut(whole, range(len(whole.pieces)), tmp_path / "cut")
    return tmp_path / "cut"


def vectors(student: Student, texts: Sequence[str], prompt: str = PASSAGE) -> NDArray[np.float32]:
    return student.vectors(student.token_ids(texts, prompt, longest=64))


def test_questions_come_to_their_passages_and_the_lower_half_stays(folder: Path, tmp_path: Path) -> None:
    student, before = Student(folder), Student(folder)

    def apart(model: Student) -> float:
        questions = torch.from_numpy(vectors(model, [one.question for one in ASKED], QUESTION))
        passages = torch.from_numpy(vectors(model, [one.passage for one in ASKED]))
        return float(pairs.contrast(questions, passages, [one.group for one in ASKED]))

    checkpoint = tmp_path / "training.pt"
    pairs.train(student, asked=ASKED, budget=Budget(epochs=40), checkpoint=checkpoint)
    assert apart(student) < apart(before) - 0.1
    for name, value in student.model.state_dict().items():
        upper = name.startswith("encoder.layer.") and int(name.split(".")[2]) >= len(student.model.encoder.layer) // 2
        assert upper or torch.equal(value, before.model.state_dict()[name]), name


def test_a_run_that_was_stopped_goes_on_and_ends_where_an_unbroken_one_does(folder: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    class Stopping(Student):
        calls = 0

        def embed(self, batch: Sequence[list[int]]) -> torch.Tensor:
            self.calls += 1
            if self.calls == 17:
                raise Stopped
            return super().embed(batch)

    unbroken, first, second = Student(folder), Stopping(folder), Student(folder)
    pairs.train(unbroken, asked=ASKED, budget=Budget(epochs=8), checkpoint=tmp_path / "unbroken.pt")
    saving = Budget(epochs=8, saved_every=3)
    with pytest.raises(Stopped):
        pairs.train(first, asked=ASKED, budget=saving, checkpoint=tmp_path / "stopped.pt")
    assert torch.load(tmp_path / "stopped.pt", weights_only=True)["step"] == 6
    pairs.train(second, asked=ASKED, budget=saving, checkpoint=tmp_path / "stopped.pt")
    texts = [pair.question for pair in ASKED]
    assert np.allclose(vectors(second, texts), vectors(unbroken, texts), atol=1e-6)
    assert not np.allclose(vectors(first, texts), vectors(unbroken, texts), atol=1e-5)


def test_minutes_end_a_run_too(folder: Path, tmp_path: Path) -> None:
    budget = Budget(epochs=1e4, minutes=1e-3)
    pairs.train(Student(folder), asked=ASKED, budget=budget, checkpoint=tmp_path / "training.pt")
    assert 0 < torch.load(tmp_path / "training.pt", weights_only=True)["step"] < 1000


def test_a_model_saved_over_itself_is_the_same(folder: Path) -> None:
    before = (folder / "model.safetensors").read_bytes()
    Student(folder).save(folder)
    assert (folder / "model.safetensors").read_bytes() == before


def test_long_texts_are_cut_and_keep_their_end(folder: Path) -> None:
    (ids,) = Student(folder).token_ids(["the old house " * 50], PASSAGE, longest=16)
    whole = Student(folder).token_ids(["the"], PASSAGE, longest=16)[0]
    assert len(ids) == 16
    assert (ids[0], ids[-1]) == (whole[0], whole[-1])


def test_a_text_has_the_same_vector_whatever_it_is_padded_to(folder: Path) -> None:
    student = Student(folder)
    together = vectors(student, ["the old house", "who saw the old city " * 5])
    assert together[0] @ vectors(student, ["the old house"])[0] > 0.99999


def test_nothing_of_one_group_is_a_wrong_answer_to_it() -> None:
    questions = torch.nn.functional.normalize(torch.randn(3, 8), dim=1)
    passages = questions.clone()
    passages[1] = passages[0]  # two questions that one passage answers
    together = pairs.contrast(questions, passages, ["a", "a", "b"])
    apart = pairs.contrast(questions, passages, ["a", "c", "b"])
    assert together < apart


def test_hard_batches_hold_every_row_once_and_neighbours_together() -> None:
    directions = np.eye(8, dtype=np.float32)
    rows = np.repeat(directions, 6, axis=0)
    batches = list(pairs.hard_batches(rows, rows=12, chance=random.Random(0)))
    assert sorted(row for batch in batches for row in batch) == list(range(48))
    assert all(len({row // 6 for row in batch}) == 2 for batch in batches)
