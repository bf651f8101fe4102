from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from index.encoder.recipe.parallel import BadParallelText, Pair, read, runs

if TYPE_CHECKING:
    from pathlib import Path


def pairs_of(folder: Path, *, shares: dict[str, float] | None = None, without: tuple[str, ...] = ()) -> list[Pair]:
    return read(folder, shares=shares or {}, without=without, chance=random.Random(0))


def news(number: int, *, source: str = "wire") -> Pair:
    return Pair(language="fra", source=source, domain="news", english=f"One {number}.", other=f"Un {number}.")


def test_plain_and_compressed_files_are_read_with_their_language(tmp_path: Path) -> None:
    (tmp_path / "en-fra.tsv").write_text("wire\tnews\tA cat.\tUn chat.\n", encoding="utf-8")
    (tmp_path / "en-deu.tsv.gz").write_bytes(gzip.compress(b"wire\tnews\tA cat.\tEine Katze.\n"))
    assert [(pair.language, pair.other) for pair in pairs_of(tmp_path)] == [("deu", "Eine Katze."), ("fra", "Un chat.")]


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    (tmp_path / "en-fra.tsv").write_text("wire\tnews\tA\u2028cat.\tUn\u2028chat.\n", encoding="utf-8", newline="\n")
    assert pairs_of(tmp_path)[0].other == "Un\u2028chat."


def test_sources_and_domains_can_be_left_out(tmp_path: Path) -> None:
    lines = "wire\tnews\tA.\tB.\nphotos\tcaption\tC.\tD.\nbad\tnews\tE.\tF.\n"
    (tmp_path / "en-fra.tsv").write_text(lines, encoding="utf-8")
    assert [pair.english for pair in pairs_of(tmp_path, shares={"caption": 0.0}, without=("bad",))] == ["A."]


def test_pairs_that_cannot_be_translations_are_left_out(tmp_path: Path) -> None:
    lines = ["wire\tnews\t\tVide.", "wire\tnews\tYes.\t" + "mot " * 30, "wire\tnews\tGood.\tBon."]
    (tmp_path / "en-fra.tsv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert [pair.english for pair in pairs_of(tmp_path)] == ["Good."]


def test_a_line_of_three_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "en-fra.tsv").write_text("wire\tnews\tA.\tB.\nnews\tA.\tB.\n", encoding="utf-8")
    with pytest.raises(BadParallelText, match=r"en-fra\.tsv: line 2 has 3 columns"):
        pairs_of(tmp_path)


def test_a_folder_without_parallel_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadParallelText, match="no file en-LANG"):
        pairs_of(tmp_path)


def test_consecutive_sentences_become_passages_in_both_languages() -> None:
    joined = runs([news(number) for number in range(20)], random.Random(0))
    assert all(pair.joined for pair in joined)
    for pair in joined:
        assert pair.other == pair.english.replace("One", "Un")
    sentences = " ".join(pair.english for pair in joined).split(". ")
    assert len(sentences) >= 19  # one may be left alone at the end


def test_passages_do_not_cross_sources_and_only_news_is_joined() -> None:
    captions = [Pair(language="fra", source="photos", domain="caption", english="A.", other="B.") for _ in range(9)]
    mixed = [news(1, source="a"), news(2, source="b"), news(3, source="a"), *captions]
    assert runs(mixed, random.Random(0)) == []
