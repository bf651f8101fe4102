"""What a client shows of a message's HTML: the text, and where it is formatted. Strict where Telegram is."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TAGS = {"b", "a", "blockquote"}


@dataclass
class Shown(HTMLParser):
    """Reads HTML as Telegram does: known tags only, each closed in its turn, nothing unescaped."""

    text: str = ""
    entities: list[tuple[str, str]] = field(default_factory=list)  # the tag with its attributes, the text in it
    open: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert tag not in [name for name, _, _ in self.open], f"{tag} in {tag}"
        attributes = "".join(f" {name}" if value is None else f" {name}={value}" for name, value in attrs)
        self.open.append((tag, tag + attributes, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        name, whole, start = self.open.pop()
        assert name == tag, f"</{tag}> closes <{name}>"
        self.entities.append((whole, self.text[start:]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def shown(html: str) -> Shown:
    """Return what is shown of `html`; AssertionError where Telegram would refuse it."""
    reader = Shown()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"left open: {reader.open}"
    return reader
