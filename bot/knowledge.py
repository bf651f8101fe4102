"""What an archive knows that helps to understand a question: who is quoted in it, and who published it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from corpus.fold import fold

if TYPE_CHECKING:
    from datetime import date

    from index.quote_rows import Entry


class Quoted(Protocol):
    """Who is quoted: `index.quote_search.QuoteSearch`, or a test's fake of it."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every speaker, those who are quoted most first."""

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return whom a name can mean, as somebody typed it."""


class Publishers(Protocol):
    """Who published: `index.search.Search`, or a test's fake of it."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published any article, by name."""


class Knowledge:
    """Answers `bot.named.Known` for one archive. Reads nothing before it is asked."""

    def __init__(self, quoted: Quoted, publishers: Publishers, newest: date | None) -> None:
        self._quoted = quoted
        self._publishers = publishers
        self.newest = newest

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published its articles, by name. Raises IndexDamaged."""
        return self._publishers.outlets

    def is_quoted(self, name: str) -> bool:
        """Whether anybody is quoted whom a name can mean. Raises IndexDamaged."""
        return bool(self._named(name))

    def speaker(self, name: str) -> str | None:
        """Return the one speaker whom a name surely means, as the archive knows them. Raises IndexDamaged."""
        found = self._named(name)
        return found[0].speaker.name if len(found) == 1 else None

    def _named(self, name: str) -> tuple[Entry, ...]:
        return self._quoted.named(name) if set(_words(name)) & self._last_words else ()

    @cached_property
    def _last_words(self) -> frozenset[str]:
        """The word that each name ends with: what shares none is nobody's, and need not be compared with every name."""
        names = (name for entry in self._quoted.entries for name in (entry.speaker.name, *entry.speaker.aliases))
        return frozenset(words[-1] for words in map(_words, names) if words)


def _words(name: str) -> list[str]:
    return fold(name).replace("-", " ").replace("'", " ").replace("’", " ").split()
