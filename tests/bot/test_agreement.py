"""The same words are the same whatever the newsroom's typography, and theirs who said them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreement import elsewhere, found, teller
from bot.answer import Citation, Said, Statement
from corpus.article import Article, Quote, Span

SAID = "Nous avons tenu parole devant les pêcheurs de l'île"
HERE = Article(
    id="here",
    language="fr",
    text=f"« {SAID} », a dit la maire, Anne Le Goff. 40 bateaux attendent au port de Kermoriec.",
)


def span(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quote(article: Article, words: str, speaker: str, *, sure: float = 0.9) -> Quote:
    content = span(words, article.text)
    return Quote(
        content=content,
        parts=(content,),
        kind="direct",
        speaker=span(speaker, article.text),
        name=span(speaker, article.text),
        cue=None,
        form="name",
        attribution=sure,
        naming=sure,
    )


def statement(*, proof: str, words: str | None = None) -> Statement:
    def cite(piece: str) -> Citation:
        return Citation(article=HERE, span=span(piece, HERE.text))

    said = None if words is None else Said(words=cite(words), verbatim=True, speaker=cite("Anne Le Goff"))
    return Statement(short=cite(words or proof), proof=cite(proof), quote=said)


@pytest.mark.parametrize(
    "there",
    [
        SAID,
        SAID.replace("'", "’"),
        SAID.replace(" ", "\u00a0"),
        SAID.replace(" ", "\n", 2),
    ],
    ids=["the same", "apostrophe", "fixed spaces", "line breaks"],
)
def test_typography_makes_no_other_words(there: str) -> None:
    text = f'Hier soir : "{there}", a-t-elle dit.'
    place = found(SAID, text)
    assert place is not None
    assert place.of(text) == there


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Il a dit : « oui » – hier...", 'Il a dit: "oui" - hier…'),
        ("chaque année. La vidéo", "chaque année.La vidéo"),
        ("«\u202fAssez\u202f», dit-il", "“Assez”, dit-il"),
    ],
)
def test_marks_dashes_and_points_are_one_newsrooms_choice(said: str, there: str) -> None:
    assert found(said, f"Et puis {there} encore.") is not None


@pytest.mark.parametrize("there", ["58 morts", "5 morts ou plus", "25 morts", "5 Morts", "5 mortsou", ""])
def test_other_words_are_not_found(there: str) -> None:
    assert found("5 morts", f"Il y a {there} à Alep" if there != "5 morts ou plus" else "Il y a 5, morts") is None


def test_words_without_a_word_are_found_nowhere() -> None:
    assert found("", "text") is None
    assert found(" \n", "a text") is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_found_is_in_the_text_and_has_the_same_letters(said: str, text: str) -> None:
    place = found(said, text)
    if place is not None:
        assert re.sub(r"[\W_]", "", place.of(text)) == re.sub(r"[\W_]", "", said)
    assert (found(text, f"x {text} x") is None) == (not text.strip())


def test_the_same_words_of_the_same_speaker_elsewhere_are_found() -> None:
    there = Article(id="there", language="fr", text=f'"{SAID}", a déclaré Mme Le Goff.')
    place = elsewhere(statement(proof=HERE.text, words=SAID), there, [quote(there, SAID, "Mme Le Goff")])
    assert place is not None
    assert place.of(there.text) == SAID


@pytest.mark.parametrize("sure", [0.9, 0.3])
def test_the_same_words_of_another_or_of_nobody_sure_are_not_the_same(sure: float) -> None:
    speaker = "Paul Riou" if sure > 0.5 else "Anne Le Goff"
    there = Article(id="there", text=f'"{SAID}", a déclaré {speaker}.')
    assert elsewhere(statement(proof=HERE.text, words=SAID), there, [quote(there, SAID, speaker, sure=sure)]) is None
    assert elsewhere(statement(proof=HERE.text, words=SAID), there, []) is None


def test_a_fact_stands_elsewhere_with_its_whole_sentence() -> None:
    fact = statement(proof="40 bateaux attendent au port de Kermoriec.")
    for text, stands in (
        ("Jeudi. 40\u00a0bateaux attendent au port de Kermoriec.", True),
        ("Jeudi. 41 bateaux attendent au port de Kermoriec.", False),
        ("Jeudi. 40 bateaux attendent.", False),
    ):
        assert (elsewhere(fact, Article(id="there", text=text), []) is not None) == stands


def test_few_words_are_said_twice_by_chance() -> None:
    there = Article(id="there", text="« Nous avons tenu parole », dit Anne Le Goff à Brest.")
    short = statement(proof=HERE.text, words="Nous avons tenu parole")
    assert elsewhere(short, there, [quote(there, "Nous avons tenu parole", "Anne Le Goff")]) is None


def test_a_fact_is_told_by_whom_the_narrowest_sure_quotation_names() -> None:
    text = "Selon Paul Riou, Anne Le Goff a dit que 58 marins étaient morts."
    article = Article(id="a", text=text)
    wide = quote(article, "Anne Le Goff a dit que 58 marins étaient morts", "Paul Riou")
    narrow = quote(article, "58 marins étaient morts", "Anne Le Goff")
    short = span("58 marins", text)
    assert teller(short, [wide, narrow]) == narrow
    assert teller(short, [wide, replace(narrow, attribution=0.1)]) == wide
    assert teller(span("Selon", text), [wide, narrow]) is None
