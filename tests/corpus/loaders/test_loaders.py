from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import loaders
from corpus.article import Article
from corpus.errors import NothingToRead, UnreadableFile
from corpus.text import canonical

DATA = Path(__file__).parents[2] / "data" / "loaders"
SUFFIXES = ("", ".txt", ".md", ".json", ".jsonl", ".csv", ".html", ".xml", ".rss", ".gz")


def load(path: Path, content: str | bytes | None = None) -> list[Article | UnreadableFile]:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(loaders.load(path))


def fault(path: Path, content: str | bytes | None = None) -> str:
    (item,) = load(path, content)
    assert isinstance(item, UnreadableFile)
    assert "\n" not in item.message
    return item.message.rpartition(": ")[2]


def article(path: Path, content: str | bytes) -> Article:
    (item,) = load(path, content)
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("harbour.md", 1),
        ("marche.txt", 1),
        ("table.csv", 2),
        ("records.jsonl", 2),
        ("feed.rss", 2),
        ("feed.atom", 1),
        ("feed.json", 2),
        ("page.html", 1),
    ],
)
def test_every_format_is_recognised_without_its_suffix(tmp_path: Path, name: str, articles: int) -> None:
    with_suffix = load(DATA / name)
    without = load(tmp_path / "file", (DATA / name).read_bytes())
    for items in (with_suffix, without):
        assert sum(isinstance(item, Article) for item in items) == articles
    texts = [item.text for item in with_suffix if isinstance(item, Article)]
    assert texts == [item.text for item in without if isinstance(item, Article)]


def test_what_is_loaded_is_canonical_and_has_a_language(tmp_path: Path) -> None:
    found = article(
        tmp_path / "a.jsonl",
        r'{"title": "One\nline\u0007", '
        r'"text": "La mairie a rouvert\r\nle march\u00e9.\u0000 ", "url": "javascript:x()"}',
    )
    assert found.text == canonical(found.text) == "La mairie a rouvert\nle marché. "
    assert (found.title, found.language, found.url) == ("One line", "fr", None)


def test_a_declared_language_is_believed(tmp_path: Path) -> None:
    assert article(tmp_path / "a.jsonl", '{"text": "La mairie a rouvert le marché.", "lang": "oc-FR"}').language == "oc"


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.md", b"---\ntitle: T\n---\n\n", "no text"),
        ("a.txt", bytes(range(256)) * 40, "binary, not text"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary, not text"),
        ("a.gz", b"\x1f\x8b\x08\x00garbage", "damaged gzip file"),
        ("a.xml", b"<?xml version='1.0'?><NewsML/>", "its root element is <NewsML>"),
        ("a.json", b'{"text": "cut', "broken or cut-off JSON (Unterminated string starting at)"),
        ("a.txt", "Déjà là, à côté".encode()[:-1] + b"\xc3", "not valid UTF-8"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    assert fault(tmp_path / name, content) == cause


def test_a_folder_a_pipe_and_a_missing_file_are_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert fault(tmp_path) == "a folder"
    assert fault(tmp_path / "pipe") == "not a regular file"
    assert fault(tmp_path / "missing") == "no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert fault(tmp_path / "a.txt") == "permission denied"


def test_a_file_too_large_for_one_article_is_refused_by_the_first_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.write(b"word " * 20_000)
        stream.truncate(2**40)  # a sparse file: were it read, it would not fit
    (item,) = loaders.load(path)
    assert isinstance(item, UnreadableFile)


def test_a_terminal_is_not_controlled_by_the_name_of_a_file(tmp_path: Path) -> None:
    (item,) = load(tmp_path / "a\x1b[31m\n.txt", "")
    assert isinstance(item, UnreadableFile)
    assert item.message.isprintable()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(SUFFIXES),
    start=st.sampled_from([b"", b"{", b"[{", b"<rss>", b"<html><p>", b"---\na: ", b"title,text\n", b"\xff\xfe"]),
    rest=st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
)
def test_any_file_is_articles_or_one_line_each(tmp_path: Path, name: str, start: bytes, rest: bytes) -> None:
    for item in load(tmp_path / f"file{name}", start + rest):
        if isinstance(item, Article):
            assert item.text.strip()
            assert item.text == canonical(item.text)
            assert item.id.isprintable()
        else:
            assert item.message.isprintable()


def test_find_goes_down_folders_in_order_and_passes_over_hidden_ones(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a/deep/er/x.md", ".hidden/y.txt", "b/.z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [str(path.relative_to(tmp_path)) for path in loaders.find([tmp_path])]
    assert found == ["a/deep/er/x.md", "b/1.txt", "b/2.txt"]


def test_find_names_each_file_once_and_follows_no_loop(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "2.txt").symlink_to(tmp_path / "a" / "1.txt")
    assert len(loaders.find([tmp_path, tmp_path / "a", tmp_path / "a" / "1.txt"])) == 1


def test_a_hidden_file_is_found_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / ".a.txt").write_text("x", encoding="utf-8")
    assert loaders.find([tmp_path / ".a.txt"]) == [tmp_path / ".a.txt"]


def test_nothing_to_read_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match=r"no such file or folder: .*missing"):
        loaders.find([tmp_path / "missing"])
    with pytest.raises(NothingToRead, match="no file to read"):
        loaders.find([tmp_path])
