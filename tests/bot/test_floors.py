from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadFloors, CannotWrite
from bot.figures import Table
from bot.floors import Fault, hold, lowered, raised, read_floors, write_floors

OURS = Path(__file__).parents[1] / "quality" / "floors.json"
TABLES = (
    Table(group="overall", figures={"n": 60, "hit@5": 80.0, "cite_prec": 100.0, "false_abst": 20.0}),
    Table(group="lang=fr", figures={"n": 12, "hit@5": 75.0, "cite_prec": None, "false_abst": 10.0}),
)
PERCENTAGE = st.floats(0, 100)


def test_figures_at_or_above_their_floors_hold() -> None:
    assert hold(TABLES, {"overall hit@5": 80.0, "overall n": 60, "lang=fr hit@5": 10.0}) == ()


def test_every_figure_below_its_floor_is_named_with_both() -> None:
    faults = hold(TABLES, {"overall hit@5": 80.1, "overall cite_prec": 100.0, "lang=fr hit@5": 90.0})
    assert [str(fault) for fault in faults] == [
        "below its floor: overall hit@5: 80, floor 80.1",
        "below its floor: lang=fr hit@5: 75, floor 90",
    ]


def test_fewer_questions_than_before_do_not_pass_for_better_figures() -> None:
    assert hold(TABLES, {"overall n": 61}) == (Fault(metric="overall n", figure=60, floor=61),)


def test_a_floor_with_nothing_left_to_measure_it_on_is_not_held() -> None:
    (fault,) = hold(TABLES, {"lang=fr cite_prec": 0.0})
    assert str(fault) == "below its floor: lang=fr cite_prec: -, floor 0"


@pytest.mark.parametrize(
    "metric", ["overall hit@7", "lang=es hit@5", "hit@5", "overall", "overall false_abst", "Overall hit@5"]
)
def test_a_floor_that_nothing_measures_is_an_error(metric: str) -> None:
    for use in (hold, raised, lowered):
        with pytest.raises(BadFloors, match="unknown metric") as caught:
            use(TABLES, {"overall hit@5": 1.0, metric: 1.0})
        assert repr(metric) in caught.value.message
        assert "'overall hit@5'" not in caught.value.message


@given(overall=PERCENTAGE, french=PERCENTAGE)
def test_raising_never_lowers_a_floor(overall: float, french: float) -> None:
    floors = {"overall hit@5": overall, "lang=fr hit@5": french, "lang=fr cite_prec": 50.0}
    assert raised(TABLES, floors) == {
        "overall hit@5": max(overall, 80.0),
        "lang=fr hit@5": max(french, 75.0),
        "lang=fr cite_prec": 50.0,
    }


def test_lowering_sets_each_floor_to_its_figure() -> None:
    assert lowered(TABLES, {"overall hit@5": 90.0, "lang=fr hit@5": 10.0}) == {
        "overall hit@5": 80.0,
        "lang=fr hit@5": 75.0,
    }


def test_no_floor_is_lowered_to_nothing() -> None:
    with pytest.raises(BadFloors, match="'lang=fr cite_prec': there was nothing to measure"):
        lowered(TABLES, {"lang=fr cite_prec": 50.0})


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors = {"overall hit@5": 80.5, "overall n": 60}
    write_floors(path, {"old": 1.0})
    write_floors(path, floors)
    assert read_floors(path) == floors
    assert [file.name for file in tmp_path.iterdir()] == ["floors.json"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("", "Expecting value"),
        ("[]", "no floor in it"),
        ("{}", "no floor in it"),
        ('{"overall hit@5": NaN}', "nan is not a number"),
        ('{"overall hit@5": -Infinity}', "-inf is not a number"),
        ('{"overall hit@5": "80"}', "'80' is not a number"),
        ('{"overall hit@5": null}', "None is not a number"),
        ('{"overall hit@5": true}', "True is not a number"),
        ('{"overall hit@5": 80, "overall hit@5": 1}', "stands there twice"),
    ],
)
def test_a_file_that_would_hold_nothing_is_refused(tmp_path: Path, content: str, cause: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadFloors) as caught:
        read_floors(path)
    assert str(caught.value).startswith(f"bad floors file: '{path}': ")
    assert cause in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadFloors, match=r"bad floors file: '.*': No such file"):
        read_floors(tmp_path / "floors.json")
    with pytest.raises(CannotWrite, match=r"cannot write the floors: '.*': No such file"):
        write_floors(tmp_path / "missing" / "floors.json", {"overall n": 1})


def test_the_projects_own_floors_ask_for_every_quotation_exact() -> None:
    assert read_floors(OURS)["overall cite_prec"] == 100.0


def test_the_projects_own_floors_look_at_every_language_of_the_sample() -> None:
    golden = OURS.parents[2] / "corpus" / "sample" / "golden.jsonl"
    questions = [json.loads(line) for line in golden.read_text(encoding="utf-8").split("\n") if line]
    floors = read_floors(OURS)
    for language in {question["lang"] for question in questions}:
        assert f"lang={language} fully_right" in floors
    assert 60 <= floors["overall n"] <= len(questions)
