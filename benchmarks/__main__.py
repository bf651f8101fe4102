"""Build an archive from the sample articles, or from the files given, and measure building and searching it."""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks import SAMPLE
from corpus.archive import Archive
from index.build import build
from index.chroma import ChromaStore
from index.encode import SentenceTransformerEncoder
from index.generation import CHROMA, LEXICAL, VECTORS, open_current
from index.lexical import LexicalIndex
from index.onnx_encoder import BUILT_IN, OnnxEncoder
from index.search import Search
from index.store import ExactStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.build import Report
    from index.encode import Encoder
    from index.intake import Stage

Q = TypeVar("Q")
A = TypeVar("A")

QUESTIONS = 100  # headlines, asked as if they were questions
K = 10


class Stopwatch:
    """Times the stages of a build by what its progress tells."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage: str | None = None
        self._since = time.perf_counter()

    def __call__(self, stage: Stage, done: int, total: int | None) -> None:  # noqa: ARG002 # only the stage matters
        """Note that `stage` is at work."""
        now = time.perf_counter()
        if self._stage is not None:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE], help="files and folders of articles")
    parser.add_argument("--model", default=BUILT_IN, help="the encoder")
    arguments = parser.parse_args()
    encoder = OnnxEncoder() if arguments.model == BUILT_IN else SentenceTransformerEncoder(arguments.model)
    encoder.encode_question("a first question")  # loads the model; `benchmarks.encoder` measures how long that takes
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        stopwatch = Stopwatch()
        _tell_build(build(archive, arguments.paths, encoder=encoder, progress=stopwatch), stopwatch)
        _tell_search(archive, encoder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _line("peak memory", f"{peak / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MiB")


def _tell_build(report: Report, stopwatch: Stopwatch) -> None:
    _line("build", f"{report.articles} articles, {report.passages} passages in {report.seconds:.1f} s")
    _line("", f"{report.articles / report.seconds:.1f} articles/s, {report.passages / report.seconds:.1f} passages/s")
    for stage, seconds in stopwatch.seconds.items():
        _line(f"  {stage}", f"{seconds:.2f} s")
    _line("find near-copies", f"{report.articles / stopwatch.seconds['comparing']:.0f} articles/s")


def _tell_search(archive: Path, encoder: Encoder) -> None:
    questions = _headlines(archive)
    began = time.perf_counter()
    vectors = [encoder.encode_question(question) for question in questions]
    _line("encode a question", _each(time.perf_counter() - began, len(questions)))
    folder = open_current(archive).folder
    exact = ExactStore.over(folder / VECTORS)
    with closing(ChromaStore.open(folder / CHROMA)) as chroma:
        chroma_seconds, found = _timed(lambda vector: chroma.nearest(vector, K), vectors)
    exact_seconds, wanted = _timed(lambda vector: exact.nearest(vector, K), vectors)
    recall = statistics.mean(
        len({row for row, _ in a} & {row for row, _ in b}) / len(b) for a, b in zip(found, wanted, strict=True)
    )
    lexical = LexicalIndex.open(folder / LEXICAL)
    lexical_seconds, _ = _timed(lambda question: lexical.nearest(question, K), questions)
    with closing(Search.open(archive, encoder)) as search:
        search_seconds, _ = _timed(lambda question: search.find(question, K), questions)
    _line("dense (Chroma)", _each(chroma_seconds, len(questions)) + f", recall@{K} {recall:.3f} of the exact search")
    _line("dense (exact)", _each(exact_seconds, len(questions)))
    ratio = lexical_seconds / chroma_seconds
    _line("lexical", _each(lexical_seconds, len(questions)) + f", {ratio:.2f} of the time of dense")
    _line("search, all of it", _each(search_seconds, len(questions)))


def _headlines(archive: Path) -> list[str]:
    with closing(Archive.open(archive)) as opened:
        titles = (article.title for article in opened.newest())
        return list(islice((title for title in titles if title), QUESTIONS))


def _timed(ask: Callable[[Q], A], questions: Iterable[Q]) -> tuple[float, list[A]]:
    began = time.perf_counter()
    answers = [ask(question) for question in questions]
    return time.perf_counter() - began, answers


def _each(seconds: float, count: int) -> str:
    return f"{1000 * seconds / max(1, count):.1f} ms each"


def _line(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<20}{value}\n")


if __name__ == "__main__":
    main()
