from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.lexical import LexicalIndex, LexicalWriter, question_terms

if TYPE_CHECKING:
    from pathlib import Path

PASSAGES = (
    ("L'Élysée a annoncé d'après qu'il renonçait aux crimes contre l'Homme.", "fr"),
    ("The minister announced 16,226 infections in Springfield.", "en"),
    ("Die Wahlen in München fanden am Sonntag statt.", "de"),
    ("Los ministros anunciaron las elecciones.", "es"),
    ("John Kerry a parlé de crimes de guerre à Alep.", "fr"),
    ("The WHO and the U.S. agreed on 3.5 percent.", "en"),
    ("Qui vivra verra, dit le proverbe.", None),
)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    writer = LexicalWriter()
    for text, language in PASSAGES:
        writer.add(text, language)
    writer.save(tmp_path / "lexical")
    return LexicalIndex.open(tmp_path / "lexical")


def test_only_the_rows_asked_for_are_ranked(index: LexicalIndex) -> None:
    everywhere = dict(index.nearest("crimes guerre percent", 10))
    among = np.array([0, 5], dtype=np.int64)
    assert dict(index.nearest("crimes guerre percent", 10, among)) == {row: everywhere[row] for row in (0, 5)}
    assert len(index.nearest("crimes guerre percent", 1, among)) == 1


def rows(index: LexicalIndex, question: str) -> list[int]:
    return [row for row, _ in index.nearest(question, 10)]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("elysee", 0),  # without accents
        ("ÉLYSÉE", 0),
        ("homme", 0),  # after an elision
        ("renoncer", 0),  # stemmed as French
        ("announce", 1),  # stemmed as English
        ("16226", 1),
        ("16.226", 1),
        ("16 226", 1),
        ("16\u202f226", 1),
        ("infection", 1),
        ("munchen", 2),
        ("wahl", 2),
        ("elección", 3),
        ("kerry", 4),
        ("Who did Kerry meet?", 4),
        ("3,5", 5),
        ("US", 5),
        ("What did the WHO agree on?", 5),
        ("proverbe", 6),
    ],
)
def test_what_is_asked_finds_what_is_written(index: LexicalIndex, question: str, row: int) -> None:
    assert rows(index, question)[0] == row


def test_a_name_is_found_whatever_the_question_s_language(index: LexicalIndex) -> None:
    for question in ("What did John Kerry say?", "Was sagte John Kerry?", "¿Qué dijo John Kerry?"):
        assert rows(index, question)[0] == 4


def test_stop_words_of_the_question_find_nothing(index: LexicalIndex) -> None:
    assert rows(index, "who was it") == []
    assert rows(index, "qui est-ce") == []


def test_a_stop_word_in_capitals_is_a_name(index: LexicalIndex) -> None:
    assert rows(index, "WHO") == [5]


def test_a_question_without_a_known_word_finds_nothing(index: LexicalIndex) -> None:
    assert rows(index, "zzz 99999") == []
    assert rows(index, "") == []
    assert rows(index, "?!") == []


def test_scores_fall_and_are_positive_and_at_most_k_come(index: LexicalIndex) -> None:
    found = index.nearest("ministre minister ministros annoncé crimes", 3)
    scores = [score for _, score in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_rarer_words_weigh_more(tmp_path: Path) -> None:
    writer = LexicalWriter()
    for text in ("le budget", "le budget", "le budget", "le glacier"):
        writer.add(text, "fr")
    writer.save(tmp_path)
    assert rows(LexicalIndex.open(tmp_path), "budget glacier")[0] == 3


def forms(question: str, *languages: str) -> list[list[str]]:
    return [[term for term, _ in word] for word in question_terms(question, languages)]


def test_a_date_is_not_one_number() -> None:
    assert forms("12.5.2016") == [["12"], ["5"], ["2016"]]


def test_thousands_are_grouped_only_by_threes() -> None:
    assert forms("1.234.567") == [["1234567"]]
    assert forms("2016, 300") == [["2016"], ["300"]]
    assert forms("1 234,50") == [["1234_50"]]


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(question_terms(text, ["fr", "en", "xx"]))


def test_it_counts_its_rows(index: LexicalIndex) -> None:
    assert index.count() == len(PASSAGES)


@pytest.mark.parametrize("part", ["languages.json", "vocab.index.json", "params.index.json", "data.csc.index.npy"])
@pytest.mark.parametrize("content", [None, b"", b"\x00broken"])
@pytest.mark.usefixtures("index")
def test_a_missing_or_broken_part_is_damage(tmp_path: Path, part: str, content: bytes | None) -> None:
    path = tmp_path / "lexical" / part
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="whosaid build"):
        LexicalIndex.open(tmp_path / "lexical")


