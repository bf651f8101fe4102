"""A question that goes on from the one before it: what its pronouns stand for, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.languages import language
from bot.named import is_topic, names
from bot.when import undated
from corpus.person_name import person_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.languages import Language, Sought
    from bot.named import Known
    from bot.turn import Turn

_BARE = 2  # words, at most, of a question that is none by itself: "when?", "who else?"
_FRAGMENT = 6  # words, at most, of a question that leaves out what the one before has said
_WHO = ("speaker", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A question made whole from the one before it."""

    standalone: str  # it, with what it leaves out; pronouns have whom they stand for in brackets behind them
    topic: str = ""  # words of the question before that are searched along with it; empty where they are in it
    resolved: tuple[tuple[str, str], ...] = ()  # (pronoun, whom it stands for)
    speaker: str | None = None  # whose words it asks about, where it is the same as before
    sought: Sought | None = None  # what it seeks, where it only changes the question before


def refers_back(text: str, code: str | None, sought: Sought, known: Known | None) -> bool:
    """Whether the words need a question before them: "And on Moscow?", "What did he say about it?"."""
    ways = language(code)
    words = re.findall(r"\w+", text.casefold())
    if words[0] in ways.openers:
        return True
    if _names_its_subject(text, code, ways, known):
        return False
    if len(words) <= _BARE:
        return True
    plain = _without_dummies(text, ways)
    if sought in _WHO:
        return ways.apart.search(plain) is not None
    stands = any(word in ways.pronouns for word in re.findall(r"\w+", plain.casefold()))
    return stands or ways.dropped.search(text) is not None or _pronoun(plain, ways) is not None


def follow(text: str, code: str | None, sought: Sought, turn: Turn, known: Known | None) -> Followed:
    """Make `text` whole from the question before it and the answer to it."""
    ways = language(code)
    rest = without_opener(text, code)
    before = turn.question
    if sought == "other" and len(rest.split()) <= _FRAGMENT:
        whole = _completed(rest, code, turn, known)
        if whole is not None:
            return whole
    topic = before.standalone
    plain = _without_dummies(text, ways)
    found = _pronoun(plain, ways)
    if found is not None and (sought not in _WHO or ways.apart.fullmatch(found[0][0])):
        (pronoun, stop), gender = found
        name = next((name for name in _people(turn, known) if _can_be(name, gender)), None)
        if name is not None:
            return Followed(
                standalone=f"{text[:stop]} ({name}){text[stop:]}",
                topic=topic,
                resolved=((pronoun.casefold(), name),),
                speaker=None if sought in _WHO else name,
            )
    speaker = next(_people(turn, known), None) if ways.dropped.search(text) else None
    return Followed(standalone=text, topic=topic, speaker=speaker)


def _completed(rest: str, code: str | None, turn: Turn, known: Known | None) -> Followed | None:
    """Put what a fragment says into the question before it: another topic, another speaker, another time."""
    before = turn.question
    asked = before.standalone.rstrip("?!. ")
    bare = undated(rest, code).strip(" ?!.,")
    if bare != rest.strip(" ?!.,") and len(bare.split()) <= 1:  # "and in 2017?"
        return _changed(f"{_without_preposition(undated(asked, before.language), before.language)} {rest}", turn)
    first = rest.partition(" ")[0].casefold()
    if first in language(code).topic:
        cut = _topic_at(asked, before.language, first)
        return None if cut is None else _changed(f"{asked[:cut].rstrip()} {rest}", turn)
    named = [name for _, name in names(rest, code)]
    if known is not None and before.speaker is not None and named == [rest.strip(" ?!.")]:
        speaker = known.speaker(named[0])
        for start, name in names(asked, before.language):
            if speaker is not None and known.speaker(name) == before.speaker:
                whole = f"{asked[:start]}{named[0]}{asked[start + len(name) :]}?"
                return Followed(standalone=whole, speaker=speaker, sought=before.sought)
    return None


def _without_preposition(asked: str, code: str | None) -> str:
    """Take off the "in" of "in 2016" that is left at the end."""
    kept, _, last = asked.rstrip(" ,").rpartition(" ")
    return kept if last.casefold() in language(code).topic else asked.rstrip(" ,")


def _changed(standalone: str, turn: Turn) -> Followed:
    return Followed(standalone=standalone, speaker=turn.question.speaker, sought=turn.question.sought)


def _topic_at(asked: str, code: str | None, preposition: str) -> int | None:
    """Return where a question comes to what it is about: at this very preposition, or at the first one like it."""
    ways = language(code)
    places = [
        (found[0].casefold() != preposition, found.start())
        for found in re.finditer(r"\w+", asked)
        if found.start() > 0 and found[0].casefold() in ways.topic and is_topic(asked[: found.end()], code)
    ]
    return min(places)[1] if places else None


def _names_its_subject(text: str, code: str | None, ways: Language, known: Known | None) -> bool:
    """Whether it names somebody or something itself that a pronoun in it can stand for."""
    for start, name in names(text, code):
        if is_topic(text[:start], code):
            continue
        if not ways.large_nouns or " " in name or (known is not None and known.speaker(name) is not None):
            return True
    return False


def _people(turn: Turn, known: Known | None) -> Iterator[str]:
    """Yield whom the conversation is about, the likeliest first: whom the answer names, then whom the question does."""
    for name in (turn.speaker, turn.question.speaker):
        if name is not None:
            yield (known.speaker(name) if known is not None else None) or name
    for _, name in names(turn.question.standalone, turn.question.language):
        parted = person_name(name, turn.question.language)
        if (known is not None and known.speaker(name) is not None) or (parted.is_full and parted.gender):
            yield (known.speaker(name) if known is not None else None) or name


def _can_be(name: str, gender: int) -> bool:
    own = person_name(name, None).gender
    return not own or not gender or own == gender


def _pronoun(plain: str, ways: Language) -> tuple[tuple[str, int], int] | None:
    """Return the first pronoun for a person, where it ends, and its gender: 1, -1, or 0 for either."""
    kinds = ((ways.masculine, 1), (ways.feminine, -1), (ways.either, 0))
    found = [(match.start(), match, gender) for kind, gender in kinds if (match := kind.search(plain)) is not None]
    if not found:
        return None
    _, match, gender = min(found, key=lambda one: one[0])
    return (match[0], match.end()), gender


def _without_dummies(text: str, ways: Language) -> str:
    """Blank what only looks like a pronoun that stands for something, at the same length."""
    return ways.standing_for_none.sub(lambda found: " " * len(found[0]), text)


def without_opener(text: str, code: str | None) -> str:
    """Take the "and" off "And what did she say?"."""
    first, _, rest = text.partition(" ")
    return rest.lstrip() if first.strip(",¿").casefold() in language(code).openers else text
