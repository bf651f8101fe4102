from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold
from index.lexicon import FOLDER, line_of, parsed, translations

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(FOLDER.iterdir())
SMALL = 2 << 20  # bytes of all files: what is shipped stays small
PAIRS = [tuple(path.name.removesuffix(".tsv.gz").split("-")) for path in FILES]
TERM = st.text(st.characters(exclude_characters="\t\n"), min_size=1)


@pytest.mark.parametrize(
    ("term", "source", "target", "expected"),
    [
        ("bridg", "en", "fr", "pont"),
        ("lighthous", "en", "de", "leuchtturm"),
        ("war", "en", "es", "guerr"),
        ("pont", "fr", "en", "bridg"),
        ("krieg", "de", "en", "war"),
        ("воин", "ru", "en", "war"),
    ],
)
def test_a_word_is_known_by_its_translation(term: str, source: str, target: str, expected: str) -> None:
    assert translations(term, source, target)[0][0] == expected


@pytest.mark.parametrize(
    ("term", "source", "target"), [("qwxzy", "en", "fr"), ("pont", "fr", "de"), ("war", "en", "xx")]
)
def test_of_an_unknown_word_or_pair_nothing_is_known(term: str, source: str, target: str) -> None:
    assert translations(term, source, target) == ()


def test_every_language_is_known_from_english_and_into_it() -> None:
    others = ("de", "es", "fr", "it", "pt", "ru")
    assert sorted(PAIRS) == sorted([*(("en", other) for other in others), *((other, "en") for other in others)])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_shipped_is_folded_and_probable_and_never_a_number(path: Path) -> None:
    for term, known in map(parsed, gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()):
        assert not term[0].isdigit()
        assert term == fold(term)
        assert term not in dict(known)
        assert 0 < sum(share for _, share in known) <= 1.02  # rounded to hundredths, each of five


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < SMALL


@given(TERM, st.lists(st.tuples(TERM, st.integers(1, 100).map(lambda share: share / 100)), max_size=5))
def test_a_line_is_read_as_it_was_written(term: str, known: list[tuple[str, float]]) -> None:
    assert parsed(line_of(term, tuple(known))) == (term, tuple(known))
