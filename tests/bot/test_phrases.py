from __future__ import annotations

import ast
import string
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bot.answer import Fault, Note, Reason
from bot.languages import Sought
from bot.phrases import Phrases, known, phrases
from bot.understood import Part
from index.intake import Stage
from index.passage import Found

BOT = Path(__file__).resolve().parents[2] / "bot"
EACH = pytest.mark.parametrize("said", known().values(), ids=known())
ENGLISH = known()["en"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def keys_used() -> set[str]:
    """Every key that is written out in a call of `say` anywhere in the bot."""
    return {
        argument.value
        for path in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_four_languages_are_spoken() -> None:
    assert set(known()) == {"en", "fr", "de", "es"}


@EACH
def test_every_language_has_every_phrase_and_no_other(said: Phrases) -> None:
    assert set(said.texts) == set(ENGLISH.texts)


@EACH
def test_a_phrase_fills_in_the_same_in_every_language_and_in_both_of_its_forms(said: Phrases) -> None:
    for key, forms in said.texts.items():
        expected = placeholders(ENGLISH.texts[key].other)
        assert (placeholders(forms.one), placeholders(forms.other)) == (expected, expected), key
        assert forms.one == forms.other or "n" in expected, f"{key}: two forms, and no number to choose by"


@EACH
def test_no_phrase_is_empty_or_ends_in_a_blank(said: Phrases) -> None:
    for key, forms in said.texts.items():
        for text in (forms.one, forms.other):
            assert text, key
            assert text == text.strip(), key


@EACH
def test_every_reason_for_abstaining_can_be_said(said: Phrases) -> None:
    assert {key.removeprefix("reason.") for key in said.texts if key.startswith("reason.")} >= set(get_args(Reason))


@EACH
@pytest.mark.parametrize(
    ("table", "values"),
    [("sought", Sought), ("note", Note), ("fault", Fault), ("found", Found), ("button", Part), ("stage", Stage)],
)
def test_whatever_an_explanation_a_button_or_a_build_can_name_has_a_phrase(
    said: Phrases, table: str, values: object
) -> None:
    assert {f"{table}.{value}" for value in get_args(values)} <= set(said.texts)


def test_every_phrase_that_is_said_is_written_down() -> None:
    used = keys_used()
    assert used
    assert used <= set(ENGLISH.texts)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("de_AT", "de"),
        ("es-419", "es"),
        ("EN", "en"),
        ("nl", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_language_without_phrases_is_spoken_to_in_english(tag: str | None, language: str) -> None:
    assert phrases(tag).language == language


@pytest.mark.parametrize(
    ("language", "none", "one", "many"),
    [
        ("en", "0 articles", "1 article", "1,234 articles"),
        ("fr", "0 article", "1 article", "1\u202f234 articles"),
        ("de", "0 Artikel", "1 Artikel", "1.234 Artikel"),
        ("es", "0 artículos", "1 artículo", "1.234 artículos"),
    ],
)
def test_numbers_take_the_form_and_the_marks_of_their_language(language: str, none: str, one: str, many: str) -> None:
    assert [phrases(language).say("answer.searched", n=n) for n in (0, 1, 1234)] == [none, one, many]


def test_a_day_is_written_the_same_everywhere() -> None:
    shown = {said.say("answer.searched_newest", n=2, day=date(2024, 4, 26))[-10:] for said in known().values()}
    assert shown == {"2024-04-26"}


def test_what_is_filled_in_is_not_read_as_a_phrase() -> None:
    assert ENGLISH.say("answer.reported", speaker="{n} {0.__class__}") == "reported of {n} {0.__class__}"


def test_a_missing_value_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("answer.reported")
