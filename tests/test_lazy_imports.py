from __future__ import annotations

import subprocess
import sys
import time

HEAVY = (
    "torch",
    "llama_index",
    "chromadb",
    "sentence_transformers",
    "transformers",
    "trafilatura",
    "bm25s",
    "telegram",
)
HELP = "import sys; from bot.cli import main; code = main(['--help'])"
ALLOWED = 0.5  # seconds that --help may take beyond Python's own start
RUNS = 7


def run(code: str) -> tuple[str, float]:
    began = time.perf_counter()
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 # our own code
    return ended.stdout, time.perf_counter() - began


def test_help_loads_nothing_heavy() -> None:
    out, _ = run(f"{HELP}; print('loaded:', *[name for name in {HEAVY} if name in sys.modules])")
    assert out.startswith("Usage: whosaid")
    assert out.endswith("loaded:\n")


def test_help_answers_within_half_a_second_of_pythons_own_start() -> None:
    # The best of several, each beside a bare start: a busy machine slows both.
    bare, helped = [], []
    for _ in range(RUNS):
        bare.append(run("pass")[1])
        helped.append(run(HELP)[1])
        if min(helped) - min(bare) < ALLOWED:
            return
    raise AssertionError(f"--help takes {min(helped) - min(bare):.2f} s more than Python alone")
