"""`whosaid why` as a user meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.fakes.terminal import Ran

WHO = "qui a dit : des crimes contre l'humanité ?"
NEVER = "who won the chess tournament in Reykjavik?"


def answered_as(ran: Ran) -> str:
    return ran.out.rsplit(maxsplit=1)[-1]


def test_an_answer_is_explained_by_its_id(run: Callable[..., Ran], built: Path) -> None:
    asked = run("--archive", built, "ask", WHO)
    ran = run("--archive", built, "why", answered_as(asked))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"demandé\n  {WHO}\n")
    assert f"répondu, sous {answered_as(asked)}\n" in ran.out
    record = json.loads(run("--archive", built, "why", answered_as(asked)[:5], "--json").out)
    assert (record["same"], record["outcome"]["answer"]) == (True, "John Kerry")


def test_an_abstention_and_a_follow_up_are_explained_too(run: Callable[..., Ran], built: Path) -> None:
    lines = [json.dumps({"qid": "b", "question": NEVER}), json.dumps({"question": "when?", "follows": "b"})]
    asked = run("--archive", built, "ask", "--json", "-", stdin="\n".join(lines))
    last = json.loads(asked.out.splitlines()[-1])
    explained = json.loads(run("--archive", built, "why", last["id"], "--json").out)
    assert explained["asked"]["texts"] == [NEVER, "when?"]
    assert explained["outcome"]["reason"] == last["reason"]


def test_what_was_asked_with_other_settings_is_told_to_have_changed(
    run: Callable[..., Ran], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run("--archive", built, "ask", WHO)
    monkeypatch.setenv("WHOSAID_SEARCH__K", "3")
    ran = run("--archive", built, "why", answered_as(asked))
    assert "l’archive ou les réglages ont changé depuis" in ran.out


def test_an_answer_of_another_archive_or_of_none_is_told(run: Callable[..., Ran], built: Path, tmp_path: Path) -> None:
    asked = run("--archive", built, "ask", WHO)
    unknown = run("--archive", built, "why", "zzzzzzzzzz")
    assert (unknown.code, unknown.err.splitlines()[0]) == (1, "no such answer: zzzzzzzzzz")
    sources = tmp_path / "in"
    sources.mkdir()
    (sources / "a.txt").write_text("Nothing happened on Sunday.", "utf-8")
    run("-q", "--archive", tmp_path / "b", "build", sources)
    other = run("--archive", tmp_path / "b", "why", answered_as(asked))
    assert other.code == 1
    assert other.err.startswith("asked of another archive: ")


def test_measuring_keeps_nothing_of_what_is_asked(run: Callable[..., Ran], built: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"qid": "1", "lang": "fr", "question": WHO, "type": "none", "answer": None}), "utf-8")
    run("--archive", built, "eval", gold)
    assert list((tmp_path / "home").rglob("asked.sqlite")) == []
