"""The short answer is a piece of a window, of the kind that is sought, and not what the question already said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import LONGEST_SHORT_ANSWER
from bot.evidence import Window
from bot.overlap import words
from bot.question import parse
from bot.shortest import clause, shortest
from bot.spans.reading import Reading
from corpus.article import Article, Span

TEXT = "Le ferry de Paul Riou s'est échoué à Saint-Brieuc peu avant 7 heures; 58 passagers ont été évacués."


def window(*likely: str, text: str = TEXT, answers: float = 1.0) -> Window:
    """Return a window over all of `text` whose short answers are `likely`, the likeliest first."""
    places = [(text.index(piece), text.index(piece) + len(piece)) for piece in likely]
    falling = (-np.arange(len(likely)) / 2).astype(np.float32)
    reading = Reading(
        answers=answers,
        places=np.array(places, dtype=np.int64).reshape(-1, 2),
        begins=falling,
        ends=falling,
        proves=np.ones(len(likely), dtype=np.float32),
    )
    article = Article(id="ferry", version=1, title=None, text=text, language="fr")
    return Window(article=article, span=Span(0, len(text)), quotes=(), said=(), place=1.0, near=0.0, reading=reading)


@pytest.mark.parametrize(
    ("question", "likely", "short"),
    [
        ("Qui conduisait ?", ("Paul Riou", "58 passagers"), "Paul Riou"),
        ("Combien de personnes ont été évacuées ?", ("Paul Riou", "58 passagers"), "58 passagers"),
        ("Où s'est échoué le ferry ?", ("peu avant", "Saint-Brieuc"), "Saint-Brieuc"),
        ("Combien de passagers ont été évacués ?", ("Paul Riou", "58"), "58 passagers"),
        ("Who was on the ferry of Paul Riou?", ("Paul Riou", "58 passagers"), "58 passagers"),
    ],
)
def test_the_likeliest_piece_of_the_kind_that_is_sought_is_the_answer(
    question: str, likely: tuple[str, ...], short: str
) -> None:
    _, span = shortest(parse(question), [window(*likely)])
    assert span.of(TEXT) == short


COUNTED = "Les 212 passagers et 14 marins ont débarqué, dont une trentaine de lycéens et 9 en civière, sur deux quais."


@pytest.mark.parametrize(
    ("question", "likely", "short"),
    [
        ("How many passengers went ashore?", "une trentaine de lycéens", "212 passagers"),
        ("Combien de passagers ont débarqué ?", "une trentaine de lycéens", "212 passagers"),
        ("How many passengers went ashore?", "9", "9"),  # counts nothing that is told
        ("How many pupils went ashore?", "une trentaine de lycéens", "une trentaine de lycéens"),
        ("How many nurses went ashore?", "14 marins", "14 marins"),  # nurses are not counted
        ("How many passengers went ashore, and in how many boats?", "212 passagers", "212 passagers"),
    ],
)
def test_a_count_of_something_else_gives_way_to_one_of_what_is_asked(question: str, likely: str, short: str) -> None:
    _, span = shortest(parse(question), [window(likely, text=COUNTED)])
    assert span.of(COUNTED) == short


def test_a_window_that_answers_better_comes_before_a_likelier_piece_of_another() -> None:
    best, span = shortest(parse("Qui ?"), [window("58", "Paul Riou", answers=4.0), window("Saint-Brieuc")])
    assert (best.reading.answers, span.of(TEXT)) == (4.0, "Paul Riou")


def test_a_little_better_a_window_outweighs_a_little_likelier_a_piece() -> None:
    windows = [window("58", "Paul Riou", answers=1.45), window("Paul Riou", "58")]
    best, _ = shortest(parse("Qui ?"), windows)  # its name is less likely by 1
    assert best is windows[1]
    windows[0] = window("58", "Paul Riou", answers=1.85)
    best, _ = shortest(parse("Qui ?"), windows)
    assert best is windows[0]


def test_where_no_piece_is_likely_a_clause_is_the_answer() -> None:
    _, span = shortest(parse("Que s'est-il passé à Saint-Brieuc ?"), [window()])
    assert span.of(TEXT) == TEXT


def test_a_long_sentence_is_cut_at_its_clauses_around_what_was_asked() -> None:
    text = "Il a plu, " * 30 + "le port de Kerloc a rouvert lundi, " + "et le vent est tombé, " * 10
    piece = clause(text, words("quand le port de Kerloc a-t-il rouvert")).of(text)
    assert "le port de Kerloc a rouvert lundi" in piece
    assert len(piece) <= LONGEST_SHORT_ANSWER


@given(st.text(min_size=1), st.text())
def test_a_clause_is_short_and_inside(text: str, question: str) -> None:
    span = clause(text, words(question))
    assert len(span) <= LONGEST_SHORT_ANSWER
    assert span.stop <= len(text)
