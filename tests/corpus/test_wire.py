"""Near-copies are told by their words: the same dispatch, whatever was done to it, and no other story."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.wire import DAYS, clusters, sketch

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = date(2021, 6, 3)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def story(seed: int, length: int = 300) -> str:
    """Return a text of its own: every story says other things, though all of them in the same few words."""
    chance = random.Random(seed)  # noqa: S311 # the same story every time
    return " ".join(f"w{chance.choice(LETTERS)}" for _ in range(length))


DISPATCH = story(1)


def together(texts: Mapping[str, str], days: Mapping[str, date | None] | None = None) -> tuple[tuple[str, ...], ...]:
    known = {} if days is None else days
    return clusters([sketch(one, known.get(one, DAY), text) for one, text in texts.items()], texts.__getitem__)


def part(text: str, start: float, stop: float) -> str:
    words = text.split()
    return " ".join(words[int(start * len(words)) : int(stop * len(words))])


@pytest.mark.parametrize(
    "reprint",
    [
        DISPATCH,
        DISPATCH.upper(),
        DISPATCH.replace(" ", ",\n "),
        part(DISPATCH, 0, 0.3),
        part(DISPATCH, 0.4, 0.7),
        f"A headline of ours. {story(2, 40)} {part(DISPATCH, 0, 0.9)}",
        f"{DISPATCH} {story(2)}",
        DISPATCH.replace("we", "boat", 3),
    ],
    ids=["the same", "capitals", "punctuation", "its beginning", "its middle", "a new lead", "grown", "corrected"],
)
def test_a_dispatch_that_was_reprinted_is_one_dispatch(reprint: str) -> None:
    assert together({"a": DISPATCH, "b": reprint, "c": story(3)}) == (("a", "b"),)


def test_accents_and_typographic_marks_make_no_other_text() -> None:
    text = story(4).replace("we", "capitaine délégué l'été")
    assert together({"a": text, "b": text.replace("é", "e").replace("'", "’")}) == (("a", "b"),)


def test_two_reports_of_one_event_that_quote_the_same_words_are_no_copies() -> None:
    quoted = part(DISPATCH, 0.4, 0.6)
    assert together({"a": f"{story(5, 150)} {quoted}", "b": f"{quoted} {story(6, 150)}"}) == ()


def test_half_of_the_words_in_common_is_a_background_and_no_copy() -> None:
    background = part(DISPATCH, 0, 0.5)
    assert together({"a": f"{background} {story(5, 150)}", "b": f"{story(6, 150)} {background}"}) == ()


def test_the_same_words_weeks_later_are_a_template() -> None:
    later = {"a": DAY, "b": DAY + timedelta(days=DAYS + 1)}
    assert together({"a": DISPATCH, "b": DISPATCH}, later) == ()
    assert together({"a": DISPATCH, "b": DISPATCH}, {"a": DAY, "b": DAY + timedelta(days=DAYS)}) == (("a", "b"),)


def test_without_a_day_more_of_the_words_must_be_the_same() -> None:
    changed = f"{part(DISPATCH, 0, 0.75)} {story(2, 75)}"
    assert together({"a": DISPATCH, "b": changed}) == (("a", "b"),)
    assert together({"a": DISPATCH, "b": changed}, {"a": None}) == ()
    assert together({"a": DISPATCH, "b": DISPATCH}, {"a": None}) == (("a", "b"),)


def test_a_round_up_does_not_join_the_stories_that_it_prints() -> None:
    first, second = story(7), story(8)
    found = together({"first": first, "second": second, "round-up": f"{first} {second}"})
    assert len(found) == 1
    assert len(found[0]) == 2
    assert "round-up" in found[0]


def test_an_urgent_its_second_take_and_the_whole_story_are_one_dispatch() -> None:
    takes = {"1": part(DISPATCH, 0, 0.2), "2": part(DISPATCH, 0, 0.5), "3": DISPATCH}
    assert together(takes) == (("1", "2", "3"),)


def test_short_texts_are_copies_only_if_they_are_equal() -> None:
    assert together({"a": "The port is closed until Monday.", "b": "The port is closed until Tuesday."}) == ()
    assert together({"a": "The port is closed.", "b": "THE PORT is closed"}) == (("a", "b"),)
    assert together({"a": "The port is closed until Monday, the harbour master said.", "b": DISPATCH}) == ()


def test_texts_without_words_are_nobodys_copies() -> None:
    assert together({}) == ()
    assert together({"a": "…", "b": "?!", "c": DISPATCH}) == ()


def test_a_dispatch_in_a_hundred_outlets_is_one_cluster() -> None:
    texts = {f"{n:03}": f"{story(100 + n, 30)} {DISPATCH}" for n in range(100)}
    assert together(texts) == (tuple(texts),)


def test_the_order_in_which_articles_come_makes_no_difference() -> None:
    texts = {"a": DISPATCH, "b": part(DISPATCH, 0, 0.8), "c": story(9), "d": part(story(9), 0.1, 1), "e": story(10)}
    assert together(texts) == together(dict(reversed(texts.items()))) == (("a", "b"), ("c", "d"))


@given(st.lists(st.text(alphabet="ab é\n\U0001f600", max_size=60), max_size=8))
def test_whatever_the_texts_each_is_in_one_cluster_at_most_and_no_cluster_is_of_one(texts: list[str]) -> None:
    found = together({str(number): text for number, text in enumerate(texts)})
    flat = [one for cluster in found for one in cluster]
    assert len(flat) == len(set(flat))
    assert all(len(cluster) > 1 for cluster in found)
