"""Measuring the product on a gold file: every question is asked, in order, and what comes back is scored."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadGold, CannotWrite
from bot.figures import tables
from bot.question import parse
from bot.render_json import as_line, as_record
from bot.score import Prediction, score
from bot.turn import Turn
from corpus.errors import UnknownArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.answer import Abstention, Answer
    from bot.figures import Table
    from bot.gold import Gold
    from bot.question import Question
    from bot.score import Score

SLOW = 0.95  # the share of questions that took no longer than `Evaluation.p95`


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """One question of the gold file as it was handled."""

    line: str  # the answer in the stable JSON form
    prediction: Prediction  # the part of it that was scored
    score: Score
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured: the tables, and every question in the order of the gold file (at least one)."""

    tables: tuple[Table, ...]
    handled: tuple[Handled, ...]

    @property
    def misses(self) -> tuple[Handled, ...]:
        """The questions that were not handled fully right."""
        return tuple(one for one in self.handled if not one.score.fully_right)

    @property
    def median(self) -> float:
        """Seconds that the middle question took."""
        return statistics.median(one.seconds for one in self.handled)

    @property
    def p95(self) -> float:
        """Seconds within which 95 % of the questions were answered."""
        return sorted(one.seconds for one in self.handled)[math.ceil(SLOW * len(self.handled)) - 1]


def evaluate(
    gold: Sequence[Gold],
    ask: Callable[[Question], Answer | Abstention],
    article_text: Callable[[str], str],
    progress: Callable[[int], None] = lambda _: None,
    *,
    understand: Callable[..., Question] = parse,
) -> Evaluation:
    """Ask every question and score what comes back.

    `understand` makes a question of a text, its `qid`, and the turn that it `follows`: a follow-up goes on from what
    was answered here to the question before, right or wrong.

    `article_text` returns the archive's text of an article by its id, and raises UnknownArticle. `progress` is told
    how many questions are done, after each. Raises BadGold, before anything is asked, when an article that should
    answer is not in the archive; and whatever `ask` raises.
    """
    texts = _gold_texts(gold, article_text)
    turns: dict[str, Turn] = {}
    handled: list[Handled] = []
    for one in gold:
        before = None if one.follows is None else turns[one.follows]
        started = time.perf_counter()
        outcome = ask(understand(one.question, qid=one.qid, follows=before))
        seconds = time.perf_counter() - started
        turns[one.qid] = Turn.of(outcome)
        prediction = Prediction.of(as_record(outcome))
        _add_cited(texts, prediction, article_text)
        handled.append(
            Handled(
                line=as_line(outcome),
                prediction=prediction,
                score=score(one, prediction, texts),
                seconds=seconds,
            )
        )
        progress(len(handled))
    return Evaluation(tables=tables([one.score for one in handled]), handled=tuple(handled))


def write_predictions(evaluation: Evaluation, path: Path) -> None:
    """Write the answers in the stable JSON form, one a line. Raises CannotWrite."""
    try:
        path.write_text("".join(f"{one.line}\n" for one in evaluation.handled), encoding="utf-8")
    except OSError as fault:
        raise CannotWrite(f"cannot write the predictions: '{path}': {fault.strerror}") from fault


def _gold_texts(gold: Sequence[Gold], article_text: Callable[[str], str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for one in gold:
        if one.article_id is None or one.article_id in texts:
            continue
        try:
            texts[one.article_id] = article_text(one.article_id)
        except UnknownArticle as fault:
            raise BadGold(
                f"the gold file is about another archive: question {one.qid}: no article {one.article_id} here",
                remedy="build the archive from the articles that the gold file was made for",
            ) from fault
    return texts


def _add_cited(texts: dict[str, str], prediction: Prediction, article_text: Callable[[str], str]) -> None:
    """Add the text of every article that is cited; one that the archive does not know is scored as inexact."""
    for cited in prediction.citations:
        if cited.article_id is not None and cited.article_id not in texts:
            try:
                texts[cited.article_id] = article_text(cited.article_id)
            except UnknownArticle:
                texts[cited.article_id] = ""
