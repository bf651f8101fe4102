"""Bad input gets one clear line, a non-zero exit, and nothing is lost: what was built before still answers."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
from typing import TYPE_CHECKING

import pytest

from corpus.archive import FILE
from index.disk import only_build
from index.generation import FOLDER, MANIFEST
from tests.fakes.terminal import ALEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.terminal import Ran

WHO = "qui a dit : des crimes contre l'humanité ?"


@pytest.fixture
def archive(run: Callable[..., Ran], sources: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    assert run("--archive", folder, "build", sources).code == 0
    return folder


def still_answers(run: Callable[..., Ran], archive: Path) -> bool:
    return "John Kerry" in run("--archive", archive, "ask", WHO).out


def one_line(told: str, *words: str) -> None:
    lines = told.strip().splitlines()
    assert 1 <= len(lines) <= 2, told  # the second is the remedy
    assert "Traceback" not in told
    for word in words:
        assert word in told


@pytest.mark.parametrize(
    "bad",
    [
        ("binary.txt", b"\x7fELF\x00\x00\x01" * 400, "binary"),
        ("empty.md", b"---\ntitle: Nothing\n---\n   \n", "no text"),
        ("broken.json", b'{"id": "a", "text": "cut off', "JSON"),
        ("notext.csv", b"id,headline\n1,Words\n", "no text column"),
        ("questions.jsonl", b'{"qid": "1", "question": "who?"}\n' * 50, "no text column"),
        ("notes.xml", b"<?xml version='1.0'?><notes><note>words</note></notes>", "not a feed"),
        (
            "halfutf8.txt",
            "Le port a rouvert à Kerloc, dit-on. ".encode() * 5 + b"\xc3\x28\xe2\x82 " + "été".encode(),
            "UTF-8",
        ),
    ],
)
def test_a_file_that_is_no_article_is_named_with_its_reason_and_the_rest_goes_in(
    run: Callable[..., Ran], archive: Path, tmp_path: Path, bad: tuple[str, bytes, str]
) -> None:
    name, content, words = bad
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / name).write_bytes(content)
    (mixed / "port.txt").write_text("Le port de Kerloc a rouvert lundi. Les pêcheurs sont contents.", "utf-8")
    ran = run("--archive", archive, "build", mixed)
    assert ran.code == 0
    assert ran.out.startswith("1 new, 0 changed, 0 same, 1 unreadable")
    one_line(ran.err, name, words)
    assert still_answers(run, archive)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 500])
def test_a_build_of_nothing_readable_fails_and_changes_nothing(
    run: Callable[..., Ran], archive: Path, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    if content:
        (folder / "a.txt").write_bytes(content)
    ran = run("--archive", archive, "build", folder)
    assert ran.code == 1
    one_line(ran.err, str(folder))
    assert still_answers(run, archive)


def test_a_line_of_200_megabytes_is_refused_without_being_read_whole(
    run: Callable[..., Ran], archive: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200 << 20)  # a hole: it takes no room on the disk
        file.write(b"words " * 1_000)
    ran = run("--archive", archive, "build", huge, tmp_path / "in")
    one_line(ran.err, "huge.txt")
    assert still_answers(run, archive)


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15", "utf-16", "utf-8-sig"])
def test_a_legacy_encoding_is_read_as_what_it_says(run: Callable[..., Ran], tmp_path: Path, encoding: str) -> None:
    text = "La maire a dit que l'été serait très sec. « C'est déjà le cas à Kerloc », a déclaré Anne Le Goff."
    (tmp_path / "été.txt").write_bytes((text.replace("« ", "«").replace(" »", "»")).encode(encoding))
    folder = tmp_path / "legacy"
    assert run("--archive", folder, "build", tmp_path / "été.txt").code == 0
    assert "C'est déjà le cas à Kerloc" in run("--archive", folder, "ask", "Qu'a déclaré Anne Le Goff sur Kerloc ?").out


def test_a_file_that_may_not_be_read_is_named(run: Callable[..., Ran], archive: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    secret = tmp_path / "secret.txt"
    secret.write_text("words", "utf-8")
    secret.chmod(0)
    ran = run("--archive", archive, "build", secret, tmp_path / "in")
    one_line(ran.err, "secret.txt", "Permission denied")


def test_an_archive_of_a_newer_whosaid_is_left_alone(run: Callable[..., Ran], archive: Path, sources: Path) -> None:
    connection = sqlite3.connect(archive / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    for command in (("ask", WHO), ("build", sources), ("show", "archive")):
        ran = run("--archive", archive, *command)
        assert ran.code == 1
        one_line(ran.err, "newer", "update whosaid")


def test_a_damaged_manifest_is_told_and_built_anew(run: Callable[..., Ran], archive: Path, sources: Path) -> None:
    manifest = next((archive / FOLDER).glob(f"*/{MANIFEST}"))
    manifest.write_text(manifest.read_text("utf-8")[:40], "utf-8")
    ran = run("--archive", archive, "ask", WHO)
    assert ran.code == 1
    one_line(ran.err, "damaged", "whosaid build")
    assert run("--archive", archive, "build", sources).code == 0
    assert still_answers(run, archive)


def test_an_index_of_a_newer_whosaid_is_told(run: Callable[..., Ran], archive: Path) -> None:
    manifest = next((archive / FOLDER).glob(f"*/{MANIFEST}"))
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), "utf-8")
    ran = run("--archive", archive, "ask", WHO)
    assert ran.code == 1
    one_line(ran.err, "newer", "update whosaid")


def test_two_builds_at_once_are_one_build_and_one_line(run: Callable[..., Ran], archive: Path, sources: Path) -> None:
    with only_build(archive):
        ran = run("--archive", archive, "build", sources)
    assert ran.code == 1
    one_line(ran.err, str(archive))
    assert still_answers(run, archive)


def test_a_full_disk_stops_the_build_in_one_line_and_the_live_index_answers(
    run: Callable[..., Ran], archive: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(20):
        (many / f"{number}.txt").write_text(f"Article {number}. " + "Des mots sur le port de Kerloc. " * 400, "utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        ran = run("--archive", archive, "build", many)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ran.code == 1
    one_line(ran.err, "cannot write")
    assert still_answers(run, archive)


def test_nothing_of_a_hostile_article_reaches_the_screen_unescaped(run: Callable[..., Ran], tmp_path: Path) -> None:
    hostile = ALEP.replace("Kerry accuse", "[bold]\\x1b[2J\\u202e accuse").replace(
        "haussé", "haussé\x1b]0;owned\x07\u202e"
    )
    (tmp_path / "hostile.md").write_text(hostile, "utf-8")
    folder = tmp_path / "hostile"
    assert run("--archive", folder, "build", tmp_path / "hostile.md").code == 0
    for command in (("ask", WHO), ("ask", "--json", WHO), ("show", "archive")):
        out = run("--archive", folder, *command).out
        assert "\x1b" not in out
        assert "\u202e" not in out
