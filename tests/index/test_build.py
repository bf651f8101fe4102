from __future__ import annotations

import errno
import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.archive import Archive
from corpus.errors import ArchiveBusy, NothingToRead, StorageFull
from index.build import build
from index.disk import only_build
from index.generation import open_current
from index.plan import plan
from index.search import Search
from index.vectors import CACHE, VectorCache
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

STORIES = {
    "alep": "John Kerry a parlé de crimes contre l'humanité à Alep.",
    "budget": "Le budget de la ville augmente. La maire promet des écoles.",
    "glacier": "Le glacier a reculé de douze mètres. Les guides s'inquiètent.",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    write(folder / "news.jsonl", STORIES)
    return folder


def write(path: Path, stories: dict[str, str]) -> None:
    lines = [
        json.dumps({"id": key, "title": key.title(), "text": text, "date": f"2020-01-{day:02}", "lang": "fr"})
        for day, (key, text) in enumerate(stories.items(), start=1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def first(archive: Path, question: str) -> str:
    with closing(Search.open(archive, FakeEncoder())) as search:
        return search.find(question, 5)[0].passage.article_id


class FullDisk(FakeEncoder):
    """The disk fills up while it works."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise OSError(errno.ENOSPC, "No space left on device", str(len(texts)))


class Stopped(FakeEncoder):
    """The user types Ctrl-C while it works."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise KeyboardInterrupt(len(texts))


def test_what_was_built_is_found(tmp_path: Path, sources: Path) -> None:
    report = build(tmp_path / "archive", [sources], encoder=FakeEncoder())
    assert (report.intake.new, report.intake.changed, report.intake.same) == (3, 0, 0)
    assert (report.generation, report.is_new, report.articles, report.passages, report.encoded) == (1, True, 3, 3, 3)
    assert first(tmp_path / "archive", "crimes contre l'humanité") == "alep"


def test_the_manifest_says_what_is_in_the_generation(tmp_path: Path, sources: Path) -> None:
    build(tmp_path / "archive", [sources], encoder=FakeEncoder(), size=400)
    manifest = open_current(tmp_path / "archive").manifest
    assert (manifest.number, manifest.articles, manifest.passages, manifest.passage_size) == (1, 3, 3, 400)
    assert (manifest.encoder, manifest.fingerprint, manifest.dimension) == ("fake", "fake-64", 64)
    assert (manifest.languages, str(manifest.newest)) == (("fr",), "2020-01-03")


def test_building_twice_encodes_nothing_and_makes_no_generation(tmp_path: Path, sources: Path) -> None:
    build(tmp_path / "archive", [sources], encoder=FakeEncoder())
    encoder = FakeEncoder()
    report = build(tmp_path / "archive", [sources], encoder=encoder)
    assert encoder.encoded == []
    assert (report.intake.same, report.generation, report.is_new, report.encoded) == (3, 1, False, 0)


def test_only_what_changed_is_encoded_and_the_new_text_is_found(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    write(sources / "news.jsonl", STORIES | {"budget": "Le budget finance un tramway."})
    encoder = FakeEncoder()
    report = build(archive, [sources], encoder=encoder)
    assert (report.intake.changed, report.intake.same, report.generation) == (1, 2, 2)
    assert encoder.encoded == ["Budget\nLe budget finance un tramway."]
    with closing(Search.open(archive, FakeEncoder())) as search:
        hits = search.find("tramway", 5)
    assert hits[0].passage.text == "Le budget finance un tramway."
    assert "écoles" not in "".join(hit.passage.text for hit in hits)


def test_another_passage_size_or_encoder_makes_a_new_generation(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    assert build(archive, [sources], encoder=FakeEncoder(), size=30).passages > 3
    assert build(archive, [sources], encoder=FakeEncoder(dimension=32), size=30).is_new
    assert open_current(archive).manifest.dimension == 32


def test_copies_of_one_passage_are_encoded_once(tmp_path: Path) -> None:
    text = "La même dépêche."
    lines = [json.dumps({"id": key, "title": "Titre", "text": text, "lang": "fr"}) for key in "abc"]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    encoder = FakeEncoder()
    report = build(tmp_path / "archive", [tmp_path / "wire.jsonl"], encoder=encoder)
    assert (report.passages, len(encoder.encoded)) == (3, 1)


def test_passages_that_are_all_alike_can_be_built(tmp_path: Path) -> None:
    write(tmp_path / "alike.jsonl", {f"a{i}": f"Le dossier {i} avance. " * 8 for i in range(27)})
    report = build(tmp_path / "archive", [tmp_path / "alike.jsonl"], encoder=FakeEncoder(dimension=384))
    assert report.is_new


def test_an_unreadable_file_is_a_line_in_the_report(tmp_path: Path, sources: Path) -> None:
    (sources / "photo.txt").write_bytes(bytes(range(256)) * 20)
    report = build(tmp_path / "archive", [sources], encoder=FakeEncoder())
    (fault,) = report.intake.unreadable
    assert fault.path == sources / "photo.txt"
    assert "photo.txt" in fault.reason
    assert report.articles == 3


def test_no_article_at_all_is_an_error_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "photo.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(NothingToRead, match=r"photo\.txt"):
        build(tmp_path / "archive", [tmp_path / "sources"], encoder=FakeEncoder())


def test_a_full_disk_leaves_the_live_index_answering_and_no_leftovers(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    write(sources / "more.jsonl", {"neige": "La neige bloque la vallée."})
    with pytest.raises(StorageFull, match="the disk is full"):
        build(archive, [sources], encoder=FullDisk())
    assert first(archive, "crimes contre l'humanité") == "alep"
    assert [path.name for path in (archive / "generations").iterdir()] == ["000001"]
    assert build(archive, [sources], encoder=FakeEncoder()).encoded == 1


def test_ctrl_c_leaves_the_live_index_answering(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    write(sources / "more.jsonl", {"neige": "La neige bloque la vallée."})
    with pytest.raises(KeyboardInterrupt):
        build(archive, [sources], encoder=Stopped())
    assert first(archive, "crimes contre l'humanité") == "alep"


def test_a_second_build_at_once_is_refused_and_asking_is_not(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    with only_build(archive):
        with pytest.raises(ArchiveBusy, match="another build"):
            build(archive, [sources], encoder=FakeEncoder())
        assert first(archive, "crimes contre l'humanité") == "alep"


def test_a_damaged_index_is_built_anew_from_the_archive(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    vectors = archive / "generations" / "000001" / "vectors.npy"
    content = vectors.read_bytes()
    vectors.write_bytes(content[:-4] + b"\x01\x02\x03\x3f")
    report = build(archive, [sources], encoder=FakeEncoder())
    assert (report.generation, report.is_new, report.encoded) == (2, True, 0)


def test_a_deleted_vector_cache_costs_time_and_nothing_else(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    (archive / CACHE).write_bytes(b"no database at all" * 100)
    report = build(archive, [sources], encoder=FakeEncoder(), size=601)
    assert (report.is_new, report.encoded) == (True, 3)


def test_the_cache_keeps_only_what_the_live_generation_uses(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    build(archive, [sources], encoder=FakeEncoder())
    build(archive, [sources], encoder=FakeEncoder(dimension=32))
    with closing(VectorCache(archive / CACHE)) as cache:
        assert cache.count() == 3


def test_progress_ends_each_stage_with_everything_done(tmp_path: Path, sources: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    build(tmp_path / "archive", [sources], encoder=FakeEncoder(), progress=lambda *event: told.append(event))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["reading", "splitting", "comparing", "quoting", "encoding", "indexing", "sealing"]
    last = {stage: (done, total) for stage, done, total in told}
    assert all(done == total == 3 for done, total in last.values())


def test_a_plan_counts_and_keeps_nothing(tmp_path: Path, sources: Path) -> None:
    archive = tmp_path / "archive"
    planned = plan(archive, [sources], encoder=FakeEncoder())
    assert (planned.intake.new, planned.passages, planned.to_encode) == (3, 3, 3)
    assert not archive.exists()
    build(archive, [sources], encoder=FakeEncoder())
    write(sources / "news.jsonl", STORIES | {"budget": "Le budget finance un tramway.", "neige": "La neige."})
    planned = plan(archive, [sources], encoder=FakeEncoder())
    assert (planned.intake.new, planned.intake.changed, planned.intake.same) == (1, 1, 2)
    assert (planned.passages, planned.to_encode) == (4, 2)
    with closing(Archive.open(archive)) as kept:
        assert kept.count() == 3
        assert "écoles" in kept.article("budget").text
