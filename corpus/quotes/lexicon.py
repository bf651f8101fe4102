"""What a language brings to the finding of quotations: one TOML file each, read once into tags by word form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

# What a word form can be. One form can be several things: "dit" is finite and a participle.
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

_LANGUAGES = Path(__file__).parent.parent / "languages"
_FALLBACK = "en"
_WORDS = {
    "determiners": DETERMINER,
    "indefinite": INDEFINITE,
    "possessive": POSSESSIVE,
    "demonstrative": DEMONSTRATIVE,
    "reported": REPORTED,
    "prepositions": PREPOSITION,
    "links": LINK,
    "that": THAT,
    "whether": WHETHER,
    "relative": RELATIVE,
    "conjunctions": CONJUNCTION,
    "auxiliaries": AUXILIARY,
    "verbs": VERB,
    "between": BETWEEN,
    "times": TIME,
    "being": BEING | AUXILIARY,
    "reflexive": REFLEXIVE,
    "agents": AGENT,
    "joining": JOINING | CONJUNCTION,
}
_PRONOUNS = {
    "masculine": MASCULINE,
    "feminine": FEMININE,
    "plural": PLURAL,
    "person": SPEAKING,
    "thing": THING,
}
_FORMS = {"finite": FINITE, "participle": PARTICIPLE, "gerund": GERUND, "infinitive": INFINITIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that matter here. All forms are lower case, with straight apostrophes."""

    language: str
    tags: dict[str, int]
    elisions: tuple[str, ...]
    clitics: tuple[str, ...]
    last: frozenset[str]  # "the LATTER", "ce DERNIER"
    masculine_titles: frozenset[str]
    feminine_titles: frozenset[str]
    masculine: frozenset[str]  # given names
    feminine: frozenset[str]
    masculine_determiners: frozenset[str]
    feminine_determiners: frozenset[str]
    plural_determiners: frozenset[str]
    weak_links: frozenset[str]
    relative_determiners: frozenset[str]  # determiners that are relative pronouns too
    dative_determiners: frozenset[str]  # determiners that no subject has whose noun has one of these endings
    feminine_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    oblique: frozenset[str]
    impersonal: frozenset[str]
    man: frozenset[str]  # roles that one man can have
    woman: frozenset[str]
    role_endings: tuple[str, ...]  # of compounds that are roles: "Verkehrsminister"
    carriers: frozenset[str]  # "selon les INFORMATIONS de": not itself the one who speaks
    bodies: frozenset[str]  # what an institution is called
    offices: frozenset[str]  # of these, those whose phrase is a name: "préfecture de Moselle"
    demonyms: tuple[str, ...]  # endings of what the people of a place are called
    unsaid: frozenset[str]  # words before a title that nobody said
    before: dict[str, tuple[tuple[str, ...], ...]]  # "according to", word by word, by its first word
    weak_before: frozenset[str]
    bases: frozenset[str]  # verb forms that only a plural, a pronoun, an auxiliary or "to" makes a verb
    plain_bases: frozenset[str]  # of these, those that are no nouns
    after_comma: frozenset[str]  # of these, those that attribute only after a comma or a closing mark
    separable: dict[str, frozenset[str]]  # verbs that say something only with a particle: "stellte … fest"
    sources: dict[str, str]  # verbs of what a text says, and the preposition of the text: "geht AUS … hervor"
    adverb_endings: tuple[str, ...]  # of words that stand before a verb and are no nouns, whatever their capital
    as_words: frozenset[str]  # "as": what opens "COMME le rappelle la mairie"
    fillers: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # "DE SON CÔTÉ": what says nothing about who does what, word by word
    whole_names: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # names that capitals alone do not show: "Santé publique France"
    relays: frozenset[str]  # verbs by which a paper or a station passes on somebody else's words
    writings: frozenset[str]  # what somebody else wrote: "sent a LETTER saying"
    absolute: frozenset[str]  # prepositions whose noun is the subject of a gerund: "WITH Roy saying"
    infinitive_marks: frozenset[str]  # what makes the next word an infinitive
    themes: dict[str, frozenset[str]]  # verbs of saying, and what their words hang on: "SPRACH von"
    citing: frozenset[str]  # verbs whose object speaks: "ZITIERTE Roy mit den Worten"
    source_prepositions: frozenset[str]  # what a text hangs on: "heißt es IN dem Bericht"
    light: frozenset[str]  # verbs that say something with a noun: "IST der Ansicht"
    pointers: frozenset[str]  # what points back to what was said: "DAS teilte die Polizei mit"
    after: frozenset[str]  # "zufolge"
    reports: tuple[str, ...]  # endings of nouns of saying: "Angaben" and "Polizeiangaben"
    report_prepositions: frozenset[str]  # prepositions that attribute with one of these
    report_links: frozenset[str]  # what ties to these whose they are
    bare: bool  # a clause can hang on its verb without "that"
    asides: bool  # narration can stand inside the marks
    capital_nouns: bool  # a capital letter does not make a name
    verb_endings: tuple[str, ...]
    joins: bool  # a quotation that goes on after its cue is one quotation
    sure_attribution: float  # what the rules make of an attribution from which it is right often enough to be shown
    sure_naming: float  # the same of who a mention is
    label_doubt: float  # how much less sure it is that a few words in marks are said
    nests: bool  # what stands in marks inside a reported clause is a quotation of its own too


