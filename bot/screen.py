"""What may reach a screen: foreign text with everything in it that would steer a terminal made visible.

Article text, headlines, file names and questions come from outside. An escape sequence in one could repaint a
quotation, and a direction mark could reorder it, so each such character is shown as a sign of itself.
"""

from __future__ import annotations

import re
from urllib.parse import quote

# C0 and C1 controls but tab and newline, DEL, the bidirectional controls, the Unicode line separators, and lone
# surrogates, which no encoding can write.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
)
_C0_PICTURES = 0x2400  # U+2400 is the sign for NUL, and so on up to U+241F
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"
_LINK = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_KEPT_IN_LINKS = "%:/?#[]@!$&'()*+,;=~"


def visible(text: str) -> str:
    """Return `text` with each steering character replaced by a visible sign. Nothing else changes."""
    return _STEERING.sub(_sign, text)


def line(text: str) -> str:
    """Return `text` as `visible` does, on one line: for a headline, a name, an error."""
    return " ".join(visible(text).split())


def escaped(json_text: str) -> str:
    r"""Return JSON with each steering character as `\uXXXX`: the same JSON, safe on a terminal."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def link(url: str | None) -> str | None:
    """Return `url` if it may be made a link (http or https, nothing that could end the escape), else None."""
    if url is None:
        return None
    encoded = quote(url.strip(), safe=_KEPT_IN_LINKS, errors="replace")
    return encoded if _LINK.fullmatch(encoded) else None


def _sign(found: re.Match[str]) -> str:
    character = found[0]
    if character < " ":
        return chr(_C0_PICTURES + ord(character))
    return _DELETE_PICTURE if character == _DELETE else f"<U+{ord(character):04X}>"
