"""Feed files: RSS, Atom, RDF and JSON Feed. Each entry is an article; the file is read, never the address it gives."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.loaders import day, ids, markup, rows, source
from corpus.text import looks_binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOTS = frozenset({"rss", "feed", "rdf"})
_PAGE_ROOTS = frozenset({"html", "head", "body"})
_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org|"(?:feed_url|home_page_url)"\s*:')
_ITEMS = re.compile(r'"items"\s*:\s*\[')


class FeedLoader:
    """Reads the entries of a feed; HTML in them becomes plain text, with its paragraphs kept."""

    def detect(self, path: Path, head: bytes) -> bool:
        """Whether the file is XML other than a page, or a JSON Feed. What XML is no feed is for `load` to say."""
        if looks_binary(head):
            return False
        text = source.peek(head)
        if text.startswith("{"):
            return _JSON_FEED.search(text) is not None
        root = (markup.root(text) or "").lower()
        is_xml = text.startswith("<?xml ") or path.suffix.lower() in _SUFFIXES
        return root in _ROOTS or (is_xml and root != "" and root not in _PAGE_ROOTS)

    def load(self, path: Path) -> Iterator[Article | UnreadableFile]:
        """Yield an article an entry, or what is wrong with the entry. UnreadableFile if the file is no feed."""
        data = source.whole(path)
        head = source.peek(data[: 2**16])
        if head.startswith("{"):
            yield from _json_feed(path, source.decoded(path, data))
            return
        root = markup.root(head) or ""
        if root.lower() not in _ROOTS:
            raise source.unreadable(path, f"not a feed: its root element is <{root}>")
        yield from _xml_feed(path, data)


def _xml_feed(path: Path, data: bytes) -> Iterator[Article | UnreadableFile]:
    import feedparser

    # A stream, because feedparser takes bytes or a string for a file name or an address where it can.
    feed: Any = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise source.unreadable(path, "broken XML" if feed.bozo else "no entries")
    links: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        title = _shown(entry.get("title_detail"))
        link = entry.get("link")
        text = _longest([*entry.get("content", ()), entry.get("summary_detail")])
        if not text:
            yield source.unreadable(path, f"entry {number}: no text")
            continue
        key = entry.get("id") or link
        if key in links:  # a feed that gives two entries one id: both are kept, the second under its content's
            key = None
        links.update([key] if key else [])
        origin = entry.get("source") or {}
        yield Article(
            id=ids.of_record(None, link=key, title=title, text=text),
            title=title,
            text=text,
            outlet=origin.get("title") or _shown(feed.feed.get("title_detail")),
            byline=_names(entry) or entry.get("author"),
            published=_day(entry, "published") or _day(entry, "updated"),
            url=link,
            language=_language(entry, feed.feed),
        )
    if not data.rstrip().endswith(b">"):
        yield source.unreadable(path, f"cut off after entry {len(feed.entries)}")


def _shown(detail: Any) -> str | None:  # noqa: ANN401 - feedparser's own dictionary
    """Return the plain words of a feedparser text construct, which knows whether it is HTML."""
    if not detail or not detail.get("value"):
        return None
    value = str(detail["value"])
    return (value if detail.get("type") == "text/plain" else markup.words(value)) or None


def _longest(details: list[Any]) -> str:
    """Return the fullest of an entry's texts: many feeds give an extract and the whole."""
    return max((_shown(detail) or "" for detail in details), key=len, default="")


def _names(entry: Any) -> str | None:  # noqa: ANN401 - feedparser's own dictionary
    return ", ".join(author["name"] for author in entry.get("authors", ()) if author.get("name")) or None


def _day(entry: Any, name: str) -> date | None:  # noqa: ANN401 - feedparser's own dictionary
    """Return the day as written; feedparser's own reading, which is in UTC, only where ours finds none."""
    parsed = entry.get(f"{name}_parsed")
    return day.parse(entry.get(name)) or (date(*parsed[:3]) if parsed else None)


def _language(entry: Any, feed: Any) -> str | None:  # noqa: ANN401 - feedparser's own dictionaries
    details = (*entry.get("content", ()), entry.get("summary_detail") or {})
    said = (*(detail.get("language") for detail in details), feed.get("language"))
    return next((str(language) for language in said if language), None)


def _json_feed(path: Path, text: str) -> Iterator[Article | UnreadableFile]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        feed = None
    found = _ITEMS.search(text)
    if found is None or not (feed is None or isinstance(feed.get("items"), list)):
        raise source.unreadable(path, "a feed without items" if feed else "broken or cut-off JSON")
    said = feed or {}
    if feed is not None:
        for number, item in enumerate(feed["items"], start=1):
            yield _item(path, f"entry {number}", item, said)
        return
    try:  # cut off: the whole items before the cut are as good as ever
        for line, item in rows.values(path, StringIO(text[found.start() :])):
            yield _item(path, f"item at line {line}", item, said)
    except UnreadableFile:
        yield source.unreadable(path, "broken or cut-off JSON")


def _item(path: Path, where: str, item: Any, feed: dict[str, Any]) -> Article | UnreadableFile:  # noqa: ANN401 - JSON
    if not isinstance(item, dict):
        return source.unreadable(path, f"{where}: not an object")
    text = _string(item, "content_text") or markup.words(_string(item, "content_html") or "")
    text = text or _string(item, "summary") or ""
    if not text.strip():
        return source.unreadable(path, f"{where}: no text")
    title, link = _string(item, "title"), _string(item, "url") or _string(item, "external_url")
    return Article(
        id=ids.of_record(None, link=_string(item, "id") or link, title=title, text=text),
        title=title and (markup.words(title) or None),
        text=text,
        outlet=_string(feed, "title"),
        byline=_authors(item) or _authors(feed),
        published=day.parse(_string(item, "date_published") or _string(item, "date_modified")),
        url=link,
        language=_string(item, "language") or _string(feed, "language"),
    )


def _authors(said: dict[str, Any]) -> str | None:
    authors = said.get("authors")
    people = authors if isinstance(authors, list) else [said.get("author")]
    names = (_string(person, "name") for person in people if isinstance(person, dict))
    return ", ".join(name for name in names if name) or None


def _string(said: dict[str, Any], name: str) -> str | None:
    value = said.get(name)
    return str(value) if isinstance(value, str | int) and value != "" else None
