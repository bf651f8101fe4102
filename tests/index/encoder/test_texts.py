from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from index.encoder.recipe.texts import BadText, read

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_every_kind_are_read_plain_and_compressed(tmp_path: Path) -> None:
    (tmp_path / "en-fra.tsv").write_text("wire\tnews\tA cat.\tUn chat.\n", encoding="utf-8")
    (tmp_path / "en-deu.tsv.gz").write_bytes(gzip.compress(b"wire\tnews\tA dog.\tEin Hund.\n"))
    (tmp_path / "lines.txt").write_text("One line.\nAnother.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("No text of ours.\n", encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    rows = [{"title": "Title", "text": "Text."}, {"text": "Bare."}]
    (below / "articles.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    assert sorted(read([tmp_path])) == sorted(
        ["A cat.", "Un chat.", "A dog.", "Ein Hund.", "One line.", "Another.", "Title\nText.", "Bare."]
    )


def test_articles_whose_ids_are_left_out_are_not_read(tmp_path: Path) -> None:
    rows = [{"id": "a1", "text": "Kept."}, {"id": "a2", "text": "Held back."}]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert list(read([tmp_path / "articles.jsonl"], without=frozenset({"a2"}))) == ["Kept."]


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text("A\u2028cat.\n", encoding="utf-8", newline="\n")
    assert list(read([tmp_path])) == ["A\u2028cat."]


def test_empty_texts_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "en-fra.tsv").write_text("wire\tnews\tA cat.\t \n", encoding="utf-8")
    assert list(read([tmp_path])) == ["A cat."]


@pytest.mark.parametrize(
    ("name", "line", "cause"),
    [
        ("en-fra.tsv", "news\tA.\tB.", "3 columns, not 4"),
        ("articles.jsonl", "{not json", "Expecting"),
        ("articles.jsonl", '{"title": "No text"}', "'text'"),
        ("articles.jsonl", '["a list"]', "line 2"),
    ],
)
def test_a_line_out_of_format_is_named(tmp_path: Path, name: str, line: str, cause: str) -> None:
    first = "wire\tnews\tA.\tB." if name.endswith("tsv") else '{"text": "One."}'
    (tmp_path / name).write_text(f"{first}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadText, match=cause) as raised:
        list(read([tmp_path]))
    assert f"{name}: line 2" in raised.value.message


def test_a_folder_without_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadText, match="no file of a known kind"):
        list(read([tmp_path]))
