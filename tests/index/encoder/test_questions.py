from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

import pytest

from index.encoder.recipe.questions import AROUND, Asked, BadQuestions, held_back, of_archive, of_piaf, read, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Le maire a parlé lundi. " * 40 + "« Je pars », a dit Anne Lenoir. " + "La salle était pleine. " * 40


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    articles = [
        {"id": "a1", "title": "Le maire part", "text": TEXT},
        {"id": "a2", "title": "Interdit", "text": TEXT},
        {"id": "a3", "title": "Court", "text": "Trop court."},
        {"id": "a4", "title": "Un autre", "text": TEXT},
    ]
    evidence = "« Je pars », a dit Anne Lenoir."
    asked = [
        {
            "article_id": article,
            "question_en": f"Who leaves {article}?",
            "question_fr": f"Qui part {article} ?",
            "answerable": answerable,
            "evidence": evidence,
            "evidence_start": TEXT.index(evidence),
        }
        for article, answerable in (("a1", True), ("a2", True), ("a4", False))
    ]
    (tmp_path / "train").mkdir()
    (tmp_path / "do-not-train.txt").write_text("a2\n")
    (tmp_path / "archive.jsonl.gz").write_bytes(
        gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in articles))
    )
    (tmp_path / "train" / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked))
    return tmp_path


def test_each_question_comes_in_both_languages_with_the_passage_that_answers_it(archive: Path) -> None:
    found = list(of_archive(archive, headlines=0, chance=random.Random(0)))
    assert [one.question for one in found] == ["Who leaves a1?", "Qui part a1 ?"]
    assert all("« Je pars », a dit Anne Lenoir." in one.passage for one in found)
    assert all(one.passage.startswith("Le maire part\n") for one in found)


def test_articles_not_to_train_on_give_neither_questions_nor_headlines(archive: Path) -> None:
    found = list(of_archive(archive, headlines=99, chance=random.Random(0)))
    assert {one.group for one in found} == {"a1", "a4"}
    assert "Interdit" not in {one.question for one in found}


def test_a_headline_does_not_stand_in_its_own_passage(archive: Path) -> None:
    headlines = list(of_archive(archive, headlines=99, chance=random.Random(0)))[2:]
    assert {one.question for one in headlines} == {"Le maire part", "Un autre"}
    assert all(one.question not in one.passage for one in headlines)


def test_passages_are_cut_at_spaces_and_not_too_long(archive: Path) -> None:
    words = set(TEXT.split())
    for one in of_archive(archive, headlines=99, chance=random.Random(3)):
        passage = one.passage.rpartition("\n")[2]
        assert set(passage.split()) <= words
        assert len(passage) <= 2 * AROUND + 230


def test_a_fifth_of_the_piaf_articles_is_held_back_whole(tmp_path: Path) -> None:
    ids = [f"{article}-{passage}" for article in range(100) for passage in range(3)]
    passages = [{"id": name, "text": f"Texte {name}."} for name in ids]
    asked = [{"question": f"Question {name} ?", "passage": name} for name in ids]
    (tmp_path / "passages-fr.jsonl").write_text("".join(json.dumps(row) + "\n" for row in passages))
    (tmp_path / "questions-fr.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked))
    trained = {one.group.removeprefix("piaf-") for one in of_piaf(tmp_path)}
    kept = {name for name in ids if held_back(name)}
    assert trained | kept == set(ids)
    assert not {name.split("-")[0] for name in trained} & {name.split("-")[0] for name in kept}
    assert 30 <= len(kept) <= 90


def test_what_is_written_is_read_with_its_white_space_folded(tmp_path: Path) -> None:
    write([Asked(group="g", question="Qui ?\t", passage="Titre\nTexte")], tmp_path / "questions.tsv")
    assert read(tmp_path / "questions.tsv") == [Asked(group="g", question="Qui ?", passage="Titre Texte")]


def test_a_line_of_two_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.tsv").write_text("g\tQui ?\tLui.\nQui ?\tLui.\n", encoding="utf-8")
    with pytest.raises(BadQuestions, match=r"questions\.tsv: line 2 has 2 columns"):
        read(tmp_path / "questions.tsv")
