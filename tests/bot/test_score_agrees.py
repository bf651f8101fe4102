"""On one file of predictions, our figures and those of the data set's own scorer are the same."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import tables
from bot.gold import read_gold
from bot.score import Prediction, Score, says_any, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "archiveqa"
SCORER = DATA / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the data set is not beside this checkout")

KINDS = ("who_said", "factual", "dated", "followup", "none")
NAMES = ("Jean Dupré", "Anne-Marie Œrsted", "Søren Ælm", "N'Golo Kanté", "ministère", "O’Neil")
AMOUNTS = ("16.226", "16 226", "3", "3,5", "2018", "1 200 000", "6.5 millions", "trois", "12'000")
WORDS = (
    *("le", "la", "ville", "honte", "a", "déclaré", "«", "»", "séance", "c'est", "absolue", "pour", "Œuvre,"),
    *("été.La", "où", "l’état", "grève", "hier", "Straße", "mañana", "\u00a0", "3.015", "dix-sept", "ø", "Æ"),
)


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(4, 14))]
    words.insert(chance.randint(0, 3), chance.choice((*NAMES, *AMOUNTS)))
    return " ".join(words) + "."


def invented_archive(chance: random.Random) -> dict[str, str]:
    shared = [sentence(chance) for _ in range(12)]
    return {
        f"a{number}": " ".join(
            chance.choice(shared) if chance.random() < 0.8 else sentence(chance) for _ in range(chance.randint(2, 30))
        )
        for number in range(30)
    }


def invented_gold(chance: random.Random, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    return [invented_question(chance, texts, f"q{number}") for number in range(150)]


def invented_question(chance: random.Random, texts: Mapping[str, str], qid: str) -> dict[str, Any]:
    kind = chance.choice(KINDS)
    record: dict[str, Any] = {"qid": qid, "lang": chance.choice(("en", "fr")), "question": "?", "type": kind}
    if kind == "none":
        return record | {"article_id": None, "accept": [], "evidence": None, "speaker": None}
    article_id = chance.choice(list(texts))
    evidence = piece(chance, texts[article_id], chance.choice((5, 20, 30, 120)))
    speaker = chance.choice((None, *NAMES))
    return record | {
        "article_id": article_id,
        "also_ok": chance.sample(list(texts), chance.randint(0, 6)),
        "accept": chance.sample((*NAMES, *AMOUNTS), 3),
        "evidence": evidence,
        "speaker": speaker,
        "speaker_accept": chance.choice((None, [], ["Dupré", "Kanté", "Elm"])),
        "quote": chance.choice((None, piece(chance, evidence, 40))),
    }


def piece(chance: random.Random, text: str, length: int) -> str:
    start = chance.randrange(max(1, len(text) - length))
    return text[start : start + length]


def few_words(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    start, count = chance.randrange(len(words)), chance.randint(1, 7)
    return " ".join(words[start : start + count])


def predictions(
    chance: random.Random, gold: Iterable[Mapping[str, Any]], texts: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Right, wrong, inexact, abstaining and overlong ones; and for some questions none at all."""
    return [predicted(chance, question, texts) for question in gold if chance.random() > 0.05]


