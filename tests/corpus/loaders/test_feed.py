from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.loaders.feed import FeedLoader
from tests.contracts.loader import LoaderContract

DATA = Path(__file__).parents[2] / "data" / "loaders"


class FeedContract(LoaderContract):
    faults = 1

    @pytest.fixture
    def loader(self) -> FeedLoader:
        return FeedLoader()


class TestFeedLoaderOnRss(FeedContract):
    @pytest.fixture
    def file(self) -> Path:
        return DATA / "feed.rss"


class TestFeedLoaderOnAtom(FeedContract):
    @pytest.fixture
    def file(self) -> Path:
        return DATA / "feed.atom"


class TestFeedLoaderOnJsonFeed(FeedContract):
    @pytest.fixture
    def file(self) -> Path:
        return DATA / "feed.json"


def items(path: Path, content: str | None = None) -> list[Article | UnreadableFile]:
    if content is not None:
        path.write_text(content, encoding="utf-8")
    return list(FeedLoader().load(path))


def shown(item: Article | UnreadableFile) -> str:
    return item.text if isinstance(item, Article) else item.message.rpartition(": ")[2]


def test_rss_entries_become_articles_with_their_paragraphs() -> None:
    full, empty, bare = items(DATA / "feed.rss")
    assert isinstance(full, Article)
    assert isinstance(bare, Article)
    assert full == Article(
        id=full.id,
        title="Farmers & rangers agree",
        text="Farmers and rangers have agreed on a truce\xa0– for now.\n\n"
        "“We can live with it,” said Tom Fell.\nHe owns 200 sheep.",
        outlet="Hill Daily",
        byline="A. Reed",
        published=date(2020, 2, 1),
        url="https://example.org/agree",
        language="en-GB",
    )
    assert full.id.startswith("farmers-rangers-agree-")
    assert "feed.rss: entry 2: no text" in str(empty)
    assert (bare.title, bare.byline, bare.published) == (None, None, None)


def test_atom_entries_become_articles() -> None:
    full, empty = items(DATA / "feed.atom")
    assert isinstance(full, Article)
    assert full == Article(
        id=full.id,
        title="Le phare rallumé",
        text="Le phare brille de nouveau.\n\n« Enfin », a soufflé le gardien.",
        outlet="Le Phare du Nord",
        byline="Nina Roche, Paul Guern",
        published=date(2020, 2, 3),
        url="https://example.org/phare-1",
        language="fr",
    )
    assert shown(empty) == "no text"


def test_json_feed_items_become_articles() -> None:
    full, empty, bare = items(DATA / "feed.json")
    assert isinstance(full, Article)
    assert isinstance(bare, Article)
    assert (full.title, full.text) == ("Snow & ice", "Snow fell.\n\n“Stay home,” said Ann Vale.")
    assert (full.outlet, full.byline, full.language) == ("Hill Daily", "A. Reed", "en")
    assert (full.published, full.url) == (date(2020, 2, 1), "https://example.org/j1")
    assert "entry 2: no text" in str(empty)
    assert (bare.title, bare.text, bare.byline) == (None, "A short note on the <thaw>.", "The desk")


def test_a_json_feed_that_is_cut_off_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    text = (DATA / "feed.json").read_text(encoding="utf-8")
    found = items(tmp_path / "cut.json", text[: text.index("A short note")])
    assert [shown(item) for item in found] == [
        "Snow fell.\n\n“Stay home,” said Ann Vale.",
        "no text",
        "broken or cut-off JSON",
    ]


def test_an_xml_feed_that_is_cut_off_says_so(tmp_path: Path) -> None:
    text = (DATA / "feed.rss").read_text(encoding="utf-8")
    *_, last = items(tmp_path / "cut.rss", text[: text.index("Only a headline") + 4])
    assert shown(last) == "cut off after entry 2"


def test_two_entries_under_one_id_are_both_kept(tmp_path: Path) -> None:
    entry = "<item><guid>same</guid><description>{}</description></item>"
    body = "".join(entry.format(text) for text in ("One.", "Two."))
    first, second = items(tmp_path / "a.rss", f"<rss version='2.0'><channel>{body}</channel></rss>")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id != second.id


@pytest.mark.parametrize(
    ("xml", "cause"),
    [
        (
            "<?xml version='1.0'?><newsItem guid='x'><p>Text</p></newsItem>",
            "not a feed: its root element is <newsItem>",
        ),
        ("<rss version='2.0'><channel><title>T</title></channel></rss>", "no entries"),
        ("<rss version='2.0'><chan", "no entries"),
    ],
)
def test_xml_without_entries_is_refused(tmp_path: Path, xml: str, cause: str) -> None:
    assert FeedLoader().detect(tmp_path / "a.xml", xml.encode())
    with pytest.raises(UnreadableFile, match=f": {cause}|: broken XML"):
        items(tmp_path / "a.xml", xml)


def test_entities_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell", encoding="utf-8")
    xml = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
        <rss version="2.0"><channel><item><title>a</title>
        <description>Some &x; text</description></item></channel></rss>"""
    assert "do not tell" not in " ".join(shown(item) for item in items(tmp_path / "a.rss", xml))


def test_a_name_that_is_a_file_is_not_opened_for_the_feed(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(str(DATA / "feed.rss").encode())
    with pytest.raises(UnreadableFile):
        list(FeedLoader().load(tmp_path / "a.rss"))


def test_pages_and_prose_are_not_feeds() -> None:
    loader = FeedLoader()
    assert not loader.detect(Path("a.html"), b"<!doctype html><html><body>text</body></html>")
    assert not loader.detect(Path("a.xhtml"), b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'></html>")
    assert not loader.detect(Path("a.txt"), b"The feed was late.")
    assert not loader.detect(Path("a.json"), b'{"text": "one"}')
