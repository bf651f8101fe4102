"""The archive keeps every version, believes what sources say of theirs, and says what is wrong with its file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.archive import FILE, FORMAT, Archive
from corpus.article import Article
from corpus.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveTooNew,
    ArchiveTooOld,
    CorpusError,
    UnknownArticle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = Article(
    id="quai-1",
    title="Le quai rouvre",
    text="Le quai rouvre lundi. «Nous sommes prêts», a déclaré la maire, Anne Le Goff.",
    outlet="Le Phare",
    published=date(2021, 3, 4),
    language="fr",
)
SECOND = replace(FIRST, text=FIRST.text.replace("lundi", "mardi"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path)
    yield made
    made.close()


def test_an_article_comes_back_as_it_was_put(archive: Archive) -> None:
    assert archive.put(FIRST) == "new"
    assert archive.article("quai-1") == replace(FIRST, version=1)


def test_the_same_article_twice_changes_nothing(archive: Archive) -> None:
    archive.put(FIRST)
    assert archive.put(FIRST) == "same"
    assert archive.article("quai-1").version == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(archive: Archive) -> None:
    archive.put(FIRST)
    assert archive.put(SECOND) == "changed"
    assert archive.article("quai-1").text == SECOND.text
    assert archive.article("quai-1", 1).text == FIRST.text


def test_a_text_that_is_changed_back_is_the_newest_again(archive: Archive) -> None:
    for article in (FIRST, SECOND, FIRST):
        archive.put(article)
    assert archive.article("quai-1") == replace(FIRST, version=3)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_declared_version_is_believed_in_whatever_order_it_arrives(archive: Archive, order: tuple[int, int]) -> None:
    declared = {1: replace(FIRST, version=1), 2: replace(SECOND, version=2)}
    for _ in range(2):
        for version in order:
            archive.put(declared[version])
    assert archive.article("quai-1") == declared[2]
    assert archive.article("quai-1", 1) == declared[1]
    assert archive.count() == 1


def test_the_newest_version_of_every_article_is_listed_once_by_id(archive: Archive) -> None:
    archive.put(FIRST)
    archive.put(SECOND)
    archive.put(replace(FIRST, id="abc"))
    assert [(article.id, article.version) for article in archive.newest()] == [("abc", 1), ("quai-1", 2)]


def test_quotations_are_found_when_an_article_is_put(archive: Archive) -> None:
    archive.put(FIRST)
    (quote,) = archive.quotes("quai-1", 1)
    assert quote.content.of(FIRST.text) == "Nous sommes prêts"
    assert quote.name is not None
    assert quote.name.of(FIRST.text) == "Anne Le Goff"


def test_the_fingerprint_changes_with_what_is_newest_and_only_with_it(archive: Archive) -> None:
    archive.put(FIRST)
    before = archive.fingerprint()
    archive.put(FIRST)
    assert archive.fingerprint() == before
    archive.put(SECOND)
    assert archive.fingerprint() != before


def test_quotations_found_by_other_rules_are_found_anew_and_by_the_same_are_not(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path)
    archive.put(FIRST)
    archive.put(SECOND)
    archive.commit()
    found, fingerprint = archive.quotes("quai-1", 1), archive.fingerprint()
    assert list(archive.requote()) == []
    archive.close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("UPDATE found_by SET rules = 'older'")
    connection.execute("DELETE FROM quote")
    connection.commit()
    connection.close()
    archive = Archive.create(tmp_path)
    assert archive.fingerprint() != fingerprint
    assert list(archive.requote()) == [1, 2]
    assert archive.quotes("quai-1", 1) == found
    assert archive.fingerprint() == fingerprint
    archive.close()


def test_what_is_committed_is_read_by_another_and_what_is_not_is_forgotten(tmp_path: Path) -> None:
    writer = Archive.create(tmp_path)
    writer.put(FIRST)
    writer.commit()
    writer.put(replace(FIRST, id="uncommitted"))
    writer.close()
    reader = Archive.open(tmp_path)
    assert [article.id for article in reader.newest()] == ["quai-1"]
    reader.close()


def test_a_reader_is_not_disturbed_by_a_writer(tmp_path: Path) -> None:
    writer = Archive.create(tmp_path)
    writer.put(FIRST)
    writer.commit()
    reader = Archive.open(tmp_path)
    writer.put(SECOND)
    assert reader.article("quai-1").text == FIRST.text
    writer.close()
    reader.close()


def test_an_unknown_article_and_an_unknown_version_are_named(archive: Archive) -> None:
    archive.put(FIRST)
    with pytest.raises(UnknownArticle, match="no such article: nope"):
        archive.article("nope")
    with pytest.raises(UnknownArticle, match="quai-1, version 9"):
        archive.article("quai-1", 9)


def test_opening_where_nothing_was_built_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="whosaid build"):
        Archive.open(tmp_path)


def test_an_archive_of_a_newer_whosaid_is_refused_and_left_alone(tmp_path: Path) -> None:
    Archive.create(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    for opened in (Archive.open, Archive.create):
        with pytest.raises(ArchiveTooNew, match="update whosaid"):
            opened(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_an_archive_of_format_1_is_brought_up_to_date_by_a_build_and_by_nothing_else(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path)
    archive.put(FIRST)
    archive.commit()
    (quote,) = archive.quotes("quai-1", 1)
    archive.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.executescript(
            "ALTER TABLE quote RENAME COLUMN attribution TO confidence; ALTER TABLE quote DROP COLUMN naming;"
            "ALTER TABLE quote DROP COLUMN form; PRAGMA user_version = 1;"
        )
    connection.close()
    with pytest.raises(ArchiveTooOld, match="whosaid build"):
        Archive.open(tmp_path)
    archive = Archive.create(tmp_path)
    assert archive.quotes("quai-1", 1) == (replace(quote, naming=quote.attribution, form=None),)
    archive.put(SECOND)
    assert archive.quotes("quai-1", 2) == (quote,)
    archive.close()


def test_a_file_that_is_no_database_is_damaged_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is not a database" * 100)
    for opened in (Archive.open, Archive.create):
        with pytest.raises(ArchiveDamaged, match="archive damaged"):
            opened(tmp_path)


def test_a_second_writer_is_told_that_the_archive_is_in_use(tmp_path: Path) -> None:
    first = Archive.create(tmp_path)
    first.put(FIRST)
    second = Archive.create(tmp_path, wait=0.0)
    with pytest.raises(ArchiveBusy):
        second.put(SECOND)
    first.close()
    second.close()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1))
def test_any_text_comes_back_code_point_for_code_point(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    archive = Archive.create(tmp_path_factory.mktemp("archive"))
    try:
        archive.put(replace(FIRST, text=text))
        assert archive.article("quai-1").text == text
    finally:
        archive.close()
