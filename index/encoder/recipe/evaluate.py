"""Measure encoders on the sets that none of them was trained on, and print the table of the model card.

`python -m index.encoder.recipe.evaluate --retrieval DIR MODEL...`, a MODEL being a sentence-transformers folder or
an ONNX graph inside one. DIR holds, each where it is at hand:

    bitext-dev/NAME.LANG      lines of the same number are translations; NAME.eng is the English side
    xquad-dev/, piaf-dev/     passages-LANG.jsonl {id, text}, questions-LANG.jsonl {question, passage}

Bitext: is the nearest of all sentences of the other language the translation (accuracy at 1, both directions).
Questions: is the passage among the first one, or five, of all passages. Of PIAF only the questions that training
holds back are asked, over all its passages.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.recipe.questions import held_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]

Row = tuple[str, float, float]  # what is measured, and its two figures between 0 and 1
DEPTH = 5


def bitext(embed: Embed, folder: Path) -> Iterator[Row]:
    """Yield accuracy at 1, English to the language and back, for every set of parallel sentences in `folder`."""
    for english in sorted(folder.glob("*.eng")):
        ours = embed(_lines(english))
        for path in sorted(folder.glob(f"{english.stem}.*")):
            if path != english:
                scores = ours @ embed(_lines(path)).T
                right = np.arange(len(ours))
                there, back = (float((scores.argmax(axis) == right).mean()) for axis in (1, 0))
                yield f"{english.stem} en ↔ {path.suffix[1:]}", there, back


def questions(embed: Embed, folder: Path, *, only_held_back: bool = False) -> Iterator[Row]:
    """Yield Hit@1 and Hit@5 of the questions of each language over the passages of each language in `folder`."""
    passages = {path.stem.rpartition("-")[2]: _rows(path) for path in sorted(folder.glob("passages-*.jsonl"))}
    vectors = {language: embed([row["text"] for row in rows]) for language, rows in passages.items()}
    for path in sorted(folder.glob("questions-*.jsonl")):
        asked = [row for row in _rows(path) if not only_held_back or held_back(row["passage"])]
        if not asked:
            continue
        questions = embed([row["question"] for row in asked])
        for language, rows in passages.items():
            numbers = {row["id"]: number for number, row in enumerate(rows)}
            right = np.array([numbers[row["passage"]] for row in asked])
            first, five = hits(questions @ vectors[language].T, right)
            yield f"{folder.name} {path.stem.rpartition('-')[2]} → {language}", first, five


def hits(scores: NDArray[np.float32], right: NDArray[np.int64]) -> tuple[float, float]:
    """Return the share of rows whose right column scores best, and is among the best five. Ties count as wrong."""
    better = (scores >= scores[np.arange(len(right)), right][:, None]).sum(axis=1)
    return float((better <= 1).mean()), float((better <= DEPTH).mean())


def measure(embed: Embed, folder: Path) -> Iterator[Row]:
    """Yield every measure that `folder` has the data for."""
    yield from bitext(embed, folder / "bitext-dev")
    yield from questions(embed, folder / "xquad-dev")
    yield from questions(embed, folder / "piaf-dev", only_held_back=True)


def opened(model: Path) -> Embed:
    """Open a folder with torch, or an ONNX graph in a folder with onnxruntime."""
    if model.is_dir():
        from index.encoder.recipe.student import Student

        return Student(model).vectors
    from index.onnx_encoder import OnnxEncoder

    return OnnxEncoder(model.parent, graph=model.name).encode_passages


def table(names: Sequence[str], rows: Sequence[Sequence[Row]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, one column a model, two figures in each cell."""
    yield "| | " + " | ".join(names) + " |"
    yield "|---|" + "---|" * len(names)
    for same in zip(*rows, strict=True):
        cells = (f"{_figure(first)} / {_figure(second)}" for _, first, second in same)
        yield f"| {same[0][0]} | " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m index.encoder.recipe.evaluate", description=__doc__.split("\n")[0])
    parser.add_argument("--retrieval", type=Path, required=True, metavar="DIR")
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL")
    chosen = parser.parse_args(arguments)
    rows = [list(measure(opened(model), chosen.retrieval)) for model in chosen.models]
    print("\n".join(table([model.name for model in chosen.models], rows)))  # noqa: T201 -- a command's output


def _figure(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    main()
