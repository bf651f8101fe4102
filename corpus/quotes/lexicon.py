"""What a language brings to the finding of quotations: one TOML file each, read once into tags by word form."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.quotes.forms import bare_forms, by_first, tags_of

_LANGUAGES = Path(__file__).parent.parent / "languages"
_FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that matter here. All forms are lower case, with straight apostrophes."""

    language: str
    tags: dict[str, int]
    elisions: tuple[str, ...]
    clitics: tuple[str, ...]
    noun_adverbs: frozenset[str]  # adverbs between an article and its noun: "el ENTONCES ministro"
    last: frozenset[str]  # "the LATTER", "ce DERNIER"
    title_roles: dict[str, str]  # what a title says that its bearer is: "SEN. Roy", "the senator"
    masculine_titles: frozenset[str]
    feminine_titles: frozenset[str]
    masculine: frozenset[str]  # given names
    feminine: frozenset[str]
    masculine_name_endings: tuple[str, ...]  # of given names that are in no list
    feminine_name_endings: tuple[str, ...]
    masculine_determiners: frozenset[str]
    feminine_determiners: frozenset[str]
    plural_determiners: frozenset[str]
    weak_links: frozenset[str]
    relative_determiners: frozenset[str]  # determiners that are relative pronouns too
    dative_determiners: frozenset[str]  # determiners that no subject has whose noun has one of these endings
    feminine_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    plural_verbs: tuple[str, ...]  # endings of verbs whose subject is more than one
    plural_adjectives: tuple[str, ...]  # endings of adjectives after "the" whose noun is more than one
    adjectives: tuple[str, ...]  # endings of adjectives before their noun
    place_adjectives: tuple[str, ...]  # endings of the adjectives of places: "nach Berichten BERLINER Zeitungen"
    preterites: tuple[str, ...]  # endings of past forms, which take no auxiliary
    participles: tuple[str, ...]  # endings of participles that look like finite forms
    oblique: frozenset[str]
    impersonal: frozenset[str]  # verbs of "HEISST es in"
    impersonal_subjects: frozenset[str]  # what is nobody with one of these: "heißt ES"
    nobody: frozenset[str]  # subjects that are nobody: "MAN nennt das"
    man: frozenset[str]  # roles that one man can have
    woman: frozenset[str]
    man_compounds: re.Pattern[str]  # whose last part is a role: "Verkehrsminister"
    woman_compounds: re.Pattern[str]
    carriers: frozenset[str]  # "selon les INFORMATIONS de": not itself the one who speaks
    things: frozenset[str]  # what words stand on, and nobody who says them: "a POSTER"
    bodies: frozenset[str]  # what an institution is called
    body_endings: tuple[str, ...]  # endings of what an institution is called: "Stadtverwaltung"
    offices: frozenset[str]  # of these, those whose phrase is a name: "préfecture de Moselle"
    bare_plurals: frozenset[str]  # plurals that need no article as a subject: "VECINOS denuncian"
    deputies: frozenset[str]  # what makes a role another one: "VICE president"
    case_endings: tuple[str, ...]  # of roles: "des Sprechers"
    demonyms: tuple[str, ...]  # endings of what the people of a place are called
    unsaid: frozenset[str]  # words before a title that nobody said
    framing: frozenset[str]  # words before what is said, not before a name: "ALS „Lüge“ bezeichnete"
    naming: frozenset[str]  # verbs by which somebody gives themselves a name: "sie NENNT sich „…“"
    inscriptions: frozenset[str]  # what words stand in that something bears: "Plakate mit der AUFSCHRIFT „…“"
    shortening: frozenset[str]  # what comes before the short form of a name: "KURZ: „CDRM“"
    before: dict[str, tuple[tuple[str, ...], ...]]  # "according to", word by word, by its first word
    weak_before: frozenset[str]
    judging: frozenset[str]  # verbs of what somebody thinks of a thing: "FÜR Roy IST das"
    bases: frozenset[str]  # verb forms that only a plural, a pronoun, an auxiliary or "to" makes a verb
    plain_bases: frozenset[str]  # of these, those that are no nouns
    after_comma: frozenset[str]  # of these, those that attribute only after a comma or a closing mark
    separable: dict[str, frozenset[str]]  # verbs that say something only with a particle: "stellte … fest"
    sources: dict[str, frozenset[str]]  # verbs of what a text says, and its prepositions: "geht AUS … hervor"
    adverb_endings: tuple[str, ...]  # of words that stand before a verb and are no nouns, whatever their capital
    as_words: frozenset[str]  # "as": what opens "COMME le rappelle la mairie"
    conditions: frozenset[str]  # conjunctions with which what is said can begin: "sagte, WENN es regne, sei …"
    contrasts: frozenset[str]  # conjunctions that set one speaker against another: "WHILE Roy said …, Riou said …"
    fillers: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # "DE SON CÔTÉ": what says nothing about who does what, word by word
    whole_names: dict[
        str, tuple[tuple[str, ...], ...]
    ]  # names that capitals alone do not show: "Santé publique France"
    relays: frozenset[str]  # verbs by which a paper or a station passes on somebody else's words
    deeds: frozenset[str]  # verbs that tell what somebody does rather than says: "BACKED the plan"
    denials: frozenset[str]  # by which somebody says that it is not so: "wies es ZURÜCK, er sei …"
    writings: frozenset[str]  # what somebody else wrote: "sent a LETTER saying"
    addressing: tuple[str, ...]  # how verbs begin whose object is somebody: "FÉLICITE le maire"
    thinking: tuple[str, ...]  # how verbs begin by which nobody says that they do something: "PENSE avoir"
    infinitive_endings: tuple[str, ...]  # of what a verb of saying can have instead of "that"
    topics: dict[str, tuple[tuple[str, ...], ...]]  # "AS FOR the court, it"
    that_links: frozenset[str]  # prepositions before "that": "advirtió DE que"
    leads: frozenset[str]  # verbs that lead in an infinitive of saying: "se LIMITÓ a comentar"
    negations: frozenset[str]  # what makes it that somebody does not say it
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
    drops_subjects: bool  # a verb can do without its pronoun: "añadió"
    replies: frozenset[str]  # verbs that answer somebody else
    two_surnames: bool  # a name can be shortened to its first surname: "Sánchez" of Pedro Sánchez Roca
    verb_endings: tuple[str, ...]
    joins: bool  # a quotation that goes on after its cue is one quotation
    sure_attribution: float  # what the rules make of an attribution from which it is right often enough to be shown
    sure_naming: float  # the same of who a mention is
    label_doubt: float  # how much less sure it is that a few words in marks are said
    nests: bool  # what stands in marks inside a reported clause is a quotation of its own too

    def is_man(self, noun: str | None) -> bool:
        """Whether the noun, in lower case, is a role that one man can have."""
        return noun is not None and (noun in self.man or self.man_compounds.fullmatch(noun) is not None)

    def is_woman(self, noun: str | None) -> bool:
        """Whether the noun, in lower case, is a role that one woman can have."""
        return noun is not None and (noun in self.woman or self.woman_compounds.fullmatch(noun) is not None)

    def is_person(self, noun: str | None) -> bool:
        """Whether the noun, in lower case, is the role of a person."""
        return self.is_man(noun) or self.is_woman(noun)

    def is_persons(self, noun: str) -> bool:
        """Whether the noun, in lower case, is the role of a person in any case: "des SPRECHERS"."""
        return any(self.is_person(noun.removesuffix(ending)) for ending in ("", *self.case_endings))


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
        tags=tags_of(data),
        elisions=tuple(data["words"]["elisions"]),
        clitics=tuple(data["words"]["clitics"]),
        noun_adverbs=_lower(data["words"].get("noun_adverbs", [])),
        last=_lower(data["pronouns"]["last"]),
        title_roles=names.get("title_roles", {}),
        masculine_titles=_lower(names["masculine_titles"]),
        feminine_titles=_lower(names["feminine_titles"]),
        masculine=_given("masculine"),
        feminine=_given("feminine"),
        masculine_name_endings=tuple(names.get("masculine_endings", [])),
        feminine_name_endings=tuple(names.get("feminine_endings", [])),
        masculine_determiners=_lower(data["words"]["masculine_determiners"]),
        feminine_determiners=_lower(data["words"]["feminine_determiners"]),
        impersonal=_lower(data["words"]["impersonal"]),
        impersonal_subjects=_lower(data["words"].get("impersonal_subjects", [])),
        nobody=_lower(data["words"].get("nobody", [])),
        relative_determiners=_lower(data["words"].get("relative_determiners", [])),
        dative_determiners=_lower(data["words"].get("dative_determiners", [])),
        feminine_endings=tuple(data["words"].get("feminine_endings", [])),
        plural_endings=tuple(data["words"].get("plural_endings", [])),
        plural_verbs=tuple(data["words"].get("plural_verbs", [])),
        plural_adjectives=tuple(data["words"].get("plural_adjectives", [])),
        adjectives=tuple(data["words"].get("adjectives", [])),
        place_adjectives=tuple(data["words"].get("place_adjectives", [])),
        preterites=tuple(data["words"].get("preterites", [])),
        participles=tuple(data["words"].get("participles", [])),
        oblique=_lower(data["words"]["oblique"]),
        plural_determiners=_lower(data["words"]["plural_determiners"]),
        weak_links=_lower(data["words"]["weak_links"]),
        man=_lower(roles["man"]),
        woman=_lower(roles["woman"]),
        man_compounds=_compounds(roles.get("man_endings", [])),
        woman_compounds=_compounds(roles.get("woman_endings", [])),
        carriers=_lower(data["words"]["carriers"]),
        things=_lower(data["words"]["things"]),
        bodies=_lower(roles["bodies"]),
        body_endings=tuple(roles.get("body_endings", [])),
        offices=_lower(roles["offices"]),
        bare_plurals=_lower(roles.get("bare_plurals", [])),
        deputies=_lower(roles.get("deputies", [])),
        case_endings=tuple(roles.get("case_endings", [])),
        demonyms=tuple(roles["demonyms"]),
        unsaid=_lower(data["unsaid"]["before"]),
        framing=_lower(data["unsaid"].get("framing", [])),
        naming=_lower(data["unsaid"].get("naming", [])),
        inscriptions=_lower(data["unsaid"].get("inscriptions", [])),
        shortening=_lower(data["unsaid"].get("shortening", [])),
        before=by_first(cues["before"]),
        weak_before=_lower(cues["weak_before"]),
        judging=_lower(cues.get("judging", [])),
        bases=bare_forms(data),
        plain_bases=_lower(data["words"].get("bases", [])),
        after_comma=_lower(cues["after_comma"]),
        separable={verb: _lower(particles) for verb, particles in cues.get("separable", {}).items()},
        sources={verb: _lower(links) for verb, links in cues.get("sources", {}).items()},
        adverb_endings=tuple(data["words"].get("adverb_endings", [])),
        as_words=_lower(data["words"]["as"]),
        conditions=_lower(data["words"].get("conditions", [])),
        contrasts=_lower(data["words"].get("contrasts", [])),
        fillers=by_first(data["words"].get("fillers", [])),
        whole_names=by_first(names.get("whole", [])),
        relays=_lower(cues.get("relays", [])),
        deeds=_lower(cues.get("deeds", [])),
        denials=_lower(cues.get("denials", [])),
        writings=_lower(cues.get("writings", [])),
        addressing=tuple(cues.get("addressing", [])),
        thinking=tuple(cues.get("thinking", [])),
        infinitive_endings=tuple(data["words"].get("infinitive_endings", [])),
        topics=by_first(data["words"].get("topics", [])),
        that_links=_lower(data["words"].get("that_links", [])),
        leads=_lower(cues.get("leads", [])),
        negations=_lower(data["words"].get("negations", [])),
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
        drops_subjects=data["words"].get("drops_subjects", False),
        replies=_lower(cues.get("replies", [])),
        two_surnames=names.get("two_surnames", False),
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


def _compounds(endings: list[str]) -> re.Pattern[str]:
    """Return what matches a compound that ends so, and not the ending alone, which may be a surname: "Fischer"."""
    return re.compile(rf"\w.*(?:{'|'.join(map(re.escape, endings))})" if endings else r"(?!)")


def _lower(forms: list[str]) -> frozenset[str]:
    return frozenset(form.lower() for form in forms)
