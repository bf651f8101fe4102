"""What differs between languages in questions and in what answers them: one TOML file a language.

Adding a language is adding a file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Sought = Literal["speaker", "words", "person", "place", "time", "number", "yes_no", "list", "timeline", "other"]

_DEFAULT = "en"  # for articles and questions in a language that has no file
_DIGITS = r"\d+(?:[ \u00a0\u202f.,'’]\d{3})*(?:[.,]\d+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's ways."""

    words: frozenset[str]  # frequent words that give a short question away
    openers: frozenset[str]  # words with which a question goes on from the one before
    pronouns: frozenset[str]  # words that stand for somebody or something named before
    seek: tuple[tuple[Sought, re.Pattern[str]], ...]  # what answers a case-folded question, first match first
    number: re.Pattern[str]  # a number with its unit
    how_many: re.Pattern[str]  # what asks for a count, up to what is counted
    time: re.Pattern[str]  # a date or a time of day
    large_nouns: bool  # every noun is written large, so that one large word is not yet a name
    topic: frozenset[str]  # prepositions after which a name is what is spoken of, and not who speaks
    remarks: frozenset[str]  # what such a preposition makes somebody's own: "the REACTION of"
    addressed: re.Pattern[str]  # what stands in a question before the names of all but who speaks
    source: re.Pattern[str]  # words before the name of who says it, to the end of the text: "according to"
    printed_in: re.Pattern[str]  # words before the name of an outlet, to the end of the text
    masculine: re.Pattern[str]  # what stands for a man named before
    feminine: re.Pattern[str]  # for a woman
    either: re.Pattern[str]  # for one or the other
    apart: re.Pattern[str]  # of these, what can mean nobody that the question asks about itself
    standing_for_none: re.Pattern[str]  # what only looks like one of these: "is IT raining?"
    dropped: re.Pattern[str]  # a question that leaves out who says it, in a language that can
    when: Mapping[str, Any]  # how days and periods are written; `bot.languages.dated` compiles it when it is needed
    place: re.Pattern[str]  # a word after which a name is a place, to the end of the text
    oneself: re.Pattern[str]  # a subject that stands for whoever speaks, or a verb that has it
    another: re.Pattern[str]  # a subject that stands for somebody else
    framing: re.Pattern[str]  # a word with which questions are asked, that is not what they are about
    negation: re.Pattern[str]  # a word that turns what is beside it into its contrary
    saying: re.Pattern[str]  # a verb of saying
    why: re.Pattern[str]  # what asks for a reason, from the beginning of a question
    unsaid: re.Pattern[str]  # asks who did not say something
    asking: re.Pattern[str]  # a word that makes a question, with or without its mark
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # words that say contrary things


@cache
def known() -> Mapping[str, Language]:
    """Return every language that has a file, by its ISO 639-1 code."""
    here = files(__name__)
    return {
        file.name.removesuffix(".toml"): _read(file.read_text(encoding="utf-8"))
        for file in here.iterdir()
        if file.name.endswith(".toml")
    }


def language(code: str | None) -> Language:
    """Return the language of `code`, or the default one."""
    return known().get(code or _DEFAULT, known()[_DEFAULT])


def _read(toml: str) -> Language:
    ways = tomllib.loads(toml)
    unit = rf"(?:[ \u00a0\u202f-]?(?:d['’]|de |of )?(?:[€$£]|{_any(ways['units'])}(?!\w)))"
    number = rf"(?:[€$£] ?)?(?:{_DIGITS}|{_any(ways['numbers'])}(?!\w)){unit}*"
    before, between = _any(ways["qualifiers"]), _any(ways["ranges"])
    date = ways["date"].replace("{month}", _any(ways["months"])).replace("{weekday}", _any(ways["weekdays"]))
    named, standing = ways["named"], ways["standing"]
    said = _any(ways["say"])
    return Language(
        topic=frozenset(named["topic"]),
        remarks=frozenset(word.casefold() for word in named["remarks"]),
        addressed=_one_of([pattern.replace("{say}", said) for pattern in named["addressed"]]),
        source=re.compile(rf"(?<!\w){_any(named['source'])}\s*$", re.IGNORECASE),
        printed_in=re.compile(rf"(?<!\w){_any(named['printed_in'])}\s*$", re.IGNORECASE),
        masculine=_words(standing["masculine"]),
        feminine=_words(standing["feminine"]),
        either=_words(standing["either"]),
        apart=_words(standing["apart"]),
        standing_for_none=_one_of(standing["none"]),
        dropped=_one_of([pattern.replace("{say}", said) for pattern in standing["dropped"]]),
        words=frozenset(ways["words"]),
        openers=frozenset(ways["openers"]),
        pronouns=frozenset(ways["pronouns"]),
        seek=tuple((sought, re.compile(pattern.replace("{say}", said))) for sought, pattern in ways["seek"]),
        number=re.compile(rf"(?<![\w.,])(?:{before}\s?)?(?:{number} {between} )?{number}(?!\w)", re.IGNORECASE),
        time=re.compile(
            rf"(?<!\w)(?:{date}|\d{{1,2}}:\d{{2}}|(?:1[5-9]|20)\d{{2}}|{_any(ways['weekdays'])}|{_any(ways['months'])})(?!\w)",
            re.IGNORECASE,
        ),
        when=ways["when"],
        large_nouns=bool(ways["large_nouns"]),
        place=re.compile(rf"(?<!\w){_any(ways['places'])}(?: (?:l[ae]s?|der|dem|den|the|el|los))?\s*$", re.IGNORECASE),
        framing=_word([*ways["say"], *ways["framing"]]),
        negation=_word(ways["negations"]),
        saying=_word(ways["say"]),
        why=re.compile(rf"^¿?\s*{_any(ways['why'])}(?!\w)", re.IGNORECASE),
        unsaid=_one_of([pattern.replace("{say}", said) for pattern in ways["unsaid"]]),
        oneself=_word(ways["oneself"]),
        another=_word(ways["another"]),
        how_many=_word(ways["how_many"]),
        asking=_word([*ways["asking"], *ways["why"]]),
        opposites=tuple((_word([one]), _word([other])) for one, other in ways["opposites"]),
    )


def _word(patterns: Sequence[str]) -> re.Pattern[str]:
    """Match any of the patterns, as whole words."""
    return re.compile(rf"(?<!\w){_any(patterns)}(?!\w)", re.IGNORECASE)


def _words(patterns: Sequence[str]) -> re.Pattern[str]:
    """Find any of `patterns` as a whole word; nothing where there is none."""
    return _one_of([rf"(?<!\w){_any(patterns)}(?!\w)"] if patterns else [])


def _one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_any(patterns) if patterns else r"(?!)", re.IGNORECASE)


def _any(patterns: Sequence[str]) -> str:
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"
