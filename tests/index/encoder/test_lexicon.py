from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from index.encoder.recipe import lexicon

if TYPE_CHECKING:
    from pathlib import Path

ADJECTIVES = {"red": "rouge", "big": "grande", "old": "âgée"}
NOUNS = {"house": "maison", "car": "voiture", "city": "ville"}
TEXT = [
    (f"the {adjective} {noun}", f"la {NOUNS[noun]} {ADJECTIVES[adjective]}")
    for adjective, noun in itertools.product(ADJECTIVES, NOUNS)
]


def best(entries: list[lexicon.Entry]) -> dict[str, str]:
    return {entry.word: entry.translations[0][0] for entry in entries}


def test_words_that_go_together_translate_each_other() -> None:
    found = best(lexicon.learn(TEXT))
    expected = {lexicon.words(other)[0]: english for english, other in (ADJECTIVES | NOUNS).items()}
    assert found == expected | {"la": "the"}


def test_a_rare_word_does_not_take_what_it_does_not_translate() -> None:
    found = best(lexicon.learn([*TEXT, ("the serendipitous house", "la maison fortuite")]))
    assert found["fortuite"] == "serendipitous"
    assert found["maison"] == "house"


def test_words_lose_case_and_accents_as_in_the_tokenizer() -> None:
    assert lexicon.words("L'Élysée, à Noël") == ["l", "'", "elysee", ",", "a", "noel"]


def test_the_commonest_words_come_first_with_their_counts() -> None:
    first = lexicon.learn(TEXT)[0]
    assert (first.word, first.count) == ("la", 9)


def test_probabilities_fall_and_do_not_exceed_one() -> None:
    for entry in lexicon.learn(TEXT):
        probabilities = [probability for _, probability in entry.translations]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) <= 1 + 1e-9


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    entries = [
        lexicon.Entry(word="maison", count=3, translations=(("house", 0.75), ("home", 0.25))),
        lexicon.Entry(word="ah", count=1, translations=()),
    ]
    lexicon.save(entries, tmp_path / "lexicon.tsv")
    assert lexicon.load(tmp_path / "lexicon.tsv") == entries
