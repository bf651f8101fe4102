from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encoder.recipe.lexicon import Entry
from index.encoder.recipe.student import Student
from index.encoder.recipe.transplant import Piece, pieces, transplant
from tests.fakes.teacher import write_teacher

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("house", "home", "minister", "kerry", "the")


@pytest.fixture
def teacher(tmp_path: Path) -> Path:
    return write_teacher(tmp_path / "teacher", ENGLISH)


def entry(word: str, english: str, count: int = 5) -> Entry:
    return Entry(word=word, count=count, translations=((english, 1.0),))


def chosen(*entries: Entry, least: int = 2) -> list[str]:
    return [piece.text for piece in pieces({"xxx": entries}, ENGLISH, least={"xxx": least})]


def test_words_that_the_vocabulary_lacks_become_pieces_commonest_first() -> None:
    assert chosen(entry("maison", "house", 3), entry("ville", "city", 9), entry("home", "house")) == ["ville", "maison"]


def test_rare_words_names_letters_and_numbers_do_not() -> None:
    unwanted = [entry("rare", "x", 1), entry("merkel", "merkel"), entry("a", "x"), entry("12", "12"), entry("d'", "x")]
    assert chosen(*unwanted) == []


def test_two_languages_share_a_word_by_how_often_they_use_it() -> None:
    lexicons = {"fra": [entry("table", "board", 1)], "spa": [entry("table", "desk", 9)]}
    (piece,) = pieces(lexicons, (), least={"fra": 1, "spa": 1})
    assert piece.translations == (("desk", 9.0), ("board", 1.0))


def test_the_tail_of_unknown_compounds_becomes_a_continuing_piece() -> None:
    heads = [entry(word, "x") for word in ("aussen", "innen", "finanz", "preise")]
    compounds = [entry(f"{head}preise", "y", 1) for head in ("aussen", "innen", "finanz")]
    assert "##preise" in chosen(*heads, *compounds)
    assert "##preise" not in chosen(*heads, *compounds[:2])


def test_a_new_word_starts_at_its_translation(teacher: Path, tmp_path: Path) -> None:
    new = [Piece(text="maison", weight=1, translations=(("house", 0.7), ("home", 0.3)))]
    transplant(teacher, new, tmp_path / "grown")
    before, after = Student(teacher), Student(tmp_path / "grown")
    assert after.tokenizer.encode("Maison", add_special_tokens=False).tokens == ["maison"]
    old = before.model.embeddings.word_embeddings.weight.detach().numpy()
    made = after.model.embeddings.word_embeddings.weight.detach().numpy()[-1]
    house, home = (old[before.tokenizer.token_to_id(word)] for word in ("house", "home"))
    direction = 0.7 * house + 0.3 * home
    assert made @ direction == pytest.approx(np.linalg.norm(made) * np.linalg.norm(direction), rel=1e-4)
    assert after.vectors(["the maison"])[0] @ before.vectors(["the house"])[0] > 0.8


def test_english_is_not_touched(teacher: Path, tmp_path: Path) -> None:
    transplant(teacher, [Piece(text="maison", weight=1, translations=(("house", 1.0),))], tmp_path / "grown")
    texts = ["the minister", "The house, at home", "kerry"]
    assert np.allclose(Student(teacher).vectors(texts), Student(tmp_path / "grown").vectors(texts), atol=1e-5)
