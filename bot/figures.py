"""The figures over many scores: one table for all questions, one for each type and each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.score import Score

KINDS = ("who_said", "factual", "dated", "followup", "none")  # in this order; any other type comes after them
DEEPEST = 10  # the rank down to which MRR counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures of one group of questions, by name. Percentages, but for `n` and `mrr@10`; None: nothing to count."""

    group: str
    figures: Mapping[str, float | None]


def tables(scores: Sequence[Score]) -> tuple[Table, ...]:
    """Return the tables of all questions, of each type, and of each language (as `lang=fr`)."""
    kinds = sorted({score.gold.kind for score in scores}, key=_place)
    languages = sorted({score.gold.language for score in scores})
    return (
        Table(group="overall", figures=_figures(scores)),
        *(Table(group=kind, figures=_figures([s for s in scores if s.gold.kind == kind])) for kind in kinds),
        *(
            Table(group=f"lang={language}", figures=_figures([s for s in scores if s.gold.language == language]))
            for language in languages
        ),
    )


def _place(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)


def _figures(scores: Sequence[Score]) -> dict[str, float | None]:
    answerable = [score for score in scores if score.gold.answerable]
    unanswerable = [score for score in scores if not score.gold.answerable]
    abstained = [score for score in scores if score.answered is False]
    return {
        "n": len(scores),
        "hit@1": _hit(answerable, 1),
        "hit@5": _hit(answerable, 5),
        "hit@10": _hit(answerable, 10),
        "mrr@10": _mrr(answerable),
        "answer_acc": _share(score.right for score in answerable),
        "speaker_acc": _share(score.speaker_right for score in answerable),
        "safe": _share(score.safe for score in scores),
        "quote_hit": _share(score.quote_hit for score in answerable),
        "cite_prec": _percentage(sum(s.exact for s in scores), sum(s.cited for s in scores)),
        "cite_support": _share(score.supported for score in answerable if score.answered),
        "abst_prec": _share(not score.gold.answerable for score in abstained),
        "abst_rec": _share(score.answered is False for score in unanswerable),
        "false_abst": _share(score.answered is False for score in answerable),
        "fully_right": _share(score.fully_right for score in scores),
    }


def _hit(scores: Iterable[Score], depth: int) -> float | None:
    return _share(score.rank is not None and score.rank <= depth for score in scores)


def _mrr(scores: Sequence[Score]) -> float | None:
    if not scores:
        return None
    ranks = [score.rank for score in scores if score.rank is not None and score.rank <= DEEPEST]
    return round(sum(1.0 / rank for rank in ranks) / len(scores), 3)


def _share(held: Iterable[bool | None]) -> float | None:
    """Return the percentage that is true, of those to which the rule applies."""
    applies = [value for value in held if value is not None]
    return _percentage(sum(applies), len(applies))


def _percentage(part: int, whole: int) -> float | None:
    return round(100.0 * part / whole, 1) if whole else None
