"""The words that attribute: verbs of saying in all their forms, and prepositions like "according to"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import tags
from corpus.quotes.verb_groups import group, is_clitic, is_passive, is_verb
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

Form = Literal["finite", "participle", "gerund", "infinitive", "noun", "before", "after"]

_TO_NEGATION = 3  # words from a verb back to its "not"
_TO_NOUN = 5  # words from "nach" to its noun
_TO_LIGHT = 10  # words from a noun of saying back to its verb
_VERBAL = tags.AUXILIARY | tags.VERB | tags.CUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words from `first` up to `last` that attribute.

    The forms "before" and "after" are prepositions: they stand before or after the speaker.
    """

    first: int
    last: int
    form: Form
    speech: bool  # a verb of saying proper
    passive: bool = False
    clitic: int | None = None  # the pronoun in "a-t-il dit"


def read_cues(words: Words) -> list[Cue]:
    """Return the cues of the text outside quotations, in order."""
    found: list[Cue] = []
    at = 0
    while at < len(words):
        cue = None if words.quotation[at] != OUTSIDE else _preposition(words, at) or _verb(words, at)
        if cue is not None and (not found or cue.first >= found[-1].last):
            found.append(cue)
            at = max(at + 1, cue.last)
        else:
            at += 1
    return found


def _preposition(words: Words, at: int) -> Cue | None:
    for form in words.lexicon.before.get(words.low[at], ()):
        if tuple(words.low[at : at + len(form)]) == form:
            if form[0] in words.lexicon.after_comma and not _after_comma(words, at):
                continue
            if words.lexicon.capital_nouns and words.tag[min(at + len(form), len(words) - 1)] & tags.PREPOSITION:
                continue  # "dachte LAUT über Roy nach", "wurde LAUT, dass"
            weak = " ".join(form) in words.lexicon.weak_before
            if weak and words.lexicon.judging and not _may_judge(words, at):
                continue
            return Cue(first=at, last=at + len(form), form="before", speech=not weak)
    if words.low[at] in words.lexicon.after:
        return Cue(first=at, last=at + 1, form="after", speech=True)
    return _by_report(words, at)


def _may_judge(words: Words, at: int) -> bool:
    """Whether "for" heads its sentence, or follows a verb of judging: "FÜR Roy ist das …", "das war FÜR Roy …"."""
    return at == 0 or words.sentence[at - 1] != words.sentence[at] or words.low[at - 1] in words.lexicon.judging


def _by_report(words: Words, at: int) -> Cue | None:
    """Read a preposition that attributes with a noun of saying: "nach Angaben der Polizei", "ihrer Ansicht nach"."""
    if words.low[at] not in words.lexicon.report_prepositions:
        return None
    if at > 1 and _is_report(words, at - 1) and words.tag[at - 2] & tags.POSSESSIVE:
        return Cue(first=at, last=at + 1, form="after", speech=True)
    noun = at + 1
    if noun + 1 < len(words) and words.capital[noun] and words.low[noun].endswith("s") and _is_report(words, noun + 1):
        return Cue(first=at, last=at + 1, form="before", speech=True)
    while noun < min(len(words) - 1, at + _TO_NOUN) and not words.capital[noun] and words.low[noun][0].isalpha():
        noun += 1
    if noun >= len(words) or not _is_report(words, noun):
        return None
    last, following = at + 1, noun + 1
    if following < len(words) and words.low[following][0].isalpha() and words.quotation[following] == OUTSIDE:
        of = words.low[following] in words.lexicon.report_links
        adjective = (
            not words.tag[following]
            and words.low[following].endswith(words.lexicon.place_adjectives)
            and not words.capital[following]
        )
        if of or words.capital[following] or (adjective and words.capital[min(following + 1, len(words) - 1)]):
            preposed = words.tag[following] & tags.PREPOSITION
            last = following + 1 if of and preposed else following
    return Cue(first=at, last=last, form="before", speech=True)


def _is_report(words: Words, at: int) -> bool:
    """Whether the word is what somebody says or writes: "Angaben", "Medienberichten"."""
    return words.capital[at] and words.low[at].endswith(words.lexicon.reports)


def _after_comma(words: Words, at: int) -> bool:
    """Whether the word stands after a comma or a closing mark, and before a name or a determiner."""
    if at == 0 or at + 1 >= len(words) or (words.low[at - 1] != "," and words.quotation[at - 1] == OUTSIDE):
        return False
    return bool(words.tag[at + 1] & tags.DETERMINER or words.capital[at + 1] or words.low[at + 1] in words.lexicon.last)


def _verb(words: Words, at: int) -> Cue | None:
    """Read the verb or the noun at the word, with its auxiliaries and the pronoun tied to it."""
    tag = words.tag[at]
    noun = _saying(words, at) if tag & tags.NOUN else None
    if noun is not None:
        return noun
    if not tag & tags.CUE:
        return _unlisted(words, at)
    lead = _lead(words, at) if tag & tags.INFINITIVE else None
    if not is_verb(words, at) or (lead is not None and _is_negated(words, lead)):
        return None
    last = at + 2 if is_clitic(words, at + 1) else at + 1
    first, auxiliary, clitic = group(words, at)
    if auxiliary is None and lead is not None:
        first, _, clitic = group(words, lead)
        auxiliary = lead
    if last > at + 1:
        clitic = at + 1
    form, passive = _form(words, at, auxiliary)
    finite = form == "finite"
    return Cue(
        first=first if finite else at,
        last=last if finite else at + 1,
        form=form,
        speech=bool(tag & tags.SPEECH),
        passive=passive,
        clitic=clitic if finite else None,
    )


