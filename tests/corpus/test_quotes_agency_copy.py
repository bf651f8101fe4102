from __future__ import annotations

from pathlib import Path

import pytest

from corpus.quotes import find

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed" / "afp-alep-2016.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the dispatch is not part of the project")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Le bombardement aveugle", ["John Kerry", "John Kerry"]),
        ("Les rues sont pleines", ["Ibrahim Abou al-Leith"]),
        ("C'est la priorité", ["Staffan de Mistura"]),
        ("Les experts russes", ["Staffan de Mistura"]),
        ("Gens sous les décombres", []),
    ],
)
def test_a_real_dispatch_gives_each_speaker_their_words(words: str, names: list[str]) -> None:
    text = SEED.read_text(encoding="utf-8")
    found = [quote for quote in find(text, "fr") if quote.content.of(text).startswith(words)]
    assert [None if quote.name is None else quote.name.of(text) for quote in found] == names
    assert all(quote.is_attributed for quote in found)
