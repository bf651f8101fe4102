from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from bot.evaluate import Evaluation, Handled
from bot.figures import KINDS, tables
from bot.gold import Gold
from bot.render_evaluation import as_json, show, show_misses
from bot.score import Prediction, Score

WHO = Gold(
    qid="q1",
    language="fr",
    question="Qui a nié\x1b[2J ?",
    kind="who_said",
    article_id="a1",
    accept=("Dupré",),
    evidence="x",
    expected="Jean [bold]Dupré",
)


def handled(gold: Gold, *, answered: bool, fully_right: bool, seconds: float) -> Handled:
    score = Score(
        gold=gold,
        answered=answered,
        cited=1,
        exact=1,
        rank=3,
        right=fully_right,
        supported=fully_right,
        fully_right=fully_right,
    )
    prediction = Prediction(qid=gold.qid, answered=answered, answer="nobody\x1b[1m" if answered else "")
    return Handled(line="{}", prediction=prediction, score=score, seconds=seconds)


def evaluation(*of: Handled) -> Evaluation:
    return Evaluation(tables=tables([one.score for one in of]), handled=of)


def gold(qid: str, kind: str, language: str) -> Gold:
    return Gold(qid=qid, language=language, question="?", kind=kind, article_id="a1", accept=("x",), evidence="x")


EVERYTHING = evaluation(
    *(
        handled(gold(f"{kind}-{language}-{number}", kind, language), answered=True, fully_right=True, seconds=number)
        for kind in KINDS
        for language in ("de", "en", "es", "fr")
        for number in range(50)
    )
)


def shown(of: Evaluation, width: int = 120) -> str:
    stream = io.StringIO()
    show(of, Console(file=stream, width=width))
    return stream.getvalue()


@pytest.mark.parametrize("width", [120, 100, 40])
def test_the_table_fits_a_wide_terminal_and_is_never_cut_on_a_narrow_one(width: int) -> None:
    text = shown(EVERYTHING, width)
    rows = text.splitlines()
    assert max(map(len, rows)) <= 120
    assert "…" not in text
    groups = [row.split()[0] for row in rows if len(row.split()) == 16 and not row.startswith("fully right")]
    assert groups == ["%", "overall", *KINDS, "lang=de", "lang=en", "lang=es", "lang=fr"]


def test_a_figure_with_nothing_to_count_is_a_dash() -> None:
    row = next(row for row in shown(EVERYTHING).splitlines() if row.startswith("none"))
    assert row.split() == ["none", "200", *["-"] * 8, "100.0", "-", "-", "0.0", "-", "100.0"]


def test_the_headline_says_the_share_and_the_time_a_question_takes() -> None:
    measured = evaluation(
        *(handled(gold(str(n), "dated", "en"), answered=True, fully_right=n < 5, seconds=n / 10) for n in range(20))
    )
    assert shown(measured).splitlines()[-1] == (
        "fully right: 25.0 % of 20 questions; seconds a question: median 0.95, 95 % within 1.80"
    )


def test_a_miss_says_why_and_what_was_expected_and_steers_no_terminal() -> None:
    stream = io.StringIO()
    misses = evaluation(
        handled(WHO, answered=True, fully_right=False, seconds=1),
        handled(gold("q2", "dated", "en"), answered=True, fully_right=True, seconds=1),
        handled(
            Gold(qid="q3", language="en", question="Who?", kind="none"), answered=True, fully_right=False, seconds=1
        ),
    )
    show_misses(misses, Console(file=stream, width=20))
    assert stream.getvalue().splitlines() == [
        "q1 who_said fr: wrong answer + no support, rank 3",
        "  asked: Qui a nié␛[2J ?",
        "  said:  nobody␛[1m",
        "  gold:  Jean [bold]Dupré",
        "q3 none en: answered a none",
        "  asked: Who?",
        "  said:  nobody␛[1m",
    ]


def test_the_json_holds_every_figure_and_every_question_on_one_safe_line() -> None:
    measured = evaluation(handled(WHO, answered=False, fully_right=False, seconds=0.25))
    text = as_json(measured)
    assert text.isprintable()
    record = json.loads(text)
    assert record["tables"]["lang=fr"] == dict(measured.tables[0].figures)
    assert record["seconds"] == {"median": 0.25, "p95": 0.25}
    assert record["questions"] == [
        {
            "qid": "q1",
            "type": "who_said",
            "lang": "fr",
            "answered": False,
            "rank": 3,
            "answer_right": False,
            "speaker_right": None,
            "safe": None,
            "supported": False,
            "quote_hit": None,
            "cited": 1,
            "exact": 1,
            "fully_right": False,
            "why": ["abstained"],
            "seconds": 0.25,
        }
    ]
