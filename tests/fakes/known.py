"""An archive that knows a few speakers and outlets: what questions are understood with in tests."""

from __future__ import annotations

from datetime import date

_SPEAKERS = {
    "john kerry": "John Kerry",
    "kerry": "John Kerry",
    "angela merkel": "Angela Merkel",
    "merkel": "Angela Merkel",
    "elena ferrante": "Elena Ferrante",
    "paul riou": "Paul Riou",
    "riou": "Paul Riou",
    "onu": "ONU",
}


class FakeKnown:
    """Knows John Kerry and some others, and that anybody called Martin is one of two."""

    outlets = ("Le Jour", "The Courier")
    newest = date(2024, 5, 2)

    def is_quoted(self, name: str) -> bool:
        return name.casefold() in _SPEAKERS or name.casefold() == "martin"

    def speaker(self, name: str) -> str | None:
        return _SPEAKERS.get(name.casefold())
