"""The words that attribute: verbs of saying in all their forms, and prepositions like "according to"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.quotes import tags
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.words import Words

Form = Literal["finite", "participle", "gerund", "infinitive", "noun", "before", "after"]

_TO_PARTICLE = 25  # words from a verb to its particle
_TO_DETERMINER = 4  # words from an adjective back to its determiner
_TO_NOUN = 5  # words from "nach" to its noun
_TO_LIGHT = 10  # words from a noun of saying back to its verb
_VERBAL = tags.AUXILIARY | tags.VERB | tags.CUE
_REACH = 16  # words over which a German auxiliary is looked for
_FINITE_BEFORE = tags.AUXILIARY | tags.BETWEEN


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


def is_clitic(words: Words, at: int) -> bool:
    """Whether the word is a pronoun tied to the verb before it, as in "dit-il"."""
    return at < len(words) and words.text[words.start[at]] in "-‑ "


def _preposition(words: Words, at: int) -> Cue | None:
    for form in words.lexicon.before.get(words.low[at], ()):
        if tuple(words.low[at : at + len(form)]) == form:
            if form[0] in words.lexicon.after_comma and not _after_comma(words, at):
                continue
            if words.lexicon.capital_nouns and words.tag[min(at + len(form), len(words) - 1)] & tags.PREPOSITION:
                continue  # "dachte LAUT über Roy nach", "wurde LAUT, dass"
            weak = " ".join(form) in words.lexicon.weak_before
            return Cue(first=at, last=at + len(form), form="before", speech=not weak)
    if words.low[at] in words.lexicon.after:
        return Cue(first=at, last=at + 1, form="after", speech=True)
    return _by_report(words, at)


def _by_report(words: Words, at: int) -> Cue | None:
    """Read a preposition that attributes with a noun of saying: "nach Angaben der Polizei", "ihrer Ansicht nach"."""
    if words.low[at] not in words.lexicon.report_prepositions:
        return None
    if at > 1 and _is_report(words, at - 1) and words.tag[at - 2] & tags.POSSESSIVE:
        return Cue(first=at, last=at + 1, form="after", speech=True)
    noun = at + 1
    while noun < min(len(words) - 1, at + _TO_NOUN) and not words.capital[noun] and words.low[noun][0].isalpha():
        noun += 1
    if noun >= len(words) or not _is_report(words, noun):
        return None
    last, following = at + 1, noun + 1
    if following < len(words) and words.low[following][0].isalpha() and words.quotation[following] == OUTSIDE:
        of = words.low[following] in words.lexicon.report_links
        adjective = not words.tag[following] and words.low[following].endswith("er") and not words.capital[following]
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
    return bool(words.tag[at + 1] & tags.DETERMINER or words.capital[at + 1])


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
    stop = min(len(words), at + _TO_PARTICLE)
    return any(words.low[i] in particles and words.sentence[i] == words.sentence[at] for i in range(at + 1, stop))


def _verb(words: Words, at: int) -> Cue | None:
    """Read the verb or the noun at the word, with its auxiliaries and the pronoun tied to it."""
    tag = words.tag[at]
    if tag & tags.NOUN and at > 1 and words.tag[at - 1] & tags.DETERMINER and words.low[at - 2] in words.lexicon.light:
        return Cue(first=at - 2, last=at + 1, form="finite", speech=True)
    if tag & tags.NOUN and at > 1 and words.tag[at - 1] & tags.DETERMINER:
        light = _light_before(words, at - 2)
        if light is not None:
            return Cue(first=light, last=light + 1, form="finite", speech=True)
    if tag & tags.NOUN and at and _owned(words, at):
        return Cue(first=at, last=at + 1, form="noun", speech=True)
    if not tag & tags.CUE:
        return _unlisted(words, at)
    if not _is_verb(words, at):
        return None
    last = at + 2 if is_clitic(words, at + 1) else at + 1
    first, auxiliary, clitic = _group(words, at)
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


def _light_before(words: Words, at: int) -> int | None:
    """Return the verb that says something with a noun, past its subject: "VERTRITT Roy die Auffassung"."""
    for i in range(at, max(-1, at - _TO_LIGHT), -1):
        if words.low[i] in words.lexicon.light and not words.tag[i] & tags.AUXILIARY:
            return i
        if not words.low[i][0].isalnum() or words.tag[i] & _VERBAL:
            return None
    return None


def _unlisted(words: Words, at: int) -> Cue | None:
    """Read a verb that no list has, where its inverted pronoun shows what it is: "…, s'étrangle-t-il"."""
    if not is_clitic(words, at + 1) or not at or words.tag[at] & tags.AUXILIARY or words.low[at - 1] not in ',»”"':
        return None
    return Cue(first=at, last=at + 2, form="finite", speech=True, clitic=at + 1)


def _is_verb(words: Words, at: int) -> bool:
    """Whether a form that can be a verb of saying is one here."""
    if at and words.sentence[at - 1] == words.sentence[at] and _noun(words, at):
        return False
    if words.low[at] in words.lexicon.bases and not _base_is_verb(words, at):
        return False
    return _complete(words, at)


def _form(words: Words, at: int, auxiliary: int | None) -> tuple[Form, bool]:
    """Return what form the verb has, its auxiliary counted in, and whether it is passive."""
    tag = words.tag[at]
    if auxiliary is not None and tag & (tags.PARTICIPLE | tags.INFINITIVE | tags.FINITE):
        german = words.lexicon.capital_nouns and words.low[at].endswith("t")
        return "finite", bool((tag & tags.PARTICIPLE or german) and _is_passive(words, auxiliary, at))
    if tag & tags.FINITE and (at == 0 or words.low[at - 1] != "to"):
        return "finite", words.lexicon.capital_nouns and at + 1 < len(words) and bool(words.tag[at + 1] & tags.BEING)
    if tag & tags.GERUND:
        return "gerund", False
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


def _noun(words: Words, at: int) -> bool:
    """Whether a determiner or a capital makes the form a noun: "le juge", "his claims"."""
    tag, before = words.tag[at], words.tag[at - 1]
    if words.capital[at] or _is_attribute(words, at):
        return True
    if words.low[at - 1] in words.lexicon.pointers and _heads(words, at - 1):
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
    return i < at - 1 and bool(words.tag[i] & (tags.DETERMINER | tags.PREPOSITION))


def _group(words: Words, at: int) -> tuple[int, int | None, int | None]:
    """Return where the verb group begins, its auxiliary, and the pronoun tied to that."""
    clitic = None
    i = at - 1
    bracket = words.lexicon.capital_nouns
    while i >= 0 and words.sentence[i] == words.sentence[at] and at - i <= _REACH:
        if words.quotation[i] != OUTSIDE:
            if not bracket:
                break
            i -= 1
            continue
        tag = words.tag[i]
        if tag & tags.AUXILIARY:
            return i, i, clitic
        if is_clitic(words, i):
            clitic = i
        elif not tag & tags.BETWEEN and not (bracket and words.low[i][0].isalnum()):
            break
        i -= 1
    return at, None, None


def _is_passive(words: Words, auxiliary: int, at: int) -> bool:
    if words.lexicon.capital_nouns:
        after = words.tag[at + 1] if at + 1 < len(words) else 0
        return bool((words.tag[auxiliary] | after) & tags.BEING)
    near = max(auxiliary, at - 3)
    being = next((i for i in range(at - 1, near - 1, -1) if words.tag[i] & tags.BEING), None)
    if being is None:
        return False
    return not any(words.tag[i] & tags.REFLEXIVE for i in range(max(0, auxiliary - 2), at))
