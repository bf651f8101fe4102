"""What a mention can be in its clause, as its form shows: a subject, a date, a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags

if TYPE_CHECKING:
    from corpus.quotes.mentions import Mention
    from corpus.quotes.words import Words


_VERBAL = tags.AUXILIARY | tags.VERB | tags.CUE
_TO_TOPIC = 3  # words of "en cuanto a"


def is_time(words: Words, mention: Mention) -> bool:
    """Whether the mention is a date: "lundi 3 mai", "last week"."""
    whole = range(mention.first, mention.last)
    if mention.name is not None and mention.name[1] - mention.name[0] > 1:
        return False
    if len(whole) > 1 and words.capital[whole[-1]] and words.low[whole[-1]] in words.lexicon.bodies:
        return False  # "the Times"
    return any(words.tag[i] & tags.TIME for i in whole)


def is_day(words: Words, at: int) -> bool:
    """Whether the word tells when: "martes", "este" in "este martes"."""
    shown = words.tag[at] & tags.DEMONSTRATIVE and at + 1 < len(words) and words.tag[at + 1] & tags.TIME
    owns = words.low[at + 1 : at + 2] == ["'s"]  # "Friday's test"
    return bool(shown or (words.tag[at] & tags.TIME and not owns))


def is_setting(words: Words, start: int, stop: int) -> bool:
    """Whether the words only tell when or where: "Le 8 août, l'Union déclare la guerre"."""
    if words.lexicon.capital_nouns or any(words.tag[i] & _VERBAL for i in range(start, stop)):
        return False
    small = tags.DETERMINER | tags.PREPOSITION | tags.TIME
    when = all(words.tag[i] & small or not words.low[i][0].isalpha() for i in range(start, stop))
    return when or bool(words.tag[start] & tags.PREPOSITION)


def is_topic(words: Words, mention: Mention) -> bool:
    """Whether a sentence is said to be about the mention: "QUANT AU tribunal, il a tranché"."""
    for first in range(max(0, mention.first - _TO_TOPIC), mention.first):
        forms = words.lexicon.topics.get(words.low[first], ())
        if any(tuple(words.low[first : mention.first]) == form for form in forms):
            return True
    return False


def is_free(words: Words, mention: Mention) -> bool:
    """Whether the mention hangs on no preposition and is no date."""
    return not mention.governed and not is_time(words, mention) and not is_oblique(words, mention)


def is_oblique(words: Words, mention: Mention) -> bool:
    """Whether the case of the mention is that of no subject: "dem Minister", "der Zeitung"."""
    lexicon = words.lexicon
    if words.low[mention.first] in lexicon.oblique:
        return True
    dative = words.low[mention.first] in lexicon.dative_determiners and mention.kind in {"name", "role"}
    if dative and mention.first + 1 in words.named and words.low[mention.first + 1].endswith(lexicon.plural_adjectives):
        return True  # "DER „NEUEN WELT“ sagte Roy"
    head = next((i for i in range(mention.first + 1, mention.last) if words.capital[i]), None)
    return dative and head is not None and words.low[head].endswith(lexicon.feminine_endings)


def is_person(words: Words, mention: Mention) -> bool:
    """Whether the mention is a name, a person's role or a pronoun for a person."""
    lexicon = words.lexicon
    if mention.kind == "pronoun":
        return bool(words.tag[mention.first] & (tags.MASCULINE | tags.FEMININE))
    named = mention.name is not None and mention.name[0] not in words.named
    return named or any(lexicon.is_person(words.low[i]) for i in range(mention.first, mention.last))
