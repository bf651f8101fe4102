from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.loaders.record import RecordLoader
from tests.contracts.loader import LoaderContract

DATA = Path(__file__).parents[2] / "data" / "loaders"


class TestRecordLoaderOnJsonLines(LoaderContract):
    faults = 1

    @pytest.fixture
    def loader(self) -> RecordLoader:
        return RecordLoader()

    @pytest.fixture
    def file(self) -> Path:
        return DATA / "records.jsonl"


class TestRecordLoaderOnCsv(LoaderContract):
    faults = 1

    @pytest.fixture
    def loader(self) -> RecordLoader:
        return RecordLoader()

    @pytest.fixture
    def file(self) -> Path:
        return DATA / "table.csv"


def items(path: Path, content: str | bytes | None = None) -> list[Article | UnreadableFile]:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(RecordLoader().load(path))


def texts(path: Path, content: str | bytes) -> list[str]:
    """Return the text of each article, and the message of each record that is none, without its path."""
    found = items(path, content)
    return [item.text if isinstance(item, Article) else item.message.partition(path.name)[2] for item in found]


def refused(path: Path, content: str | bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        items(path, content)
    assert "\n" not in caught.value.message
    return caught.value.message.partition(path.name)[2]


def test_json_lines_keep_their_own_ids_and_words() -> None:
    first, fault, last = items(DATA / "records.jsonl")
    assert first == Article(
        id="r-1",
        title="Reservoir full again",
        text='The reservoir is full again.\n\n"We got lucky", said Ann Vale.  Twice.',
        outlet="Hill Daily",
        byline="A. Reed, B. Stone",
        published=date(2020, 2, 1),
        language="en",
    )
    assert isinstance(fault, UnreadableFile)
    assert "records.jsonl, line 2: broken or cut-off JSON" in fault.message
    assert last == Article(
        id="77",
        version=3,
        title="El puente",
        text="El puente se abrirá en junio.\n\n«No habrá peaje», dijo la alcaldesa.",
        published=date(2020, 2, 1),
    )


def test_csv_is_read_by_its_column_names_whatever_parts_them() -> None:
    first, fault, last = items(DATA / "table.csv")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(fault, UnreadableFile)
    assert first.text.endswith(
        '\n\n"Wir haben Risse gefunden", sagte die Bürgermeisterin; mehr wollte sie nicht sagen.'
    )
    assert (first.title, first.published, first.byline) == ("Brücke gesperrt", date(2019, 3, 4), "Jan Moor")
    assert (first.outlet, first.url) == ("Moorblatt", "https://example.org/bruecke")
    assert "table.csv, line 5: no text" in fault.message
    assert (last.title, last.language) == ("Fähre fährt wieder", None)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-8-sig"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    table = "title,text\n" + "plain,words\n" * 3 + "Été,«\xa0Déjà là\xa0»\n"
    assert texts(tmp_path / "a.csv", table.encode(encoding))[-1] == "«\xa0Déjà là\xa0»"


def test_csv_rows_that_would_lose_words_are_refused(tmp_path: Path) -> None:
    table = (
        b"title,text\na,one, two\nb,caf\xc3\xa9 \xc3\xa0 Orl\xc3\xa9ans\nc,caf\xc3\xa9 \xc3 Orl\xc3\xa9ans\nd,,,\ne\n"
    )
    long, good, damaged, *empty = texts(tmp_path / "a.csv", table)
    assert long == ", line 2: 3 columns, but the first line names 2"
    assert good == "café à Orléans"
    assert damaged == ", line 4: not valid UTF-8"
    assert empty == [", line 5: no text", ", line 6: no text"]


def test_a_table_is_known_by_its_first_line_and_prose_is_not_one() -> None:
    loader = RecordLoader()
    assert loader.detect(Path("a.txt"), "Title\tText\nA\tB\n".encode("utf-16"))
    assert not loader.detect(Path("a.txt"), b"Text, title and date are missing.\nThe text, he said, is short.")


def test_json_arrays_and_objects_are_read(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.json", '[{"text": "one"},\n {"text": "two"}]') == ["one", "two"]
    assert texts(tmp_path / "a.json", '{\n "title": "T",\n "text": "one"\n}') == ["one"]
    assert texts(tmp_path / "a.json", '{"text": "one"}') == ["one"]


def test_an_array_is_read_across_the_blocks_it_comes_in(tmp_path: Path) -> None:
    long = [f"{number} " * 70_000 for number in range(40, 60)]
    written = ",\n".join(f'{{"text": "{text}"}}' for text in long)
    assert texts(tmp_path / "a.json", f"[{written}]") == long


def test_a_damaged_record_of_an_array_is_refused_alone(tmp_path: Path) -> None:
    array = b'[{"text": "caf\xc3\xa9 \xc3\xa0 Orl\xc3\xa9ans"},\n{"text": "caf\xc3"},\n{"text": "\xc3\xa7a va"}]'
    assert texts(tmp_path / "a.json", array) == ["café à Orléans", ", line 2: not valid UTF-8", "ça va"]


def test_what_stands_before_a_cut_still_loads(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.json", '[{"text": "one"},\n{"text": "tw') == ["one", ", line 2: broken or cut-off JSON"]
    lines = texts(tmp_path / "a.jsonl", '{"text": "one"}\n{"text": "tw')
    assert lines[0] == "one"
    assert lines[1].startswith(", line 2: broken or cut-off JSON")


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv"])
def test_records_of_something_else_are_refused_once(tmp_path: Path, suffix: str) -> None:
    rows = {
        "jsonl": '{"question": "who?", "answer": "him"}\n' * 500,
        "json": "[" + ",".join(['{"question": "who?", "answer": "him"}'] * 500) + "]",
        "csv": "question,answer\n" + "who?,him\n" * 500,
    }
    assert refused(tmp_path / f"a.{suffix}", rows[suffix]) == ": no text column: found question, answer"


def test_a_few_odd_lines_before_the_articles_do_not_hide_them(tmp_path: Path) -> None:
    found = texts(tmp_path / "a.jsonl", '{"export": 1}\n7\n{"text": "one"}\n{"note": 2}\n')
    assert found == [
        ", line 1: no text column: found export",
        ", line 2: not a JSON object",
        "one",
        ", line 4: no text column: found note",
    ]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.json", "[]", ": no records"),
        ("a.csv", "title,text\n", ": no records"),
        ("a.json", "[1, 2]", ", line 1: not a JSON object"),
        ("a.json", "[" * 100_000, ", line 1: broken JSON"),
        ("a.jsonl", "Not JSON at all.\n" * 300, ", line 1: broken or cut-off JSON (Expecting value)"),
        ("a.jsonl", '{"a":' * 100_000, ", line 1: broken JSON"),
        ("a.jsonl", '{"text": "x", "n": ' + "1" * 5_000 + "}", ", line 1: broken JSON"),
    ],
)
def test_what_holds_no_article_is_refused_in_one_line(tmp_path: Path, name: str, content: str, cause: str) -> None:
    assert refused(tmp_path / name, content) == cause


def test_control_characters_in_a_column_name_do_not_reach_the_message(tmp_path: Path) -> None:
    assert "\x1b" not in refused(tmp_path / "a.jsonl", '{"\\u001b[31mred": 1}')


def test_a_file_is_read_only_as_far_as_its_articles_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n' * 100_000, encoding="utf-8")
    found = RecordLoader().load(tmp_path / "a.jsonl")
    assert isinstance(next(found), Article)
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    assert sum(1 for _ in found) < 100_000