def test_a_share_says_how_much_of_the_question_a_row_holds(tmp_path: Path) -> None:
    writer = LexicalWriter()
    for text in ("Un pont rouge.", "Un pont bleu.", "Une grue."):
        writer.add(text, "fr")
    writer.save(tmp_path / "lexical")
    index = LexicalIndex.open(tmp_path / "lexical")
    whole, part, none = index.shares("le pont rouge")
    assert 1.0 >= whole > part > none == 0.0
    assert index.shares("le pont qwxzy")[0] < whole  # words that no row holds count as the rarest
    assert index.shares("le qwxzy").tolist() == [0.0, 0.0, 0.0]


def test_a_question_in_another_language_shares_the_words_of_its_translation(tmp_path: Path) -> None:
    index = saved(tmp_path, ("Un pont rouge.", "fr"), ("Un pont bleu.", "fr"), ("Une grue.", "fr"))
    whole, part, none = index.shares("the red bridge")
    assert 1.0 >= whole > part > none == 0.0


def saved(folder: Path, *texts: tuple[str, str]) -> LexicalIndex:
    writer = LexicalWriter()
    for text, language in texts:
        writer.add(text, language)
    writer.save(folder)
    return LexicalIndex.open(folder)


def test_a_rare_translation_weighs_no_more_than_it_is_probable(tmp_path: Path) -> None:
    index = saved(tmp_path, *[("Une femme.", "fr")] * 4, ("Une dame.", "fr"))
    weights = dict(question_terms("the lady", ["fr"])[0])
    common, *_, rare = index.shares("the lady").tolist()
    assert rare / common == pytest.approx(weights["dam"] / weights["femm"])


def test_a_word_is_as_rare_as_its_forms_and_translations_together(tmp_path: Path) -> None:
    index = saved(tmp_path, ("The bridge.", "en"), *[("Le pont.", "fr")] * 5, ("The Zubrowska.", "en"))
    bridge, *_, name = index.shares("the bridge of Zubrowska")
    assert bridge < name


def test_a_more_probable_translation_weighs_more() -> None:
    ((*_, (first, most), (second, least)),) = question_terms("the lady", ["fr"])
    assert (first, second) == ("femm", "dam")
    assert 1.0 > most > least > 0.0


def test_names_and_numbers_are_searched_as_they_are() -> None:
    assert forms("what did Zubrowska pay in 2016?", "fr")[-2:][1] == ["2016"]
    assert forms("who is Zubrowska?", "fr") == [["zubrowska", "zubrowsk"]]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("climate change", "fr", "climat"),
        ("grève", "en", "strike"),
        ("Klimawandel", "en", "climat"),
        ("cambio climático", "en", "chang"),
        ("bridge", "fr", "pont"),
    ],
)
def test_bare_words_are_translated_from_the_language_that_knows_them(words: str, language: str, found: str) -> None:
    assert found in [term for word in forms(words, language) for term in word]


def test_nothing_is_translated_into_the_language_that_is_asked_in() -> None:
    assert forms("le pont et la lumière", "fr") == [["pont"], ["lumiere", "lumier"]]
