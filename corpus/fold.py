"""Words without case and accents: what is compared, never what is shown."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Take case, accents and compatibility forms away; folding twice is folding once."""
    if text.isascii():
        return text.lower()
    # Decomposed before the case is folded too: "𝙰" is a capital only once it has become "A".
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))
