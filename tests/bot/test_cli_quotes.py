from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.parts import QuickParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.encode import Encoder
    from tests.fakes.terminal import Ran

KERRY = "2016-12-15  Le Jour  John Kerry: « Ce qui se passe à Alep constitue des crimes contre l'humanité »"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "quotes" / "french-dev.jsonl"


class NoParts(QuickParts):
    """Neither an archive nor an encoder is there."""

    @property
    def folder(self) -> Path:
        raise AssertionError("no archive is needed")

    def encoder(self) -> Encoder:  # type: ignore[override]
        raise AssertionError("no encoder is needed")


def test_quotes_lists_who_said_what_the_newest_first(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "quotes")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0].startswith('2019-03-02  The Courier  Nora Bell: "The arch is sound again,"')
    assert lines[1] == f"{KERRY}  – Alep: Kerry accuse <https://lejour.example/alep>"


@pytest.mark.parametrize(
    "options",
    [
        ["--speaker", "kerry"],
        ["--speaker", "John Kerry", "--about", "humanité"],
        ["--until", "2016"],
        ["--since", "2016-12", "--until", "2016-12-15"],
        ["--about", "crimes contre l'humanité", "--limit", "1"],
        ["Kerry"],
        ["John", "Kerry", "humanité"],
        ["humanité", "--speaker", "Kerry"],
        ["Kerry", "--about", "humanité"],
        ["crimes contre l'humanité", "--limit", "1"],
    ],
)
def test_quotes_can_be_asked_for_by_speaker_words_and_days(
    run: Callable[..., Ran], built: Path, options: list[str]
) -> None:
    ran = run("--archive", built, "quotes", *options)
    assert ran.code == 0
    assert [line.partition("  – ")[0] for line in ran.out.splitlines()] == [KERRY]


@pytest.mark.parametrize(
    "options",
    [["--speaker", "Kery"], ["--since", "2030"], ["--about", "bitcoin"], ["--speaker", "Nora Bell", "--until", "2016"]],
)
def test_nothing_exits_with_3_and_says_so(run: Callable[..., Ran], built: Path, options: list[str]) -> None:
    ran = run("--archive", built, "quotes", *options)
    assert ran.code == 3
    assert ran.out == "The archive does not say: it has no such quotation.\n"
    assert ran.err == ("nobody of that name is quoted: Kery; did you mean John Kerry?\n" if "Kery" in options else "")


def test_json_is_one_object_a_line(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "quotes", "--speaker", "kerry", "--json")
    (record,) = map(json.loads, ran.out.splitlines())
    shown = run("--archive", built, "show", "article", record["article_id"]).out
    assert record["quote"] in shown
    assert (record["speaker"], record["known_as"], record["kind"]) == ("John Kerry", "John Kerry", "direct")


def test_csv_is_a_table_with_a_line_of_names(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "quotes", "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["speaker"] for row in rows] == ["Nora Bell", "John Kerry"]
    empty = run("--archive", built, "quotes", "--csv", "--since", "2030")
    assert (empty.code, len(empty.out.splitlines())) == (3, 1)


@pytest.mark.parametrize(
    "options", [["--since", "2016-13"], ["--until", "x\x1b"], ["--since", "2017", "--until", "2016"]]
)
def test_bad_days_are_one_clear_line(run: Callable[..., Ran], built: Path, options: list[str]) -> None:
    ran = run("--archive", built, "quotes", *options)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 2
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "options",
    [["--json", "--csv"], ["--limit", "0"], ["--from", "x", "--csv"], ["--from", "x", "--speaker", "y"]],
)
def test_options_that_do_not_go_together_exit_with_2(run: Callable[..., Ran], built: Path, options: list[str]) -> None:
    assert run("--archive", built, "quotes", *options).code == 2


def test_no_archive_is_one_line_and_its_remedy(run: Callable[..., Ran], tmp_path: Path) -> None:
    for command in ("quotes", "speakers"):
        ran = run("--archive", tmp_path / "none", command)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.splitlines()[1] == 'build one with "whosaid build FOLDER"'


def test_speakers_lists_who_is_quoted(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "speakers")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "John Kerry  1 quotation, 2016-12-15",
        "Nora Bell  1 quotation, 2019-03-02",
    ]
    one = run("--archive", built, "speakers", "bell", "--json")
    assert [json.loads(line)["name"] for line in one.out.splitlines()] == ["Nora Bell"]


def test_a_speaker_whom_nobody_quotes_exits_with_3(run: Callable[..., Ran], built: Path) -> None:
    ran = run("--archive", built, "speakers", "Kery")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "nobody of that name is quoted: Kery; did you mean John Kerry?\n"


def test_records_are_attributed_without_an_archive(run: Callable[..., Ran], tmp_path: Path) -> None:
    record = json.dumps({"doc_id": "a", "lang": "fr", "text": "« Le port est fermé », a déclaré Anne Roux."})
    (tmp_path / "r.jsonl").write_text(f"{record}\n", "utf-8")
    ran = run("quotes", "--from", tmp_path / "r.jsonl", "--json", assemble=NoParts)
    assert (ran.code, ran.err) == (0, "")
    (found,) = map(json.loads, ran.out.splitlines())
    assert found["quotes"][0]["speaker_name"] == "Anne Roux"
    assert run("quotes", "--from", "-", "--json", stdin=record, assemble=NoParts).out == ran.out


def test_a_bad_record_is_told_with_its_line_and_the_rest_is_read(run: Callable[..., Ran]) -> None:
    ran = run("quotes", "--from", "-", stdin='{"doc_id":\n{"doc_id": "b", "text": ""}\n', assemble=NoParts)
    assert ran.code == 1
    assert ran.err.startswith("line 1: not a record: not JSON")
    assert json.loads(ran.out) == {"doc_id": "b", "quotes": []}


def test_records_that_are_not_there_are_one_line(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("quotes", "--from", tmp_path / "none.jsonl", assemble=NoParts)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    empty = run("quotes", "--from", "-", assemble=NoParts)
    assert (empty.code, empty.err) == (3, "no record: nothing to read\n")


@pytest.mark.skipif(not SHARED.is_file(), reason="the development data is not here")
def test_the_gold_of_the_development_set_can_be_read(run: Callable[..., Ran]) -> None:
    gold = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()[:3]]
    ran = run("quotes", "--from", SHARED, "--json", assemble=NoParts)
    found = [json.loads(line) for line in ran.out.splitlines()[:3]]
    assert [one["doc_id"] for one in found] == [one["doc_id"] for one in gold]
