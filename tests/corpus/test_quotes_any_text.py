from __future__ import annotations

import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.quotes import find

COPY_WORDS = """a dit il elle M. Kerry Ban Ki-moon said that he according to selon l'ONU « » “ ” " „ ‚ ‘ ’ , . : ; ( ) —
    ― -t-il -il que qu' le la les un une der die das sagte so dijo el según told the and et 's Mr. Sen. von de du
    d' 12 ans Le Monde président ministre maire de Paris a-t-elle ajouté,
    “No,” é 😀 … ! ? affirme ajoutant saying to claim
    añadió Explicó —dijo —. y advirtió fuentes Vecinos a su juicio, en cuanto al este se limitó ¿ ¡ María Ríos Gil n'a
    Das teilte mit, die Nach Angaben zufolge „Alte Zeitung“ wie heißt"""
WORDS = st.sampled_from([*COPY_WORDS.split(), "\n", "\n\n"])
COPY = st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=120)
LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "zz", "", None])


@settings(max_examples=300, deadline=None)
@given(COPY, LANGUAGES)
def test_any_text_gives_quotes_inside_it_that_never_overlap_in_kind(text: str, language: str | None) -> None:
    quotes = find(text, language)
    for quote in quotes:
        spans = [quote.content, *quote.parts, *(s for s in (quote.speaker, quote.name, quote.cue) if s is not None)]
        assert all(len(span) and span.stop <= len(text) for span in spans)
        assert quote.parts[0].start == quote.content.start
        assert quote.parts[-1].stop == quote.content.stop
        assert all(a.stop <= b.start for a, b in pairwise(quote.parts))
        assert 0 <= quote.attribution <= 1
        assert 0 <= quote.naming <= (quote.name is not None)
        assert (quote.speaker is None) == (quote.form is None)
        assert quote.speaker is not None or quote.attribution == 0
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.content, quote.kind))
    for one, other in combinations(quotes, 2):
        assert one.kind != other.kind or not one.content.overlaps(other.content)


@pytest.mark.parametrize(
    "text",
    [
        "said " * 8000,
        "John Smith said that " * 2000,
        "le ministre a dit que " * 2000,
        ", « A »" * 3000,
        '«“"' * 8000,
        "Der „Alte Weg“, die, sagte nach Angaben der " * 1000,
        " ".join(f"Jean Nom{i} a dit. «Oui», a-t-il dit." for i in range(800)),
    ],
)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    start = time.monotonic()
    find(text, "fr")
    find(text, "en")
    find(text, "de")
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("words", ["dijo ", "Añadió. ", "que dijo ", "“Ya”, dijo. ", "«Ya», "])
def test_verbs_without_subjects_one_after_the_other_are_never_an_error(words: str) -> None:
    find(words * 600, "es")
