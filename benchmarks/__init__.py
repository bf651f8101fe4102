"""How quick whosaid is on this machine: building and searching (`python -m benchmarks`), encoding, and Telegram."""

from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample" / "articles"
