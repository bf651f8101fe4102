"""The loaders over real pages, feeds and a real archive, which are not part of this repository."""

from __future__ import annotations

import gzip
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from corpus import loaders
from corpus.article import Article

SHARED = Path(__file__).parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")


def _letters(raw: str) -> str:
    return re.sub(r"\W+", " ", raw.lower()).strip()


def _paragraphs(gold: dict[str, Any]) -> list[str]:
    body = gold.get("body") or {"summary": [], "sections": []}
    return [*body["summary"], *(text for section in body["sections"] for text in section["paragraphs"])]


def _match(article: Article, gold: dict[str, Any]) -> tuple[bool, float]:
    """Whether the title is the gold one, and the share of the gold paragraphs' letters that the text holds whole."""
    paragraphs, text = _paragraphs(gold), _letters(article.text)
    held = sum(len(part) for part in paragraphs if _letters(part) in text)
    return _letters(article.title or "") == _letters(gold.get("title") or ""), held / max(1, sum(map(len, paragraphs)))


def test_saved_pages_give_their_headline_and_their_paragraphs(capsys: pytest.CaptureFixture[str]) -> None:
    titles, recall = [], []
    for golden in sorted((SHARED / "formats" / "html" / "fundus").glob("*/*.json")):
        versions = [gold for gold in json.loads(golden.read_text(encoding="utf-8")).values() if _paragraphs(gold)]
        for page in sorted(golden.parent.glob(f"{golden.stem}_*.html.gz")):
            (article,) = loaders.load(page)
            assert isinstance(article, Article), article
            title, share = max(_match(article, gold) for gold in versions)
            titles.append(title)
            recall.append(share)
    headline, body = sum(titles) / len(titles), sum(recall) / len(recall)
    with capsys.disabled():
        print(f"\n{len(titles)} saved pages: headline {headline:.3f}, paragraphs {body:.3f}")  # noqa: T201 - a figure to read
    assert headline >= 0.83
    assert body >= 0.96


def test_real_feeds_give_their_entries(capsys: pytest.CaptureFixture[str]) -> None:
    articles = faults = 0
    silent = []
    for path in loaders.find([SHARED / "formats" / "feeds"]):
        items = list(loaders.load(path))
        found = [item for item in items if isinstance(item, Article)]
        assert len({article.id for article in found}) == len(found), path.name
        articles += len(found)
        faults += len(items) - len(found)
        silent += [] if found else [path.name]
    with capsys.disabled():
        print(f"\n{articles} articles from feeds, {faults} entries without text")  # noqa: T201 - a figure to read
    assert articles >= 770
    # One is RSS written as JSON, which is no feed format; the other's four items have no words.
    assert silent == ["ScriptingNews.json", "authors.json"]


def test_an_archive_loads_byte_for_byte_and_fast() -> None:
    path = SHARED / "archiveqa" / "archive-3k.jsonl.gz"
    began = time.perf_counter()
    articles = list(loaders.load(path))
    assert time.perf_counter() - began < 10
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line, article in zip(lines, articles, strict=True):
            record = json.loads(line)
            assert isinstance(article, Article)
            assert (article.id, article.text, article.language) == (record["id"], record["text"], record["lang"])
