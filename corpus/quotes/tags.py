"""What a word form can be. One form can be several things: "dit" is finite and a participle."""

from __future__ import annotations

from typing import Final

DETERMINER: Final = 1
INDEFINITE: Final = 1 << 1
PREPOSITION: Final = 1 << 2
LINK: Final = 1 << 3  # a preposition that goes on with a noun phrase: "ministre DE la Santé"
THAT: Final = 1 << 4
RELATIVE: Final = 1 << 5
CONJUNCTION: Final = 1 << 6
AUXILIARY: Final = 1 << 7
VERB: Final = 1 << 8  # finite, and no verb of saying
BETWEEN: Final = 1 << 9  # may stand between a verb and its subject
TIME: Final = 1 << 10
MASCULINE: Final = 1 << 11
FEMININE: Final = 1 << 12
PLURAL: Final = 1 << 13
SPEAKING: Final = 1 << 14  # "I", "we", "on": nobody of the article
THING: Final = 1 << 15
FINITE: Final = 1 << 16
PARTICIPLE: Final = 1 << 17
GERUND: Final = 1 << 18
INFINITIVE: Final = 1 << 19
SPEECH: Final = 1 << 20  # a verb of saying proper; without it, one that only frames what is quoted
TITLE: Final = 1 << 21
PARTICLE: Final = 1 << 22
WHETHER: Final = 1 << 23
BEING: Final = 1 << 24  # the auxiliary of the passive
REFLEXIVE: Final = 1 << 25
AGENT: Final = 1 << 26  # "by"
JOINING: Final = 1 << 27  # "and"
POSSESSIVE: Final = 1 << 28
DEMONSTRATIVE: Final = 1 << 29
REPORTED: Final = 1 << 30  # a form that goes on with somebody else's words
NOUN: Final = 1 << 31  # "claim", "propos"

PRONOUN: Final = MASCULINE | FEMININE | PLURAL | SPEAKING | THING
NO_NOUN: Final = AUXILIARY | VERB | RELATIVE | THAT | CONJUNCTION | PRONOUN | TIME
CUE: Final = FINITE | PARTICIPLE | GERUND | INFINITIVE
