"""What each word form of a language can be: the tags that its file gives it, by itself or by stem and ending."""

from __future__ import annotations

from typing import Any

from corpus.quotes import tags

_WORDS = {
    "determiners": tags.DETERMINER,
    "indefinite": tags.INDEFINITE,
    "possessive": tags.POSSESSIVE,
    "demonstrative": tags.DEMONSTRATIVE,
    "reported": tags.REPORTED,
    "prepositions": tags.PREPOSITION,
    "links": tags.LINK,
    "that": tags.THAT,
    "whether": tags.WHETHER,
    "relative": tags.RELATIVE,
    "conjunctions": tags.CONJUNCTION,
    "auxiliaries": tags.AUXILIARY,
    "verbs": tags.VERB,
    "between": tags.BETWEEN,
    "times": tags.TIME,
    "being": tags.BEING | tags.AUXILIARY,
    "reflexive": tags.REFLEXIVE,
    "agents": tags.AGENT,
    "joining": tags.JOINING | tags.CONJUNCTION,
}
_PRONOUNS = {
    "masculine": tags.MASCULINE,
    "feminine": tags.FEMININE,
    "plural": tags.PLURAL,
    "person": tags.SPEAKING,
    "thing": tags.THING,
}
_FORMS = {"finite": tags.FINITE, "participle": tags.PARTICIPLE, "gerund": tags.GERUND, "infinitive": tags.INFINITIVE}


def bare_forms(data: dict[str, Any]) -> frozenset[str]:
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


def by_first(cues: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the cues by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in sorted((_parts(cue) for cue in cues), key=len, reverse=True):
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(forms) for first, forms in found.items()}


def _parts(cue: str) -> tuple[str, ...]:
    """Return the words of a cue as they are parted in running text: "d'après" is two."""
    return tuple(cue.lower().replace("'", "' ").split())


def tags_of(data: dict[str, Any]) -> dict[str, int]:
    """Return what each form in the file of a language can be."""
    found: dict[str, int] = {}

    def tag(forms: list[str], bits: int) -> None:
        for form in forms:
            found[form.lower()] = found.get(form.lower(), 0) | bits

    for name, bits in _WORDS.items():
        tag(data["words"][name], bits)
    for name, bits in _PRONOUNS.items():
        tag(data["pronouns"][name], bits)
    names = data["names"]
    tag(names["masculine_titles"] + names["feminine_titles"] + names["titles"], tags.TITLE)
    tag(names["particles"], tags.PARTICLE)
    single = [cue for cue in data["cues"]["before"] if " " not in cue and "'" not in cue]
    tag([cue for cue in single if cue not in data["cues"]["after_comma"]], tags.PREPOSITION)
    tag(data["cues"]["nouns"], tags.NOUN)
    for verb, particles in data["cues"].get("separable", {}).items():
        tag([particle + verb for particle in particles], tags.FINITE | tags.SPEECH)
    _tag_verbs(data, found)
    return found


def _tag_verbs(data: dict[str, Any], found: dict[str, int]) -> None:
    """Add to the forms `found` those of the verbs of saying, which the file lists by themselves or by their stems."""
    for kind, bits in (("stance", 0), ("speech", tags.SPEECH)):
        for name, listed in data["cues"][kind].items():
            forms = {name: [""]} if name in _FORMS else data["endings"][name]
            for form, endings in forms.items():
                for verb in (stem.lower() + ending for stem in listed for ending in endings):
                    reported = form == "reported"
                    if not (reported and found.get(verb, 0) & tags.DETERMINER):  # "meine" is more often "my"
                        found[verb] = found.get(verb, 0) | (tags.REPORTED if reported else _FORMS[form] | bits)