def _saying(words: Words, at: int) -> Cue | None:
    """Read a noun of saying, with its verb or with whose it is: "IST DER ANSICHT", "Trump's CLAIM"."""
    if words.low[at] in words.lexicon.sources:
        return _told_of(words, at)
    if at > 1 and words.tag[at - 1] & tags.DETERMINER and words.low[at - 2] in words.lexicon.light:
        return Cue(first=at - 2, last=at + 1, form="finite", speech=True)
    article = at - 1
    while article > 1 and _is_adjective(words, article):
        article -= 1
    if article > 0 and words.tag[article] & tags.DETERMINER:
        light = _light_before(words, article - 1)
        if light is not None:
            return Cue(first=light, last=light + 1, form="finite", speech=True)
    return Cue(first=at, last=at + 1, form="noun", speech=True) if at and _owned(words, at) else None


def _told_of(words: Words, at: int) -> Cue | None:
    """Read the noun by which a text tells something: "in dem Brief IST von „Panik“ DIE REDE"."""
    near = (*range(max(0, at - _TO_LIGHT), at),)
    told = words.low[at - 1] in words.lexicon.feminine_determiners and any(
        words.low[i] in words.lexicon.light and words.sentence[i] == words.sentence[at] for i in near
    )
    return Cue(first=at, last=at + 1, form="finite", speech=True) if told else None


def _is_adjective(words: Words, at: int) -> bool:
    """Whether the word can be an adjective of the next, in a language whose nouns have capitals."""
    ends = words.low[at].endswith(words.lexicon.adjectives) and bool(words.lexicon.adjectives)
    return ends and not words.capital[at] and not words.tag[at]


def _light_before(words: Words, at: int) -> int | None:
    """Return the verb that says something with a noun, past its subject: "VERTRITT Roy die Auffassung"."""
    for i in range(at, max(-1, at - _TO_LIGHT), -1):
        if words.low[i] in words.lexicon.light:
            beside = all(words.tag[j] & tags.BETWEEN for j in range(i + 1, at + 1))
            return i if beside or not words.tag[i] & tags.AUXILIARY else None
        if not words.low[i][0].isalnum() or words.tag[i] & _VERBAL:
            return None
    return None


def _lead(words: Words, at: int) -> int | None:
    """Return the verb that leads in the infinitive, itself or past a preposition: "se LIMITÓ a comentar"."""
    lead = at - 1 - bool(at > 1 and words.tag[at - 1] & (tags.PREPOSITION | tags.THAT))
    leads = lead >= 0 and words.low[lead] in words.lexicon.leads and words.quotation[lead] == OUTSIDE
    return lead if leads else None


def _is_negated(words: Words, at: int) -> bool:
    return not words.lexicon.negations.isdisjoint(words.low[max(0, at - _TO_NEGATION) : at])


def _unlisted(words: Words, at: int) -> Cue | None:
    """Read a verb that no list has, where its inverted pronoun shows what it is: "…, s'étrangle-t-il"."""
    if not is_clitic(words, at + 1) or not at or words.tag[at] & tags.AUXILIARY or words.low[at - 1] not in ',»”"':
        return None
    return Cue(first=at, last=at + 2, form="finite", speech=True, clitic=at + 1)


def _form(words: Words, at: int, auxiliary: int | None) -> tuple[Form, bool]:
    """Return what form the verb has, its auxiliary counted in, and whether it is passive."""
    tag = words.tag[at]
    if auxiliary is not None and tag & (tags.PARTICIPLE | tags.INFINITIVE | tags.FINITE):
        participle = tag & tags.PARTICIPLE or words.low[at].endswith(words.lexicon.participles)
        return "finite", bool(participle and is_passive(words, auxiliary, at))
    if tag & tags.FINITE and (at == 0 or words.low[at - 1] != "to"):
        return "finite", words.lexicon.capital_nouns and at + 1 < len(words) and bool(words.tag[at + 1] & tags.BEING)
    if tag & tags.GERUND:
        return "gerund", False
    closing = words.tag[at + 1] if words.lexicon.capital_nouns and at + 1 < len(words) else 0
    if tag & tags.PARTICIPLE and closing & tags.AUXILIARY:
        return "finite", bool(closing & tags.BEING)
    return ("participle", True) if tag & tags.PARTICIPLE else ("infinitive", False)


def _owned(words: Words, at: int) -> bool:
    """Whether the noun is somebody's: "Trump's claim", "his claim", "les propos de Trump"."""
    before = at - 1
    while before > at - 3 and before > 0 and not words.tag[before] and words.low[before][0].isalpha():
        before -= 1
    owned = words.low[before] == "'s" or bool(words.tag[before] & tags.POSSESSIVE)
    after = at + 1 < len(words) and words.tag[at + 1] & tags.LINK
    if words.lexicon.capital_nouns:
        after = after and words.low[at + 1] in words.lexicon.report_links
    return owned or bool(after and words.tag[before] & tags.DETERMINER and not words.tag[before] & tags.INDEFINITE)
