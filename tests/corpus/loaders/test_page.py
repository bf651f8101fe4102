from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.loaders.page import PageLoader
from tests.contracts.loader import LoaderContract

DATA = Path(__file__).parents[2] / "data" / "loaders"


class TestPageLoader(LoaderContract):
    @pytest.fixture
    def loader(self) -> PageLoader:
        return PageLoader()

    @pytest.fixture
    def file(self) -> Path:
        return DATA / "page.html"


def read(path: Path) -> Article:
    (item,) = PageLoader().load(path)
    assert isinstance(item, Article)
    return item


def test_a_page_gives_its_article_and_what_it_says_about_it() -> None:
    article = read(DATA / "page.html")
    first, second, third = article.text.split("\n\n")
    assert first.startswith("The old paper mill")
    assert second == (
        "“Children will learn where their grandparents worked,” said the head of the county’s schools, "
        "Mary Thorn. “I find that a fine thing.”"
    )
    assert third.endswith("by people in the valley.")
    assert article == Article(
        id=article.id,
        title="Mill to reopen as a school",
        text=article.text,
        outlet="Hill Daily",
        byline="Ann Reed",
        published=date(2020, 2, 1),
        url="https://example.org/mill",
        language="en-GB",
    )


def test_menus_comments_and_scripts_are_not_the_article() -> None:
    text = read(DATA / "page.html").text
    assert not any(word in text for word in ("Sport", "First!", "Copyright", "document.location"))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8"])
def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path, encoding: str) -> None:
    page = (
        (DATA / "page.html").read_text(encoding="utf-8").replace("utf-8", encoding).replace("Mary Thorn", "Zoë Thørn")
    )
    plain = page.replace("“", '"').replace("”", '"').replace("’", "'")
    (tmp_path / "a.html").write_bytes(plain.encode(encoding))
    assert "Zoë Thørn" in read(tmp_path / "a.html").text


@pytest.mark.parametrize(
    "title",
    ["Mill to reopen as a school", "Mill to reopen as a school – Hill Daily", "Schools | Mill to reopen as a school"],
)
def test_the_headline_is_told_from_section_and_site(tmp_path: Path, title: str) -> None:
    page = (DATA / "page.html").read_text(encoding="utf-8")
    (tmp_path / "a.html").write_text(page.replace("Mill to reopen as a school | Hill Daily", title), encoding="utf-8")
    assert read(tmp_path / "a.html").title == "Mill to reopen as a school"


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<!doctype html>", "<html>" + "<div>" * 50_000])
def test_a_page_without_an_article_is_refused(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no article text in the page"):
        list(PageLoader().load(tmp_path / "a.html"))


def test_feeds_and_prose_are_not_pages() -> None:
    loader = PageLoader()
    assert not loader.detect(Path("a.rss"), b"<rss version='2.0'></rss>")
    assert not loader.detect(Path("a.txt"), b"<b>Bold</b> words in a text file")
    assert not loader.detect(Path("a.html"), b"Not a tag in it")
