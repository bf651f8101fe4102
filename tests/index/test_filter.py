"""What a filter keeps out is never ranked; what is preferred comes first among equals and keeps nothing out."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.period import Period
from index.build import build
from index.filter import EVERYTHING, Filter, Preference
from index.quote_search import QuoteSearch
from index.search import Search
from tests.corpus.test_period import periods
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = (
    ("a16", "2016-12-10", "Le Jour", "« Le port fermera », a déclaré John Kerry. Le port est vide."),
    ("b16", "2016-12-20", "La Rive", "« Le port restera », a déclaré Anne Martin. Le port est plein."),
    ("a17", "2017-06-01", "Le Jour", "« Le port rouvrira », a déclaré Anne Martin. Le port attend."),
    ("none", None, "Le Jour", "« Le port dort », a déclaré John Kerry. Le port est calme."),
    ("snow", "2016-12-11", None, "La neige bloque la vallée."),
)
ALL = {"a16", "b16", "a17", "none"}
IN_2016 = Period(since=date(2016, 1, 1), until=date(2016, 12, 31))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filter")
    lines = [
        json.dumps({"id": key, "title": key, "text": text, "date": day, "source": outlet, "lang": "fr"})
        for key, day, outlet, text in STORIES
    ]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build(folder / "archive", [folder / "news.jsonl"], encoder=FakeEncoder())
    return folder / "archive"


@pytest.fixture(scope="module")
def search(archive: Path) -> Iterator[Search]:
    with closing(Search.open(archive, FakeEncoder())) as opened:
        yield opened


@pytest.fixture(scope="module")
def quotes(archive: Path) -> Iterator[QuoteSearch]:
    with closing(QuoteSearch.open(archive, FakeEncoder())) as opened:
        yield opened


def found(search: Search, only: Filter = EVERYTHING, k: int = 10) -> set[str]:
    return {hit.passage.article_id for hit in search.find("Le port est vide", k, only=only)}


@pytest.mark.parametrize(
    ("only", "articles"),
    [
        (Filter(period=IN_2016), {"a16", "b16", "snow"}),
        (Filter(period=Period(since=date(2017, 1, 1))), {"a17"}),
        (Filter(period=Period(until=date(2016, 12, 10))), {"a16"}),
        (Filter(outlet="Le Jour"), {"a16", "a17", "none"}),
        (Filter(speaker="Kerry"), {"a16", "none"}),
        (Filter(outlet="La Rive", period=IN_2016, speaker="Anne Martin"), {"b16"}),
        (Filter(outlet="Nowhere"), set()),
        (Filter(speaker="Nobody"), set()),
        (Filter(contradictory=True), set()),
    ],
)
def test_only_what_a_filter_lets_through_is_found_and_all_of_it(
    search: Search, only: Filter, articles: set[str]
) -> None:
    assert found(search, only) == articles


def test_what_a_filter_lets_through_is_found_however_much_else_is_nearer(search: Search) -> None:
    assert found(search, Filter(period=Period(since=date(2017, 1, 1))), k=1) == {"a17"}


def test_a_quotation_outside_the_filter_leads_nowhere(search: Search, quotes: QuoteSearch) -> None:
    quoted = quotes.find("port", k=10)
    assert {hit.article_id for hit in quoted} == ALL
    hits = search.find("Le port", 10, quoted=quoted, only=Filter(outlet="La Rive"))
    assert {hit.passage.article_id for hit in hits} == {"b16"}


def test_quotations_are_filtered_by_their_outlet(quotes: QuoteSearch) -> None:
    assert {hit.article_id for hit in quotes.find("port", outlet="Le Jour", k=10)} == {"a16", "a17", "none"}
    assert {hit.article_id for hit in quotes.find(outlet="La Rive", k=10)} == {"b16"}
    assert quotes.find("port", outlet="Nowhere", k=10) == ()


def test_what_is_preferred_comes_first_and_nothing_is_kept_out(search: Search) -> None:
    for prefer, first in (
        (Preference(period=Period(since=date(2017, 1, 1))), "a17"),
        (Preference(articles=("b16",)), "b16"),
    ):
        hits = search.find("Le port", 10, prefer=prefer)
        assert hits[0].passage.article_id == first
        assert {hit.passage.article_id for hit in hits} >= ALL


def test_the_newest_comes_first_where_that_is_asked_for(search: Search) -> None:
    hits = search.find("port fermera", 4, prefer=Preference(latest=True))
    plain = search.find("port fermera", 4)
    assert plain[0].passage.article_id == "a16"
    assert hits[0].passage.article_id == "a17"


def test_a_filter_holds_what_is_preferred_too(search: Search) -> None:
    prefer = Preference(period=Period(since=date(2017, 1, 1)), articles=("none",))
    hits = search.find("Le port", 10, only=Filter(outlet="La Rive"), prefer=prefer)
    assert {hit.passage.article_id for hit in hits} == {"b16"}


NAMES = st.none() | st.sampled_from(["Le Jour", "La Rive"])
SPEAKERS = st.none() | st.sampled_from(["John Kerry", "Anne Martin"])
FILTERS = st.builds(Filter, period=periods(), outlet=NAMES, speaker=SPEAKERS, contradictory=st.booleans())


@settings(deadline=None)  # the first example reads the words of a language, or opens an index
@given(FILTERS, FILTERS)
def test_narrowing_a_filter_never_lets_more_through(search: Search, one: Filter, other: Filter) -> None:
    assert found(search, one.narrowed(other)) <= found(search, one) & found(search, other)
