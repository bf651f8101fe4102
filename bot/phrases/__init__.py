"""What whosaid itself says in a conversation, in each language: one TOML file a language, every file with every key.

A key is `table.name`. `{n}` and the like are filled in; a phrase with the forms *one* and *other* takes the form that
its language uses with the number `n`. Adding a language is adding a file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.language import declared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DEFAULT = "en"  # for questions and users whose language has no file


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """One phrase: with a single thing, and with any other number of them. Most are the same in both."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's phrases, and how it writes what is filled in."""

    language: str  # ISO 639-1
    marks: tuple[str, str]  # the quotation marks that open and close
    texts: Mapping[str, Forms]  # by key
    singular: frozenset[int]  # the numbers that take the form *one*
    thousands: str  # what stands between groups of three digits

    def say(self, key: str, **values: str | int | date) -> str:
        """Return the phrase of `key` with `values` filled in; KeyError for a key or a value that is not there."""
        forms = self.texts[key]
        text = forms.one if values.get("n") in self.singular else forms.other
        return text.format_map({name: self._written(value) for name, value in values.items()})

    def number(self, number: int) -> str:
        """Return a number as the language writes it."""
        return f"{number:,}".replace(",", self.thousands)

    def _written(self, value: str | int | date) -> str:
        if isinstance(value, int):
            return self.number(value)
        return value if isinstance(value, str) else value.isoformat()


@cache
def known() -> Mapping[str, Phrases]:
    """Return the phrases of every language that has a file, by its ISO 639-1 code."""
    return {path.stem: _read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}


def phrases(language: str | None) -> Phrases:
    """Return the phrases of a language, given as a tag of any form (*fr*, *fr-CA*); the default ones if it has none."""
    return known().get(declared(language) or DEFAULT, known()[DEFAULT])


def _read(path: Path) -> Phrases:
    written = tomllib.loads(path.read_text("utf-8"))
    opening, closing = written.pop("marks")
    singular, thousands = frozenset(written.pop("singular")), written.pop("thousands")
    texts = {f"{table}.{name}": _forms(text) for table, named in written.items() for name, text in named.items()}
    return Phrases(language=path.stem, marks=(opening, closing), texts=texts, singular=singular, thousands=thousands)


def _forms(text: str | dict[str, str]) -> Forms:
    return Forms(one=text, other=text) if isinstance(text, str) else Forms(**text)
