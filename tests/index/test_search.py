from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from index.build import build
from index.errors import EncoderMismatch, NoIndex
from index.retriever import ArchiveRetriever
from index.search import Search
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KERRY = "John Kerry a parlé de crimes contre l'humanité à Alep."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    long = " ".join(f"Le budget du quartier numéro {i} augmente encore, selon la mairie." for i in range(40))
    stories = {
        "kerry": ("Alep", KERRY, "fr"),
        "long": ("Budget", long, "fr"),
        "short": ("Ville", "Le budget augmente.", "fr"),
        "snow": ("Snow", "The valley is snowed in.", "en"),
    }
    lines = [
        json.dumps({"id": key, "title": title, "text": text, "lang": language})
        for key, (title, text, language) in stories.items()
    ]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build(folder / "archive", [folder / "news.jsonl"], encoder=FakeEncoder(), size=200)
    return folder / "archive"


@pytest.fixture
def search(archive: Path) -> Iterator[Search]:
    with closing(Search.open(archive, FakeEncoder())) as opened:
        yield opened


def test_the_best_hit_has_its_passage_as_the_article_prints_it(search: Search) -> None:
    hit = search.find("Who spoke of crimes contre l'humanité?", 3)[0]
    assert (hit.passage.article_id, hit.passage.headline, hit.passage.text) == ("kerry", "Alep", KERRY)
    assert hit.rank == 1
    assert hit.found_by == ("dense", "lexical")
    assert hit.similarity is not None
    assert 0 < hit.similarity <= 1


def test_ranks_count_up_and_scores_fall(search: Search) -> None:
    hits = search.find("budget", 4)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_one_article_does_not_fill_the_top(search: Search) -> None:
    found = [hit.passage.article_id for hit in search.find("budget du quartier selon la mairie", 10)]
    assert found.count("long") == 2
    assert "short" in found


def test_k_limits_the_hits(search: Search) -> None:
    assert len(search.find("budget", 1)) == 1


def test_a_question_of_unknown_words_still_finds_what_is_near(search: Search) -> None:
    hits = search.find("zzzz", 2)
    assert hits
    assert all(hit.found_by == ("dense",) for hit in hits)


def test_an_index_of_another_encoder_is_refused_with_the_remedy(archive: Path) -> None:
    with pytest.raises(EncoderMismatch, match='"fake"') as raised:
        Search.open(archive, FakeEncoder("other"))
    assert "whosaid build" in (raised.value.remedy or "")


def test_searching_before_building_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="whosaid build"):
        Search.open(tmp_path, FakeEncoder())


def test_llama_index_retrieves_passages_word_for_word(search: Search) -> None:
    (first, *_) = ArchiveRetriever(search, k=2).retrieve("crimes contre l'humanité")
    assert first.node.get_content() == KERRY
    assert first.score is not None
    assert first.node.metadata == {
        "article_id": "kerry",
        "version": 1,
        "start": 0,
        "stop": len(KERRY),
        "title": "Alep",
    }


def test_it_plugs_into_an_engine_of_llama_index(search: Search) -> None:
    engine = RetrieverQueryEngine.from_args(ArchiveRetriever(search, k=1), llm=MockLLM())
    response = engine.query("crimes contre l'humanité")
    assert KERRY in str(response)  # the mock model answers with its prompt
    assert response.source_nodes[0].metadata["article_id"] == "kerry"
