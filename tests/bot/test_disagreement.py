"""Sources differ where they answer one thing differently, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import Citation, Said, Statement
from bot.disagreement import differing
from corpus.article import Article, Span

if TYPE_CHECKING:
    from bot.languages import Sought

FLOOD = "La crue soudaine de Charikar a fait {} dans la nuit de mardi, selon les secours."
WORDS = "Le quai était vide et le pilote dormait"


def statement(
    article_id: str, short: str, proof: str, *, words: str | None = None, language: str | None = "fr"
) -> Statement:
    article = Article(id=article_id, text=f"Avant. {proof} Après.", language=language)

    def cite(piece: str) -> Citation:
        start = article.text.index(piece)
        return Citation(article=article, span=Span(start, start + len(piece)))

    said = None if words is None else Said(words=cite(words), verbatim=True, speaker=cite(short))
    return Statement(short=cite(short), proof=cite(proof), quote=said)


def flood(article_id: str, deaths: str) -> Statement:
    return statement(article_id, deaths, FLOOD.format(deaths))


def differ(one: Statement, other: Statement, sought: Sought = "number", *, copies: bool = False) -> bool:
    near = {one.proof.article.id: frozenset({other.proof.article.id})} if copies else {}
    return differing([one, other], sought, near) == ((0, 1),)


@pytest.mark.parametrize(
    ("one", "other"),
    [("46 morts", "72 morts"), ("46 morts", "100 morts"), ("12 %", "14 %"), ("2,4 millions", "3,1 millions")],
)
def test_another_number_of_the_same_thing_differs(one: str, other: str) -> None:
    assert differ(flood("a", one), flood("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("46 morts", "46 morts"),
        ("10 561 morts", "10.561 morts"),
        ("6.500 morts", "6.538 morts"),
        ("46 morts", "12 blessés"),
        ("46 morts", "46"),
        ("12 %", "12 €"),
        ("5 %", "7 €"),
        ("46 morts", "quarante morts"),
        ("2,4 milliards", "2 400 000 000"),
        ("46 à 50 morts", "72 morts"),
    ],
    ids=[
        "the same",
        "written otherwise",
        "rounded",
        "another thing",
        "without its thing",
        "another unit",
        "another unit and number",
        "in words",
        "another scale",
        "a range",
    ],
)
def test_what_only_seems_another_number_does_not_differ(one: str, other: str) -> None:
    assert not differ(flood("a", one), flood("b", other))


def test_near_copies_and_one_article_do_not_differ_from_themselves() -> None:
    assert not differ(flood("a", "46 morts"), flood("b", "72 morts"), copies=True)
    assert not differ(flood("b", "72 morts"), flood("b", "46 morts"))


def test_a_number_from_another_story_is_no_disagreement() -> None:
    other = statement("b", "12 morts", "À Gênes, 12 morts après l'effondrement du pont autoroutier.")
    assert not differ(flood("a", "46 morts"), other)


def test_the_same_words_given_to_two_people_differ() -> None:
    one = statement("a", "Anne Le Goff", f"«{WORDS}», a dit Anne Le Goff.", words=WORDS)
    other = statement("b", "Paul Riou", f'"{WORDS}", a raconté Paul Riou.', words=WORDS)
    assert differ(one, other, "speaker")
    assert not differ(one, statement("b", "Mme Le Goff", f"«{WORDS}», selon Mme Le Goff.", words=WORDS), "speaker")
    assert not differ(one, statement("b", "la maire", f"«{WORDS}», dit la maire.", words=WORDS), "speaker")
    assert not differ(one, statement("b", "Paul Riou", "«Il pleuvait», dit Paul Riou.", words="Il pleuvait"), "speaker")


def test_another_name_in_the_same_sentence_differs_and_a_role_does_not() -> None:
    proof = "{} commandait le ferry Astérie lors du choc contre le quai de Kermoriec."
    one = statement("a", "Erwan Kerbiriou", proof.format("Erwan Kerbiriou"))
    assert differ(one, statement("b", "Paul Riou", proof.format("Paul Riou")), "person")
    assert not differ(one, statement("b", "Un marin breton", proof.format("Un marin breton")), "person")
    german = statement("b", "Kapitän", "Der Kapitän commandait le ferry Astérie lors du choc.", language="de")
    assert not differ(one, german, "person")


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        ("4 mars", "5 mars", True),
        ("4 mars", "4 avril", True),
        ("2019", "2020", True),
        ("4 mars", "4 mars 2021", False),
        ("jeudi", "4 mars", False),
        ("2021", "4 mars", False),
        ("jeudi 4 mars", "4 mars", False),
    ],
)
def test_days_differ_only_where_both_are_as_exact(one: str, other: str, is_other: bool) -> None:  # noqa: FBT001
    proof = "Le conseil municipal de Kermoriec rouvrira la piscine couverte {} pour les scolaires."
    statements = [statement(key, day, proof.format(day)) for key, day in (("a", one), ("b", other))]
    assert (differing(statements, "time", {}) == ((0, 1),)) == is_other


def test_what_is_no_number_name_or_day_is_not_compared() -> None:
    assert not differ(flood("a", "46 morts"), flood("b", "72 morts"), "other")


def test_every_pair_that_differs_is_told() -> None:
    three = [flood("a", "46 morts"), flood("b", "72 morts"), flood("c", "46 morts")]
    assert differing(three, "number", {}) == ((0, 1), (1, 2))
