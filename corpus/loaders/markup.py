"""Markup read as text: what element a file begins with, and the words of an HTML fragment, paragraph by paragraph.

Feeds come from strangers, so every step goes forward: the time taken grows with the length of the fragment, whatever
it holds. (The standard library's parser takes minutes for half a megabyte of comments that never close.)
"""

from __future__ import annotations

import re
from html import unescape

_PROLOG = re.compile(r"<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_MARK = re.compile(r"<(?:!--|[!?]|(/?)([A-Za-z][^\s/>]*))")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_QUOTED = 64  # attribute values of one tag; what goes on longer is a quotation mark left open
_BLANKS = re.compile(r"[ \t\n\r\f]+")  # what HTML folds; a no-break space is not among them
_AROUND_LINE_END = re.compile(r"[ \t\r]*\n[ \t\r]*")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCKS = (
    "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table td th tr ul"
)
_PARTS = {"br": "\n", **dict.fromkeys(_BLOCKS.split(), "\n\n")}  # what an element's tag leaves in the text
_UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})


def root(head: str) -> str | None:
    """Return the local name of the element that markup begins with; None if it is not markup."""
    at = 0
    while prolog := _PROLOG.match(head, at):
        at = prolog.end()
    tag = _ROOT.match(head, at)
    return tag[2] if tag else None


def words(fragment: str) -> str:
    """Return the text that a browser would show for an HTML fragment; a blank line parts its paragraphs."""
    return _Words(fragment).read()


class _Words:
    def __init__(self, fragment: str) -> None:
        self._fragment = fragment
        self._parts: list[str] = []
        self._preformatted = 0
        self._missing: set[str] = set()  # what was looked for and does not come again, so as to look for it once

    def read(self) -> str:
        at = 0
        while mark := _MARK.search(self._fragment, at):
            self._say(self._fragment[at : mark.start()])
            at = self._after(mark)
        self._say(self._fragment[at:])
        text = _AROUND_LINE_END.sub("\n", "".join(self._parts))
        return _MANY_BLANK_LINES.sub("\n\n", text).strip("\n\t\r ")

    def _say(self, data: str) -> None:
        text = unescape(data)
        self._parts.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def _after(self, mark: re.Match[str]) -> int:
        """Take in the comment or tag at `mark`, and return where the text goes on."""
        name = (mark[2] or "").lower()
        end = self._find("-->", mark.end()) if mark[0] == "<!--" else self._tag_end(mark.end())
        if end < 0:  # never closed: no markup, then
            self._say(mark[0])
            return mark.end()
        self._parts.append(_PARTS.get(name, ""))
        if name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if mark[1] else 1))
        if name in _UNREAD and not mark[1] and self._fragment[end - 2] != "/":
            closing = self._find(f"</{name}", end)
            return len(self._fragment) if closing < 0 else closing - len(name) - 2
        return end

    def _tag_end(self, at: int) -> int:
        """Return where a tag ends; a ">" in quotation marks does not end it."""
        first = self._find(">", at)
        here = at
        for _ in range(_QUOTED if first > 0 else 0):
            found = _QUOTE_OR_END.search(self._fragment, here)
            if found is None or found[0] == ">":
                return found.end() if found else first
            here = self._find(found[0], found.end())
            if here < 0:
                break
        return first

    def _find(self, sought: str, at: int) -> int:
        """Return where the next `sought` ends, or -1."""
        if sought in self._missing:
            return -1
        found = self._fragment.find(sought, at)
        if found < 0:
            self._missing.add(sought)
            return -1
        return found + len(sought)
