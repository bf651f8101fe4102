"""How quick whosaid is on this machine: building and searching (`python -m benchmarks`), encoding, and Telegram.

`python -m benchmarks.attribution GOLD.jsonl` measures how often it names the wrong person as sure.
"""

from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample" / "articles"
