"""Names that a paper prints in marks, where every noun has a capital: the „Neue Tag“ is no one's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 6  # words of a name; measured on German news copy: of 600 such runs, one in twenty is somebody's words
_LONGEST_GIVEN = 12  # words of a name that somebody gives themselves
_NEAR = 4  # words from a name to the verb that gives it
_SHORT_WORD = 3  # letters: "und", "of"
_TO_VERB = 10  # words from a preposition back to its verb
_VERBAL = tags.AUXILIARY | tags.VERB | tags.FINITE
_PARTS = frozenset([",", ";", ":"])
_ENDS = frozenset([".", "!", "?", "…"])


def unmark_names(words: Words) -> None:
    """Take the marks off the names in `words`, so that they read like any other name.

    `words.labels` remembers where they stand, so that no span shows one of two marks without the other.
    """
    if not words.lexicon.capital_nouns:
        return
    marks: set[int] = set()
    at, total = 0, len(words)
    while at < total:
        stop = at + 1
        while stop < total and words.quotation[stop] == words.quotation[at]:
            stop += 1
        if words.quotation[at] != OUTSIDE and _is_name(words, at, stop):
            opens, closes = words.start[at], words.start[stop - 1]
            words.labels.update({opens: closes, closes: opens})
            first = at - len(marks)
            words.named[first] = first + stop - at - 2
            words.quotation[at:stop] = words.held[at:stop] = [OUTSIDE] * (stop - at)
            words.sentence[at:stop] = [words.sentence[at]] * (stop - at)
            marks |= {at, stop - 1}
        at = stop
    if marks:
        _drop(words, marks)


def _is_name(words: Words, first: int, stop: int) -> bool:
    """Whether a quotation, marks included, is written like a name, and stands where a name does."""
    inner = range(first + 1, stop - 1)
    if not 0 < len(inner) <= _LONGEST_GIVEN or words.low[stop - 2] in _ENDS:
        return False
    if first > 0 and (_is_subject(words, first, stop) or _names_itself(words, first, stop)):
        return True
    if first > 1 and len(inner) <= _SHORT_WORD and _is_foreign(words, first, stop):
        return True
    if len(inner) > _LONGEST:
        return False
    if not words.capital[first + 1] or not _stands_as_name(words, first, stop):
        return False
    return all(words.capital[i] or _is_small(words, i) for i in inner) or _is_announced(words, first - 1, inner)


def _is_subject(words: Words, first: int, stop: int) -> bool:
    """Whether a quotation is the subject of a verb of saying: "wie „brücke heute“ berichtet"."""
    said = stop < len(words) and words.tag[stop] & tags.FINITE and words.tag[stop] & tags.SPEECH
    return bool(said) and words.low[first - 1] in words.lexicon.as_words


def _is_foreign(words: Words, first: int, stop: int) -> bool:
    """Whether small words stand where a noun must, after its article: "der „con brio ag“ gehört"."""
    article, before = words.tag[first - 1], words.low[first - 2]
    definite = article & tags.DETERMINER and not article & (tags.INDEFINITE | tags.PRONOUN)
    if not definite or before == "," or words.capital[stop - 2]:
        return False
    return stop >= len(words) or not (words.capital[stop] or _is_adjective(words, stop))


def _names_itself(words: Words, first: int, stop: int) -> bool:
    """Whether somebody gives themselves the name in marks: "nennt sich „Neue Brücke“", "die sich „…“ nennt"."""
    sentence, near = words.sentence[first - 1], (*range(max(0, first - _NEAR), first), *range(stop, stop + _NEAR))
    around = [i for i in near if i < len(words) and words.sentence[i] == sentence and words.quotation[i] == OUTSIDE]
    reflexive = any(words.tag[i] & tags.REFLEXIVE for i in around if i < first)
    return reflexive and any(words.low[i] in words.lexicon.naming for i in around)


def _stands_as_name(words: Words, first: int, stop: int) -> bool:
    """Whether what stands around a quotation makes it a name: not "als", no indefinite article, no verb of saying."""
    inner = range(first + 1, stop - 1)
    before, after = first - 1, words.tag[stop] if stop < len(words) else 0
    if first == 0 or words.sentence[before] != words.sentence[first]:
        return stop < len(words) and words.low[stop][0].isalpha() and not after & tags.CUE
    if words.low[before] == ":":
        return words.low[before - 1] in words.lexicon.shortening
    if words.tag[before] & tags.CUE:
        if words.low[before] in words.lexicon.citing and words.low[before - 1] == ",":
            return True
        return words.low[before - 1] == "," and words.quotation[before - 2] != OUTSIDE
    article = before
    while article > 0 and _is_adjective(words, article):
        article -= 1
    definite = words.tag[article] & tags.DETERMINER and not words.tag[article] & tags.INDEFINITE
    hangs = is_theme(words, article) or (definite and len(inner) == 1 and is_theme(words, article - 1))
    if hangs or _is_closed(words, before, stop):
        return False
    framed = words.low[before] in words.lexicon.inscriptions or (
        words.low[before] in words.lexicon.framing
        or words.tag[before] & tags.THAT
        or words.tag[article] & tags.INDEFINITE
    )
    return words.low[before][0].isalnum() and not framed


def _is_announced(words: Words, before: int, inner: range) -> bool:
    """Whether a name with small words in it is announced: "das Buch „Leben ohne Netz“", "die „Woche der Wälder“".

    Of 39 such runs in German news copy three were somebody's words.
    """
    if before < 0 or any(words.tag[i] & (_VERBAL | tags.PRONOUN) for i in inner if not words.capital[i]):
        return False
    tag, low = words.tag[before], words.low[before]
    if tag & (tags.DETERMINER | tags.LINK) and not tag & tags.INDEFINITE:
        return True
    said = tag & tags.NOUN or low.endswith(words.lexicon.reports)
    return words.capital[before] and not said and not words.lexicon.is_persons(low)


def is_theme(words: Words, at: int) -> bool:
    """Whether the word ties what follows to a verb of saying: "sprachen am Montag VON „Panik“"."""
    for i in range(at - 1, max(-1, at - _TO_VERB), -1):
        if words.sentence[i] != words.sentence[at] or words.low[i] in _PARTS:
            return False
        if words.quotation[i] == OUTSIDE and words.low[at] in words.lexicon.themes.get(words.low[i], ()):
            return True
    return False


def _is_closed(words: Words, before: int, after: int) -> bool:
    """Whether a verb of saying closes right after what stands bare in it: "warfen ihm „Wortbruch“ VOR"."""
    if after >= len(words) or words.tag[before] & (tags.DETERMINER | tags.PREPOSITION):
        return False
    particle, separable = words.low[after], words.lexicon.separable
    if particle in words.lexicon.infinitive_marks and after + 1 < len(words):
        return words.low[after + 1] in words.lexicon.sources  # "war „Nieder mit Roy“ ZU LESEN"
    verbs = (i for i in range(max(0, before - _TO_VERB), before) if words.sentence[i] == words.sentence[before])
    return any(particle in separable.get(words.low[i], ()) for i in verbs)


def _is_adjective(words: Words, at: int) -> bool:
    return not words.capital[at] and not words.tag[at] and words.low[at].endswith(words.lexicon.adjectives)


def _is_small(words: Words, at: int) -> bool:
    small = tags.PREPOSITION | tags.DETERMINER | tags.CONJUNCTION
    low = words.low[at]
    return low[0].isdigit() or len(low) <= _SHORT_WORD or bool(words.tag[at] & small)


def _drop(words: Words, marks: set[int]) -> None:
    kept = [i for i in range(len(words)) if i not in marks]
    words.low[:] = [words.low[i] for i in kept]
    words.capital[:] = [words.capital[i] for i in kept]
    for numbers in (words.start, words.stop, words.tag, words.sentence, words.quotation, words.held):
        numbers[:] = [numbers[i] for i in kept]
