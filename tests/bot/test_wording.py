from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from bot.answer import Reason
from bot.question import Question
from bot.wording import Line, outcome_lines, passage_lines
from corpus.article import Span
from tests.fakes.outcomes import PROOF, TEXT, article, cite, kerry, reported, silence

ASKED = {"fr": "qui a parlé de succès ?", "de": "wer sprach von Erfolg?", "es": "¿quién habló de éxito?"}


def text(lines: tuple[Line, ...]) -> str:
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def asked(language: str | None) -> Question:
    return Question(text=ASKED.get(language or "", "who?"), language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "propos rapportés de John Kerry"),
        ("de", "sinngemäß John Kerry"),
        ("es", "palabras referidas de John Kerry"),
        ("nl", "reported of John Kerry"),
        (None, "reported of John Kerry"),
    ],
)
def test_an_answer_speaks_the_language_of_its_question(language: str | None, said: str) -> None:
    assert f"– {said}, Le Jour" in text(outcome_lines(replace(reported(), question=asked(language))))


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_a_quotation_stays_in_the_marks_and_the_language_of_its_article(language: str) -> None:
    shown = text(outcome_lines(kerry(asked(language))))
    assert PROOF in shown
    assert "« John Kerry »" in shown


@pytest.mark.parametrize("reason", get_args(Reason))
def test_an_abstention_says_why_in_the_language_of_its_question(reason: Reason) -> None:
    openings = {
        language: text(outcome_lines(silence(asked(language), reason=reason))).split(":")[0].strip()
        for language in ("en", "fr", "de", "es")
    }
    assert openings == {
        "en": "The archive does not say",
        "fr": "L’archive ne le dit pas",
        "de": "Das Archiv sagt es nicht",
        "es": "El archivo no lo dice",
    }


def test_the_words_of_an_article_are_set_apart_and_what_belongs_to_them_stands_beneath() -> None:
    forms = [line.form for line in outcome_lines(kerry())]
    assert forms == ["text", "quotation", "beneath", "text", "text", "text"]


def test_only_a_checked_address_is_a_link() -> None:
    for url in ("javascript:alert(1)", "ftp://x.example/", "file:///etc/passwd", None):
        lines = outcome_lines(kerry(source=article(url=url)))
        assert {run.url for line in lines for run in line.runs} == {None}


def test_a_passage_is_the_text_around_it_whole() -> None:
    *_, passage = passage_lines(cite(article(), PROOF), Span(0, len(TEXT)))
    assert "".join(run.text for run in passage.runs) == TEXT
    assert [run.text for run in passage.runs if run.style == "cited"] == [PROOF]


def test_other_outlets_the_source_of_a_fact_and_answers_that_differ_are_said() -> None:
    answer = kerry(asked("fr"))
    told = replace(answer.statements[0], quote=None, reported=answer.statements[0].quote)
    there = replace(article(), id="b", outlet="La Gazette")
    first = replace(told, also=(cite(there, PROOF),))
    second = replace(told, short=cite(there, "La ville"), proof=cite(there, TEXT))
    shown = text(outcome_lines(replace(answer, statements=(first, second), differ=((0, 1),))))
    assert shown.startswith("Les sources divergent : John Kerry – selon John Kerry (Le Jour, 2016-12-15, [1][2]) / ")
    assert "La ville – selon John Kerry (La Gazette, 2016-12-15, " in shown
    assert "aussi dans 1 autre média : La Gazette [3]" in shown
