"""A text with its entities, as Telegram keeps it: cleaned, trimmed, measured in UTF-16 units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.refusals import bad_request, unsupported

LONGEST = 4096  # UTF-16 units of a message, after its entities are parsed
MOST_ENTITIES = 100
CONTROLS = dict.fromkeys([*range(10), 11, 12, *range(14, 32)], " ")
VANISHING = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x0333, 0x033F, 0x030A])
CLEAN = CONTROLS | VANISHING
ADDRESS = re.compile(r"\b(?:https?://)?(?:[\w-]+\.)+(?:com|org|net|fr|de|es|uk|eu|int|gov|example)\b", re.IGNORECASE)
SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
PRIORITY = ("blockquote", "expandable_blockquote", "pre", "code", "text_link", *sorted(SPLITTABLE))

Json = dict[str, Any]


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cleaned(text: str) -> str:
    """Return `text` without what Telegram removes from every message: controls, line separators, embeddings."""
    return text.translate(CLEAN)


@dataclass(slots=True, kw_only=True)
class Entity:
    """A stretch of a text (UTF-16 units) that is shown in its own way."""

    kind: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def stop(self) -> int:
        return self.offset + self.length

    def covers_as_code(self, other: Entity) -> bool:
        """Whether this is the `code` directly inside `other`, with the language of a listing."""
        return self.kind == "code" and bool(self.language) and (self.offset, self.stop) == (other.offset, other.stop)

    def as_json(self) -> Json:
        """Return it as the Bot API sends it."""
        shown: Json = {"type": self.kind, "offset": self.offset, "length": self.length}
        if self.kind == "text_link":
            shown["url"] = self.url
        if self.kind == "pre" and self.language:
            shown["language"] = self.language
        return shown


@dataclass(slots=True, kw_only=True)
class Formatted:
    """A text and its entities, ready to be kept."""

    text: str
    entities: list[Entity] = field(default_factory=list)

    @property
    def would_preview(self) -> bool:
        """Whether a client would load a page to show beneath it."""
        return any(entity.kind == "text_link" for entity in self.entities) or bool(ADDRESS.search(self.text))

    def as_json(self) -> Json:
        """Return the two fields of a message that it makes."""
        return {"text": self.text} | ({"entities": [e.as_json() for e in self.entities]} if self.entities else {})


def formatted(text: str | None, parse_mode: str | None, *, longest: int = LONGEST) -> Formatted:
    """Return what is kept of a text that a bot sends; raise `Refused` where Telegram would."""
    from tests.fakes.telegram.html import parse_html

    if not text:
        raise bad_request("message text is empty")
    if (parse_mode or "").lower() in {"markdown", "markdownv2"}:
        raise unsupported(f"parse_mode {parse_mode}")
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    found = parse_html(text) if parse_mode else settled(cleaned(text), [])
    if not found.text:
        raise bad_request("text must be non-empty")
    if units(found.text) > longest:
        raise bad_request("message is too long")
    return found


def settled(text: str, entities: list[Entity]) -> Formatted:
    """Return `text` trimmed, with the entities that Telegram keeps, in its order."""
    kept = sorted(_unnested(entities), key=lambda e: (e.offset, -e.length, PRIORITY.index(e.kind)))
    trimmed = text.rstrip(" \n")
    first = min([entity.offset for entity in kept], default=len(trimmed))
    lead = 0
    while lead < min(first, len(trimmed)) and trimmed[lead] in " \n":
        lead += 1
    length = units(trimmed)
    for entity in kept:
        entity.length = min(entity.stop, length) - entity.offset
        entity.offset -= lead
    return Formatted(text=trimmed[lead:], entities=[entity for entity in kept if entity.length > 0][:MOST_ENTITIES])


def _unnested(entities: list[Entity]) -> list[Entity]:
    """Drop what may not be nested: anything inside code, a quotation inside a quotation, a link inside a link."""
    codes = [entity for entity in entities if entity.kind in {"code", "pre"}]
    kept: list[Entity] = []
    for entity in entities:
        group = [e for e in entities if _group(e) == _group(entity)] if entity.kind not in SPLITTABLE else []
        if any(_inside(entity, other) for other in [*codes, *group] if other is not entity):
            continue
        kept += _around(entity, codes) if entity.kind in SPLITTABLE else [entity]
    return kept


def _group(entity: Entity) -> str:
    return "blockquote" if entity.kind == "expandable_blockquote" else entity.kind


def _inside(entity: Entity, other: Entity) -> bool:
    wider = other.length > entity.length or (other.length == entity.length and other.kind == "pre" != entity.kind)
    return wider and other.offset <= entity.offset and entity.stop <= other.stop


def _around(entity: Entity, codes: list[Entity]) -> list[Entity]:
    pieces: list[Entity] = []
    start = entity.offset
    for code in sorted(codes, key=lambda e: e.offset):
        if start < code.stop and code.offset < entity.stop:
            pieces.append(Entity(kind=entity.kind, offset=start, length=code.offset - start))
            start = code.stop
    pieces.append(Entity(kind=entity.kind, offset=start, length=entity.stop - start))
    return [piece for piece in pieces if piece.length > 0]
