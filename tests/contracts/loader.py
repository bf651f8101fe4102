"""What every loader keeps to. Subclass `LoaderContract`, give it a `loader` and the `file` it reads."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article
from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.loaders.loader import Loader

HEAD = 65_536
BINARY = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(32)) * 20


class LoaderContract:
    faults = 0  # how many records of `file` can be no article

    def test_it_knows_its_own_file(self, loader: Loader, file: Path) -> None:
        assert loader.detect(file, file.read_bytes()[:HEAD])

    def test_it_goes_by_content_where_the_suffix_says_nothing(self, loader: Loader, file: Path, tmp_path: Path) -> None:
        assert loader.detect(tmp_path / "unnamed", file.read_bytes()[:HEAD])

    def test_it_leaves_binary_files_alone_whatever_they_are_called(self, loader: Loader, file: Path) -> None:
        assert not loader.detect(file, BINARY)

    def test_it_yields_articles_with_text_and_printable_ids(self, loader: Loader, file: Path) -> None:
        articles = [item for item in loader.load(file) if isinstance(item, Article)]
        assert articles
        assert all(article.text.strip() for article in articles)
        assert all(article.id.isprintable() and " " not in article.id for article in articles)
        assert len({article.id for article in articles}) == len(articles)

    def test_a_record_that_is_no_article_is_yielded_under_its_path_and_does_not_end_the_file(
        self, loader: Loader, file: Path
    ) -> None:
        items = list(loader.load(file))
        faults = [item for item in items if isinstance(item, UnreadableFile)]
        assert len(faults) == self.faults
        assert all(str(file) in fault.message and "\n" not in fault.message for fault in faults)

    def test_the_same_file_gives_the_same_articles(self, loader: Loader, file: Path) -> None:
        first = [item for item in loader.load(file) if isinstance(item, Article)]
        again = [item for item in loader.load(file) if isinstance(item, Article)]
        assert first == again

    def test_a_gzipped_file_gives_the_same_words(self, loader: Loader, file: Path, tmp_path: Path) -> None:
        packed = tmp_path / f"{file.name}.gz"
        packed.write_bytes(gzip.compress(file.read_bytes()))
        plain = [item.text for item in loader.load(file) if isinstance(item, Article)]
        assert [item.text for item in loader.load(packed) if isinstance(item, Article)] == plain

    def test_a_missing_file_is_unreadable(self, loader: Loader, file: Path, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="no such file"):
            list(loader.load(tmp_path / file.name))

    def test_a_binary_file_is_unreadable(self, loader: Loader, file: Path, tmp_path: Path) -> None:
        binary = tmp_path / file.name
        binary.write_bytes(BINARY)
        with pytest.raises(UnreadableFile):
            list(loader.load(binary))
