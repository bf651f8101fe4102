"""An evaluation as it is shown: a table and the misses on a terminal, or one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich import box
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from bot.screen import escaped, line

if TYPE_CHECKING:
    from rich.console import Console

    from bot.evaluate import Evaluation, Handled

WIDEST = 120  # columns

# Two lines each, so that all columns fit.
_HEADINGS = {
    "n": "\nn",
    "hit@1": "hit\n@1",
    "hit@5": "hit\n@5",
    "hit@10": "hit\n@10",
    "mrr@10": "MRR\n@10",
    "answer_acc": "answer\nright",
    "speaker_acc": "speaker\nright",
    "safe": "safe\nname",
    "quote_hit": "quote\nhit",
    "cite_prec": "cited\nexact",
    "cite_support": "cited\nproof",
    "abst_prec": "abst.\nprec.",
    "abst_rec": "abst.\nrecall",
    "false_abst": "false\nabst.",
    "fully_right": "fully\nright",
}
_PLAIN = {"n": "{:d}", "mrr@10": "{:.3f}"}


def show(evaluation: Evaluation, console: Console) -> None:
    """Print the figures, one row for all questions and one for each type and language. Percentages; `-` is n/a."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("\n%")
    for name in evaluation.tables[0].figures:
        table.add_column(_HEADINGS[name], justify="right", no_wrap=True)
    for group in evaluation.tables:
        cells = [_cell(name, figure) for name, figure in group.figures.items()]
        table.add_row(Text(line(group.group)), *cells, style="bold" if group.group == "overall" else None)
    # A pipe counts as 80 columns, and a figure that is cut off is worse than a long line.
    table.width = Measurement.get(console, console.options.update(width=WIDEST), table).maximum
    console.print(table, crop=False)
    overall = evaluation.tables[0].figures
    console.print(
        f"fully right: {overall['fully_right']:.1f} % of {overall['n']} questions;"
        f" seconds a question: median {evaluation.median:.2f}, 95 % within {evaluation.p95:.2f}",
        highlight=False,
    )


def show_misses(evaluation: Evaluation, console: Console) -> None:
    """Print each question that was not handled fully right: why, what was asked, said and expected."""
    for miss in evaluation.misses:
        gold, said = miss.score.gold, miss.prediction
        rank = "" if not gold.answerable else f", rank {miss.score.rank or '-'}"
        console.print(
            Text(line(f"{gold.qid} {gold.kind} {gold.language}: {' + '.join(miss.score.shortfalls)}{rank}")),
            Text(f"  asked: {line(gold.question)}"),
            *([Text(f"  said:  {line(said.answer)}")] if said.answered else []),
            *([Text(f"  gold:  {line(gold.expected or gold.accept[0])}")] if gold.answerable else []),
            sep="\n",
            soft_wrap=True,
        )


def as_json(evaluation: Evaluation) -> str:
    """Return the figures and every question as one JSON object on one line."""
    return escaped(
        json.dumps(
            {
                "tables": {table.group: dict(table.figures) for table in evaluation.tables},
                "seconds": {"median": round(evaluation.median, 4), "p95": round(evaluation.p95, 4)},
                "questions": [_question(handled) for handled in evaluation.handled],
            },
            ensure_ascii=False,
        )
    )


def _cell(name: str, figure: float | None) -> str:
    return "-" if figure is None else _PLAIN.get(name, "{:.1f}").format(figure)


def _question(handled: Handled) -> dict[str, object]:
    score = handled.score
    return {
        "qid": score.gold.qid,
        "type": score.gold.kind,
        "lang": score.gold.language,
        "answered": score.answered,
        "rank": score.rank,
        "answer_right": score.right,
        "speaker_right": score.speaker_right,
        "safe": score.safe,
        "supported": score.supported,
        "quote_hit": score.quote_hit,
        "cited": score.cited,
        "exact": score.exact,
        "fully_right": score.fully_right,
        "why": list(score.shortfalls),
        "seconds": round(handled.seconds, 4),
    }
