"""Clauses of a language whose verb stands second in a main clause, and last in a subordinate one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

_LONGEST = 40  # words of a clause
_VERBAL = tags.FINITE | tags.AUXILIARY | tags.VERB | tags.REPORTED


def opens_relative(words: Words, at: int) -> bool:
    """Whether a determiner after a comma is a relative pronoun, as its clause shows: "Roy, DER dies sagte, …"."""
    if not words.lexicon.capital_nouns or not words.tag[at] & tags.DETERMINER or not at:
        return False
    if words.low[at] not in words.lexicon.relative_determiners:
        return False
    if words.tag[at - 1] & (tags.WHETHER | tags.CONJUNCTION):
        return False
    before = at - 1 - bool(words.tag[at - 1] & tags.PREPOSITION)
    return before > 0 and words.low[before] == "," and verb_is_last(words, at)


def verb_is_last(words: Words, at: int) -> bool:
    """Whether the clause that the word `at` is in ends with its verb."""
    sentence, end = words.sentence[at], min(len(words), at + _LONGEST)
    stop = at + 1
    while stop < end and words.sentence[stop] == sentence:
        if words.quotation[stop] == OUTSIDE and words.low[stop] in ",.;:)–-—":
            break
        stop += 1
    last = stop - 1
    return last > at and words.quotation[last] == OUTSIDE and bool(words.tag[last] & _VERBAL)


def clause_start(words: Words, at: int, start: int) -> int:
    """Return where the sentence, or its part after a colon, begins with the word `at` in it; not before `start`."""
    i = at
    while i > start and words.sentence[i - 1] == words.sentence[at]:
        time = words.low[i - 1] == ":" and words.low[i].isdigit() and words.low[i - 2].isdigit()  # "um 10:05 Uhr"
        if words.quotation[i - 1] != OUTSIDE or (words.low[i - 1] in ":;" and not time):
            break
        i -= 1
    return i


def subordinate_start(words: Words, at: int, last: int, start: int) -> int | None:
    """Return where the subordinate clause begins that ends with the verb from word `at` up to word `last`.

    None if the verb ends no clause, or its clause begins with neither a conjunction nor a relative pronoun.
    """
    end = last
    while end < len(words) and words.tag[end] & tags.AUXILIARY and words.sentence[end] == words.sentence[at]:
        end += 1
    if end + 1 < len(words) and words.tag[end] & tags.JOINING and words.tag[end + 1] & (tags.FINITE | tags.VERB):
        end += 2  # "weil sie das LOBT und FORDERT, …"
    ends = end >= len(words) or words.sentence[end] != words.sentence[at] or words.low[end] in ",.;:)"
    if not words.lexicon.capital_nouns or not ends:
        return None
    i = at - 1
    while i >= start and (words.quotation[i] != OUTSIDE or words.low[i] not in ",;:("):
        i -= 1
    first = i + 1
    leads = words.tag[first] & tags.PREPOSITION and not words.tag[first] & tags.CONJUNCTION  # "IN der …"
    if leads or words.tag[first] & tags.JOINING:
        first += 1
    opens = words.tag[first] & (tags.THAT | tags.WHETHER | tags.CONJUNCTION) or opens_relative(words, first)
    return first if opens or words.tag[first] & tags.RELATIVE else None


def opens_no_object(words: Words, verb: int, that: int) -> bool:
    """Whether "que", after the verb that ends at word `verb`, belongs to a noun or a preposition: "hasta QUE".

    So it does in "publier les comptes, QUE Roy a lus".
    """
    before = that - 1
    if words.low[before] == ",":
        return words.low[verb:that].count(",") == 1
    return bool(words.tag[before] & tags.PREPOSITION) and words.low[before] not in words.lexicon.that_links
