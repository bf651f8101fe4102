"""A question as plain values, and back: what makes an answer's id, and what is kept to ask it again.

A question is kept as it was understood, with those that it follows, so that it is asked again as it was, whatever a
later version would make of its words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.question import Question
from corpus.period import Period
from index.filter import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping


def packed(question: Question) -> dict[str, Any]:
    """Return everything of a question, and of those that it follows, as values that JSON holds."""
    return {
        "text": question.text,
        "qid": question.qid,
        "follows": None if question.follows is None else packed(question.follows),
        "language": question.language,
        "sought": question.sought,
        "today": _day(question.today),
        "filter": {
            "period": _period(question.filter.period),
            "outlet": question.filter.outlet,
            "speaker": question.filter.speaker,
            "contradictory": question.filter.contradictory,
        },
        "period": _period(question.period),
        "printed": _period(question.printed),
        "as_of": _day(question.as_of),
        "latest": question.latest,
        "outlet": question.outlet,
        "speaker": question.speaker,
        "anybody": question.anybody,
        "resolved": [list(pair) for pair in question.resolved],
        "whole": question.whole,
        "topic": question.topic,
        "articles": list(question.articles),
    }


def steering(question: Question) -> dict[str, Any]:
    """Return what of a question decides its answer: not the caller's id, nor the day, which stands in the periods."""
    follows = None if question.follows is None else steering(question.follows)
    return packed(question) | {"qid": None, "today": None, "follows": follows}


def unpacked(values: Mapping[str, Any]) -> Question:
    """Return the question that `packed` made the values of. Raises KeyError, TypeError, ValueError if it did not."""
    limits = values["filter"]
    return Question(
        text=values["text"],
        qid=values["qid"],
        follows=None if values["follows"] is None else unpacked(values["follows"]),
        language=values["language"],
        sought=values["sought"],
        today=_read(values["today"]),
        filter=Filter(
            period=_days(limits["period"]),
            outlet=limits["outlet"],
            speaker=limits["speaker"],
            contradictory=limits["contradictory"],
        ),
        period=_days(values["period"]),
        printed=_days(values["printed"]),
        as_of=_read(values["as_of"]),
        latest=values["latest"],
        outlet=values["outlet"],
        speaker=values["speaker"],
        anybody=values.get("anybody", False),
        resolved=tuple((pronoun, name) for pronoun, name in values["resolved"]),
        whole=values["whole"],
        topic=values["topic"],
        articles=tuple(values["articles"]),
    )


def texts(question: Question) -> tuple[str, ...]:
    """Return the words of a question and of those that it follows, the first one first."""
    before = () if question.follows is None else texts(question.follows)
    return (*before, question.text)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _period(period: Period) -> list[str | None]:
    return [_day(period.since), _day(period.until)]


def _days(days: list[str | None]) -> Period:
    since, until = days
    return Period(since=_read(since), until=_read(until))
