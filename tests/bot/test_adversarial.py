"""Questions that nobody asks in good faith, over the sample archive, with the built-in encoder and the real reader.

Each line of tests/data/adversarial.jsonl says what must hold. `must` is what comes of it: refuse, answer, error
(BadQuestion), or either an answer or a refusal; of an answer, and of what is shown instead of one, `speaker` is whom it
is given to, `only` who alone may be, and `never` who may not. `times` repeats a question that is long, `misses` is why
whosaid gets it wrong today, and `rest` is asked only with --every-question: all of them take a minute.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import render
from bot.answer import Abstention, Answer
from bot.cli import main
from bot.compose import Parts
from bot.conversation import Conversation
from bot.errors import BadQuestion
from bot.footnotes import footnotes
from bot.phrases import phrases
from bot.render_telegram import answer, plain_messages
from bot.score import says_any
from config.settings import load
from tests.fakes.telegram_text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answer import Citation, Statement
    from bot.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample" / "articles"
QUESTIONS = ROOT / "tests" / "data" / "adversarial.jsonl"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def questions() -> Iterator[Any]:
    for line in QUESTIONS.read_text("utf-8").splitlines():
        record = json.loads(line)
        marks = [pytest.mark.xfail(reason=record["misses"], strict=True)] if "misses" in record else []
        yield pytest.param(record, id=record["id"], marks=marks)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adversarial") / "archive"
    assert main(["-q", "--archive", str(folder), "build", str(SAMPLE)]) == 0
    return folder


@pytest.fixture(scope="module")
def desk(archive: Path) -> Iterator[Desk]:
    with Parts(load(archive=archive).settings).desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def sources() -> dict[str, bytes]:
    """Return the bytes of the files of each article, by its id."""
    found: dict[str, bytes] = {}
    for path in sorted(SAMPLE.rglob("*.md")):
        content = path.read_bytes()
        name = content.partition(b"\nid: ")[2].partition(b"\n")[0].decode()
        found[name] = found.get(name, b"") + content
    return found


@pytest.mark.parametrize("record", tuple(questions()))
def test_what_must_hold_of_a_question_holds(
    record: dict[str, Any], desk: Desk, sources: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    if record.get("rest") and not request.config.getoption("--every-question"):
        pytest.skip("asked with --every-question")
    question = record["question"] * record.get("times", 1)
    try:
        outcome = desk.ask(desk.understand(question))
    except BadQuestion as error:
        assert record["must"] == "error"
        assert_told_on_one_line(question, desk, error)
        return
    assert_every_word_is_in_its_source(outcome, sources)
    assert_nothing_steers_what_is_shown(outcome)
    assert_expected(outcome, record)


def test_there_are_enough_of_them_and_each_says_what_must_hold() -> None:
    records = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert len({record["id"] for record in records}) == len(records)
    assert len(records) >= 100
    assert sum("rest" not in record for record in records) >= 60
    assert {record["must"] for record in records} == {"refuse", "answer", "error", "either"}
    known = {"id", "kind", "question", "times", "must", "reason", "speaker", "only", "never", "misses", "rest"}
    assert set().union(*records) == known


def assert_told_on_one_line(question: str, desk: Desk, error: BadQuestion) -> None:
    out, err = io.StringIO(), io.StringIO()
    conversation = Conversation(desk, out=render.console_on(out), err=render.console_on(err))
    assert conversation.take(question)
    assert out.getvalue() == ""
    assert len(err.getvalue().splitlines()) <= 2  # the second is the remedy
    assert "Traceback" not in err.getvalue()
    assert not STEERING.search(err.getvalue())
    for message in plain_messages(error.message):
        assert shown(message.html).text == message.plain
        assert not STEERING.search(message.plain)


def assert_every_word_is_in_its_source(outcome: Answer | Abstention, sources: dict[str, bytes]) -> None:
    cited: list[Citation] = list(footnotes(outcome))
    for statement in statements(outcome):
        cited += [statement.short, statement.proof, *statement.also]
        cited += [part for said in (statement.quote, statement.reported) if said for part in (said.words, said.named)]
    for citation in cited:
        assert citation.excerpt
        assert citation.excerpt.encode() in sources[citation.article.id]


def assert_nothing_steers_what_is_shown(outcome: Answer | Abstention) -> None:
    stream = io.StringIO()
    render.show(outcome, render.console_on(stream))
    assert not STEERING.search(stream.getvalue())
    assert "Traceback" not in stream.getvalue()
    links = {note.article.url for note in footnotes(outcome)}
    for message in answer(outcome, ui=phrases("en")):
        seen = shown(message.html)  # knows our tags alone
        assert seen.text == message.plain
        assert not STEERING.search(message.plain)
        assert {tag.removeprefix("a href=") for tag, _ in seen.entities if tag.startswith("a ")} <= links
    for statement in statements(outcome):
        assert statement.short.excerpt in stream.getvalue()


def assert_expected(outcome: Answer | Abstention, record: dict[str, Any]) -> None:
    if record["must"] != "either":
        assert isinstance(outcome, Abstention if record["must"] == "refuse" else Answer), outcome
    if "reason" in record:
        assert isinstance(outcome, Abstention)
        assert outcome.reason == record["reason"]
    named = [" ".join(names(statement)) for statement in statements(outcome)]
    if "speaker" in record:
        assert named
        assert says_any(named[0], [record["speaker"]]), named
    if isinstance(outcome, Answer) and "only" in record:
        assert all(says_any(each, record["only"]) for each in named), named
    assert not any(says_any(each, record.get("never", [])) for each in named), named


def statements(outcome: Answer | Abstention) -> tuple[Statement, ...]:
    return outcome.statements if isinstance(outcome, Answer) else outcome.instead


def names(statement: Statement) -> Iterator[str]:
    """Yield whom a statement names: its short answer may be a name, and somebody speaks or is told of."""
    yield statement.short.excerpt
    for said in (statement.quote, statement.reported):
        if said is not None:
            yield said.named.excerpt
