from __future__ import annotations

import pytest

from index.encoder.recipe.vocabulary import chosen, is_letter_or_sign, tokenizer
from tests.fakes.original import BEGIN, END, FILL, LETTERS, SPECIAL, UNKNOWN, pieces

WORDS = ("house", "maison", "haus", "casa")
PIECES = pieces(WORDS)
MARKS = (BEGIN, END, FILL, UNKNOWN)


def kept(texts: list[str], *, least: int = 1) -> list[str]:
    whole = tokenizer(PIECES, MARKS)
    return [PIECES[number][0] for number in chosen(whole, texts, least=least, always=MARKS)]


def test_pieces_that_no_text_is_cut_into_go_and_the_others_keep_their_order() -> None:
    assert kept(["a house", "la maison"]) == [*SPECIAL, "▁house", "▁maison", *LETTERS]


def test_a_piece_is_kept_from_so_many_occurrences_on() -> None:
    assert kept(["house house", "casa"], least=2) == [*SPECIAL, "▁house", *LETTERS]


@pytest.mark.parametrize("piece", ["a", "▁a", "é", "▁Ж", "ω", "«", "▁–", "7", "▁", "€"])
def test_letters_and_signs_of_our_scripts_are_always_kept(piece: str) -> None:
    assert is_letter_or_sign(piece)


@pytest.mark.parametrize("piece", ["ab", "▁ab", "", "眼", "▁ज", "ا", "한"])
def test_words_and_letters_of_other_scripts_are_not(piece: str) -> None:
    assert not is_letter_or_sign(piece)


def test_a_word_that_lost_its_piece_is_spelt_and_no_other_word_is_cut_otherwise() -> None:
    whole = tokenizer(PIECES, MARKS)
    numbers = chosen(whole, ["house"], least=1, always=MARKS)
    small = tokenizer([PIECES[number] for number in numbers], MARKS)
    assert small.encode("house").tokens == whole.encode("house").tokens == ["<s>", "▁house", "</s>"]
    assert small.encode("casa").tokens == ["<s>", "▁", "c", "a", "s", "a", "</s>"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("house\thouse", ["▁house", "▁house"]),  # a tab is a space
        ("house  house", ["▁house", "▁house"]),  # and so are two
        ("ho\x01use", ["▁house"]),  # a control character is nothing
        ("ﬁ", ["▁", "f", "i"]),  # compatibility forms are taken apart
        ("e\u0301", ["▁", "é"]),  # and accents put on
        ("眼", ["▁", "<unk>"]),
    ],
)
def test_text_is_normalised_as_for_the_original(text: str, tokens: list[str]) -> None:
    small = tokenizer(PIECES, MARKS)
    found = [PIECES[number][0] for number in small.encode(text, add_special_tokens=False).ids]
    assert found == tokens
