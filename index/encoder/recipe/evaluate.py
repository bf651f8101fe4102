"""Measure encoders on the sets that none of them was trained on, and print the table of the model card.

`python -m index.encoder.recipe.evaluate --retrieval DIR ENCODER...`, an ENCODER being the folder of the built-in
encoder (as it is used: questions in floats, passages in eight bits), one ONNX graph inside it (for both), or what else
may be set as `encoder.model`. DIR holds, each where it is at hand:

    bitext-dev/NAME.LANG      lines of the same number are translations; NAME.eng is the English side
    xquad-dev/, piaf-dev/     passages-LANG.jsonl {id, text}, questions-LANG.jsonl {question, passage}

Bitext: is the nearest of all sentences of the other language the translation (accuracy at 1, both directions); all
sentences are encoded as questions. Questions: is the passage among the first one, or five, of all passages. Of PIAF
only the questions that training holds back are asked, over all its passages.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.recipe.questions import held_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.encode import Encoder

Row = tuple[str, float, float]  # what is measured, and its two figures between 0 and 1
BITEXT, XQUAD, PIAF = SETS = ("bitext-dev", "xquad-dev", "piaf-dev")
DEPTH = 5

log = logging.getLogger(__name__)


def bitext(encoder: Encoder, folder: Path) -> Iterator[Row]:
    """Yield accuracy at 1, English to the language and back, for every set of parallel sentences in `folder`."""
    for english in sorted(folder.glob("*.eng")):
        ours = _asked(encoder, _lines(english))
        for path in sorted(folder.glob(f"{english.stem}.*")):
            if path != english:
                scores = ours @ _asked(encoder, _lines(path)).T
                right = np.arange(len(ours))
                there, back = (float((scores.argmax(axis) == right).mean()) for axis in (1, 0))
                yield f"{english.stem} en ↔ {path.suffix[1:]}", there, back


def questions(encoder: Encoder, folder: Path, *, only_held_back: bool = False) -> Iterator[Row]:
    """Yield Hit@1 and Hit@5 of the questions of each language over the passages of each language in `folder`."""
    passages = {path.stem.rpartition("-")[2]: _rows(path) for path in sorted(folder.glob("passages-*.jsonl"))}
    vectors = {language: encoder.encode_passages([row["text"] for row in rows]) for language, rows in passages.items()}
    for path in sorted(folder.glob("questions-*.jsonl")):
        asked = [row for row in _rows(path) if not only_held_back or held_back(row["passage"])]
        if not asked:
            continue
        questions = _asked(encoder, [row["question"] for row in asked])
        for language, rows in passages.items():
            numbers = {row["id"]: number for number, row in enumerate(rows)}
            right = np.array([numbers[row["passage"]] for row in asked])
            first, five = hits(questions @ vectors[language].T, right)
            yield f"{folder.name} {path.stem.rpartition('-')[2]} → {language}", first, five


def hits(scores: NDArray[np.float32], right: NDArray[np.int64]) -> tuple[float, float]:
    """Return the share of rows whose right column scores best, and is among the best five. Ties count as wrong."""
    better = (scores >= scores[np.arange(len(right)), right][:, None]).sum(axis=1)
    return float((better <= 1).mean()), float((better <= DEPTH).mean())


def measure(encoder: Encoder, folder: Path, *, sets: Sequence[str] = SETS) -> Iterator[Row]:
    """Yield every measure of `sets` that `folder` has the data for."""
    if BITEXT in sets:
        yield from bitext(encoder, folder / BITEXT)
    if XQUAD in sets:
        yield from questions(encoder, folder / XQUAD)
    if PIAF in sets:
        yield from questions(encoder, folder / PIAF, only_held_back=True)


def opened(name: str) -> Encoder:
    """Open a folder of the built-in encoder's kind, a graph in it, or any other model by its name."""
    from index.onnx_encoder import QUICK_GRAPH, OnnxEncoder

    path = Path(name)
    if path.is_file():
        return OnnxEncoder(path.parent, question_graph=path.name, passage_graph=path.name)
    if (path / QUICK_GRAPH).is_file():
        return OnnxEncoder(path)
    from index.encode import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)


def table(names: Sequence[str], rows: Sequence[Sequence[Row]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, one column a model, two figures in each cell."""
    yield "| | " + " | ".join(names) + " |"
    yield "|---|" + "---|" * len(names)
    for same in zip(*rows, strict=True):
        cells = (f"{_figure(first)} / {_figure(second)}" for _, first, second in same)
        yield f"| {same[0][0]} | " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command. Each figure is logged when it is there; the table comes at the end."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m index.encoder.recipe.evaluate", description=__doc__.split("\n")[0])
    parser.add_argument("--retrieval", type=Path, required=True, metavar="DIR")
    parser.add_argument("--set", action="append", choices=SETS, dest="sets", help="measure this one (default: all)")
    parser.add_argument("encoders", nargs="+", metavar="ENCODER")
    chosen = parser.parse_args(arguments)
    columns: list[list[Row]] = []
    for name in chosen.encoders:
        columns.append([])
        for row in measure(opened(name), chosen.retrieval, sets=chosen.sets or SETS):
            log.info("%s: %s %.3f / %.3f", name, *row)
            columns[-1].append(row)
    print("\n".join(table([Path(name).name for name in chosen.encoders], columns)))  # noqa: T201 # a command's output


def _asked(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([encoder.encode_question(text) for text in texts])


def _figure(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    main()
