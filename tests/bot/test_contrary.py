"""Two statements may be contrary where one negates what the other says, or they use words of contrary meaning."""

from __future__ import annotations

import pytest

from bot.contrary import deny_each_other, may_contradict
from bot.languages import known


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("The wall is safe", "The wall is not safe any more", "en"),
        ("We support the tunnel", "We oppose the tunnel", "en"),
        ("Le tunnel est utile", "Le tunnel n'est pas utile", "fr"),
        ("Nous soutenons ce projet de tunnel", "Nous refusons, nous condamnons ce projet de tunnel", "fr"),
        ("Die Brücke ist stabil", "Die Brücke ist nicht stabil", "de"),
        ("El puente es seguro", "El puente no es seguro", "es"),
    ],
)
def test_contrary_words_on_one_thing_are_a_reason_to_compare(first: str, second: str, code: str) -> None:
    assert may_contradict(first, second, languages=(code, code), about=())
    assert may_contradict(second, first, languages=(code, code), about=())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The wall is safe", "The wall is safe"),
        ("The wall is safe", "I have never seen such a wind"),
        ("We support the tunnel", "We support the bridge"),
        ("The wall is not safe", "This wall is not safe at all"),
        ("", "The wall is not safe"),
    ],
)
def test_agreement_and_other_subjects_are_none(first: str, second: str) -> None:
    assert not may_contradict(first, second, languages=("en", "en"), about=())


def test_statements_in_two_languages_are_compared_by_what_their_words_share() -> None:
    assert may_contradict("Le tunnel est utile", "The tunnel is not useful", languages=("fr", "en"), about=())


def test_the_pairs_of_contrary_words_are_the_same_in_every_language() -> None:
    assert len({len(ways.opposites) for ways in known().values()}) == 1


@pytest.mark.parametrize(
    ("first", "second", "codes", "deny"),
    [
        ("The mine will drain the whole valley", "The mine will not drain the valley", ("en", "en"), True),
        ("Le ministre abandonnera la région", "El ministro no abandonará la región", ("fr", "es"), True),
        ("The mine will drain the valley", "The mine will drain the whole valley", ("en", "en"), False),
        ("The mine will drain the valley", "Nobody is not told who pays for the railway", ("en", "en"), False),
    ],
)
def test_two_deny_each_other_who_say_the_same_and_one_of_them_that_it_is_not_so(
    first: str,
    second: str,
    codes: tuple[str, str],
    deny: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert deny_each_other(first, second, languages=codes) is deny
