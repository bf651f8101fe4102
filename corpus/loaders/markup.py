"""Markup read as text: what element a file begins with, and the words of an HTML fragment, paragraph by paragraph."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PROLOG = re.compile(r"<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_BLANKS = re.compile(r"[ \t\n\r\f]+")  # what HTML folds; a no-break space is not among them
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCKS = (
    "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table td th tr ul"
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})


def root(head: str) -> str | None:
    """Return the local name, in lower case, of the element that markup begins with; None if it is not markup."""
    at = 0
    while prolog := _PROLOG.match(head, at):
        at = prolog.end()
    tag = _TAG.match(head, at)
    return tag[2].lower() if tag else None


def words(fragment: str) -> str:
    """Return the text that a browser would show for an HTML fragment; a blank line parts its paragraphs."""
    reader = _Words()
    reader.feed(fragment)
    reader.close()
    return reader.text()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks = frozenset(_BLOCKS.split())
        self._parts: list[str] = []
        self._unread = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unread += tag in _UNREAD
        self._preformatted += tag == "pre"
        if tag == "br":
            self._parts.append("\n")
        elif tag in self._blocks:
            self._parts.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNREAD and tag != "pre":  # <script/> opens nothing that would have to be closed
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        self._preformatted = max(0, self._preformatted - (tag == "pre"))
        if tag in self._blocks:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._parts.append(data if self._preformatted else _BLANKS.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        """Pass over what is left of word processors: <![if …]>."""

    def text(self) -> str:
        lines = (line.strip(" \t\r") for line in "".join(self._parts).split("\n"))
        return _MANY_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
