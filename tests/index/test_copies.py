"""Near-copies are found by a build, sealed with the generation, and share one place among the hits."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.build import build
from index.copies import Copies
from index.errors import IndexDamaged
from index.generation import COPIES, open_current
from index.seal import check
from index.search import Search
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAD = "Le ferry a heurté le quai de Kermoriec jeudi matin et quatre passagers ont été légèrement blessés. "
MORE = (
    "Le pilote automatique avait décroché deux minutes avant le choc, selon la capitainerie. "
    "Les gendarmes maritimes ont entendu le commandant dans la matinée et saisi le journal de bord. "
)
FULL = LEAD + MORE + "Une enquête a été confiée au parquet de Brest, qui attend le rapport des experts."
STORIES = {
    "urgent": LEAD + MORE,
    "final": FULL,
    "reprint": FULL.replace("légèrement ", ""),
    "own": "Notre reporter au port de Kermoriec décrit un ferry éventré et un quai couvert de verre, sous la pluie.",
    "other": "Le conseil municipal a voté le budget des écoles.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    lines = [
        json.dumps({"id": key, "title": key, "text": text, "lang": "fr", "date": "2019-05-02"})
        for key, text in STORIES.items()
    ]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build(folder / "archive", [folder / "news.jsonl"], encoder=FakeEncoder(), size=120)
    return folder / "archive"


@pytest.fixture
def search(archive: Path) -> Iterator[Search]:
    with closing(Search.open(archive, FakeEncoder())) as opened:
        yield opened


def test_the_copies_of_an_article_are_known_the_fullest_first(archive: Path) -> None:
    with closing(Copies.open(open_current(archive).folder / COPIES)) as copies:
        assert copies.of("urgent") == copies.of("final") == ("final", "reprint", "urgent")
        assert copies.of("own") == ()
        assert copies.count() == open_current(archive).manifest.copies == 3


def test_near_copies_have_one_place_and_the_fullest_stands_in_it(search: Search) -> None:
    hits = search.find("ferry quai Kermoriec passagers blessés", 10)
    found = list(dict.fromkeys(hit.passage.article_id for hit in hits))
    assert sorted(found) == ["final", "other", "own"]
    assert found[0] == "final"
    assert {hit.copies for hit in hits if hit.passage.article_id == "final"} == {("reprint", "urgent")}
    assert all(hit.copies == () for hit in hits if hit.passage.article_id != "final")


def test_no_passage_stands_there_twice_and_scores_fall(search: Search) -> None:
    hits = search.find("pilote automatique enquête", 10)
    spans = [(hit.passage.article_id, hit.passage.span) for hit in hits]
    assert len(spans) == len(set(spans))
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_an_index_whose_copies_were_changed_does_not_check(archive: Path) -> None:
    path = open_current(archive).folder / COPIES
    content = path.read_bytes()
    try:
        path.write_bytes(b"\x00" * len(content))
        assert {finding.part for finding in check(archive) if finding.fault} == {COPIES, "copies"}
        with pytest.raises(IndexDamaged, match=r"copies\.sqlite"):
            Copies.open(path)
    finally:
        path.write_bytes(content)
