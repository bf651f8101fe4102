from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fakes.parts import QuickParts
from tests.fakes.terminal import Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


WHO = "qui a dit : des crimes contre l'humanité ?"
NEVER = "who won the chess tournament in Reykjavik?"


def test_build_reports_what_it_did_and_twice_changes_nothing(
    run: Callable[..., Ran], sources: Path, tmp_path: Path
) -> None:
    (sources / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    first = run("--archive", tmp_path / "a", "build", sources)
    again = run("--archive", tmp_path / "a", "build", sources)
    assert (first.code, again.code) == (0, 0)
    assert first.out.splitlines()[0] == "1 new, 0 changed, 0 same, 1 unreadable"
    assert first.out.splitlines()[-1] == "generation 1 answers now"
    assert str(sources / "photo.txt") in first.err
    assert again.out.splitlines()[0] == "0 new, 0 changed, 1 same, 1 unreadable"
    assert "0 encoded" in again.out
    assert again.out.splitlines()[-1] == "generation 1 is up to date"


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    run: Callable[..., Ran], sources: Path, tmp_path: Path
) -> None:
    planned = run("--archive", tmp_path / "a", "build", "--dry-run", sources)
    assert planned.code == 0
    assert planned.out.startswith("1 new, 0 changed, 0 same\n1 passages, 1 quotations, 2 to encode\n")
    assert not (tmp_path / "a").exists()


