"""Questions that come one a line, plain or as JSON: `{"qid", "question", "follows"}`.

`follows` is the qid of an earlier question of the same stream, and goes on from what was answered to it. Other keys
are not looked at, so a gold file can be asked as it is. One bad line is told and skipped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.question import Question, parse
from bot.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_NO_TURNS: Mapping[str, Turn] = {}


def questions(
    lines: Iterable[bytes], understand: Callable[..., Question] = parse, turns: Mapping[str, Turn] = _NO_TURNS
) -> Iterator[tuple[int, Question | BadQuestion]]:
    """Yield each line's number and its question, or what is wrong with it, as soon as the line is there.

    `understand` makes a question of a text, its `qid`, and the turn that it `follows`. `turns`, by qid, is filled by
    whoever answers, question by question; one that was not answered is followed all the same.
    """
    asked: dict[str, Turn] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _question(line, {**asked, **turns}, understand)
        except BadQuestion as fault:
            yield number, fault
            continue
        if question.qid is not None:
            asked[question.qid] = Turn(question=question)
        yield number, question


def _question(line: bytes, asked: Mapping[str, Turn], understand: Callable[..., Question]) -> Question:
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as fault:
        raise BadQuestion("not a question: not UTF-8 text") from fault
    if not text.startswith("{"):
        return understand(text)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BadQuestion(f"not a question: not JSON: {fault}") from fault
    words, qid, follows = (_text(record, key) for key in ("question", "qid", "follows"))
    if words is None:
        raise BadQuestion('not a question: "question" is missing')
    if follows is not None and follows not in asked:
        raise BadQuestion(f'not a question: "follows" {follows}: no question of that qid came before')
    return understand(words, qid=qid, follows=None if follows is None else asked[follows])


def _text(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise BadQuestion(f'not a question: "{key}" is not text')
    return value
