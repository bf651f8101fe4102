"""Quality floors: the figures below which an evaluation fails, kept in a JSON file beside the tests.

A floor is named by its group and its figure, as in "overall fully_right" or "lang=fr hit@5". Floors rise with
`raised`; only `lowered`, which nobody calls by accident, lets one sink. So a file that holds nothing, a floor that is
not a number and a name that no evaluation measures are errors and not silence.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadFloors, CannotWrite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.figures import Table

LOWER_IS_BETTER = ("false_abst",)  # no floor can hold these


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One figure that is below its floor. A figure of None: there was nothing to measure it on."""

    metric: str
    figure: float | None
    floor: float

    def __str__(self) -> str:
        figure = "-" if self.figure is None else f"{self.figure:g}"
        return f"below its floor: {self.metric}: {figure}, floor {self.floor:g}"


def hold(tables: Sequence[Table], floors: Mapping[str, float]) -> tuple[Fault, ...]:
    """Return every figure that is below its floor. Raises BadFloors for a floor that nothing measures."""
    figures = _figures(tables, floors)
    return tuple(
        Fault(metric=metric, figure=figures[metric], floor=floor)
        for metric, floor in floors.items()
        if _is_below(figures[metric], floor)
    )


def raised(tables: Sequence[Table], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors, each at its figure where that is higher. None sinks."""
    figures = _figures(tables, floors)
    return {metric: max(floor, figures[metric] or floor) for metric, floor in floors.items()}


def lowered(tables: Sequence[Table], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors, each at its figure, be it higher or lower. Raises BadFloors where there is no figure."""
    found: dict[str, float] = {}
    for metric, figure in _figures(tables, floors).items():
        if figure is None:
            raise BadFloors(f"no floor can be set: '{metric}': there was nothing to measure it on")
        found[metric] = figure
    return found


def read_floors(path: Path) -> dict[str, float]:
    """Read a floors file: one JSON object, metric to number. Raises BadFloors."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_each_once)
    except OSError as fault:
        raise BadFloors(f"bad floors file: '{path}': {fault.strerror}") from fault
    except ValueError as fault:
        raise BadFloors(f"bad floors file: '{path}': {fault}") from fault
    if not isinstance(floors, dict) or not floors:
        raise BadFloors(f"bad floors file: '{path}': no floor in it")
    for metric, floor in floors.items():
        if isinstance(floor, bool) or not isinstance(floor, int | float) or not math.isfinite(floor):
            raise BadFloors(f"bad floors file: '{path}': '{metric}': {floor!r} is not a number")
    return floors


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Write a floors file, whole or not at all. Raises CannotWrite."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as fault:
        raise CannotWrite(f"cannot write the floors: '{path}': {fault.strerror}") from fault


def _figures(tables: Sequence[Table], floors: Mapping[str, float]) -> dict[str, float | None]:
    """Return the figure that each floor is about."""
    measured = {
        f"{table.group} {name}": figure
        for table in tables
        for name, figure in table.figures.items()
        if name not in LOWER_IS_BETTER
    }
    unknown = [metric for metric in floors if metric not in measured]
    if unknown:
        raise BadFloors(
            f"unknown metric in the floors: {', '.join(map(repr, unknown))}: this evaluation does not measure it",
            remedy='a metric is a group and a figure, as in "overall fully_right" or "lang=fr hit@5"',
        )
    return {metric: measured[metric] for metric in floors}


def _is_below(figure: float | None, floor: float) -> bool:
    return figure is None or figure < floor


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a metric stands there twice")
    return found
