from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.archive import Archive
from index.build import build
from index.errors import EncoderMismatch, IndexDamaged, IndexTooOld, NoIndex
from index.generation import MANIFEST, QUOTES, open_current
from index.quote_search import QuoteSearch
from index.seal import check
from index.search import Search
from tests.fakes.encoder import FakeEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = (
    ("alep", "2016-12-10", "« Les crimes de guerre se multiplient à Alep », a déclaré John Kerry à Paris."),
    ("climat", "2016-04-22", "« Le climat nous rassemble », a déclaré John Kerry. « La mer monte », a-t-il ajouté."),
    ("port", "2018-05-01", "« Le port fermera en mai », a déclaré Jean Martin. Le port est vide."),
    ("pont", "2018-06-01", "« Le pont tient », a déclaré Anne Martin. Le pont est vieux."),
    ("rue", None, "« La rue est sale », a déclaré Zoé Roux. Les passants regardent."),
    ("neige", "2020-01-01", "La neige bloque la vallée."),
)


def write(path: Path) -> None:
    lines = [
        json.dumps({"id": key, "title": key.title(), "text": text, "date": day, "lang": "fr"})
        for key, day, text in STORIES
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quotes")
    write(folder / "news.jsonl")
    report = build(folder / "archive", [folder / "news.jsonl"], encoder=FakeEncoder())
    assert (report.quotes, report.speakers) == (6, 4)
    return folder / "archive"


@pytest.fixture
def search(archive: Path) -> Iterator[QuoteSearch]:
    with closing(QuoteSearch.open(archive, FakeEncoder())) as opened:
        yield opened


def said(archive: Path, search: QuoteSearch, text: str | None = None, **wanted: object) -> list[str]:
    """Return the words found."""
    with closing(Archive.open(archive)) as kept:
        return [
            hit.quote.content.of(kept.article(hit.article_id, hit.version).text)
            for hit in search.find(text, **{"k": 10, **wanted})  # type: ignore[arg-type]
        ]


def test_without_words_the_newest_come_first_and_the_undated_last(archive: Path, search: QuoteSearch) -> None:
    assert said(archive, search) == [
        "Le pont tient",
        "Le port fermera en mai",
        "Les crimes de guerre se multiplient à Alep",
        "Le climat nous rassemble",
        "La mer monte",
        "La rue est sale",
    ]
    hit = search.find(k=1)[0]
    assert (hit.score, hit.rank, hit.similarity, hit.found_by) == (0.0, 1, None, ())


def test_by_speaker_only_that_speakers_words_are_found(archive: Path, search: QuoteSearch) -> None:
    found = said(archive, search, speaker="kerry")
    assert found == ["Les crimes de guerre se multiplient à Alep", "Le climat nous rassemble", "La mer monte"]
    assert {hit.speaker for hit in search.find(speaker="kerry", k=10)} == {"John Kerry"}


def test_words_and_meaning_find_the_best_first(archive: Path, search: QuoteSearch) -> None:
    best = search.find("crimes de guerre", k=10)[0]
    assert (best.article_id, best.rank, best.found_by) == ("alep", 1, ("dense", "lexical"))
    assert best.similarity is not None
    assert 0 < best.similarity <= 1
    scores = [hit.score for hit in search.find("crimes de guerre", k=10)]
    assert scores == sorted(scores, reverse=True)
    assert said(archive, search, "port mai")[0] == "Le port fermera en mai"


def test_what_somebody_said_about_something_is_never_anothers_words(search: QuoteSearch) -> None:
    hits = search.find("Le port fermera en mai", speaker="John Kerry", k=10)
    assert hits
    assert {hit.speaker for hit in hits} == {"John Kerry"}


def test_a_surname_of_two_finds_both_and_each_is_told(search: QuoteSearch) -> None:
    assert {hit.speaker for hit in search.find(speaker="martin", k=10)} == {"Jean Martin", "Anne Martin"}
    assert {entry.speaker.name for entry in search.named("martin")} == {"Jean Martin", "Anne Martin"}
    assert {hit.speaker for hit in search.find(speaker="Anne Martin", k=10)} == {"Anne Martin"}


def test_a_name_that_nobody_bears_finds_nothing_and_is_told_its_like(search: QuoteSearch) -> None:
    assert search.find(speaker="Kery", k=10) == ()
    assert search.find("climat", speaker="Kery", k=10) == ()
    assert search.nearest_names("Kery") == ("John Kerry",)


def test_days_are_included_at_both_ends_and_the_undated_are_in_none(archive: Path, search: QuoteSearch) -> None:
    days: dict[str, object] = {"since": date(2016, 12, 10), "until": date(2018, 5, 1)}
    assert said(archive, search, None, **days) == [
        "Le port fermera en mai",
        "Les crimes de guerre se multiplient à Alep",
    ]
    assert said(archive, search, "rue", **days)[0] != "La rue est sale"
    assert said(archive, search, since=date(2019, 1, 1)) == []


def test_nobody_speaks_where_the_attribution_is_not_sure(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text("Anne Roux est maire. « Le port est fermé ».", encoding="utf-8")
    report = build(tmp_path / "archive", [tmp_path / "port.txt"], encoder=FakeEncoder())
    assert (report.quotes, report.speakers) == (1, 0)
    with closing(QuoteSearch.open(tmp_path / "archive", FakeEncoder())) as search:
        (hit,) = search.find(k=5)
        assert (hit.quote.name is not None, hit.speaker) == (True, None)
        assert search.find(speaker="Anne Roux", k=5) == ()


def test_k_limits_the_hits(search: QuoteSearch) -> None:
    assert len(search.find(k=2)) == 2
    assert len(search.find("le port", k=2)) == 2


def test_a_speaker_is_told_with_how_often_and_when(search: QuoteSearch) -> None:
    first = search.entries[0]
    assert (first.speaker.name, first.quotes) == ("John Kerry", 3)
    assert (first.first, first.last) == (date(2016, 4, 22), date(2016, 12, 10))
    (roux,) = search.named("Zoé Roux")
    assert (roux.first, roux.last) == (None, None)


def test_an_archive_where_nobody_is_quoted_can_be_built_and_searched(tmp_path: Path) -> None:
    (tmp_path / "neige.txt").write_text("La neige bloque la vallée. Le col est fermé.", encoding="utf-8")
    report = build(tmp_path / "archive", [tmp_path / "neige.txt"], encoder=FakeEncoder())
    assert (report.quotes, report.speakers) == (0, 0)
    assert all(finding.fault is None for finding in check(tmp_path / "archive"))
    with closing(QuoteSearch.open(tmp_path / "archive", FakeEncoder())) as search:
        assert search.find(k=5) == search.find("neige", k=5) == search.find(speaker="Kerry", k=5) == ()
        assert search.entries == ()


def test_the_quotations_are_sealed_with_the_generation(archive: Path) -> None:
    names = {part.name for part in open_current(archive).manifest.parts}
    assert {"quotes.sqlite", "quotes.npy"} < names
    assert any(name.startswith("quotes-lexical/") for name in names)
    assert all(finding.fault is None for finding in check(archive))


def test_quotations_are_encoded_once_and_the_new_ones_only(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl")
    build(tmp_path / "archive", [tmp_path / "news.jsonl"], encoder=FakeEncoder())
    text = "« Le marché rouvre », a déclaré Zoé Roux. La place est pleine."
    more = json.dumps({"id": "marche", "title": "Marché", "text": text, "lang": "fr"})
    (tmp_path / "more.jsonl").write_text(more, encoding="utf-8")
    encoder = FakeEncoder()
    report = build(tmp_path / "archive", [tmp_path / "more.jsonl"], encoder=encoder)
    assert encoder.encoded == [f"Marché\n{text}", "Marché\nLe marché rouvre"]
    assert (report.quotes, report.encoded) == (7, 2)


def test_a_changed_byte_of_the_quotations_is_found_by_a_check(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl")
    build(tmp_path / "archive", [tmp_path / "news.jsonl"], encoder=FakeEncoder())
    path = open_current(tmp_path / "archive").folder / "quotes.npy"
    content = path.read_bytes()
    path.write_bytes(content[:-4] + b"\x01\x02\x03\x3f")
    assert {finding.part for finding in check(tmp_path / "archive") if finding.fault} == {"quotes.npy"}


def test_an_index_from_before_there_were_quotations_says_to_build_again_and_is_built_anew(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl")
    archive = tmp_path / "archive"
    build(archive, [tmp_path / "news.jsonl"], encoder=FakeEncoder())
    path = open_current(archive).folder / MANIFEST
    values = json.loads(path.read_text())
    old = {key: value for key, value in values.items() if key not in ("quotes", "speakers")} | {"format": 1}
    path.write_text(json.dumps(old))
    with pytest.raises(IndexTooOld, match="whosaid build"):
        QuoteSearch.open(archive, FakeEncoder())
    report = build(archive, [tmp_path / "news.jsonl"], encoder=FakeEncoder())
    assert (report.is_new, report.encoded, report.quotes) == (True, 0, 6)


def test_a_row_that_the_archive_does_not_know_is_damage_and_not_a_quotation(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl")
    archive = tmp_path / "archive"
    build(archive, [tmp_path / "news.jsonl"], encoder=FakeEncoder())
    with closing(Archive.create(archive)) as kept:
        kept._connection.execute("DELETE FROM quote")  # noqa: SLF001 # as a broken copy would
        kept.commit()
    with closing(QuoteSearch.open(archive, FakeEncoder())) as search, pytest.raises(IndexDamaged, match=QUOTES):
        search.find(k=1)


def test_another_encoder_and_a_missing_index_are_refused_with_the_remedy(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(EncoderMismatch, match="whosaid build"):
        QuoteSearch.open(archive, FakeEncoder("other"))
    with pytest.raises(NoIndex, match="whosaid build"):
        QuoteSearch.open(tmp_path, FakeEncoder())


def test_where_a_quotation_stands_is_a_passage_that_the_search_finds(archive: Path) -> None:
    encoder = FakeEncoder()
    with closing(QuoteSearch.open(archive, encoder)) as quotes, closing(Search.open(archive, encoder)) as search:
        quoted = quotes.find(k=3)
        hits = [hit for hit in search.find("zzz", 50, quoted=quoted) if "quoted" in hit.found_by]
    starts = [(one.article_id, one.quote.content.start) for one in quoted]
    held = {
        (article_id, start)
        for hit in hits
        for article_id, start in starts
        if hit.passage.article_id == article_id and hit.passage.span.start <= start < hit.passage.span.stop
    }
    assert held == set(starts)
    assert {hit.passage.article_id for hit in hits} == {article_id for article_id, _ in starts}
