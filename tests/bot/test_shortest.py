"""The short answer is a piece of the sentence, of the kind that is sought, and not what the question already said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import LONGEST_SHORT_ANSWER
from bot.overlap import words
from bot.shortest import candidates, clause

if TYPE_CHECKING:
    from bot.languages import Sought


@pytest.mark.parametrize(
    ("text", "language", "sought", "question", "first"),
    [
        (
            "Le marché a attiré 16.226 visiteurs en 2015.",
            "fr",
            "number",
            "combien de visiteurs en 2015",
            "16.226 visiteurs",
        ),
        ("Il a filé à 220 km/h sur la ligne.", "fr", "number", "à quelle allure", "220 km/h"),
        ("Le péage coûtera 4,6 millions d'euros.", "fr", "number", "quel coût", "4,6 millions d'euros"),
        ("Entre 5 et 8% des habitants sont touchés.", "fr", "number", "quelle proportion", "Entre 5 et 8%"),
        ("Une amende de 320 francs suisses l'attend.", "fr", "number", "quelle amende", "320 francs suisses"),
        ("About 500 parking spaces were lost.", "en", "number", "how many spaces", "About 500 parking"),
        ("Douze communes sont concernées.", "fr", "number", "combien de communes", "Douze communes"),
        ("La réunion s'est tenue le 14 février 2018 au siège.", "fr", "time", "quel jour", "le 14 février 2018"),
        (
            "The bridge was closed on Tuesday, 3 May 2022.",
            "en",
            "time",
            "when was the bridge closed",
            "Tuesday, 3 May 2022",
        ),
        ("Die Brücke wurde am 3. Mai 2022 gesperrt.", "de", "time", "wann gesperrt", "3. Mai 2022"),
        ("El puente se cerró el 3 de mayo de 2022.", "es", "time", "cuándo", "el 3 de mayo de 2022"),
        ("La fête s'est tenue à Saint-Brieuc avec Paul Riou.", "fr", "place", "où la fête", "Saint-Brieuc"),
        ("Le prix est allé à l'architecte Maud de La Tour.", "fr", "person", "qui a reçu le prix", "Maud de La Tour"),
    ],
)
def test_the_likeliest_piece_comes_first(text: str, language: str, sought: Sought, question: str, first: str) -> None:
    found = candidates(text, sought, words(question), language)
    assert found[0].of(text) == first


def test_what_the_question_says_does_not_answer_it() -> None:
    found = candidates("Paul Riou a battu Anne Le Goff.", "person", words("who beat Anne Le Goff"), "fr")
    assert [span.of("Paul Riou a battu Anne Le Goff.") for span in found] == ["Paul Riou"]


def test_the_number_of_what_is_counted_comes_before_a_nearer_one() -> None:
    text = "Le ferry s'est échoué peu avant 7 heures; 58 passagers ont été évacués."
    found = candidates(text, "number", words("Combien de passagers sur le ferry ?"), "fr")
    assert found[0].of(text) == "58 passagers"


def test_a_word_that_only_begins_the_sentence_is_no_part_of_a_name() -> None:
    text = "Selon Paul Riou, le pont tient."
    assert [span.of(text) for span in candidates(text, "person", [], "fr")] == ["Paul Riou"]


def test_where_every_noun_is_written_large_one_word_is_no_name() -> None:
    text = "Ein Zaun hilft nicht, meint Anneka Royle."
    assert [span.of(text) for span in candidates(text, "person", [], "de")] == ["Anneka Royle"]


def test_a_long_sentence_is_cut_at_its_clauses_around_what_was_asked() -> None:
    text = "Il a plu, " * 30 + "le port de Kerloc a rouvert lundi, " + "et le vent est tombé, " * 10
    piece = clause(text, words("quand le port de Kerloc a-t-il rouvert")).of(text)
    assert "le port de Kerloc a rouvert lundi" in piece
    assert len(piece) <= LONGEST_SHORT_ANSWER


@given(st.text(), st.sampled_from(["person", "place", "time", "number", "other"]), st.text())
def test_every_candidate_lies_in_the_text_and_is_not_blank(text: str, sought: Sought, question: str) -> None:
    for span in candidates(text, sought, words(question), "fr"):
        assert span.of(text).strip()
        assert span.stop <= len(text)


@given(st.text(min_size=1), st.text())
def test_a_clause_is_short_and_inside(text: str, question: str) -> None:
    span = clause(text, words(question))
    assert len(span) <= LONGEST_SHORT_ANSWER
    assert span.stop <= len(text)
