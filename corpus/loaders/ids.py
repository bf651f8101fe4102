"""Which article this is: ids that are readable, safe to print and the same for the same input, and versions."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(r"(\.[A-Za-z][A-Za-z0-9]{0,4})+$")
_SLUG = 48  # code points
_LONGEST = 200
_VERSION_DIGITS = 9
_DIGEST = 5  # bytes: 40 bits, so that a hundred thousand pages called index.html are still told apart


def of_file(path: Path) -> str:
    """Return the id of the one article that a file holds: by its name, and by where it is."""
    return _id(_SUFFIX.sub("", path.name), str(path.resolve()))


def of_record(own: str | None, *, link: str | None, title: str | None, text: str) -> str:
    """Return a record's `own` id where it has one; else an id made from its `link` (URL or GUID), or its content."""
    if own:
        return own if _is_safe(own) else _id(own, own)
    if link:
        return _id(title or _last_part(link), link)
    return _id(title or text[:_LONGEST], f"{title or ''}\n{text}")


def version(raw: str | None) -> int:
    """Return the version that a source declares, from 1; 0 if it declares none, or none that can be counted."""
    return int(raw) if raw and raw.isascii() and raw.isdecimal() and len(raw) <= _VERSION_DIGITS else 0


def _is_safe(own: str) -> bool:
    return own.isprintable() and not any(map(str.isspace, own)) and len(own) <= _LONGEST


def _id(name: str, source: str) -> str:
    digest = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()
    return "-".join(part for part in (_slug(name), digest) if part)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = _NOT_WORD.sub("-", plain).strip("-")
    return words if len(words) <= _SLUG else words[: _SLUG + 1].rpartition("-")[0] or words[:_SLUG]


def _last_part(link: str) -> str:
    try:
        parts = [part for part in unquote(urlsplit(link).path).split("/") if part]
    except ValueError:  # such as an unclosed bracket where an IPv6 address would stand
        parts = []
    return _SUFFIX.sub("", parts[-1]) if parts else link
