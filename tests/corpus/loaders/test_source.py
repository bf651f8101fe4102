from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.loaders.source import opened

if TYPE_CHECKING:
    from pathlib import Path


def test_who_stops_reading_the_output_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{}\n")
    with pytest.raises(BrokenPipeError), opened(tmp_path / "a.jsonl"):
        raise BrokenPipeError
