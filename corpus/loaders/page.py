"""Saved web pages: the article in the page, without its menus, teasers and comments. Nothing is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.article import Article
from corpus.loaders import day, ids, markup, source
from corpus.text import looks_binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.errors import UnreadableFile

_ROOTS = frozenset({"html", "head", "body", "meta", "title", "article", "main"})
_DOCTYPE = re.compile(r"(?:<\?xml.*?\?>\s*|<!--.*?-->\s*)*<!doctype\s+html\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4_096  # bytes; browsers look at 1,024, and saved pages carry a banner above that
_HEADLINE_SHARE = 0.4  # of the page's title, that its heading must make up to be the headline in it
_PARTS_FROM = re.compile(r"\s*[|:：·•»«/–—-]?\s*$")  # what may stand before the headline in a title
_PARTS_TO = re.compile(r"\s*(?:[|：·•»«/–—-]|$)")  # and after it
_LAST_PART = re.compile(r"(.+?)\s+[|–—-]\s+([^|–—]+)$")
_BLANKS = re.compile(r"[ \t\n\r]+")
_DATES = {"original_date": True, "extensive_search": True, "outputformat": "%Y-%m-%d"}


class PageLoader:
    """Reads the one article of a saved page, with the headline, outlet, authors, date and address the page states."""

    def detect(self, path: Path, head: bytes) -> bool:
        """Whether the file is HTML."""
        if looks_binary(head):
            return False
        text = source.peek(head)
        root = (markup.root(text) or "").lower()
        named = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
        is_called = named.lower() in {".html", ".htm", ".xhtml"}
        return root in _ROOTS or _DOCTYPE.match(text) is not None or (is_called and root != "")

    def load(self, path: Path) -> Iterator[Article | UnreadableFile]:
        """Yield the page's article. UnreadableFile if no article text is found in it."""
        import trafilatura

        data = source.whole(path)
        charset = _CHARSET.search(data[:_CHARSET_WITHIN])
        html = source.decoded(path, data, encoding=charset[1].decode("ascii") if charset else None)
        tree: Any = trafilatura.load_html(html)
        if tree is None:
            raise source.unreadable(path, "no article text in the page")
        headings = [_BLANKS.sub(" ", heading.text_content()).strip() for heading in tree.iter("h1")]
        language = tree.get("lang")
        found: Any = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
        if found is None or not (found.text or "").strip():
            raise source.unreadable(path, "no article text in the page")
        title = _headline(found.title, headings, f"{found.sitename} {found.hostname}")
        yield Article(
            id=ids.of_file(path),
            title=title,
            text="\n\n".join(_paragraphs(found.text, title)),
            outlet=found.sitename or found.hostname,
            byline=found.author,
            published=day.parse(found.date),
            url=found.url,
            language=language,
        )


def _headline(title: str | None, headings: list[str], site: str) -> str | None:
    """Return the headline in a page's title, which often names the section or the site as well."""
    if title is None:
        return None
    whole = _BLANKS.sub(" ", title)
    folded = " ".join(whole.split())
    for heading in headings:
        words = " ".join(heading.split())  # the two may differ in a no-break space
        at = folded.find(words)
        if at < 0 or len(words) < _HEADLINE_SHARE * len(folded):
            continue
        if _PARTS_FROM.search(folded[:at]) and _PARTS_TO.match(folded[at + len(words) :]):
            return heading
    found = _LAST_PART.match(whole)
    return found[1] if found and _letters(found[2]) in _letters(site) else whole


def _letters(raw: str) -> str:
    return "".join(filter(str.isalnum, raw)).lower()


def _paragraphs(text: str, title: str | None) -> list[str]:
    """Part the extracted lines; the headline, where it heads the text too, is not said twice."""
    lines = [line for line in text.split("\n") if line.strip()]
    heads = title is not None and len(lines) > 1 and lines[0].split() == title.split()
    return lines[1:] if heads else lines