def lexicon(language: str | None) -> Lexicon:
    """Return the words of `language`, or of English when there is no file for it."""
    return _load(language if language is not None and language in _known() else _FALLBACK)


@cache
def _known() -> frozenset[str]:
    return frozenset(path.stem for path in _LANGUAGES.glob("*.toml"))


@cache
def _load(language: str) -> Lexicon:
    data = tomllib.loads((_LANGUAGES / f"{language}.toml").read_text(encoding="utf-8"))
    names, roles, cues = data["names"], data["roles"], data["cues"]
    return Lexicon(
        language=language,
        tags=_tags(data),
        elisions=tuple(data["words"]["elisions"]),
        clitics=tuple(data["words"]["clitics"]),
        last=_lower(data["pronouns"]["last"]),
        masculine_titles=_lower(names["masculine_titles"]),
        feminine_titles=_lower(names["feminine_titles"]),
        masculine=_given("masculine"),
        feminine=_given("feminine"),
        masculine_determiners=_lower(data["words"]["masculine_determiners"]),
        feminine_determiners=_lower(data["words"]["feminine_determiners"]),
        impersonal=_lower(data["words"]["impersonal"]),
        relative_determiners=_lower(data["words"].get("relative_determiners", [])),
        dative_determiners=_lower(data["words"].get("dative_determiners", [])),
        feminine_endings=tuple(data["words"].get("feminine_endings", [])),
        plural_endings=tuple(data["words"].get("plural_endings", [])),
        oblique=_lower(data["words"]["oblique"]),
        plural_determiners=_lower(data["words"]["plural_determiners"]),
        weak_links=_lower(data["words"]["weak_links"]),
        man=_lower(roles["man"]),
        woman=_lower(roles["woman"]),
        role_endings=tuple(roles.get("endings", [])),
        carriers=_lower(data["words"]["carriers"]),
        bodies=_lower(roles["bodies"]),
        offices=_lower(roles["offices"]),
        demonyms=tuple(roles["demonyms"]),
        unsaid=_lower(data["unsaid"]["before"]),
        before=_by_first(cues["before"]),
        weak_before=_lower(cues["weak_before"]),
        bases=_bases(data),
        plain_bases=_lower(data["words"].get("bases", [])),
        after_comma=_lower(cues["after_comma"]),
        separable={verb: _lower(particles) for verb, particles in cues.get("separable", {}).items()},
        sources=cues.get("sources", {}),
        adverb_endings=tuple(data["words"].get("adverb_endings", [])),
        as_words=_lower(data["words"]["as"]),
        fillers=_by_first(data["words"].get("fillers", [])),
        whole_names=_by_first(names.get("whole", [])),
        relays=_lower(cues.get("relays", [])),
        writings=_lower(cues.get("writings", [])),
        absolute=_lower(cues.get("absolute", [])),
        infinitive_marks=_lower(data["words"].get("infinitive_marks", [])),
        themes={verb: _lower(links) for verb, links in cues.get("themes", {}).items()},
        citing=_lower(cues.get("citing", [])),
        source_prepositions=_lower(cues.get("source_prepositions", [])),
        light=_lower(cues.get("light", [])),
        pointers=_lower(cues.get("pointers", [])),
        after=_lower(cues["after"]),
        reports=tuple(cues.get("reports", [])),
        report_prepositions=_lower(cues.get("report_prepositions", [])),
        report_links=_lower(cues.get("report_links", [])),
        bare=cues["bare"],
        asides=cues["asides"],
        capital_nouns=data["words"]["capital_nouns"],
        verb_endings=tuple(data["words"]["verb_endings"]),
        joins=cues["joins"],
        sure_attribution=data["sureness"]["attribution"],
        sure_naming=data["sureness"]["naming"],
        label_doubt=data["sureness"]["label_doubt"],
        nests=cues.get("nests", False),
    )


