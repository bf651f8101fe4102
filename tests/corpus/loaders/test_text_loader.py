from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.loaders.text import TextLoader
from tests.contracts.loader import LoaderContract

DATA = Path(__file__).parents[2] / "data" / "loaders"


class TestTextLoader(LoaderContract):
    @pytest.fixture
    def loader(self) -> TextLoader:
        return TextLoader()

    @pytest.fixture
    def file(self) -> Path:
        return DATA / "harbour.md"


def read(path: Path, content: str | None = None) -> Article:
    if content is not None:
        path.write_text(content, encoding="utf-8")
    (item,) = TextLoader().load(path)
    assert isinstance(item, Article)
    return item


def test_front_matter_says_what_the_article_is_and_the_text_begins_right_after_it() -> None:
    article = read(DATA / "harbour.md")
    assert article == Article(
        id="tp-harbour-wall",
        version=2,
        title="Harbour wall: 'It will hold,' says engineer",
        text=(DATA / "harbour.md").read_text(encoding="utf-8").partition("---\n\n")[2],
        outlet="The Tidewater Gazette",
        agency="North Coast Press",
        byline="Ida Marsh, Owen Pell",
        published=date(2019, 3, 4),
        url="https://example.org/harbour-wall",
        language="no",
    )


def test_a_plain_file_says_nothing_but_its_text() -> None:
    article = read(DATA / "marche.txt")
    written = (DATA / "marche.txt").read_bytes().decode("cp1252")
    assert article.text == written.replace("\r\n", "\n")
    assert article == Article(id=article.id, text=article.text)
    assert article.id.startswith("marche-")


def test_a_short_first_line_is_not_taken_for_a_headline(tmp_path: Path) -> None:
    article = read(tmp_path / "a.txt", "A short line\n\nThe text goes on.\n")
    assert (article.title, article.text) == (None, "A short line\n\nThe text goes on.\n")


def test_a_markdown_heading_is_the_title_and_stands_above_the_text(tmp_path: Path) -> None:
    article = read(tmp_path / "a.md", "\n# The *title* #\n\nThe text.\n")
    assert (article.title, article.text) == ("The *title*", "The text.\n")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    for text in ("---\nJust words\n---\nand more", "---\ntitle: never closed\n", "--- he said: no\n---\n"):
        assert read(tmp_path / "a.md", text).text == text


def test_a_rule_further_down_is_part_of_the_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", "---\ntitle: T\n---\nAbove\n\n---\n\nbelow").text == "Above\n\n---\n\nbelow"


def test_windows_line_ends_do_not_hide_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nText\r\n")
    assert (read(path).title, read(path).text) == ("T", "Text\n")


@pytest.mark.parametrize("front", ["title: a: b", "a: &x [1]\nb: *y", "title: 'open", "a: " + "[" * 1_500])
def test_broken_front_matter_is_unreadable_with_its_line(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="front matter is not YAML"):
        list(TextLoader().load(tmp_path / "a.md"))


def test_endless_front_matter_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\na: {'[' * 1_000_000}\n---\nText", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="front matter longer than"):
        list(TextLoader().load(tmp_path / "a.md"))


def test_front_matter_runs_nothing(tmp_path: Path) -> None:
    article = read(tmp_path / "a.md", '---\ntitle: !!python/object/apply:os.system ["false"]\nid: x-1\n---\nText')
    assert (article.id, article.title) == ("x-1", "false")
