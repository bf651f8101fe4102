"""Plain text and Markdown, with or without YAML front matter: one file, one article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.loaders import day, ids, source
from corpus.text import canonical, looks_binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.errors import UnreadableFile

# A file that begins with a rule ("---") has front matter only if what follows it is a key and there is a second rule.
_FRONT_MATTER = re.compile(r"-{3,}[ \t]*\n(?=[A-Za-z_][\w -]*:(?:\s|$))")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_LONGEST_FRONT_MATTER = 32_768  # code points; the YAML parser is slow, and nothing said of an article is longer
_LONGEST_HEADING = 400  # code points
_NOTHING = {"", "~", "null"}


class TextLoader:
    """Reads any text that no other loader claims. The article's text begins right after the front matter.

    Front matter may say id, version, title, outlet, agency, byline (or author), published (or date), url, and
    language (or lang). Without a title there, a Markdown heading ("# …") on the first line is the title; nothing
    else is taken for one.
    """

    def detect(self, path: Path, head: bytes) -> bool:
        """Whether the file is text at all."""
        del path
        return not looks_binary(head)

    def load(self, path: Path) -> Iterator[Article | UnreadableFile]:
        """Yield the file's one article. UnreadableFile if it is binary, too large, or its front matter is broken."""
        text = canonical(source.decoded(path, source.whole(path)))
        fields, text = _front_matter(path, text)
        title, text = _heading(fields.get("title"), text)
        own = fields.get("id")
        yield Article(
            id=ids.of_record(own, link=None, title=title, text=text) if own else ids.of_file(path),
            version=ids.version(fields.get("version")),
            title=title,
            text=text,
            outlet=fields.get("outlet"),
            agency=fields.get("agency"),
            byline=fields.get("byline") or fields.get("author"),
            published=day.parse(fields.get("published") or fields.get("date")),
            url=fields.get("url"),
            language=fields.get("language") or fields.get("lang"),
        )


def _front_matter(path: Path, text: str) -> tuple[dict[str, str], str]:
    """Return what the front matter says, and the text after it."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    if not _FRONT_MATTER.match(text):
        return {}, text
    handler = YAMLHandler()
    try:
        written, rest = handler.split(text)
        if len(written) > _LONGEST_FRONT_MATTER:
            raise source.unreadable(path, "front matter longer than 32 KiB")
        # The plain loader reads every value as the words that stand there: "no" is Norwegian, not False.
        values = handler.load(written, Loader=yaml.BaseLoader)
    except ValueError:  # no second rule
        return {}, text
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        remedy = "Put values with a colon or a quotation mark in single quotes."
        raise source.unreadable(path, "front matter is not YAML", line=line, remedy=remedy) from fault
    if not isinstance(values, dict):
        return {}, text
    said = ((str(key).lower(), _words(value)) for key, value in values.items())
    return {key: words for key, words in said if words not in _NOTHING}, _without_blank_lines(rest)


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return ", ".join(item.strip() for item in value if isinstance(item, str))
    return ""


def _heading(title: str | None, text: str) -> tuple[str | None, str]:
    """Take a Markdown heading off the top of the text, where it is the title."""
    line, _, rest = text.lstrip("\n").partition("\n")
    heading = line[2:].strip().rstrip("#").rstrip()
    if not line.startswith("# ") or len(line) > _LONGEST_HEADING or title not in {None, heading}:
        return title, text
    return heading, _without_blank_lines(rest)


def _without_blank_lines(text: str) -> str:
    found = _BLANK_LINES.match(text)
    return text[found.end() :] if found else text
