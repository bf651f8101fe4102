"""Which verified statements answer one question differently. The rule is strict: what only seems to differ is not told.

Two statements differ if they are from articles that are not near-copies, if what is said around the answer is the same
in both, and if the answer is not: another number of the same thing, or the same words given to somebody else, or
another name or day in a sentence that is otherwise much the same.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from bot.agreement import found
from bot.languages import language
from bot.overlap import akin, fold, words
from index.lexical import stop_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answer import Statement
    from bot.languages import Sought

_SHARED = 0.5  # share of the shorter sentence's words, without the answer, that the other must have
_FEWEST = 3  # such words
_EXACT = 2  # leading digits of a round number that are meant: 6,500 may be 6,538, and 100 is not 72
_UNIT = re.compile(r"[%‰°€$£]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def differing(
    statements: Sequence[Statement], sought: Sought, copies: Mapping[str, frozenset[str]]
) -> tuple[tuple[int, int], ...]:
    """Return the pairs of places among `statements` that differ; `copies` are the near-copies of each article."""
    return tuple(
        (first, second)
        for (first, one), (second, other) in combinations(enumerate(statements), 2)
        if _are_apart(one, other, copies) and _differ(one, other, sought)
    )


def _are_apart(one: Statement, other: Statement, copies: Mapping[str, frozenset[str]]) -> bool:
    first, second = one.proof.article.id, other.proof.article.id
    return first != second and second not in copies.get(first, ()) and first not in copies.get(second, ())


def _differ(one: Statement, other: Statement, sought: Sought) -> bool:
    first, second = one.short.excerpt, other.short.excerpt
    if sought == "number":
        return _another_number(first, second) and _say_the_same(one, other)
    if sought == "speaker":
        return _another_name(one, other) and _same_words_said(one, other)
    if sought == "time":
        return _another_time(first, second) and _say_the_same(one, other)
    if sought in {"person", "place"}:
        return _another_name(one, other) and _say_the_same(one, other)
    return False


def _another_number(one: str, other: str) -> bool:
    """Whether both count the same thing and come to another number."""
    first, second = _NUMBER.findall(fold(one)), _NUMBER.findall(fold(other))
    if len(first) != 1 or len(second) != 1 or not _same_things(one, other):
        return False
    return not _may_be_rounded(_value(first[0]), _value(second[0]))


def _another_time(one: str, other: str) -> bool:
    """Whether both are dates or hours, one as exact as the other, and not the same."""
    first, second = set(_NUMBER.findall(fold(one))), set(_NUMBER.findall(fold(other)))
    months = _without_numbers(one), _without_numbers(other)
    if not first or not second or bool(months[0]) != bool(months[1]):
        return False
    is_within = first <= second or second <= first
    return not (is_within and (months[0] == months[1] or any(akin(a, b) for a in months[0] for b in months[1])))


def _another_name(one: Statement, other: Statement) -> bool:
    """Whether both are names, and no print of one can be a print of the other. A role can be anybody's."""
    return _is_name(one) and _is_name(other) and not _share_a_word(one.short.excerpt, other.short.excerpt)


def _is_name(statement: Statement) -> bool:
    large = [part[0].isupper() for part in statement.short.excerpt.split()]
    if language(statement.short.article.language).large_nouns:
        return len(large) > 1 and all(large[-2:])
    return large[-1]


def _same_things(one: str, other: str) -> bool:
    if set(_UNIT.findall(one)) != set(_UNIT.findall(other)):
        return False
    first, second = _without_numbers(one), _without_numbers(other)
    if not first or not second:
        return first == second
    return any(akin(a, b) for a in first for b in second)


def _without_numbers(text: str) -> list[str]:
    return [word for word in words(text) if not word[0].isdigit()]


def _value(number: str) -> float:
    whole, _, rest = number.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{rest}" if whole else rest)


def _may_be_rounded(one: float, other: float) -> bool:
    """Whether the rounder of two numbers can stand for the other."""
    return one == other or abs(one - other) < max(_grain(one), _grain(other))


def _grain(number: float) -> float:
    digits = f"{number:.0f}"
    if float(digits) != number:
        return 0
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0 if not zeros else 10.0 ** min(zeros, max(0, len(digits) - _EXACT))


def _share_a_word(one: str, other: str) -> bool:
    return any(akin(a, b) for a in words(one) for b in words(other))


def _same_words_said(one: Statement, other: Statement) -> bool:
    """Whether both give the same words to somebody, or one of them a part of the other's."""
    if one.quote is None or other.quote is None or not (one.quote.speaker and other.quote.speaker):
        return False
    shorter, longer = sorted((one.quote.words.excerpt, other.quote.words.excerpt), key=len)
    return len(shorter.split()) >= _FEWEST and found(shorter, longer) is not None


def _say_the_same(one: Statement, other: Statement) -> bool:
    first, second = _around(one), _around(other)
    shorter, longer = sorted((first, second), key=len)
    shared = [word for word in shorter if any(akin(word, held) for held in longer)]
    return len(shared) >= max(_FEWEST, _SHARED * len(shorter))


def _around(statement: Statement) -> list[str]:
    """Return the folded words of the proof that bear meaning, without numbers and without the answer."""
    known = {*stop_words(statement.proof.article.language), *words(statement.short.excerpt)}
    return list(dict.fromkeys(word for word in _without_numbers(statement.text) if word not in known))
