"""What Telegram makes of the HTML that a bot sends: the text and its entities, or why it refuses them.

The rules and the words of the refusals are those of TDLib's own parser, which the Bot API runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.fakes.telegram.formatted import Entity, Formatted, cleaned, settled, units
from tests.fakes.telegram.refusals import Refused, bad_request

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]*));?")
LONGEST_REFERENCE = 10  # characters of a numeric one
LAST_CODE_POINT = 0x10FFFF
END = "\udfff"  # stands in no text that came as UTF-8
SPACES = " \t\r\n\v\0" + END


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    position: int


def parse_html(source: str) -> Formatted:
    """Return the text and the entities of `source`; raise `Refused` where Telegram would."""
    parser = _Parser(source)
    parser.run()
    return settled("".join(parser.text), parser.entities)


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._offset = 0
        self._open: list[_Open] = []
        self.text: list[str] = []
        self.entities: list[Entity] = []

    def run(self) -> None:
        while (character := self._here()) != END:
            if character == "<":
                self._end_tag() if self._source.startswith("</", self._at) else self._start_tag()
            else:
                self._put(self._reference() if character == "&" else self._next())
        if self._open:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')

    def _here(self) -> str:
        return self._source[self._at] if self._at < len(self._source) else END

    def _next(self) -> str:
        self._at += 1
        return self._source[self._at - 1]

    def _skip(self, characters: str = " \t\r\n\v") -> None:
        while self._here() in characters:
            self._at += 1

    def _until(self, stops: str) -> str:
        start = self._at
        while self._here() not in stops:
            self._at += 1
        return self._source[start : self._at]

    def _put(self, character: str) -> None:
        character = cleaned(character)
        self._offset += units(character)
        self.text.append(character)

    def _reference(self) -> str:
        found = REFERENCE.match(self._source, self._at)
        assert found is not None
        if found["name"] is not None:
            character = NAMED.get(found["name"], "")
        else:
            code = int(found["hex"] or "0", 16) if found["decimal"] is None else int(found["decimal"] or "0")
            short = len(found.group().rstrip(";")) < LONGEST_REFERENCE
            character = chr(code) if 0 < code < LAST_CODE_POINT and short else ""
        if not character:
            return self._next()
        self._at = found.end()
        return character

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._until(SPACES + ">").lower()
        if self._here() == END:
            raise self._refused("Unclosed start tag", begin)
        if tag not in KINDS:
            raise self._refused(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while True:
            self._skip()
            if self._here() == ">":
                break
            argument = self._attribute(tag, begin) or argument
        self._at += 1
        if tag == "span" and argument != "spoiler":
            raise self._refused('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Open(tag, argument, self._offset, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        name = self._until(SPACES + "=>")
        if not name:
            raise self._refused(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip()
        if self._here() == END:
            raise self._refused("Unclosed start tag", begin)
        if self._here() != "=":
            if (tag, name) == ("blockquote", "expandable"):
                return "expandable"
            raise self._refused(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self._at += 1
        self._skip()
        if self._here() == END:
            raise self._refused(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._here() in "\"'" else self._token()
        if self._here() == END:
            raise self._refused("Unclosed start tag", begin)
        return _argument(tag, name, value)

    def _token(self) -> str:
        begin = self._at
        while self._here().isascii() and (self._here().isalnum() or self._here() in ".-"):
            self._at += 1
        if self._here() not in SPACES + ">":
            raise self._refused("Unexpected end of name token", begin)
        return self._source[begin : self._at].lower()

    def _quoted(self) -> str:
        mark = self._next()
        value: list[str] = []
        while self._here() not in (mark, END):
            value.append(self._reference() if self._here() == "&" else self._next())
        if self._here() == mark:
            self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._refused("Unexpected end tag", begin)
        self._at += 2
        tag = self._until(SPACES + ">").lower()
        self._skip()
        if self._here() != ">":
            raise self._refused("Unclosed end tag", begin)
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            at = len(self._source[:begin].encode())
            raise _refused(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{tag}>"')
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = KINDS[opened.tag]
        entity = Entity(kind=kind, offset=opened.offset, length=self._offset - opened.offset)
        if kind == "text_link":
            address = _link(opened.argument or "".join(self.text[opened.position :]))
            if address is None:
                return
            entity.url = address
        elif kind == "blockquote" and opened.argument:
            entity.kind = "expandable_blockquote"
        elif kind == "code":
            entity.language = opened.argument or None
        elif kind == "pre" and self.entities and self.entities[-1].covers_as_code(entity):
            entity.language = self.entities.pop().language
        self.entities.append(entity)

    def _refused(self, cause: str, position: int) -> Refused:
        return _refused(f"{cause} at byte offset {len(self._source[:position].encode())}")


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) == ("a", "href"):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "expandable" if (tag, name) == ("blockquote", "expandable") else ""


def _link(address: str) -> str | None:
    """Return the address as Telegram keeps it; what is no link loses its entity and keeps its text."""
    scheme, separator, rest = address.strip().partition("://")
    if not separator:
        scheme, rest = "http", address.strip()
    host = rest.split("/")[0].split("?")[0].split("#")[0]
    if scheme.lower() not in {"http", "https", "tg", "ton"} or " " in host or (scheme != "tg" and "." not in host):
        return None
    return f"{scheme.lower()}://{rest}" + ("/" if rest == host and scheme.lower() != "tg" else "")


def _refused(cause: str) -> Refused:
    return bad_request(f"can't parse entities: {cause}")
