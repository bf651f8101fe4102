from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.answer import Abstention, Answer, Citation, Searched, Statement
from bot.errors import BadGold, CannotWrite
from bot.evaluate import evaluate, write_predictions
from bot.gold import Gold
from bot.score import Prediction
from corpus.article import Article, Span
from corpus.errors import UnknownArticle

if TYPE_CHECKING:
    from pathlib import Path

    from bot.question import Question

ARTICLE = Article(id="a1", text="La séance a duré. Le maire Jean Dupré a nié les faits, mardi, devant le conseil.")
SEARCHED = Searched(generation=1, articles=1, newest=None)
EVIDENCE = "Le maire Jean Dupré a nié les faits, mardi"
WHO = Gold(
    qid="q1",
    language="en",
    question="Who denied the facts?",
    kind="who_said",
    article_id="a1",
    accept=("Dupré",),
    evidence=EVIDENCE,
)
WHEN = Gold(
    qid="q2",
    language="en",
    question="And when did he?",
    kind="followup",
    article_id="a1",
    accept=("mardi",),
    evidence=EVIDENCE,
    follows="q1",
)
NOBODY = Gold(qid="q3", language="fr", question="Qui a avoué ?", kind="none")
GOLD = (WHO, WHEN, NOBODY)


def place(words: str) -> Citation:
    start = ARTICLE.text.index(words)
    return Citation(article=ARTICLE, span=Span(start, start + len(words)))


class ScriptedAsk:
    """Answers each question text with the words it was given for it, and abstains from every other."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.asked: list[Question] = []
        self._answers = answers

    def __call__(self, question: Question) -> Answer | Abstention:
        self.asked.append(question)
        short = self._answers.get(question.text)
        if short is None:
            return Abstention(question=question, reason="nothing found", nearest=(), ranked=(), searched=SEARCHED)
        statement = Statement(short=place(short), proof=place(EVIDENCE), quote=None)
        return Answer(question=question, statements=(statement,), ranked=("a1",), searched=SEARCHED)


def text_of(article_id: str) -> str:
    if article_id != "a1":
        raise UnknownArticle(f"unknown article: {article_id}")
    return ARTICLE.text


RIGHT = {WHO.question: "Jean Dupré", WHEN.question: "mardi"}


def test_what_the_product_answers_is_scored_question_by_question() -> None:
    evaluation = evaluate(GOLD, ScriptedAsk(RIGHT), text_of)
    assert [one.score.gold.qid for one in evaluation.handled] == ["q1", "q2", "q3"]
    assert evaluation.misses == ()
    overall = evaluation.tables[0].figures
    assert (overall["fully_right"], overall["cite_prec"], overall["hit@1"]) == (100.0, 100.0, 100.0)


def test_the_misses_are_the_questions_that_were_not_handled_fully_right() -> None:
    evaluation = evaluate(GOLD, ScriptedAsk({WHO.question: "La séance", NOBODY.question: "mardi"}), text_of)
    assert [(miss.score.gold.qid, miss.score.shortfalls) for miss in evaluation.misses] == [
        ("q1", ("wrong answer",)),
        ("q2", ("abstained",)),
        ("q3", ("answered a none",)),
    ]


def test_a_follow_up_is_asked_with_the_question_it_follows() -> None:
    ask = ScriptedAsk(RIGHT)
    evaluate(GOLD, ask, text_of)
    first, second, third = ask.asked
    assert second.follows is first
    assert (first.follows, third.follows) == (None, None)
    assert (first.qid, first.text) == ("q1", "Who denied the facts?")


def test_a_citation_is_checked_against_the_archive_and_not_against_itself() -> None:
    evaluation = evaluate((WHO,), ScriptedAsk(RIGHT), lambda _: ARTICLE.text.replace("nié", "nie"))
    assert evaluation.handled[0].score.shortfalls == ("no support",)
    assert evaluation.tables[0].figures["cite_prec"] == 0.0


def test_a_citation_of_an_article_that_the_archive_does_not_have_is_inexact() -> None:
    evaluation = evaluate((NOBODY,), ScriptedAsk({NOBODY.question: "mardi"}), _no_article)
    assert evaluation.tables[0].figures["cite_prec"] == 0.0


def test_a_gold_file_about_another_archive_is_refused_before_anything_is_asked() -> None:
    ask = ScriptedAsk(RIGHT)
    with pytest.raises(BadGold, match="about another archive: question q1: no article a1 here") as caught:
        evaluate(GOLD, ask, _no_article)
    assert caught.value.remedy
    assert ask.asked == []


def _no_article(article_id: str) -> str:
    raise UnknownArticle(f"unknown article: {article_id}")


def test_progress_hears_of_every_question() -> None:
    heard: list[int] = []
    evaluate(GOLD, ScriptedAsk(RIGHT), text_of, heard.append)
    assert heard == [1, 2, 3]


def test_the_predictions_are_written_in_the_stable_form_that_is_scored(tmp_path: Path) -> None:
    evaluation = evaluate(GOLD, ScriptedAsk(RIGHT), text_of)
    path = tmp_path / "predictions.jsonl"
    write_predictions(evaluation, path)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [Prediction.of(record) for record in records] == [one.prediction for one in evaluation.handled]
    assert [record["answered"] for record in records] == [True, True, False]
    assert (records[1]["answer"], records[1]["ranked"]) == ("mardi", ["a1"])


def test_predictions_that_cannot_be_written_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"cannot write the predictions: '.*': "):
        write_predictions(evaluate(GOLD, ScriptedAsk(RIGHT), text_of), tmp_path / "missing" / "p.jsonl")
