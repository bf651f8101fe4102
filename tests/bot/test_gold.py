from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import BadGold
from bot.gold import read_gold

if TYPE_CHECKING:
    from pathlib import Path

ANSWERABLE: dict[str, object] = {
    "qid": "q1",
    "lang": "en",
    "question": "Who called it a shame?",
    "type": "who_said",
    "article_id": "a1",
    "also_ok": ["a2"],
    "answer": "Jean Dupré, the mayor",
    "accept": ["Jean Dupré", "Dupré"],
    "evidence": "« Une honte », a dit Jean Dupré.",
    "speaker": "Jean Dupré",
    "speaker_accept": ["Dupré"],
    "quote": "Une honte",
    "follows": None,
}
NONE: dict[str, object] = {
    "qid": "q2",
    "lang": "fr",
    "question": "Qui a nié ?",
    "type": "none",
    "article_id": None,
    "accept": [],
}


def gold_file(folder: Path, *records: object) -> Path:
    path = folder / "gold.jsonl"
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_field_that_is_scored_is_read(tmp_path: Path) -> None:
    who, nobody = read_gold(gold_file(tmp_path, ANSWERABLE, "", NONE))
    assert who.answerable
    assert (who.qid, who.language, who.kind, who.article_id) == ("q1", "en", "who_said", "a1")
    assert (who.also_ok, who.accept, who.speaker_accept) == (
        frozenset({"a2"}),
        ("Jean Dupré", "Dupré"),
        ("Dupré",),
    )
    assert (who.evidence, who.quote, who.follows) == ("« Une honte », a dit Jean Dupré.", "Une honte", None)
    assert not nobody.answerable
    assert (nobody.article_id, nobody.evidence, nobody.accept, nobody.speaker_accept) == (None, "", (), ())


def test_a_speaker_without_accepted_forms_is_accepted_as_written(tmp_path: Path) -> None:
    (gold,) = read_gold(gold_file(tmp_path, ANSWERABLE | {"speaker_accept": None}))
    assert gold.speaker_accept == ("Jean Dupré",)


def test_accepted_forms_without_a_speaker_are_no_question_about_a_speaker(tmp_path: Path) -> None:
    (gold,) = read_gold(gold_file(tmp_path, ANSWERABLE | {"speaker": None}))
    assert gold.speaker_accept == ()


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    path = gold_file(tmp_path, json.dumps(NONE | {"question": "One\u2028two?"}, ensure_ascii=False))
    (gold,) = read_gold(path)
    assert gold.question == "One\u2028two?"


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        (ANSWERABLE | {"qid": None}, '"qid" is missing'),
        (ANSWERABLE | {"qid": 7}, '"qid" is not text'),
        (ANSWERABLE | {"question": " "}, '"question" is empty'),
        (ANSWERABLE | {"lang": None}, '"lang" is missing'),
        (ANSWERABLE | {"type": None}, '"type" is missing'),
        (ANSWERABLE | {"article_id": None}, '"article_id" is missing'),
        (ANSWERABLE | {"evidence": ""}, '"evidence" is empty'),
        (ANSWERABLE | {"accept": []}, '"accept" is missing'),
        (ANSWERABLE | {"accept": "Dupré"}, '"accept" is not a list of texts'),
        (ANSWERABLE | {"also_ok": [1]}, '"also_ok" is not a list of texts'),
        (ANSWERABLE | {"qid": "q2"}, '"qid" q2 stands there twice'),
        (ANSWERABLE | {"follows": "q9"}, '"follows" q9'),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_cause(tmp_path: Path, record: object, cause: str) -> None:
    path = gold_file(tmp_path, NONE, record)
    with pytest.raises(BadGold) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"bad gold file: '{path}' line 2: {cause}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("content", "cause"), [(b"\n", "no question"), (b"\xff\xfe{", "not UTF-8 text")])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadGold, match=cause):
        read_gold(path)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match=r"bad gold file: '.*gold\.jsonl': No such file"):
        read_gold(tmp_path / "gold.jsonl")
