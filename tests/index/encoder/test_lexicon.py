from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from corpus.errors import NewsError
from index.encoder.recipe.lexicon import build, translated
from index.encoder.recipe.texts import BadText
from index.lexicon import parsed

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = [("red", "boat"), ("red", "tower"), ("old", "boat"), ("old", "tower"), ("boat",)] * 2
FRENCH = [("bateau", "rouge"), ("tour", "rouge"), ("bateau", "vieux"), ("tour", "vieux"), ("bateau",)] * 2
LINES = ("The red boat.\tLe bateau rouge.", "The red tower.\tLa tour rouge.", "The old boat.\tLe vieux bateau.") * 2


def pairs_in(folder: Path, lines: tuple[str, ...]) -> Path:
    folder.mkdir()
    (folder / "en-fra.tsv").write_text("".join(f"ours\tnews\t{line}\n" for line in lines), encoding="utf-8")
    return folder


def test_words_that_come_and_go_together_are_translations() -> None:
    known = translated(ENGLISH, FRENCH)
    assert {term: pairs[0][0] for term, pairs in known.items()} == {
        "red": "rouge",
        "old": "vieux",
        "boat": "bateau",
        "tower": "tour",
    }


def test_the_whole_is_shared_among_the_translations_that_are_left() -> None:
    known = translated([("boat",)] * 5, [("bateau",)] * 3 + [("barque",)] * 2)
    assert dict(known["boat"]) == pytest.approx({"bateau": 0.6, "barque": 0.4})


def test_an_improbable_translation_is_left_out() -> None:
    known = translated([("boat",)] * 20, [("bateau",)] * 19 + [("barque",)])
    assert dict(known["boat"]) == pytest.approx({"bateau": 1.0})


def test_a_word_that_was_seen_by_the_way_only_is_not_a_translation() -> None:
    assert translated([("boat", "grey")], [("bateau", "gris", "mer")]) == {}


def test_names_and_numbers_are_not_translated() -> None:
    assert translated([("kerry",), ("2016",)] * 2, [("kerry",), ("seize",)] * 2) == {}


def test_both_directions_are_written_folded_and_stemmed_without_stop_words(tmp_path: Path) -> None:
    build(pairs_in(tmp_path / "in", LINES), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["en-fr.tsv.gz", "fr-en.tsv.gz"]
    lines = gzip.decompress((tmp_path / "out" / "en-fr.tsv.gz").read_bytes()).decode().splitlines()
    assert {term: known[0][0] for term, known in map(parsed, lines)} == {
        "boat": "bateau",
        "red": "roug",
        "old": "vieux",
        "tower": "tour",
    }


def test_the_same_text_makes_the_same_bytes_whenever_it_is_read(tmp_path: Path) -> None:
    given = pairs_in(tmp_path / "in", LINES)
    for out in ("one", "two"):
        build(given, tmp_path / out)
    one, two = ((tmp_path / out / "fr-en.tsv.gz").read_bytes() for out in ("one", "two"))
    assert one == two
    assert one[4:8] == bytes(4)  # where gzip writes the time


def test_a_folder_without_parallel_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewsError, match="no parallel text"):
        build(tmp_path, tmp_path / "out")


def test_a_line_that_is_no_pair_is_told_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(BadText, match="line 2: 3 columns"):
        build(pairs_in(tmp_path / "in", ("A boat.\tUn bateau.", "A boat.")), tmp_path / "out")
