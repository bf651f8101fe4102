from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encoder.recipe.evaluate import bitext, hits, questions, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class ByNumber:
    """Encodes a text as the number that ends it."""

    name = fingerprint = "by number"
    dimension = 10

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.encode_question(text) for text in texts])

    def encode_question(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimension, dtype=np.float32)
        vector[int(text.rsplit(maxsplit=1)[-1])] = 1
        return vector


def test_bitext_is_measured_in_both_directions(tmp_path: Path) -> None:
    (tmp_path / "set.eng").write_text("one 1\ntwo 2\nthree 3\nfour 4\n")
    (tmp_path / "set.fra").write_text("un 1\ndeux 2\ntrois 3\nfaux 3\n")
    assert list(bitext(ByNumber(), tmp_path)) == [("set en ↔ fra", 0.75, 0.75)]


def test_questions_are_asked_over_the_passages_of_every_language(tmp_path: Path) -> None:
    for language in ("en", "es"):
        passages = [{"id": str(number), "text": f"{language} {number}"} for number in range(10)]
        asked = [{"question": f"{language} {number}", "passage": str(number)} for number in (3, 4)]
        (tmp_path / f"passages-{language}.jsonl").write_text("\n".join(map(json.dumps, passages)))
        (tmp_path / f"questions-{language}.jsonl").write_text("\n".join(map(json.dumps, asked)))
    found = list(questions(ByNumber(), tmp_path))
    assert [name.removeprefix(f"{tmp_path.name} ") for name, _, _ in found] == [
        "en → en",
        "en → es",
        "es → en",
        "es → es",
    ]
    assert all((first, five) == (1.0, 1.0) for _, first, five in found)


def test_a_tie_is_not_a_hit() -> None:
    scores = np.array([[0.9, 0.9, 0.1], [0.1, 0.2, 0.3]], dtype=np.float32)
    assert hits(scores, np.array([0, 2])) == (0.5, 1.0)


def test_models_stand_side_by_side() -> None:
    rows = [[("en → es", 0.5, 0.75)], [("en → es", 1.0, 1.0)]]
    assert list(table(["teacher", "student"], rows)) == [
        "| | teacher | student |",
        "|---|---|---|",
        "| en → es | .500 / .750 | 1.000 / 1.000 |",
    ]


def test_models_measured_on_different_sets_are_not_put_side_by_side() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(table(["a", "b"], [[("x", 0.1, 0.1)], []]))
