"""Whom a question names: who is to have said something, and who published it, among those the archive knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.languages import known as languages
from bot.languages import language
from corpus.fold import fold
from corpus.quotes.lexicon import lexicon
from index.lexical import stop_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒŠŽ]"
_PARTICLE = r"(?:d[eiua]l?|des|du|von|van|der|den|ter|le|la|al|el|ben|bin|ibn|ou|abou|zu|da|dos|di)"
_PART = rf"{_CAPITAL}[\w.-]*\w(?!['’](?!s\b)\w)|{_CAPITAL}(?!['’\w])"
_NAME = re.compile(rf"(?<![\w-])(?:{_PART})(?: (?:{_PARTICLE} ){{0,2}}(?:[dl]['’])?(?:{_PART}))*")
_POSSESSIVE = re.compile(r"['’]s$")
_ELISION = re.compile(r"^[dl]['’]")
_OWNED = re.compile(r"['’]s (\w+)")
_ARTICLES = re.compile(r"(?<!\w)(?:the|le|la|les|l['’]|der|die|das|dem|den|el|los|las)\s*$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w-]+)\W*$")


class Known(Protocol):
    """What an archive knows that helps to understand a question: `bot.knowledge.Knowledge`, or a test's fake of it."""

    @property
    def outlets(self) -> Collection[str]:
        """Who published its articles, by name."""

    @property
    def newest(self) -> date | None:
        """The day of its newest article."""

    def is_quoted(self, name: str) -> bool:
        """Whether anybody is quoted whom a name can mean."""

    def speaker(self, name: str) -> str | None:
        """Return the one speaker whom a name surely means, by the name the archive knows them by."""


def names(text: str, code: str | None) -> Iterator[tuple[int, str]]:
    """Yield where each name in `text` begins, and the name, as they are written; the first word only if it is rare."""
    for found in _NAME.finditer(text):
        start, name = found.start(), found[0]
        if not text[:start].strip('¿¡"«„“ ') and _is_frequent(name.split(" ")[0], code):
            name = _ELISION.sub("", name.partition(" ")[2])
            start = found.end() - len(name)
        if name:
            yield start, name


def speaker_in(text: str, code: str | None, known: Known, *, of_words: bool) -> str | None:
    """Return whose words `text` asks about, if that is somebody whom the archive quotes.

    `of_words`: whether it asks about somebody's words at all; if not, only "according to …" names who says it.
    """
    ways = language(code)
    for start, name in names(text, code):
        source = ways.source.search(_ARTICLES.sub("", text[:start])) is not None
        if not source and not (of_words and may_speak(text, start, name, code)):
            continue
        for printed in _forms(name, code):
            speaker = known.speaker(_POSSESSIVE.sub("", printed))
            if speaker is not None:
                return speaker
    return None


def may_speak(text: str, start: int, name: str, code: str | None) -> bool:
    """Whether a name in a question about somebody's words can be whose words it asks about.

    "What did the pilot tell Roy about Anna's dog?" asks for the words of neither.
    """
    ways = language(code)
    before, after = text[:start], text[start + len(name) :]
    if is_topic(before, code):
        return False
    owned = _OWNED.match(after)
    if owned is not None and owned[1].casefold() not in ways.remarks:
        return False
    return ways.addressed.search(before) is None


def _forms(name: str, code: str | None) -> Iterator[str]:
    """Yield a name, and what of it may be one without the title or role that it begins with.

    One word is left of it by itself only after these: "Bastien Kerry" is not the Kerry whom the archive knows.
    """
    words, roles = name.split(" "), lexicon(code)
    titles = roles.masculine_titles | roles.feminine_titles
    yield name
    for first in range(1, len(words)):  # "Bürgermeisterin Anna Weber"
        before = words[first - 1].lower()
        if first < len(words) - 1 or roles.is_person(before) or before in titles:
            yield " ".join(words[first:])


def is_topic(before: str, code: str | None) -> bool:
    """Whether a name after the words `before` is what is spoken of: "about", but not "the reaction of"."""
    ways = language(code)
    last = _LAST_WORD.search(_ARTICLES.sub("", before))
    if last is None or last[1].casefold() not in ways.topic:
        return False
    governing = _LAST_WORD.search(_ARTICLES.sub("", before)[: last.start()])
    return governing is None or governing[1].casefold() not in ways.remarks


def outlet_in(text: str, code: str | None, known: Known) -> str | None:
    """Return the outlet whose articles `text` asks about: its name as the archive writes it, after "in" or "by"."""
    ways = language(code)
    for outlet in sorted(known.outlets, key=len, reverse=True):
        start = text.find(outlet)
        while start >= 0:
            stop = start + len(outlet)
            whole = not text[stop : stop + 1].isalnum() and not text[:start][-1:].isalnum()
            if whole and ways.printed_in.search(text[:start]):
                return outlet
            start = text.find(outlet, stop)
    return None


def _is_frequent(word: str, code: str | None) -> bool:
    """Whether a word that begins a sentence is written large for that only."""
    folded, ways = word.casefold(), language(code)
    return fold(word) in stop_words(code) or (
        folded in ways.words or folded in ways.openers or any(folded in other.words for other in languages().values())
    )
