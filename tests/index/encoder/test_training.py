from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from index.encoder.recipe import distil, pairs, transplant
from index.encoder.recipe.parallel import Pair
from index.encoder.recipe.questions import Asked
from index.encoder.recipe.student import Student
from index.encoder.recipe.training import Budget, by_length
from tests.fakes.teacher import write_teacher

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("the", "red", "big", "old", "new", "house", "car", "city", "ship", "who", "saw")
FRENCH = ("la", "rouge", "grande", "vieille", "neuve", "maison", "voiture", "ville", "nef", "qui", "voit")
PAIRS = [
    Pair(
        language="fra",
        source="made",
        domain="made",
        english=f"the {ENGLISH[i]} {ENGLISH[j]}",
        other=f"la {FRENCH[i]} {FRENCH[j]}",
    )
    for i in range(1, 5)
    for j in range(5, 9)
]
ASKED = [
    Asked(group=str(number), question=f"qui voit {pair.other}", passage=f"who saw {pair.english}")
    for number, pair in enumerate(PAIRS)
]


@pytest.fixture
def teacher(tmp_path: Path) -> Path:
    return write_teacher(tmp_path / "teacher", ENGLISH)


@pytest.fixture
def grown(teacher: Path, tmp_path: Path) -> Path:
    """Give the teacher the French words, each starting at a wrong English word."""
    new = [
        transplant.Piece(text=word, weight=1, translations=((ENGLISH[(number + 3) % 9], 1.0),))
        for number, word in enumerate(FRENCH)
    ]
    transplant.transplant(teacher, new, tmp_path / "grown")
    return tmp_path / "grown"


def distance(student: Student, teacher: Student) -> float:
    found = student.vectors([pair.other for pair in PAIRS]) * teacher.vectors([pair.english for pair in PAIRS])
    return float(1 - found.sum(1).mean())


def test_distillation_brings_translations_to_the_teacher_and_keeps_english(
    teacher: Path, grown: Path, tmp_path: Path
) -> None:
    model, student = Student(teacher), Student(grown)
    before = distance(student, model)
    wanted = distil.Targets(model, PAIRS)
    distil.distil(student, PAIRS, wanted, budget=Budget(epochs=150), checkpoint=tmp_path / "distil.pt")
    assert distance(student, model) < 0.5 * before
    english = [pair.english for pair in PAIRS]
    assert (student.vectors(english) * model.vectors(english)).sum(1).min() > 0.97


def test_a_run_that_was_stopped_goes_on_and_ends_where_an_unbroken_one_does(
    teacher: Path, grown: Path, tmp_path: Path
) -> None:
    wanted = distil.Targets(Student(teacher), PAIRS)
    unbroken, first, second = Student(grown), Student(grown), Student(grown)
    whole = Budget(epochs=8)
    distil.distil(unbroken, PAIRS, wanted, budget=whole, checkpoint=tmp_path / "unbroken.pt")

    class Stopped(Exception):
        pass

    class Stopping(distil.Targets):
        def of(self, rows: list[int]) -> torch.Tensor:  # type: ignore[override]
            if len(asked) == 5:
                raise Stopped
            asked.append(rows)
            return wanted.of(rows)

    asked: list[list[int]] = []
    saving = Budget(epochs=8, saved_every=3)
    with pytest.raises(Stopped):
        distil.distil(
            first, PAIRS, Stopping(Student(teacher), PAIRS), budget=saving, checkpoint=tmp_path / "stopped.pt"
        )
    distil.distil(second, PAIRS, wanted, budget=saving, checkpoint=tmp_path / "stopped.pt")
    texts = [pair.other for pair in PAIRS]
    assert np.allclose(second.vectors(texts), unbroken.vectors(texts), atol=1e-4)
    assert not np.allclose(first.vectors(texts), unbroken.vectors(texts), atol=1e-4)


def test_minutes_end_a_run_too(teacher: Path, grown: Path, tmp_path: Path) -> None:
    wanted = distil.Targets(Student(teacher), PAIRS)
    student = Student(grown)
    distil.distil(student, PAIRS, wanted, budget=Budget(epochs=1e4, minutes=1e-3), checkpoint=tmp_path / "distil.pt")
    state = torch.load(tmp_path / "distil.pt", weights_only=True)
    assert 0 < state["step"] < 1000


def test_languages_with_little_text_come_up_more_often() -> None:
    rare = Pair(language="por", source="made", domain="made", english="the city", other="a cidade")
    rows = distil.balanced([*PAIRS, rare])
    assert rows.count(len(PAIRS)) == distil.MOST_REPEATS
    assert rows.count(0) == 1


def test_texts_of_one_meaning_are_no_contrast_to_each_other() -> None:
    vector = torch.nn.functional.normalize(torch.randn(1, 8), dim=1)
    assert distil.loss_to(vector.repeat(3, 1), vector.repeat(3, 1)) == pytest.approx(0, abs=1e-4)


def test_questions_come_to_their_passages(teacher: Path, grown: Path, tmp_path: Path) -> None:
    student = Student(grown)

    def loss() -> float:
        questions, passages = (
            torch.from_numpy(student.vectors(texts))
            for texts in ([one.question for one in ASKED], [one.passage for one in ASKED])
        )
        return pairs.contrast(questions, passages, [one.group for one in ASKED]).item()

    before = loss()
    wanted = distil.Targets(Student(teacher), PAIRS)
    budget = Budget(epochs=100)
    pairs.train(student, asked=ASKED, parallel=PAIRS, wanted=wanted, budget=budget, checkpoint=tmp_path / "pairs.pt")
    assert loss() < 0.9 * before


def test_nothing_of_one_group_is_a_wrong_answer_to_it() -> None:
    questions = torch.nn.functional.normalize(torch.randn(3, 8), dim=1)
    passages = questions.clone()
    passages[1] = passages[0]  # two questions that one passage answers
    together = pairs.contrast(questions, passages, ["a", "a", "b"])
    apart = pairs.contrast(questions, passages, ["a", "c", "b"])
    assert together < apart


def test_hard_batches_hold_every_row_once_and_neighbours_together() -> None:
    directions = np.eye(8, dtype=np.float32)
    vectors = np.repeat(directions, 6, axis=0)
    batches = list(pairs.hard_batches(vectors, rows=12, chance=random.Random(0)))
    assert sorted(row for batch in batches for row in batch) == list(range(48))
    assert all(len({row // 6 for row in batch}) == 2 for batch in batches)


def test_batches_hold_every_example_once_within_their_limits() -> None:
    lengths = [random.Random(0).randint(3, 60) for _ in range(500)]
    batches = list(by_length(lengths, tokens=240, rows=16, chance=random.Random(0)))
    assert sorted(row for batch in batches for row in batch) == list(range(500))
    assert all(len(batch) <= 16 and len(batch) * max(lengths[row] for row in batch) <= 240 for batch in batches)
