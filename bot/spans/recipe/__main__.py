"""The one command that trains the span model anew. See `--help`, and `bot/spans/README.md`."""

from __future__ import annotations

import argparse
import logging
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.spans.recipe.examples import Example

CHECKPOINT = "spans.pt"
log = logging.getLogger(__name__)
XQUAD_PASSAGES, XQUAD_QUESTIONS = ("en", "de", "es"), ("en", "de", "es", "ru")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = _parser().parse_args(arguments)
    from tokenizers import Tokenizer

    from bot.spans.recipe import graph
    from bot.spans.recipe.network import SpanNetwork
    from bot.spans.recipe.training import row_of, train

    tokenizer = Tokenizer.from_file(str(chosen.encoder / "tokenizer.json"))
    rows = [row for example in collected(chosen) if (row := row_of(example, tokenizer)) is not None]
    log.info("%d examples", len(rows))
    network = SpanNetwork(chosen.encoder)
    if chosen.start is not None:
        network.load(chosen.start)
    chosen.work.mkdir(parents=True, exist_ok=True)
    train(
        network,
        rows,
        epochs=chosen.epochs,
        minutes=chosen.minutes,
        rate=chosen.rate,
        checkpoint=chosen.work / CHECKPOINT,
    )
    network.save(chosen.out, chosen.encoder)
    graph.write(chosen.out)


def collected(chosen: argparse.Namespace) -> Iterator[Example]:
    """Yield the examples of every set that the command line names."""
    from bot.spans.recipe.examples import of_archive, of_passages
    from index.encoder.recipe.questions import held_back

    chance = random.Random(chosen.seed)
    if chosen.archiveqa is not None:
        yield from of_archive(chosen.archiveqa, chance=chance)
    if chosen.piaf is not None:
        yield from of_passages(
            chosen.piaf, passages="fr", questions=["fr"], chance=chance, left_out=held_back, share=chosen.piaf_share
        )
    if chosen.xquad is not None:
        for language in XQUAD_PASSAGES:
            yield from of_passages(chosen.xquad, passages=language, questions=XQUAD_QUESTIONS, chance=chance)


def _parser() -> argparse.ArgumentParser:
    from index.onnx_encoder import FOLDER

    parser = argparse.ArgumentParser(
        prog="python -m bot.spans.recipe",
        description="Train the span model on question sets. Stopped at any point, the same command goes on from the "
        "last checkpoint in the work folder.",
    )
    add = parser.add_argument
    add("--work", type=Path, required=True, metavar="DIR", help="where checkpoints go")
    add("--out", type=Path, required=True, metavar="DIR", help="where the finished model goes")
    add("--encoder", type=Path, default=FOLDER, metavar="DIR", help="the encoder that it goes on from")
    add("--start", type=Path, metavar="DIR", help="a span model to go on from (default: the encoder's own layers)")
    add("--rate", type=float, default=1.0, help="of the usual learning rate (default: %(default)s)")
    add("--seed", type=int, default=0, help="what examples are drawn with (default: %(default)s)")
    add("--archiveqa", type=Path, metavar="DIR", help="an ArchiveQA folder; one article in twelve is held back")
    add("--piaf", type=Path, metavar="DIR", help="a PIAF folder; a fifth of the articles is held back")
    add("--piaf-share", type=float, default=0.55, metavar="SHARE", help="of its questions (default: %(default)s)")
    add("--xquad", type=Path, metavar="DIR", help="a folder of passages-LANG.jsonl and questions-LANG.jsonl")
    add("--epochs", type=float, default=1.0, help="passes over the examples (default: %(default)s)")
    add("--minutes", type=float, default=float("inf"), help="or at most so long")
    return parser


if __name__ == "__main__":
    main()
