from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.person_name import has_article, is_body, languages, person_name


@pytest.mark.parametrize(
    ("printed", "language", "first", "last"),
    [
        ("John Kerry", "fr", ("john",), ("kerry",)),
        ("M. Kerry", "fr", (), ("kerry",)),
        ("le président Emmanuel Macron", "fr", ("emmanuel",), ("macron",)),
        ("Mme Le Pen", "fr", (), ("le", "pen")),
        ("Élisabeth Borne", "fr", ("elisabeth",), ("borne",)),
        ("l'ONU", "fr", (), ("onu",)),
        ("O.N.U.", "fr", (), ("onu",)),
        ("Staffan de Mistura", "fr", ("staffan",), ("de", "mistura")),
        ("Jean-Luc Mélenchon", "fr", ("jean", "luc"), ("melenchon",)),
        ("Heidemarie Wieczorek-Zeul", "de", ("heidemarie",), ("wieczorek", "zeul")),
        ("Frau Wieczorek-Zeul", "de", (), ("wieczorek", "zeul")),
        ("Ursula von der Leyen", "de", ("ursula",), ("von", "der", "leyen")),
        ("Donald J. Trump", "en", ("donald", "j"), ("trump",)),
        ("Homeland Security Secretary Jeh Johnson", "en", ("jeh",), ("johnson",)),
        ("the Post", "en", (), ("post",)),
        ("Clinton's", "en", (), ("clinton",)),
    ],
)
def test_titles_roles_and_articles_are_no_part_of_a_name(
    printed: str, language: str, first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    name = person_name(printed, language)
    assert (name.given, name.surname) == (first, last)


def test_a_father_and_a_son_have_two_names() -> None:
    assert person_name("Donald Trump Jr.", "en").words == ("donald", "trump", "jr")


@pytest.mark.parametrize(("printed", "gender"), [("Mme Martin", -1), ("M. Martin", 1), ("Martin", 0), ("Anne Roy", -1)])
def test_a_title_or_a_given_name_tells_the_gender(printed: str, gender: int) -> None:
    assert person_name(printed, "fr").gender == gender


@pytest.mark.parametrize("printed", ["", "...", "Le", "«»", "de"])
def test_what_is_no_name_has_no_words(printed: str) -> None:
    assert person_name(printed, "fr").words == ()


@pytest.mark.parametrize("printed", ["Banque de France", "Organisation mondiale de la santé", "Conseil de sécurité"])
def test_an_institution_is_told_by_its_words(printed: str) -> None:
    assert is_body(printed, "fr")
    assert not is_body("Staffan de Mistura", "fr")


@pytest.mark.parametrize(
    ("printed", "language", "has"),
    [("l'Express", "fr", True), ("L'Express", "fr", True), ("the Post", "en", True), ("Le Pen", "fr", False)],
)
def test_an_article_before_a_name_is_no_particle_of_it(printed: str, language: str, *, has: bool) -> None:
    assert has_article(printed, language) is has


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from([*languages(), "zz", None]))
def test_any_text_can_be_taken_apart_and_its_words_are_folded(printed: str, language: str | None) -> None:
    name = person_name(printed, language)
    assert all(word and word == word.casefold() for word in name.words)
    assert bool(name.surname) == bool(name.words)
    has_article(printed, language)
    is_body(printed, language)
