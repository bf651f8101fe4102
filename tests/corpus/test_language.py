from __future__ import annotations

import pytest

from corpus.language import declared, recognise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La mairie a rouvert le marché couvert jeudi, après onze mois de travaux.", "fr"),
        ("The council has reopened the covered market after eleven months of work.", "en"),
        ("Die Stadt hat die Markthalle nach elf Monaten Bauzeit wieder geöffnet.", "de"),
        ("El ayuntamiento ha reabierto el mercado cubierto tras once meses de obras.", "es"),
        ("Il comune ha riaperto il mercato coperto dopo undici mesi di lavori.", "it"),
        ("A câmara reabriu o mercado coberto depois de onze meses de obras.", "pt"),
    ],
)
def test_the_language_of_a_sentence_is_recognised(text: str, language: str) -> None:
    assert recognise(text) == language


@pytest.mark.parametrize("text", ["", "  \n", "42", "AFP", "12/03/2016 – 14:30"])
def test_too_little_to_tell_is_none(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("de_AT", "de"),
        ("ENG", "en"),
        (" es ", "es"),
        ("", None),
        ("x", None),
        (None, None),
    ],
)
def test_tags_are_read_as_files_write_them(tag: str | None, code: str | None) -> None:
    assert declared(tag) == code
