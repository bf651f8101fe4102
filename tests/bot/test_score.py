from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gold import Gold
from bot.score import Cited, Prediction, folded, says_any, score

EVIDENCE = "« C'est une honte absolue pour la ville », a déclaré Jean Dupré, hier soir."
TEXTS = {
    "a1": f"Le maire a parlé devant le conseil municipal. {EVIDENCE} Fin de la séance. " + "Suite. " * 200,
    "a2": "Selon Jean Dupré, maire, c'est une honte absolue pour la ville entière. Il pleuvait ce jour-là.",
    "a3": "C'est une honte absolue pour la ville.",
}
WHO = Gold(
    qid="1",
    language="en",
    question="Who called it an absolute disgrace?",
    kind="who_said",
    article_id="a1",
    also_ok=frozenset({"a2"}),
    accept=("Dupré", "Jean Dupré"),
    evidence=EVIDENCE,
    speaker_accept=("Dupré",),
    quote="C'est une honte absolue pour la ville",
)
NOBODY = Gold(qid="2", language="en", question="Who denied it?", kind="none")
RIGHT = Prediction(
    qid="1",
    answered=True,
    answer="Jean Dupré",
    speaker="Jean Dupré",
    citations=(Cited(article_id="a1", quote="C'est une honte absolue pour la ville"),),
    ranked=("a1",),
)
ABSTAINED = Prediction(qid="1", answered=False)


def citing(article_id: str | None, quote: str) -> Prediction:
    return replace(RIGHT, citations=(Cited(article_id=article_id, quote=quote),))


def test_the_right_answer_with_an_exact_proof_is_fully_right() -> None:
    handled = score(WHO, RIGHT, TEXTS)
    assert handled.fully_right
    assert (handled.rank, handled.right, handled.speaker_right, handled.supported, handled.quote_hit) == (
        1,
        True,
        True,
        True,
        True,
    )
    assert (handled.cited, handled.exact, handled.shortfalls) == (1, 1, ())


@pytest.mark.parametrize(
    ("gold", "prediction", "safe"),
    [
        (WHO, replace(RIGHT, sure=True), True),
        (WHO, replace(RIGHT, speaker="Anne Le Goff", sure=True), False),
        (WHO, replace(RIGHT, speaker="Anne Le Goff"), True),
        (WHO, ABSTAINED, None),
        (WHO, None, None),
        (replace(WHO, speaker_accept=()), replace(RIGHT, sure=True), None),
        (NOBODY, replace(RIGHT, sure=True), False),
        (NOBODY, RIGHT, True),
        (NOBODY, ABSTAINED, None),
    ],
)
def test_an_answer_is_safe_unless_it_names_a_wrong_speaker_as_if_that_were_sure(
    gold: Gold, prediction: Prediction | None, *, safe: bool | None
) -> None:
    handled = score(gold, prediction, TEXTS)
    assert handled.safe is safe
    assert ("a wrong speaker as sure" in handled.shortfalls) is (safe is False and not handled.fully_right)


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("It was jean DUPRE.", "Jean Dupré"),
        ("Dupont Aignan", "dupont-aignan"),
        ("soit 16,226 !", "16.226"),
        ("16 226 objets", "16226"),
        ("16\u202f226", "16'226"),
        ("6.5 millions", "6,5 millions"),
        ("l’œuvre", "l'oeuvre"),
        ("Søren", "soren"),
    ],
)
def test_case_accents_hyphens_and_separators_do_not_matter(said: str, accepted: str) -> None:
    assert says_any(said, (accepted,))


@pytest.mark.parametrize(
    ("said", "accepted"),
    [("3,5 heures", "3"), ("3.015 cas", "3"), ("Duprés", "Dupré"), ("", "x"), ("x", ""), ("x", "...")],
)
def test_only_whole_words_and_whole_numbers_match(said: str, accepted: str) -> None:
    assert not says_any(said, (accepted,))


@given(st.text())
def test_any_text_with_a_word_in_it_says_itself(text: str) -> None:
    assert says_any(f"So: {text}", (text,)) == bool(folded(text))


def test_an_answer_as_long_as_a_passage_is_not_the_short_answer() -> None:
    assert score(WHO, replace(RIGHT, answer="Dupré" + " " * 195), TEXTS).right
    assert not score(WHO, replace(RIGHT, answer="Dupré" + " " * 196), TEXTS).right


def test_a_wrong_byte_is_not_exact_and_proves_nothing() -> None:
    handled = score(WHO, citing("a1", "C’est une honte absolue pour la ville"), TEXTS)
    assert (handled.cited, handled.exact, handled.supported, handled.quote_hit) == (1, 0, False, False)
    assert handled.shortfalls == ("no support",)


