"""An article cut into words, each with what it can be, its sentence, and the quotation it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.quotes.lexicon import VERB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.lexicon import Lexicon

OUTSIDE = -1
_VERB_LETTERS = 4
_ARTICLED = re.compile(r"[a-z]{2,3}-[^\W_a-z]")  # al-Leith
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

    def __len__(self) -> int:
        return len(self.start)

    def span(self, first: int, last: int) -> Span:
        """Return the span of the words from `first` up to, not including, `last`."""
        return Span(self.start[first], self.stop[last - 1])


def read_words(text: str, lexicon: Lexicon, sentences: Sequence[Span], quotations: Sequence[Span]) -> Words:
    """Cut `text` into words. The spans given must be ordered and disjoint."""
    words = Words(
        text=text,
        lexicon=lexicon,
        start=[],
        stop=[],
        low=[],
        tag=[],
        capital=[],
        sentence=[],
        quotation=[],
        held=[],
    )
    in_sentence, in_quotation = _Cursor(sentences), _Cursor(quotations)
    tags, ends = lexicon.tags, lexicon.verb_endings
    for match in _pattern(lexicon).finditer(text):
        form = match[0]
        low = form.lower().replace("’", "'").replace("‑", "-")
        if match.lastgroup == "clitic":
            low = _TIE.split(low)[-1]
        words.start.append(match.start())
        words.stop.append(match.end())
        words.low.append(low)
        known = tags.get(low)
        if known is None:
            known = VERB if ends and len(low) > _VERB_LETTERS and low.endswith(ends) else 0
        words.tag.append(known)
        words.capital.append(form[0].isupper() or (len(form) > _VERB_LETTERS and _ARTICLED.match(form) is not None))
        words.sentence.append(max(0, in_sentence.at(match.start(), inside=False)))
        words.quotation.append(in_quotation.at(match.start(), inside=True))
    words.held.extend(words.quotation)
    return words


class _Cursor:
    """Finds the span that holds an offset, for offsets that only grow."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0

    def at(self, offset: int, *, inside: bool) -> int:
        while self._next < len(self._spans) and self._spans[self._next].start <= offset:
            self._next += 1
        number = self._next - 1
        if inside and (number < 0 or self._spans[number].stop <= offset):
            return OUTSIDE
        return number


@cache
def _pattern_of(elisions: tuple[str, ...], clitics: tuple[str, ...]) -> re.Pattern[str]:
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
    word = rf"(?P<word>[^\W_]+(?:(?!['’]s\b){inner}[^\W_]+)*)|"
    return re.compile(clitic + elision + genitive + word + r"(?P<mark>[^\w\s])")


def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return _pattern_of(lexicon.elisions, lexicon.clitics)
