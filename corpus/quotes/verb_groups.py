"""Whether a form that can be a verb of saying is one here, and which words its group takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_TO_PARTICLE = 25  # words from a verb to its particle
_TO_ARTICLE = 8  # words from a participle back to the article of its noun
_TO_DETERMINER = 4  # words from an adjective back to its determiner
_TO_COMMA = 6  # words of a name between commas
_REACH = 16  # words over which a German auxiliary is looked for


def is_clitic(words: Words, at: int) -> bool:
    """Whether the word is a pronoun tied to the verb before it, as in "dit-il"."""
    return at < len(words) and words.text[words.start[at]] in "-‑ "


def is_verb(words: Words, at: int) -> bool:
    """Whether a form that can be a verb of saying is one here."""
    if at and words.sentence[at - 1] == words.sentence[at] and _noun(words, at):
        return False
    if words.low[at] in words.lexicon.bases and not _base_is_verb(words, at):
        return False
    return _complete(words, at)


def _base_is_verb(words: Words, at: int) -> bool:
    """Whether what stands before a bare form makes it a verb: "they claim", "to claim", not "a claim"."""
    if at == 0 or words.sentence[at - 1] != words.sentence[at]:
        return False
    before = words.tag[at - 1]
    verbal = tags.PRONOUN | tags.AUXILIARY | tags.BETWEEN | tags.JOINING | tags.RELATIVE
    if before & verbal or words.low[at - 1] == "to":
        return True
    if not words.low[at - 1].endswith("s") or at + 1 >= len(words):
        return False
    opens = words.tag[at + 1] & (tags.THAT | tags.PRONOUN | tags.DETERMINER) or words.quotation[at + 1] != OUTSIDE
    return bool(opens) or words.low[at] in words.lexicon.plain_bases


def _complete(words: Words, at: int) -> bool:
    """Whether a verb that needs its particle has it: "stellte Celebi FEST"."""
    particles = words.lexicon.separable.get(words.low[at])
    if particles is None:
        return True
    if at and words.low[at - 1] in particles:
        return True
    for i in range(at + 1, min(len(words), at + _TO_PARTICLE)):
        if words.sentence[i] != words.sentence[at]:
            return False
        if words.low[i] in particles:  # "rief „Nein“" is complete, and "rief an, „sofort“, um" is not
            return words.quotation[i] == OUTSIDE or "," not in words.low[at:i]
    return False


def _noun(words: Words, at: int) -> bool:
    """Whether a determiner or a capital makes the form a noun: "le juge", "his claims"."""
    tag, before = words.tag[at], words.tag[at - 1]
    if words.capital[at] or _is_attribute(words, at):
        return True
    told = words.low[at - 1] in words.lexicon.infinitive_marks and words.low[at] in words.lexicon.sources
    pointed = words.low[at - 1] in words.lexicon.pointers and _heads(words, at - 1)
    if told or pointed or _points(words, at):  # "ist dort ZU LESEN"
        return False
    if words.low[at - 1] == "'s" and tag & tags.FINITE:
        return True
    if before & tags.DETERMINER and before & tags.BETWEEN and at > 1:
        earlier = words.tag[at - 2]
        if earlier & (tags.RELATIVE | tags.MASCULINE | tags.FEMININE) or words.low[at - 2] in words.lexicon.as_words:
            return False
    if before & tags.DETERMINER:
        auxiliary_follows = at + 1 < len(words) and words.tag[at + 1] & tags.PARTICIPLE
        return not (before & tags.BETWEEN and auxiliary_follows)
    return bool(
        tag & tags.FINITE and not tag & tags.PARTICIPLE and before & tags.PREPOSITION and words.low[at - 1] != "to"
    )


def _points(words: Words, at: int) -> bool:
    """Whether a pronoun that looks like an article stands before the verb: "este SOSTIENE que"."""
    before = words.tag[at - 1]
    shown = before & tags.DEMONSTRATIVE and before & tags.PRONOUN
    return bool(shown and at + 1 < len(words) and words.tag[at + 1] & tags.THAT)


def _heads(words: Words, at: int) -> bool:
    """Whether the word is the first of its sentence, or of what follows a comma."""
    return at == 0 or words.sentence[at - 1] != words.sentence[at] or words.low[at - 1] == ","


def _is_attribute(words: Words, at: int) -> bool:
    """Whether a German form belongs to a noun: "mit dem neu formulierten Grundrecht"."""
    if not words.lexicon.capital_nouns or at + 1 >= len(words) or not words.capital[at + 1]:
        return False
    i = at - 1
    while i > max(0, at - _TO_DETERMINER) and not words.tag[i] and words.low[i][0].isalpha() and not words.capital[i]:
        i -= 1
    if i < at - 1 and words.tag[i] & (tags.DETERMINER | tags.PREPOSITION):
        return True
    stop = at - _TO_ARTICLE if words.low[at].endswith(words.lexicon.adjectives) else at
    for i in range(at - 2, max(-1, stop), -1):
        if words.low[i] == "," or words.sentence[i] != words.sentence[at]:
            break
        if words.quotation[i] != OUTSIDE:
            continue
        if words.tag[i] & tags.DETERMINER and words.tag[i + 1] & tags.PREPOSITION:
            return i == 0 or words.low[i - 1] != ","  # "DER von der Stadt ERWARTETE Besuch"
    return False


def group(words: Words, at: int) -> tuple[int, int | None, int | None]:
    """Return where the verb group begins, its auxiliary, and the pronoun tied to that."""
    clitic = None
    i, stop = at - 1, at - _REACH
    bracket = words.lexicon.capital_nouns
    past = words.low[at].endswith(words.lexicon.preterites)
    while i >= max(0, stop) and words.sentence[i] == words.sentence[at]:
        if words.quotation[i] != OUTSIDE:
            if not bracket:
                break
            i -= 1
            stop -= 1
            continue
        tag = words.tag[i]
        if tag & tags.AUXILIARY:
            return i, i, clitic
        if past and tag & tags.JOINING:
            break
        if is_clitic(words, i):
            clitic = i
        elif not tag & tags.BETWEEN and not (bracket and words.low[i][0].isalnum()):
            opening = _aside(words, i) if bracket else None
            if opening is None:
                break
            i = opening
        i -= 1
    return at, None, None


def _aside(words: Words, mark: int) -> int | None:
    """Return where what a mark closes begins: a name, "hatte der Chef, ANNE ROY, zugesagt", brackets, a day."""
    if words.low[mark] == "." and words.low[mark - 1].isdigit():
        return mark - 1
    if words.low[mark] == ")":
        return next((i for i in range(mark - 1, max(0, mark - _TO_COMMA), -1) if words.low[i] == "("), None)
    if words.low[mark] != ",":
        return None
    for i in range(mark - 1, max(0, mark - _TO_COMMA), -1):
        if words.low[i] == ",":
            return i if words.capital[i + 1] else None
        if not (words.capital[i] or words.tag[i] & tags.PARTICLE or words.low[i] == "."):
            return None
    return None


def is_passive(words: Words, auxiliary: int, at: int) -> bool:
    """Whether the auxiliary makes the verb a passive: "wurde … genannt", not "hat … genannt"."""
    if words.lexicon.capital_nouns:
        after = words.tag[at + 1] if at + 1 < len(words) else 0
        return bool((words.tag[auxiliary] | after) & tags.BEING)
    near = max(auxiliary, at - 3)
    being = next((i for i in range(at - 1, near - 1, -1) if words.tag[i] & tags.BEING), None)
    if being is None:
        return False
    return not any(words.tag[i] & tags.REFLEXIVE for i in range(max(0, auxiliary - 2), at))
