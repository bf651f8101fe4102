"""Examples: windows of whole sentences, the answer where it stands in them, and wrong windows that look right."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spans.recipe.examples import LONGEST, Example, Text, held_back, of_archive, of_passages
from corpus.article import Span

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = [f"Phrase numéro {number} sur le port de Kerloc et ses grues." for number in range(40)]
TEXT = " ".join(SENTENCES)
ANSWER = "numéro 20"


def archive(folder: Path, *, article: str = "a1", forbidden: str = "") -> Path:
    """Write an ArchiveQA folder with one article, a question that it answers and one that it does not."""
    evidence = SENTENCES[20]
    asked = {"article_id": article, "question_en": "Which sentence?", "question_fr": "Quelle phrase ?"}
    answered = {
        **asked,
        "answerable": True,
        "answer": ANSWER,
        "answer_start": TEXT.index(ANSWER),
        "evidence": evidence,
        "evidence_start": TEXT.index(evidence),
    }
    (folder / "train").mkdir(parents=True)
    rows = [answered, {**asked, "answerable": False, "answer": "", "evidence": ""}]
    (folder / "train" / "questions.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (folder / "do-not-train.txt").write_text(forbidden, "utf-8")
    with gzip.open(folder / "archive.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": article, "title": "Kerloc", "text": TEXT}) + "\n")
    return folder


def collected(folder: Path) -> list[Example]:
    return list(of_archive(folder, chance=random.Random(3)))


def test_an_answer_stands_in_its_window_where_the_example_says(tmp_path: Path) -> None:
    answered = [example for example in collected(archive(tmp_path)) if example.answer is not None]
    assert {example.question for example in answered} == {"Which sentence?", "Quelle phrase ?"}
    for example in answered:
        assert example.answer is not None
        assert example.proof is not None
        assert example.answer.of(example.window) == ANSWER
        assert example.proof.of(example.window) == SENTENCES[20]
        assert len(example.window) <= LONGEST


def test_a_wrong_window_does_not_hold_the_proof(tmp_path: Path) -> None:
    wrong = [example for example in collected(archive(tmp_path)) if example.answer is None]
    assert wrong
    assert sum(SENTENCES[20] in example.window for example in wrong[:-4]) == 0


def test_articles_that_are_held_back_or_forbidden_give_nothing(tmp_path: Path) -> None:
    kept = next(name for name in map(str, range(100)) if held_back(name))
    assert collected(archive(tmp_path / "held", article=kept)) == []
    assert collected(archive(tmp_path / "forbidden", forbidden="a1\n")) == []


def test_an_answer_that_stands_twice_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "passages-fr.jsonl").write_text(json.dumps({"id": "0-0", "title": "T", "text": TEXT}) + "\n", "utf-8")
    questions = [{"qid": n, "question": n, "passage": "0-0", "answers": [n]} for n in (ANSWER, "Kerloc")]
    (tmp_path / "questions-fr.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in questions), "utf-8")
    found = list(of_passages(tmp_path, passages="fr", questions=["fr"], chance=random.Random(0)))
    assert {example.question for example in found} == {ANSWER}


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_so_large_a_share_of_the_questions_is_drawn(tmp_path: Path, share: float) -> None:
    (tmp_path / "passages-fr.jsonl").write_text(json.dumps({"id": "0-0", "title": "T", "text": TEXT}) + "\n", "utf-8")
    row = {"qid": "q", "question": "?", "passage": "0-0", "answers": [ANSWER]}
    (tmp_path / "questions-fr.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    found = list(of_passages(tmp_path, passages="fr", questions=["fr"], chance=random.Random(0), share=share))
    assert bool(found) == bool(share)


@given(st.integers(0, 39), st.integers(60, 600), st.integers())
def test_a_window_holds_the_proof_and_is_whole_sentences(number: int, size: int, seed: int) -> None:
    text = Text("", TEXT, "fr")
    start = TEXT.index(SENTENCES[number])
    proof = Span(start, start + len(SENTENCES[number]))
    window = text.around(proof, size, random.Random(seed))
    assert window.covers(proof)
    assert window.start in {sentence.start for sentence in text.sentences}
    assert len(window) <= max(size, len(proof))
