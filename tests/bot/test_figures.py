from __future__ import annotations

from dataclasses import replace

from bot.figures import tables
from bot.gold import Gold
from bot.score import Score

WHO = Gold(qid="1", language="fr", question="Qui ?", kind="who_said", article_id="a1")
NOBODY = Gold(qid="2", language="de", question="Wer?", kind="none")
RIGHT = Score(
    gold=WHO,
    answered=True,
    cited=2,
    exact=1,
    rank=2,
    right=True,
    speaker_right=True,
    supported=True,
    quote_hit=True,
    safe=True,
    fully_right=True,
)
WRONG = replace(
    RIGHT, rank=11, right=False, speaker_right=False, supported=False, quote_hit=False, safe=False, fully_right=False
)
ABSTAINED = replace(WRONG, answered=False, cited=0, exact=0, rank=None, safe=None)
MISSING = replace(ABSTAINED, answered=None)
REFUSED = Score(gold=NOBODY, answered=False, cited=0, exact=0, fully_right=True)
FOOLED = Score(gold=NOBODY, answered=True, cited=1, exact=1, safe=True, fully_right=False)


def overall(*scores: Score) -> dict[str, float | None]:
    return dict(tables(scores)[0].figures)


def test_each_figure_counts_the_questions_that_it_is_about() -> None:
    assert overall(RIGHT, WRONG, ABSTAINED, REFUSED, FOOLED) == {
        "n": 5,
        "hit@1": 0.0,
        "hit@5": 33.3,
        "hit@10": 33.3,
        "mrr@10": 0.167,
        "answer_acc": 33.3,
        "speaker_acc": 33.3,
        "safe": 66.7,
        "quote_hit": 33.3,
        "cite_prec": 60.0,
        "cite_support": 50.0,
        "abst_prec": 50.0,
        "abst_rec": 50.0,
        "false_abst": 33.3,
        "fully_right": 40.0,
    }


def test_a_missing_prediction_is_wrong_and_no_abstention() -> None:
    figures = overall(RIGHT, MISSING)
    assert (figures["answer_acc"], figures["false_abst"], figures["abst_prec"]) == (50.0, 0.0, None)


def test_a_figure_with_nothing_to_count_is_not_zero() -> None:
    figures = overall(REFUSED)
    assert [name for name, value in figures.items() if value is None] == [
        "hit@1",
        "hit@5",
        "hit@10",
        "mrr@10",
        "answer_acc",
        "speaker_acc",
        "safe",
        "quote_hit",
        "cite_prec",
        "cite_support",
        "false_abst",
    ]


def test_there_is_a_table_for_each_type_and_language_found() -> None:
    other = replace(RIGHT, gold=replace(WHO, kind="comparison", language="es"))
    found = tables((other, REFUSED, RIGHT, FOOLED))
    assert [table.group for table in found] == [
        "overall",
        "who_said",
        "none",
        "comparison",
        "lang=de",
        "lang=es",
        "lang=fr",
    ]
    assert [table.figures["n"] for table in found] == [4, 1, 2, 1, 2, 1, 1]