def predicted(chance: random.Random, gold: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    accept = chance.choice(gold["accept"] or NAMES)
    near = [gold["article_id"] or "a0", *gold.get("also_ok", [])]
    ranked = [*chance.sample(list(texts), 12), *near]
    chance.shuffle(ranked)
    return {
        "qid": gold["qid"],
        "answered": chance.random() < 0.8,
        "answer": chance.choice(
            (accept, f"It was {accept.upper()}.", accept + " x" * 98, accept + "x" * 200, "nobody", "", None)
        ),
        "speaker": chance.choice((gold["speaker"], (gold["speaker"] or "x").upper(), "M. Dupre", "Elm", None)),
        "citations": [citation(chance, gold, near, texts) for _ in range(chance.randint(0, 3))],
        "ranked": (near[:1] if chance.random() < 0.4 else []) + ranked + ranked[:3],
    }


def citation(
    chance: random.Random, gold: Mapping[str, Any], near: list[str], texts: Mapping[str, str]
) -> dict[str, Any]:
    evidence = gold["evidence"] or "honte"
    article_id = near[0] if chance.random() < 0.6 else chance.choice((*near, *texts, "unknown"))
    text = texts.get(article_id, "xyz")
    start = max(0, text.find(evidence))
    reach = start + chance.randint(-30, 30)
    return {
        "article_id": article_id,
        "quote": chance.choice(
            (
                evidence,
                gold.get("quote") or "",
                piece(chance, evidence, chance.randint(1, 60)),
                piece(chance, text, chance.choice((15, 20, 60, 900, 1001))),
                text[max(0, reach) : max(0, reach) + chance.randint(5, 60)],
                evidence.replace("e", "é", 1),
                few_words(chance, evidence),
                few_words(chance, text),
                text,
                "",
            )
        ),
    }


def written(path: Path, records: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def their_figures(folder: Path, gold: Path, predicted: Path, archive: Path) -> dict[str, Any]:
    out = folder / "figures.json"
    subprocess.run(  # noqa: S603 - the data set's scorer, over files made here
        [sys.executable, SCORER, gold, predicted, "--archive", archive, "--json", out],
        check=True,
        capture_output=True,
        timeout=60,
    )
    figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def assert_agreement(folder: Path, gold: Path, archive: Path, texts: Mapping[str, str], answers: list[Any]) -> None:
    path = written(folder / "predictions.jsonl", answers)
    theirs = their_figures(folder, gold, path, archive)
    by_qid = {record["qid"]: Prediction.of(record) for record in answers}
    scores = [score(question, by_qid.get(question.qid), texts) for question in read_gold(gold)]
    for ours, expected in zip(scores, theirs["per_question"], strict=True):
        assert their_row(ours) == {name: expected.get(name) for name in their_row(ours)}, ours.gold.qid
    figures = {
        table.group: {name: figure for name, figure in table.figures.items() if name != "safe"}  # of ours alone
        for table in tables(scores)
    }
    assert figures == {
        group: {name.lower(): value for name, value in table.items()} for group, table in theirs["tables"].items()
    }


def their_row(ours: Score) -> dict[str, object]:
    return {
        "answered": ours.answered,
        "n_cites": ours.cited,
        "n_exact": ours.exact,
        "rank": ours.rank,
        "ans": ours.right,
        "spk": ours.speaker_right,
        "sup": ours.supported,
        "qhit": ours.quote_hit,
        "full": ours.fully_right,
    }


def their_contains() -> Callable[[str, str], bool]:
    spec = importlib.util.spec_from_file_location("archiveqa_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    contains: Callable[[str, str], bool] = scorer.contains
    return contains


TEXT = st.text(st.sampled_from("aAeéÉœŒæÆøØǿ'’-·_ \u00a0\u202f\u2009.,0123٣\u0301«ßİ") | st.characters(), max_size=12)


@given(before=TEXT, wanted=TEXT, after=TEXT)
def test_the_same_words_match(before: str, wanted: str, after: str) -> None:
    contains = their_contains()
    for text in (wanted.swapcase(), f"{before} {wanted} {after}", before + wanted + after):
        assert says_any(text, (wanted,)) == contains(text, wanted)


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_agrees_over_invented_questions(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for variety, not for secrets
    texts = invented_archive(chance)
    questions = invented_gold(chance, texts)
    gold = written(tmp_path / "gold.jsonl", questions)
    archive = written(tmp_path / "archive.jsonl", ({"id": key, "text": text} for key, text in texts.items()))
    assert_agreement(tmp_path, gold, archive, texts, predictions(chance, questions, texts))


def test_every_figure_agrees_over_the_real_questions(tmp_path: Path) -> None:
    gold = DATA / "dev.jsonl"
    questions = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    archive = DATA / "archive-3k.jsonl.gz"
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for seed in range(3):
        chance = random.Random(seed)  # noqa: S311 - for variety, not for secrets
        assert_agreement(tmp_path, gold, archive, texts, predictions(chance, questions, texts))