def test_only_the_first_unreadable_files_are_listed_and_all_with_v(
    run: Callable[..., Ran], sources: Path, tmp_path: Path
) -> None:
    for number in range(12):
        (sources / f"{number}.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    some = run("--archive", tmp_path / "a", "build", "--dry-run", sources)
    every = run("-v", "--archive", tmp_path / "a", "build", "--dry-run", sources)
    assert some.err.count(".txt") == 10
    assert some.err.endswith("and 2 more: whosaid -v build … lists them all\n")
    assert every.err.count(".txt") == 12


def test_build_is_silent_when_quiet(run: Callable[..., Ran], sources: Path, tmp_path: Path) -> None:
    assert run("-q", "--archive", tmp_path / "a", "build", sources) == Ran(0, "", "")


def test_a_terminal_sees_the_stages_with_their_rate(
    run: Callable[..., Ran], sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("--archive", tmp_path / "a", "build", sources).err
    for stage in ("reading", "splitting", "encoding", "indexing", "sealing"):
        assert stage in shown
    assert "/s" in shown


def test_a_path_that_is_not_there_is_one_line(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("--archive", tmp_path / "a", "build", tmp_path / "nowhere")
    assert ran.code == 1
    assert str(tmp_path / "nowhere") in ran.err.splitlines()[0]
    assert "Traceback" not in ran.err


def test_ask_names_who_said_it_and_shows_where(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "ask", WHO)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("John Kerry\n")
    assert "« Ce qui se passe à Alep constitue des crimes contre l'humanité »" in ran.out
    assert re.fullmatch("2 articles, le plus récent du 2019-03-02, id [a-z2-7]{10}", ran.out.splitlines()[-1])


def test_a_question_needs_no_quotation_marks(run: Callable[..., Ran], built: Path) -> None:
    assert run("--archive", built, "ask", *WHO.split()).out.startswith("John Kerry\n")


def test_ask_exits_with_3_where_the_archive_does_not_say(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "ask", NEVER)
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.startswith("The archive does not say: ")


def test_ask_json_prints_one_object_whose_quotes_are_in_the_article(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "ask", "--json", WHO)
    record = json.loads(ran.out)
    assert (ran.code, record["answered"], record["answer"], record["speaker"]) == (0, True, "John Kerry", "John Kerry")
    shown = run("--archive", built, "show", "article", record["citations"][0]["article_id"])
    assert record["citations"][0]["quote"] in shown.out


def test_json_is_utf_8_whatever_the_terminal_writes(
    run: Callable[..., Ran], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    assert run("--archive", built, "ask", "--json", WHO).code == 0
    assert "« Ce qui se passe à Alep" in json.loads(raw.getvalue().decode("utf-8"))["citations"][0]["quote"]


def test_a_stream_is_answered_line_by_line(run: Callable[..., Ran], built: Path) -> None:
    lines = [WHO, json.dumps({"qid": "b", "question": NEVER}), json.dumps({"question": "when?", "follows": "b"})]
    ran = run("--archive", built, "ask", "--json", "-", stdin="\n".join(lines))
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [(record["qid"], record["answered"]) for record in records][:2] == [(None, True), ("b", False)]
    assert len(records) == 3


def test_a_bad_line_of_a_stream_is_told_and_the_rest_answered(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "ask", "--json", "-", stdin=f'{{"question":\n{WHO}\n')
    assert ran.code == 1
    assert ran.err.startswith("line 1: not a question: not JSON")
    assert [json.loads(line)["answered"] for line in ran.out.splitlines()] == [True]


def test_an_empty_question_is_an_error(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "ask", "?!")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("not a question: ")


def test_chat_reads_a_pipe_without_a_prompt(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "chat", stdin=f"{WHO}\n/archive\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("John Kerry\n")
    assert ran.out.endswith(f"2 articles, newest 2019-03-02, in {built}\n")


def test_show_archive_lists_the_articles(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "show", "archive")
    assert ran.code == 0
    assert [line.split("  ")[1:] for line in ran.out.splitlines()] == [
        ["2016-12-15", "Le Jour", "Alep: Kerry accuse"],
        ["2019-03-02", "The Courier", "The bridge reopens"],
    ]
    assert ran.err == f"2 articles in {built}\n"


def test_show_index_says_what_it_was_built_from(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "show", "index")
    assert ran.code == 0
    facts = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert (facts["generation"], facts["articles"], facts["newest"]) == ("1", "2", "2019-03-02")
    assert facts["encoder"].startswith("fake, 64 dimensions")


def test_show_article_needs_one_that_exists(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "show", "article", "no\x1bne")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == "no such article: no␛ne"


def test_show_config_says_where_each_value_was_set(
    run: Callable[..., Ran], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_SEARCH__K", "7")
    ran = run("--archive", built, "show", "config")
    assert ran.code == 0
    where = {line.split(" = ")[0]: line.split("  # ")[1] for line in ran.out.splitlines()}
    assert (where["search.k"], where["archive.folder"], where["split.size"]) == (
        "WHOSAID_SEARCH__K",
        "--archive",
        "default.toml",
    )


def test_check_says_ok_of_each_part(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "check")
    assert [line.split()[:2] for line in ran.out.splitlines()] == [
        [part, "ok"] for part in ("config", "archive", "index", "encoder", "reader")
    ]
    assert ran.code == 0


def test_check_tells_each_fault_with_its_remedy(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("--archive", tmp_path / "none", "check")
    assert ran.code == 1
    told = {line.split()[0]: line for line in ran.out.splitlines()}
    assert told["config"].split()[1] == "ok"
    assert told["encoder"].split()[1] == "ok"
    for part in ("archive", "index", "reader"):
        assert 'build one with "whosaid build FOLDER"' in told[part]


def test_check_tells_every_fault_of_the_settings(
    run: Callable[..., Ran], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_SEARCH__K", "x")
    monkeypatch.setenv("WHOSAID_NONSENSE__KEY", "x")
    ran = run("--archive", built, "check")
    assert ran.code == 1
    assert [line.split()[1].rstrip(":") for line in ran.out.splitlines()] == [
        "WHOSAID_NONSENSE__KEY",
        "WHOSAID_SEARCH__K",
    ]


def test_bad_settings_are_all_told_and_nothing_else_is_done(
    run: Callable[..., Ran], sources: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[search]\nk = 0\n[splitt]\nsize = 3\n", "utf-8")
    ran = run("--config", mine, "--archive", tmp_path / "a", "build", sources)
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["splitt.size", "search.k"]
    assert not (tmp_path / "a").exists()


def test_no_archive_is_one_line_and_its_remedy(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("--archive", tmp_path / "none", "ask", WHO)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[1] == 'build one with "whosaid build FOLDER"'


def test_the_environment_names_the_archive(
    run: Callable[..., Ran], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_ARCHIVE", str(built))
    assert run("ask", WHO).code == 0


@pytest.mark.parametrize("arguments", [["nonsense"], ["build"], ["ask"], ["--nonsense"], ["show", "article"]])
def test_a_wrong_command_line_exits_with_2(run: Callable[..., Ran], arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_the_version_is_printed(run: Callable[..., Ran]) -> None:
    ran = run("--version")
    assert (ran.code, ran.out.split()[0]) == (0, "whosaid")


class Interrupted(QuickParts):
    def findings(self) -> tuple[()]:
        raise KeyboardInterrupt


class Buggy(QuickParts):
    def findings(self) -> tuple[()]:
        raise ZeroDivisionError("by\n\x1bzero")


def test_ctrl_c_is_one_word_and_130(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "check", assemble=Interrupted)
    assert (ran.code, ran.err) == (130, "interrupted\n")


def test_what_nobody_foresaw_is_one_line(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "check", assemble=Buggy)
    assert ran.code == 1
    assert ran.err == "internal error: ZeroDivisionError: by ␛zero; run with -vv for the traceback\n"


def test_with_vv_the_traceback_is_told(run: Callable[..., Ran], built: Path) -> None:
    told = run("-vv", "--archive", built, "check", assemble=Buggy).err
    assert "Traceback (most recent call last)" in told
    assert "\x1b" not in told


@pytest.fixture
def gold(tmp_path: Path, built: Path, run: Callable[..., Ran]) -> Path:
    article = next(line for line in run("--archive", built, "show", "archive").out.splitlines() if "Alep" in line)
    questions = [
        {
            "qid": "a",
            "lang": "fr",
            "question": WHO,
            "type": "who_said",
            "article_id": article.split("  ")[0],
            "answer": "John Kerry",
            "accept": ["Kerry"],
            "evidence": "Ce qui se passe à Alep constitue des crimes contre l'humanité",
            "speaker": "John Kerry",
        },
        {"qid": "b", "lang": "en", "question": NEVER, "type": "none"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(question)}\n" for question in questions), "utf-8")
    return path


def test_eval_scores_a_gold_file(run: Callable[..., Ran], built: Path, gold: Path, tmp_path: Path) -> None:
    ran = run("--archive", built, "eval", gold, "--json", "--predictions", tmp_path / "said.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["tables"]["overall"]["fully_right"] == 100
    said = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text("utf-8").splitlines()]
    assert [(one["qid"], one["answered"]) for one in said] == [("a", True), ("b", False)]


def test_eval_fails_below_a_floor_and_only_a_flag_lowers_it(
    run: Callable[..., Ran], built: Path, gold: Path, tmp_path: Path
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"overall fully_right": 101}', "utf-8")
    ran = run("--archive", built, "eval", gold, "--floors", floors)
    assert ran.code == 1
    assert ran.err.startswith("below its floor: overall fully_right: 100")
    assert run("--archive", built, "eval", gold, "--floors", floors, "--raise-floors").code == 1
    assert json.loads(floors.read_text("utf-8")) == {"overall fully_right": 101}
    assert run("--archive", built, "eval", gold, "--floors", floors, "--lower-floors").code == 0
    assert json.loads(floors.read_text("utf-8")) == {"overall fully_right": 100}


def test_eval_lists_what_was_missed_when_asked(run: Callable[..., Ran], built: Path, gold: Path) -> None:
    gold.write_text(gold.read_text("utf-8").replace('["Kerry"]', '["Lavrov"]'), "utf-8")
    assert f"asked: {WHO}" not in run("--archive", built, "eval", gold).out
    assert f"asked: {WHO}" in run("--archive", built, "eval", gold, "--misses").out


def test_eval_moves_no_floors_without_a_file(run: Callable[..., Ran], built: Path, gold: Path) -> None:
    assert run("--archive", built, "eval", gold, "--lower-floors").code == 2


def test_a_reader_that_has_gone_is_no_traceback() -> None:
    code = "import sys; from bot.cli import main; sys.exit(main(['show', 'config']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:  # noqa: S603 # our own code
        assert ended.stdout is not None
        assert ended.stderr is not None
        ended.stdout.close()
        assert b"Traceback" not in (err := ended.stderr.read())
        assert b"BrokenPipe" not in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_the_commands(shell: str) -> None:
    code = "import sys; from bot.cli import main; sys.exit(main())"
    asked = {"_WHOSAID_COMPLETE": f"complete_{shell}", "COMP_WORDS": "whosaid bu", "COMP_CWORD": "1"}
    typer_asks = {"_TYPER_COMPLETE_ARGS": "whosaid bu", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ended = subprocess.run(  # noqa: S603 # our own code
        [sys.executable, "-c", code], env=os.environ | asked | typer_asks, capture_output=True, text=True, check=False
    )
    assert "build" in ended.stdout
