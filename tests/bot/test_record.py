"""What is kept of a question: enough to ask it again, for its owner only, and not for longer than was allowed."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import BadMemory, UnknownAnswer
from bot.identity import identity
from bot.question import Question, parse
from bot.record import Records
from bot.turn import Turn
from tests.fakes.outcomes import PROOF, SEARCHED, TEXT, kerry, likely, silence

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "asked.sqlite"


def test_a_record_holds_the_question_with_what_it_follows_and_where_the_answer_stands(
    file: Path, tmp_path: Path
) -> None:
    first = parse("What did John Kerry say?")
    answer = kerry(parse("And about Aleppo?", follows=Turn(question=first)))
    Records(file, days=30).keep(answer, tmp_path, today=TODAY)
    record = Records(file, days=30).find(answer.id)
    (claim,) = record.claims
    assert record.question == answer.question
    assert (record.id, record.day, record.generation, record.reason) == (answer.id, TODAY, 3, None)
    assert record.archive == str(tmp_path)
    assert claim.proof.of(TEXT) == PROOF
    assert claim.name is not None
    assert claim.name.of(TEXT) == "John Kerry"


def test_a_likely_name_is_kept_as_likely_and_a_record_from_before_there_were_any_is_read(
    file: Path, tmp_path: Path
) -> None:
    records, answer = Records(file, days=30), likely(printed=False)
    records.keep(answer, tmp_path, today=TODAY)
    (claim,) = records.find(answer.id).claims
    assert claim.name is None
    assert claim.likely is not None
    assert claim.likely.of(TEXT) == "John Kerry"
    with closing(sqlite3.connect(file)) as connection, connection:
        ((stored,),) = connection.execute("SELECT claims FROM asked").fetchall()
        ((*before, _, _, _),) = json.loads(stored)
        connection.execute("UPDATE asked SET claims = ?", (json.dumps([before]),))
    assert records.find(answer.id).claims == (replace(claim, likely=None),)


def test_a_doubt_whether_these_are_the_words_asked_for_is_kept(file: Path, tmp_path: Path) -> None:
    records, answer = Records(file, days=30), kerry()
    doubted = replace(answer, statements=(replace(answer.statements[0], bearing="possible"),))
    records.keep(doubted, tmp_path, today=TODAY)
    (claim,) = records.find(answer.id).claims
    assert claim.bearing == "possible"


def test_an_abstention_is_kept_with_its_reason(file: Path, tmp_path: Path) -> None:
    records = Records(file, days=30)
    records.keep(silence(), tmp_path, today=TODAY)
    assert records.find(silence().id).reason == "nobody says that"


def test_no_word_of_an_article_is_kept(file: Path, tmp_path: Path) -> None:
    Records(file, days=30).keep(kerry(), tmp_path, today=TODAY)
    kept = file.read_bytes().decode("utf-8", "replace")
    assert "crimes against humanity" in kept  # the question
    assert not any(words in kept for words in ("crimes contre", "diplomatie", "John Kerry"))


def test_only_its_owner_can_read_the_file(file: Path, tmp_path: Path) -> None:
    Records(file, days=30).keep(kerry(), tmp_path, today=TODAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(("age", "found"), [(29, True), (30, False)])
def test_what_is_too_old_is_deleted_when_the_next_is_kept(file: Path, tmp_path: Path, age: int, *, found: bool) -> None:
    records = Records(file, days=30)
    records.keep(silence(), tmp_path, today=TODAY - timedelta(age))
    records.keep(kerry(), tmp_path, today=TODAY)
    if found:
        assert records.find(silence().id).day == TODAY - timedelta(age)
    else:
        with pytest.raises(UnknownAnswer):
            records.find(silence().id)
        assert b"success" not in file.read_bytes()


def test_zero_days_keep_nothing_and_forget_what_there_is(file: Path, tmp_path: Path) -> None:
    Records(file, days=0).keep(kerry(), tmp_path, today=TODAY)
    assert not file.exists()
    Records(file, days=30).keep(silence(), tmp_path, today=TODAY)
    Records(file, days=0).keep(kerry(), tmp_path, today=TODAY)
    with pytest.raises(UnknownAnswer):
        Records(file, days=30).find(silence().id)


def test_the_beginning_of_an_id_is_enough(file: Path, tmp_path: Path) -> None:
    records = Records(file, days=30)
    records.keep(kerry(), tmp_path, today=TODAY)
    assert records.find(f" {kerry().id[:4].upper()} ").id == kerry().id


@pytest.mark.parametrize("wanted", ["", "*", "abc", "????", "zzzz", "a' OR 1", "k" * 11, "\x1b[31m", "ａｂｃｄ"])
def test_what_is_no_id_is_no_answer(file: Path, tmp_path: Path, wanted: str) -> None:
    records = Records(file, days=30)
    records.keep(kerry(), tmp_path, today=TODAY)
    with pytest.raises(UnknownAnswer):
        records.find(wanted)


def test_a_record_that_cannot_be_written_does_not_stop_the_answer(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("in the way", "utf-8")
    Records(tmp_path / "a-file" / "asked.sqlite", days=30).keep(kerry(), tmp_path, today=TODAY)


def test_a_file_that_is_no_record_is_told_with_what_helps(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(BadMemory) as caught:
        Records(file, days=30).find("abcdefghij")
    assert caught.value.remedy is not None


def test_a_damaged_row_is_told_too(file: Path, tmp_path: Path) -> None:
    Records(file, days=30).keep(kerry(), tmp_path, today=TODAY)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE asked SET claims = '[[1]]'")
    connection.close()
    with pytest.raises(BadMemory):
        Records(file, days=30).find(kerry().id)


def test_what_is_asked_decides_the_id_with_its_context_and_not_what_comes_of_it() -> None:
    one = Question(text="And Moscow?")
    assert kerry(one).id == silence(one).id == kerry(Question(text="And Moscow?", qid="7")).id
    assert kerry(Question(text="And Moscow?", follows=Question(text="Who spoke?"))).id != kerry(one).id
    assert kerry(Question(text="And Paris?")).id != kerry(one).id


def test_another_generation_or_setting_makes_another_id() -> None:
    one = Question(text="And Moscow?")
    ids = {identity(one, replace(SEARCHED, state=state)) for state in ("a", "b")}
    ids |= {identity(one, replace(SEARCHED, generation=9)), identity(one, SEARCHED)}
    assert len(ids) == 4
    assert all(re.fullmatch("[a-z2-7]{10}", each) for each in ids)
