from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Span
from corpus.sentences import around, sentences

LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "it", "zz", "", None])
COPY = st.text(alphabet='aB.!? \n\t«»“”"’M5\u00a0\u2028é😀…', max_size=120) | st.text(max_size=80)


def cut(text: str, language: str | None) -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "D'un côté, M. Assad avance."),
        ("fr", "Le Dr. Roux et MM. Petit ont signé avec J. P. Morel."),
        ("en", "Sen. Roy met Gov. Lee and Mr. Fox."),
        ("de", "Am 3. Mai kam Dr. Weiß zum 1. FC Bergheim."),
        ("es", "El Sr. Ruiz y la Sra. Gil hablaron."),
    ],
)
def test_a_title_or_an_initial_ends_no_sentence(language: str, text: str) -> None:
    assert cut(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "She told me. Roy left.", ["She told me.", "Roy left."]),
        ("en", "Roy said no. “Never,” he said.", ["Roy said no.", "“Never,” he said."]),
        ("en", "Platform No. 5 is shut.", ["Platform No. 5 is shut."]),
        ("es", "Dijo que no. Ruiz se fue.", ["Dijo que no.", "Ruiz se fue."]),
        ("es", "El no. 5 ganó.", ["El no. 5 ganó."]),
    ],
)
def test_a_word_that_is_an_abbreviation_too_ends_a_sentence_unless_a_number_follows(
    language: str, text: str, parts: list[str]
) -> None:
    assert cut(text, language) == parts


def test_a_short_quotation_ends_no_sentence() -> None:
    assert cut("«Quoi? Non! », a-t-il dit. Puis il part.", "fr") == ["«Quoi? Non! », a-t-il dit.", "Puis il part."]


def test_a_long_quotation_is_cut_at_its_sentences() -> None:
    first = "“We have waited for this bridge for a very long time and we are very glad to see it open today. "
    second = "Nobody in the valley thought that the company would finish before the winter came,” she said."
    assert cut(first + second, "en") == [first.rstrip(), second]


def test_glued_paragraphs_are_parted() -> None:
    assert cut("Le parc rouvre cette année.La vidéo est en ligne.", "fr") == [
        "Le parc rouvre cette année.",
        "La vidéo est en ligne.",
    ]


@pytest.mark.parametrize(
    ("touched", "held"),
    [("second", "The second."), ("first. The", "The first. The second."), ("third", "The third.")],
)
def test_around_a_span_are_the_whole_sentences_that_it_touches(touched: str, held: str) -> None:
    text = "The first. The second.\n\nThe third."
    at = text.index(touched)
    assert around(Span(at, at + len(touched)), text, "en").of(text) == held


def test_a_paragraph_break_always_ends_a_sentence() -> None:
    assert cut("Un titre sans point\n\nM.\nAssad avance", "fr") == ["Un titre sans point", "M.", "Assad avance"]


def test_an_unknown_language_is_cut_all_the_same() -> None:
    assert cut("One day. Two days.", "zz") == cut("One day. Two days.", None) == ["One day.", "Two days."]


@given(COPY, LANGUAGES)
def test_any_text_gives_disjoint_trimmed_spans_that_cover_it(text: str, language: str | None) -> None:
    spans = sentences(text, language)
    assert all(span.of(text) == span.of(text).strip() and span.stop <= len(text) and len(span) for span in spans)
    assert all(first.stop <= second.start for first, second in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.stop)}
    assert all(at in covered or character.isspace() for at, character in enumerate(text))


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u202f", "\u3000"])
def test_a_wide_space_before_a_full_stop_ends_no_run(space: str) -> None:
    text = f"Der Plan B{space}. Er kam."
    assert sentences(text, "de")[0].start == 0
    assert sentences(text, "fr")[-1].stop == len(text)
