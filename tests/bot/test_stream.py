from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import BadQuestion
from bot.question import Question
from bot.stream import questions

if TYPE_CHECKING:
    from collections.abc import Iterator


def asked(*lines: str | bytes) -> list[tuple[int, Question | BadQuestion]]:
    return list(questions(line.encode() if isinstance(line, str) else line for line in lines))


def test_a_line_is_a_question() -> None:
    ((number, question),) = asked("Who said it?\n")
    assert isinstance(question, Question)
    assert (number, question.text, question.qid) == (1, "Who said it?", None)


def test_a_json_line_has_an_id_and_follows_an_earlier_one() -> None:
    (_, first), (_, second) = asked(
        '{"qid": "a", "question": "Who said it?", "lang": "en"}', '{"qid": "b", "question": "When?", "follows": "a"}'
    )
    assert isinstance(first, Question)
    assert isinstance(second, Question)
    assert (first.qid, second.qid, second.follows) == ("a", "b", first)


def test_empty_lines_are_skipped_and_counted() -> None:
    assert [number for number, _ in asked("\n", "Who?\n", "  \n", "When?")] == [2, 4]


def test_a_byte_order_mark_is_no_part_of_the_question() -> None:
    ((_, question),) = asked(b"\xef\xbb\xbf" + b'{"question": "Who said it?"}')
    assert isinstance(question, Question)


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"question": ', "not JSON"),
        ('{"qid": "a"}', '"question" is missing'),
        ('{"question": 3}', '"question" is not text'),
        ('{"question": "Who?", "qid": 3}', '"qid" is not text'),
        ('{"question": "Who?", "follows": "z"}', '"follows" z: no question of that qid came before'),
        ("?!", "not a question"),
        (b"\xff\xfe", "not UTF-8"),
        ('{"a":' * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_next_is_answered(line: str | bytes, cause: str) -> None:
    (_, fault), (number, question) = asked(line, "Who said it?")
    assert isinstance(fault, BadQuestion)
    assert cause in fault.message
    assert (number, isinstance(question, Question)) == (2, True)


def test_a_question_comes_before_the_next_line_is_read() -> None:
    def lines() -> Iterator[bytes]:
        yield json.dumps({"question": "Who said it?"}).encode()
        raise AssertionError("read ahead")

    assert isinstance(next(questions(lines()))[1], Question)
