"""Who said what is found as well as it must be, by the data set's own scorer, where the data set is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.attribute import attributed

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "quotes"
SCORER = DATA / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the data set is not beside this checkout")


@pytest.mark.parametrize(
    ("name", "segments", "names", "direct", "every"),
    [
        ("french-dev", 85, 80, 85, 70),
        ("french-straight-dev", 78, 75, 75, 60),
        ("polnear-dev", 88, 80, 85, 45),
        ("german-dev", 80, None, 78, 45),
    ],
)
def test_quotations_of_the_development_sets_are_found_and_given_to_whoever_says_them(  # noqa: PLR0913, PLR0917 # a row
    tmp_path: Path, name: str, segments: int, names: int | None, direct: int, every: int
) -> None:
    gold, found = DATA / f"{name}.jsonl", tmp_path / "found.jsonl"
    lines = [one for _, one in attributed(gold.read_bytes().splitlines()) if isinstance(one, str)]
    found.write_text("\n".join(lines), encoding="utf-8")
    scored = subprocess.run(  # noqa: S603 - the data set's scorer, over what was found here
        [sys.executable, SCORER, gold, found, "--json"], check=True, capture_output=True, timeout=60
    )
    figures = json.loads(scored.stdout)
    joint = {view: 100 * figures[view]["joint"]["F1"] for view in ("quoted segments", "direct", "all")}
    assert joint["quoted segments"] >= segments
    assert joint["direct"] >= direct
    assert joint["all"] >= every
    assert 10 * figures["not_quotes"]["false_alarms"] <= figures["not_quotes"]["n"]
    if names is not None:
        assert 100 * figures["quoted segments"]["name_acc"] >= names
