"""An article cut into words, each with what it can be, its sentence, and the quotation it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from corpus.article import Span
from corpus.quotes.tags import AUXILIARY, BETWEEN, PRONOUN, REPORTED, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.quotes.lexicon import Lexicon

OUTSIDE = -1
_VERB_LETTERS = 4
_ARTICLED = re.compile(r"[a-z]{2,3}-[^\W_a-z]")  # al-Leith
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"  # with accents that follow their letters
_DECIMAL = r"(?<=\d)[.,](?=\d)"
_DOMAIN = r"\.(?=(?:[a-z]+\.)?(?:com|org|net|info|de|at|ch|fr|be|es|eu|uk|co)\b)"
_SITE = re.compile(r".*\.[a-z]+")
_TIE = re.compile("[-' ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words and the marks of one text, in parallel lists; a word is its number in them."""

    text: str
    lexicon: Lexicon
    start: list[int]
    stop: list[int]
    low: list[str]  # lower case, with straight apostrophes
    tag: list[int]
    capital: list[bool]
    sentence: list[int]  # the number of the sentence that the word is in
    quotation: list[int]  # the number of the quotation that the word is in, or OUTSIDE
    held: list[int]  # the same, with narration inside the marks counted in
    named: dict[int, int] = field(default_factory=dict)  # the words of names that stood in marks, last by first
    labels: dict[int, int] = field(default_factory=dict)  # offsets of the marks around names, each by the other

    def __len__(self) -> int:
        return len(self.start)

    def span(self, first: int, last: int) -> Span:
        """Return the span of the words from `first` up to, not including, `last`."""
        start, stop = self.start[first], self.stop[last - 1]
        closes, opens = self.labels.get(start - 1, -1), self.labels.get(stop, -1)
        if start <= closes < stop:
            start -= 1
        elif start <= opens < stop:
            stop += 1
        return Span(start, stop)


def read_words(text: str, lexicon: Lexicon, sentences: Sequence[Span], quotations: Sequence[Span]) -> Words:
    """Cut `text` into words. The spans given must be ordered and disjoint."""
    start: list[int] = []
    stop: list[int] = []
    low: list[str] = []
    tag: list[int] = []
    capital: list[bool] = []
    tags, ends = lexicon.tags, lexicon.verb_endings
    for match in _pattern(lexicon.elisions, lexicon.clitics).finditer(text):
        form = match[0]
        lower = form.lower().replace("’", "'").replace("‑", "-")
        if not lower.isascii():
            lower = normalize("NFC", lower)
        if match.lastgroup == "clitic":
            lower = _TIE.split(lower)[-1]
        known = tags.get(lower)
        if known is None:
            ending = ends and len(lower) > _VERB_LETTERS and form[0].islower() and lower.endswith(ends)
            known = VERB if ending else 0
        elif known & REPORTED and lexicon.capital_nouns and form[0].isupper():
            known &= ~REPORTED  # "die Frage", "die Klage"
        first, last = match.span()
        start.append(first)
        stop.append(last)
        low.append(lower)
        tag.append(known)
        capital.append(
            form[0].isupper()
            or _SITE.fullmatch(form) is not None
            or (len(form) > _VERB_LETTERS and _ARTICLED.match(form) is not None)
        )
    _pass_over_fillers(low, tag, lexicon)
    quotation = _numbers(start, quotations, inside=True)
    return Words(
        text=text,
        lexicon=lexicon,
        start=start,
        stop=stop,
        low=low,
        tag=tag,
        capital=capital,
        sentence=_numbers(start, sentences, inside=False),
        quotation=quotation,
        held=list(quotation),
        named=dict(_phrases(low, lexicon.whole_names, capital)),
    )


def _phrases(
    low: list[str], phrases: dict[str, tuple[tuple[str, ...], ...]], capital: list[bool] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield where each of `phrases` stands, by first and last word; only with a capital, if `capital` is given."""
    for at, first in enumerate(low):
        for form in phrases.get(first, ()):
            if tuple(low[at : at + len(form)]) == form and (capital is None or capital[at]):
                yield at, at + len(form)
                break


def _pass_over_fillers(low: list[str], tag: list[int], lexicon: Lexicon) -> None:
    """Let the words of a filler stand anywhere between a verb and its subject: "a-t-il, DE SON CÔTÉ, assuré"."""
    for first, last in _phrases(low, lexicon.topics):
        tag[first : last - 1] = [BETWEEN] * (last - first - 1)  # "EN CUANTO al gremio"
    for first, last in _phrases(low, lexicon.fillers):
        tag[first:last] = [BETWEEN] * (last - first)
        cut = first > 1 and last < len(low) and low[first - 1] == "," == low[last]
        if cut and tag[first - 2] & (AUXILIARY | PRONOUN):
            tag[first - 1] = tag[last] = BETWEEN


def _numbers(starts: list[int], spans: Sequence[Span], *, inside: bool) -> list[int]:
    """Return for each offset the number of the span it is in or, if not `inside`, of the last span begun."""
    found: list[int] = []
    number, following = -1, 0
    begins = [span.start for span in spans]
    stops = [span.stop for span in spans]
    for offset in starts:
        while following < len(begins) and begins[following] <= offset:
            number = following
            following += 1
        if inside:
            found.append(number if number >= 0 and offset < stops[number] else OUTSIDE)
        else:
            found.append(max(0, number))
    return found


@cache
def _pattern(elisions: tuple[str, ...], clitics: tuple[str, ...]) -> re.Pattern[str]:
    clitic = elision = ""
    inner = r"[-‑'’&](?=[^\W_])"
    if clitics:
        ends = "|".join(clitics)
        clitic = rf"(?P<clitic>(?:[-‑]t[-‑’' ]|[-‑]| t[-‑])(?:{ends})\b)|"
        inner = rf"[-‑'’&](?!(?:t[-‑])?(?:{ends})\b)(?=[^\W_])"
    if elisions:
        both = "|".join(f"[{form[0].upper()}{form[0]}]{form[1:]}" for form in elisions)
        elision = rf"(?P<elision>\b(?:{both})['’](?=[^\W_]|[\"«“‘(]))|"
    genitive = r"(?P<genitive>['’]s\b)|"
    word = rf"(?P<word>{_LETTERS}(?:(?:(?!['’]s\b){inner}|{_DECIMAL}|{_DOMAIN}){_LETTERS})*)|"
    return re.compile(clitic + elision + genitive + word + r"(?P<mark>[^\w\s])")
