"""Measure the built-in encoder, in floats and in eight bits, against the packaged MiniLM in sentence-transformers.

All encode the same passages in rounds that take turns, so that a busy machine slows each alike; a figure is the median
of its rounds. Seconds of the processor count all threads. What eight bits lose is told as the cosine of a passage's
vector with that in floats. Starting is measured in a process of its own: from nothing imported to the first question.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import SAMPLE
from corpus import loaders
from corpus.article import Article
from index.encode import PACKAGED, SentenceTransformerEncoder
from index.onnx_encoder import BUILT_IN, GRAPH, OnnxEncoder
from index.split import PASSAGE_SIZE, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.encode import Encoder

STARTS = {
    BUILT_IN: "from index.onnx_encoder import OnnxEncoder as E",
    PACKAGED: "from index.encode import SentenceTransformerEncoder as E",
}


@dataclass(kw_only=True)
class Contender:
    """One way to encode, and what its rounds took."""

    name: str
    encoder: Encoder
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # seconds of it, all threads together

    def run(self, texts: Sequence[str]) -> None:
        """Encode `texts` once, and note how long it took."""
        began, used = time.perf_counter(), time.process_time()
        self.encoder.encode_passages(texts)
        self.seconds.append(time.perf_counter() - began)
        self.processor.append(time.process_time() - used)

    def rates(self, passages: int) -> tuple[float, float]:
        """Return passages a second, and a second of the processor."""
        return passages / statistics.median(self.seconds), passages / statistics.median(self.processor)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encoder", description=__doc__)
    parser.add_argument("--articles", type=Path, default=SAMPLE, help="a file or folder of articles: FILE.jsonl.gz")
    parser.add_argument("--passages", type=int, default=500, help="how many of their passages, at most")
    parser.add_argument("--rounds", type=int, default=3, help="how often each encodes them")
    arguments = parser.parse_args()
    texts = list(islice(_passages(arguments.articles), arguments.passages))
    floats = OnnxEncoder(passage_graph=GRAPH)
    contenders = (
        Contender(name=f"{BUILT_IN}, eight bits", encoder=OnnxEncoder()),
        Contender(name=f"{BUILT_IN}, floats", encoder=floats),
        Contender(name=PACKAGED, encoder=SentenceTransformerEncoder()),
    )
    for contender in contenders:
        contender.encoder.encode_passages(texts[:8])  # loads the model
    for _ in range(arguments.rounds):
        for contender in contenders:
            contender.run(texts)
    _tell_rates(contenders, len(texts))
    _tell_loss(contenders[0].encoder, floats, texts)
    _tell_starts(arguments.rounds)


def _passages(path: Path) -> Iterator[str]:
    for file in loaders.find([path]):
        for article in loaders.load(file):
            if isinstance(article, Article):
                yield from (passage.searched for passage in split(article, size=PASSAGE_SIZE))


def _tell_rates(contenders: Sequence[Contender], passages: int) -> None:
    peer = contenders[-1]
    _row(f"{passages} passages", "passages/s", f"of {peer.name}", "per CPU second", f"of {peer.name}")
    wall_peer, cpu_peer = peer.rates(passages)
    for contender in contenders:
        wall, cpu = contender.rates(passages)
        _row(contender.name, f"{wall:.1f}", f"{wall / wall_peer:.2f}", f"{cpu:.1f}", f"{cpu / cpu_peer:.2f}")


def _tell_loss(eight: Encoder, floats: Encoder, texts: Sequence[str]) -> None:
    cosines = (eight.encode_passages(texts) * floats.encode_passages(texts)).sum(axis=1)
    _row("eight bits to floats", f"cosine {cosines.mean():.4f} on average, {cosines.min():.4f} at worst")


def _tell_starts(rounds: int) -> None:
    """Tell the best of the rounds: what else the machine does can only add to it."""
    best = {name: min(_start(code) for _ in range(rounds)) for name, code in STARTS.items()}
    for name, seconds in best.items():
        _row(f"start, {name}", f"{seconds:.2f} s to the first question", f"{seconds / best[PACKAGED]:.2f}")


def _start(code: str) -> float:
    """Return the seconds from Python's own start to the first encoded question, in a process of its own."""
    timed = f"import time; began = time.perf_counter(); {code}; E().encode_question('Who?')"
    told = f"{timed}; print(time.perf_counter() - began)"
    return float(subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout)  # noqa: S603 # our own code


def _row(name: str, *cells: str) -> None:
    sys.stdout.write(f"{name:<28}{''.join(f'{cell:<32}' for cell in cells)}".rstrip() + "\n")


if __name__ == "__main__":
    main()