@cache
def _given(gender: str) -> frozenset[str]:
    """Return the given names of all languages: a French paper writes of a Boris and a Theresa too."""
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_LANGUAGES.glob("*.toml")))
    return frozenset(name.lower() for data in files for name in data["names"][gender])


def _lower(forms: list[str]) -> frozenset[str]:
    return frozenset(form.lower() for form in forms)


def _bases(data: dict[str, Any]) -> frozenset[str]:
    """Return the bare forms of the verbs of a language whose infinitive is also a finite form."""
    found = set(data["words"].get("bases", []))
    for name, endings in data["endings"].items():
        bare = set(endings["finite"]) & set(endings["infinitive"])
        found |= {
            stem + ending
            for kind in ("speech", "stance")
            for stem in data["cues"][kind].get(name, [])
            for ending in bare
        }
    return frozenset(found)


def _by_first(cues: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the cues by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in sorted((_parts(cue) for cue in cues), key=len, reverse=True):
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(forms) for first, forms in found.items()}


def _parts(cue: str) -> tuple[str, ...]:
    """Return the words of a cue as they are parted in running text: "d'après" is two."""
    return tuple(cue.lower().replace("'", "' ").split())


def _tags(data: dict[str, Any]) -> dict[str, int]:
    tags: dict[str, int] = {}

    def tag(forms: list[str], bits: int) -> None:
        for form in forms:
            tags[form.lower()] = tags.get(form.lower(), 0) | bits

    for name, bits in _WORDS.items():
        tag(data["words"][name], bits)
    for name, bits in _PRONOUNS.items():
        tag(data["pronouns"][name], bits)
    names = data["names"]
    tag(names["masculine_titles"] + names["feminine_titles"] + names["titles"], TITLE)
    tag(names["particles"], PARTICLE)
    single = [cue for cue in data["cues"]["before"] if " " not in cue and "'" not in cue]
    tag([cue for cue in single if cue not in data["cues"]["after_comma"]], PREPOSITION)
    tag(data["cues"]["nouns"], NOUN)
    for verb, particles in data["cues"].get("separable", {}).items():
        tag([particle + verb for particle in particles], FINITE | SPEECH)
    for kind, bits in (("stance", 0), ("speech", SPEECH)):
        for name, forms in data["cues"][kind].items():
            if name in _FORMS:
                tag(forms, _FORMS[name] | bits)
                continue
            for form, endings in data["endings"][name].items():
                tag([stem + ending for stem in forms for ending in endings], _FORMS[form] | bits)
    return tags
