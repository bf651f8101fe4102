from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.build import build
from index.errors import IndexDamaged, IndexTooNew, NoIndex
from index.generation import FORMAT, open_current
from index.seal import check
from index.search import Search
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rebuild(tmp_path, 1)
    return tmp_path / "archive"


def rebuild(tmp_path: Path, edition: int) -> None:
    text = f"L'édition {edition} est parue. " * 3
    records = [json.dumps({"id": key, "title": key, "text": f"{text} {key}.", "lang": "fr"}) for key in "abc"]
    (tmp_path / "news.jsonl").write_text("\n".join(records), encoding="utf-8")
    build(tmp_path / "archive", [tmp_path / "news.jsonl"], encoder=FakeEncoder())


def sealed(archive: Path) -> list[str]:
    return sorted(path.name for path in (archive / "generations").iterdir())


def change_manifest(archive: Path, **values: object) -> None:
    path = archive / "generations" / "000001" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_an_archive_without_an_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="whosaid build"):
        open_current(tmp_path)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '"text"', "{}", '{"format": "one"}', f'{{"format": {FORMAT}}}', "\x00\x01"]
)
def test_a_damaged_manifest_is_one_clear_line(archive: Path, content: str) -> None:
    (archive / "generations" / "000001" / "manifest.json").write_text(content)
    with pytest.raises(IndexDamaged, match=r"manifest\.json") as raised:
        open_current(archive)
    assert "\n" not in raised.value.message


@pytest.mark.parametrize("content", ["", "seven", "../1", "9"])
def test_a_damaged_pointer_is_one_clear_line(archive: Path, content: str) -> None:
    (archive / "current").write_text(content)
    with pytest.raises(IndexDamaged):
        open_current(archive)


def test_an_index_of_a_newer_format_says_to_update(archive: Path) -> None:
    change_manifest(archive, format=99, unknown="key")
    with pytest.raises(IndexTooNew, match="update whosaid"):
        open_current(archive)


def test_a_newer_index_is_not_built_over(archive: Path, tmp_path: Path) -> None:
    change_manifest(archive, format=99)
    with pytest.raises(IndexTooNew):
        build(archive, [tmp_path / "news.jsonl"], encoder=FakeEncoder())


@pytest.mark.parametrize("part", ["vectors.npy", "passages.sqlite", "lexical/vocab.index.json"])
def test_a_missing_or_short_part_is_noticed_on_opening(archive: Path, part: str) -> None:
    path = archive / "generations" / "000001" / part
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    with pytest.raises(IndexDamaged, match=part):
        open_current(archive)
    path.unlink()
    with pytest.raises(IndexDamaged, match="missing"):
        open_current(archive)


def test_a_sound_index_has_no_fault(archive: Path) -> None:
    findings = check(archive)
    assert {"manifest", "vectors.npy", "passages.sqlite", "passages", "vectors", "chroma", "lexical"} <= {
        finding.part for finding in findings
    }
    assert all(finding.fault is None for finding in findings)


def test_a_changed_byte_is_found_by_a_check_and_the_other_parts_are_checked_too(archive: Path) -> None:
    path = archive / "generations" / "000001" / "vectors.npy"
    content = path.read_bytes()
    path.write_bytes(content[:-4] + b"\x01\x02\x03\x3f")
    faults = {finding.part for finding in check(archive) if finding.fault}
    assert faults == {"vectors.npy", "chroma"}  # which keeps another vector now


def test_a_broken_chroma_is_found_by_a_check(archive: Path) -> None:
    (archive / "generations" / "000001" / "chroma" / "chroma.sqlite3").write_bytes(b"gone")
    assert {finding.part for finding in check(archive) if finding.fault} == {"chroma"}


def test_vectors_that_chroma_lost_without_a_word_are_found_by_a_check(archive: Path) -> None:
    chroma = archive / "generations" / "000001" / "chroma"
    (segment,) = (path for path in chroma.iterdir() if path.is_dir())
    shutil.rmtree(segment)
    assert {finding.part for finding in check(archive) if finding.fault} == {"chroma"}


def test_counts_that_disagree_are_found_by_a_check(archive: Path) -> None:
    change_manifest(archive, passages=4)
    faults = {finding.part for finding in check(archive) if finding.fault}
    assert faults == {"passages", "vectors", "chroma", "lexical"}


def test_checking_what_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (finding,) = check(tmp_path)
    assert isinstance(finding.fault, NoIndex)


def test_the_last_two_generations_are_kept(archive: Path, tmp_path: Path) -> None:
    for edition in (2, 3, 4):
        rebuild(tmp_path, edition)
    assert sealed(archive) == ["000002", "000003", "000004"]  # the oldest goes when the next build begins


def test_leftovers_of_a_stopped_build_are_swept_away(archive: Path, tmp_path: Path) -> None:
    (archive / "generations" / "000002.new" / "chroma").mkdir(parents=True)
    rebuild(tmp_path, 2)
    assert sealed(archive) == ["000001", "000002"]


def test_rolling_back_is_moving_the_pointer(archive: Path, tmp_path: Path) -> None:
    rebuild(tmp_path, 2)
    (archive / "current").write_text("1\n")
    with closing(Search.open(archive, FakeEncoder())) as search:
        assert "L'édition 1 est parue." in search.find("édition", 1)[0].passage.text


def test_a_reader_goes_on_while_a_new_generation_is_built(archive: Path, tmp_path: Path) -> None:
    with closing(Search.open(archive, FakeEncoder())) as search:
        rebuild(tmp_path, 2)
        assert "L'édition 1 est parue." in search.find("édition", 1)[0].passage.text
