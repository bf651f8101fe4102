"""How surely a quotation is the one asked for: what is near it, and whom the reader takes for the answer, decide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import Window
from bot.spans.reading import Reading
from bot.spoken import Spoken
from bot.sureness import bearing, chance
from corpus.article import Article, Span
from corpus.quotes import find

TEXT = (
    "“The bridge will hold,” said Mary Trent. “The night ferry is full,” said Tom Pascoe. "
    "“The harbour is deep enough,” said Mary Trent."
)
ARTICLE = Article(id="told", version=1, title=None, text=TEXT, language="en")
TRENT, PASCOE = (Span(TEXT.index(name), TEXT.index(name) + len(name)) for name in ("Mary Trent", "Tom Pascoe"))
QUOTES = find(TEXT, "en")
NOTHING = np.zeros(0, dtype=np.float32)
SCORES = st.floats(min_value=-10, max_value=10)


def window(fits: float) -> Window:
    """Return all of the article, read as well as that."""
    reading = Reading(
        answers=fits, places=np.zeros((0, 2), dtype=np.int64), begins=NOTHING, ends=NOTHING, proves=NOTHING
    )
    return Window(article=ARTICLE, span=Span(0, len(TEXT)), quotes=(), said=(), place=0.0, near=0.0, reading=reading)


def spoken(*scores: float, answers: float = 0.5) -> list[Spoken]:
    """Return the article's quotations, scored so: Mary Trent's, Tom Pascoe's, Mary Trent's."""
    return [
        Spoken(window=window(0.0), quote=quote, name=quote.sure_name, score=score, answers=answers)
        for quote, score in zip(QUOTES, scores, strict=False)
    ]


def chance_of_first(*scores: float, read: Span | None = None, fits: float = 2.0, answers: float = 0.5) -> float:
    every = spoken(*scores, answers=answers)
    return chance(every[0], every, window=window(fits), read=read)


@given(SCORES, SCORES, SCORES, SCORES, st.floats(min_value=0, max_value=1), st.sampled_from([None, TRENT, PASCOE]))
def test_a_chance_is_a_probability(  # noqa: PLR0913, PLR0917 # one for each sign
    one: float, two: float, three: float, fits: float, answers: float, read: Span | None
) -> None:
    assert 0 < chance_of_first(one, two, three, read=read, fits=fits, answers=answers) < 1


@given(SCORES, SCORES, st.floats(min_value=0.1, max_value=5))
def test_the_nearer_anothers_words_come_the_less_sure_it_is(one: float, two: float, nearer: float) -> None:
    assert chance_of_first(one, two + nearer) < chance_of_first(one, two)


@given(SCORES, SCORES, SCORES)
def test_other_words_of_the_same_person_make_it_no_less_sure(one: float, two: float, three: float) -> None:
    assert chance_of_first(one, two, three) >= chance_of_first(one, two)


def test_whom_the_reader_takes_for_the_answer_makes_it_surer_and_somebody_else_less_sure() -> None:
    by_reader = [chance_of_first(2.0, 1.0, read=read) for read in (PASCOE, None, TRENT)]
    assert by_reader == sorted(set(by_reader))


def test_it_is_sure_only_where_nothing_speaks_against_it() -> None:
    every = spoken(5.0, 0.0, answers=1.0)
    steps = [
        bearing(every[0], every, window=window(3.0), read=TRENT),
        bearing(every[0], spoken(2.0, 1.0), window=window(2.0), read=None),
        bearing(every[0], spoken(1.0, 3.0), window=window(2.0), read=None),
        bearing(every[0], spoken(1.0, 5.0), window=window(0.0), read=PASCOE),
    ]
    assert steps == ["sure", "likely", "possible", "possible"]


def test_words_of_nobody_that_answer_as_well_make_it_less_sure() -> None:
    one, other = spoken(2.0, 2.0)
    nobody = replace(other, name=None, quote=replace(other.quote, name=None))
    alone = chance(one, [one], window=window(2.0), read=None)
    assert chance(one, [one, nobody], window=window(2.0), read=None) < alone