@pytest.mark.parametrize(("article_id", "quote"), [("zz", "honte"), (None, "honte"), ("a1", "")])
def test_an_unknown_article_or_an_empty_quote_counts_as_inexact(article_id: str | None, quote: str) -> None:
    handled = score(WHO, citing(article_id, quote), TEXTS)
    assert (handled.cited, handled.exact) == (1, 0)


def test_exact_words_from_elsewhere_in_the_article_prove_nothing() -> None:
    handled = score(WHO, citing("a1", "Le maire a parlé devant le conseil municipal."), TEXTS)
    assert (handled.exact, handled.supported) == (1, False)


def test_twenty_shared_characters_prove_it_and_nineteen_do_not() -> None:
    start = TEXTS["a1"].index(EVIDENCE)
    assert score(WHO, citing("a1", TEXTS["a1"][start - 10 : start + 20]), TEXTS).supported
    assert not score(WHO, citing("a1", TEXTS["a1"][start - 10 : start + 19]), TEXTS).supported


def test_a_short_quote_that_lies_wholly_in_the_evidence_proves_it() -> None:
    assert score(WHO, citing("a1", "Jean Dupré"), TEXTS).supported


def test_citing_the_whole_article_proves_nothing() -> None:
    assert len(TEXTS["a1"]) > 1000
    handled = score(WHO, citing("a1", TEXTS["a1"]), TEXTS)
    assert (handled.exact, handled.supported, handled.quote_hit) == (1, False, False)
    assert score(WHO, citing("a1", TEXTS["a1"][:1000]), TEXTS).supported


def test_another_article_that_says_the_same_proves_it_by_five_words_or_by_the_answer() -> None:
    assert score(WHO, citing("a2", "c'est une honte absolue pour"), TEXTS).supported
    assert score(WHO, citing("a2", "Selon Jean Dupré, maire"), TEXTS).supported
    assert not score(WHO, citing("a2", "Jean Dupré"), TEXTS).supported
    assert not score(WHO, citing("a2", "Il pleuvait ce jour-là."), TEXTS).supported


def test_four_words_in_a_row_do_not_tie_another_article_to_the_evidence() -> None:
    assert score(WHO, citing("a2", "c'est une honte absolue"), TEXTS).supported
    assert not score(WHO, citing("a2", "c'est une honte"), TEXTS).supported


def test_of_occurrences_that_overlap_each_other_each_counts() -> None:
    gold = replace(WHO, evidence="la la fin.", quote=None)
    assert score(gold, citing("a1", "la la"), {"a1": "la la la fin."}).supported


def test_an_article_that_the_gold_file_does_not_name_proves_nothing() -> None:
    assert not score(WHO, citing("a3", "C'est une honte absolue pour la ville"), TEXTS).supported


def test_half_of_the_words_said_are_enough_for_a_quote_hit() -> None:
    assert score(WHO, citing("a1", "C'est une honte abs"), TEXTS).quote_hit
    assert not score(WHO, citing("a1", "C'est une honte ab"), TEXTS).quote_hit


def test_a_question_without_a_speaker_or_without_words_said_is_not_scored_on_them() -> None:
    handled = score(replace(WHO, kind="factual", speaker_accept=()), RIGHT, TEXTS)
    assert (handled.speaker_right, handled.quote_hit) == (None, None)


def test_the_rank_counts_an_article_once() -> None:
    assert score(WHO, replace(RIGHT, ranked=("x", "x", "y", "a2", "a1")), TEXTS).rank == 3
    assert score(WHO, replace(RIGHT, ranked=("x",)), TEXTS).rank is None


def test_an_abstention_is_right_only_where_nothing_answers() -> None:
    refused = score(WHO, replace(ABSTAINED, ranked=("a1",)), TEXTS)
    assert (refused.fully_right, refused.rank, refused.shortfalls) == (False, 1, ("abstained",))
    assert score(NOBODY, ABSTAINED, TEXTS).fully_right
    assert score(NOBODY, RIGHT, TEXTS).shortfalls == ("answered a none",)


def test_what_an_abstention_carries_along_is_not_scored() -> None:
    handled = score(WHO, replace(RIGHT, answered=False), TEXTS)
    assert (handled.right, handled.speaker_right, handled.supported, handled.cited) == (False, False, False, 0)


@pytest.mark.parametrize("gold", [WHO, NOBODY])
def test_no_prediction_is_wrong_everywhere_and_no_abstention(gold: Gold) -> None:
    handled = score(gold, None, TEXTS)
    assert (handled.answered, handled.fully_right, handled.shortfalls) == (None, False, ("no prediction",))


def test_a_wrong_answer_without_proof_says_both() -> None:
    assert score(WHO, replace(citing("zz", "x"), answer="Nobody"), TEXTS).shortfalls == ("wrong answer", "no support")
