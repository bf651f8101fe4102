from __future__ import annotations

import io
import signal
import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.conversation import COMMANDS, Conversation
from bot.render import console_on
from bot.repl import Commands, converse, read_lines
from corpus.period import ALWAYS, Period
from index.filter import EVERYTHING, Filter
from tests.fakes.desk import FakeDesk
from tests.fakes.outcomes import PROOF, TEXT

if TYPE_CHECKING:
    from pathlib import Path

CTRL_C, CTRL_D, CTRL_R, ALT_ENTER = "\x03", "\x04", "\x12", "\x1b\r"
QUESTION = "who called it crimes?"


class Talk:
    """A conversation with a fake desk, and what it printed."""

    def __init__(self, desk: FakeDesk | None = None) -> None:
        self.desk = desk or FakeDesk()
        self._out, self._err = io.StringIO(), io.StringIO()
        self.conversation = Conversation(self.desk, out=console_on(self._out), err=console_on(self._err))

    def type(self, keys: str, history: Path) -> None:
        with create_pipe_input() as keyboard:
            keyboard.send_text(keys)
            converse(self.conversation, history=history, keyboard=keyboard, display=DummyOutput())

    def pipe(self, *lines: str) -> None:
        read_lines(self.conversation, iter([f"{line}\n".encode() for line in lines]))

    @property
    def asked(self) -> list[str]:
        return [question.text for question in self.desk.asked]

    @property
    def out(self) -> str:
        return self._out.getvalue()

    @property
    def err(self) -> str:
        return self._err.getvalue()


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history"


def test_enter_sends_and_ctrl_d_leaves(talk: Talk, history: Path) -> None:
    talk.type(f"{QUESTION}\r{CTRL_D}", history)
    assert talk.asked == [QUESTION]
    assert talk.out.startswith("John Kerry\n")


def test_alt_enter_begins_a_new_line_of_the_same_question(talk: Talk, history: Path) -> None:
    talk.type(f"who called it{ALT_ENTER}crimes?\r{CTRL_D}", history)
    assert talk.asked == ["who called it crimes?"]


def test_ctrl_c_clears_what_was_typed(talk: Talk, history: Path) -> None:
    talk.type(f"nonsense{CTRL_C}{QUESTION}\r{CTRL_D}", history)
    assert talk.asked == [QUESTION]


def test_quit_leaves(talk: Talk, history: Path) -> None:
    talk.type(f"/quit\r{QUESTION}\r", history)
    assert talk.asked == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/a", ["/article", "/archive"]),
        ("/", list(COMMANDS)),
        ("/passage ", ["1", "2"]),
        ("/article 2", ["2"]),
        ("/article 3", []),
        ("/help ", []),
        ("who /a", []),
        ("", []),
    ],
)
def test_commands_and_the_numbers_of_citations_are_completed(talk: Talk, typed: str, offered: list[str]) -> None:
    talk.pipe(QUESTION)
    completions = Commands(talk.conversation).get_completions(Document(typed), CompleteEvent())
    assert [completion.text for completion in completions] == offered


def test_the_archive_can_be_asked_for(talk: Talk) -> None:
    talk.pipe("/archive")
    assert talk.out == "66 articles, newest 2024-05-02, in an-archive\n"


def test_what_was_asked_is_found_again_in_another_run_with_ctrl_r(talk: Talk, history: Path) -> None:
    talk.type(f"{QUESTION}\rand when?\r{CTRL_D}", history)
    again = Talk()
    again.type(f"{CTRL_R}called\r\r{CTRL_D}", history)
    assert again.asked == [QUESTION]


def test_only_its_owner_can_read_the_history(talk: Talk, history: Path) -> None:
    talk.type(f"{QUESTION}\r{CTRL_D}", history)
    assert history.stat().st_mode & 0o077 == 0


def test_a_history_that_cannot_be_kept_does_not_stop_the_conversation(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    talk.type(f"{QUESTION}\r{CTRL_D}", tmp_path / "file" / "history")
    assert talk.asked == [QUESTION]


def test_a_pipe_is_answered_without_a_prompt_and_ends_with_it(talk: Talk) -> None:
    talk.pipe(QUESTION, "", "/quit", "never asked")
    assert talk.asked == [QUESTION]
    assert "?" not in talk.out
    assert talk.err == ""


def test_each_question_follows_the_one_before(talk: Talk) -> None:
    talk.pipe(QUESTION, "and when?", "and where?")
    first, second, third = talk.desk.asked
    assert (first.follows, second.follows, third.follows) == (None, first, second)


def test_an_error_is_one_line_with_its_remedy_and_the_conversation_goes_on(talk: Talk) -> None:
    talk.pipe("is it broken?", "?!", "is it a bug?", QUESTION)
    assert talk.asked[-1] == QUESTION
    lines = talk.err.splitlines()
    assert lines[:2] == ["archive damaged: here", "mend it"]
    assert lines[-1] == "internal error: ZeroDivisionError: by zero; run with -vv for the traceback"
    assert talk.out.startswith("John Kerry\n")


def test_what_was_understood_is_told_under_the_answer(talk: Talk) -> None:
    talk.pipe("What did Kerry say in December 2016?")
    assert "understood: about 2016-12-01 … 2016-12-31, speaker: John Kerry" in talk.out


def test_a_pronoun_is_resolved_where_everybody_sees_it(talk: Talk) -> None:
    talk.pipe("What did Kerry say about Aleppo?", "And what did he say about Moscow?")
    assert "he = John Kerry" in talk.out
    assert talk.desk.asked[-1].speaker == "John Kerry"


def test_new_forgets_the_question_before(talk: Talk) -> None:
    talk.pipe(QUESTION, "/new", "and when?")
    assert talk.desk.asked[-1].follows is None


def test_what_is_set_holds_for_every_question_until_it_is_lifted(talk: Talk) -> None:
    talk.pipe("/only --since 2016 --until 2017 --outlet le jour", QUESTION, QUESTION, "/only", QUESTION)
    set_to = Filter(period=Period(since=date(2016, 1, 1), until=date(2017, 12, 31)), outlet="Le Jour")
    assert [question.filter for question in talk.desk.asked] == [set_to, set_to, EVERYTHING]
    assert talk.out.startswith("published 2016-01-01 … 2017-12-31, outlet: Le Jour\n")
    assert "anything may answer" in talk.out


def test_the_last_question_is_asked_again_of_other_days_and_of_somebody_else(talk: Talk) -> None:
    talk.pipe("What did Kerry say in 2016?", "/when 2017-03 2017-05", "/when any", "/who Merkel", "/who anybody")
    _, other_days, any_day, merkel, anybody = talk.desk.asked
    assert other_days.filter.period == Period(since=date(2017, 3, 1), until=date(2017, 5, 31))
    assert (any_day.filter, any_day.period) == (EVERYTHING, ALWAYS)
    assert (merkel.speaker, anybody.speaker) == ("Angela Merkel", None)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/only --outlet Nowhere", "no such outlet: Nowhere"),
        ("/only --speaker Kery", "nobody of that name is quoted: Kery"),
        ("/only --since 2017 --until 2016", "no such days"),
        ("/only 2016", "not an option: 2016"),
        ("/only --since", "no value: --since"),
        ("/when 2016", "nothing is answered yet"),
        ("/who Kerry", "nothing is answered yet"),
    ],
)
def test_a_limit_that_cannot_be_set_says_why_and_changes_nothing(talk: Talk, command: str, told: str) -> None:
    talk.pipe(command, QUESTION)
    assert talk.err.startswith(told)
    assert talk.desk.asked[-1].filter == EVERYTHING


def test_a_question_that_failed_is_not_followed(talk: Talk) -> None:
    talk.pipe("is it broken?", QUESTION)
    assert talk.desk.asked[-1].follows is None


def test_ctrl_c_cancels_the_question_and_not_the_program() -> None:
    release, interrupted = threading.Event(), threading.Event()

    def hang() -> None:
        if not interrupted.is_set():
            interrupted.set()
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            release.wait(10)

    talk = Talk(FakeDesk(before=hang))
    assert talk.conversation.take("who is slow?")
    assert (talk.out, talk.err) == ("", "cancelled\n")
    release.set()
    assert talk.conversation.take(QUESTION)
    assert talk.out.startswith("John Kerry\n")
    assert talk.desk.asked[-1].follows is None


def test_help_tells_every_command(talk: Talk) -> None:
    talk.pipe("/help")
    assert [line.split()[0] for line in talk.out.splitlines()] == list(COMMANDS)


def test_a_citation_is_opened_by_its_number(talk: Talk) -> None:
    talk.pipe(QUESTION)
    before = len(talk.out)
    talk.pipe("/passage 1", "/article 2", "/sources")
    shown = talk.out[before:]
    assert shown.count(PROOF) == 2
    assert TEXT in shown
    assert "[2] Alep: Kerry accuse" in shown


def test_the_nearest_passages_of_an_abstention_can_be_opened_too(talk: Talk) -> None:
    talk.pipe("who called it a success?", "/passage 1")
    assert talk.out.count(PROOF) == 2


def test_the_last_answer_is_explained(talk: Talk) -> None:
    talk.pipe(QUESTION)
    before = len(talk.out)
    talk.pipe("/why")
    assert talk.out[before:].startswith(f"asked\n  {QUESTION}\nunderstood\n")
    assert talk.asked == [QUESTION]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/why", "nothing is answered yet"),
        ("/passage 1", "nothing is cited yet"),
        ("/sources", "nothing is cited yet"),
        ("/nonsense", "no such command: /nonsense"),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why(talk: Talk, command: str, told: str) -> None:
    talk.pipe(command)
    assert talk.err.startswith(told)


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "²", ""])
def test_a_citation_that_there_is_not_is_refused(talk: Talk, number: str) -> None:
    talk.pipe(QUESTION, f"/passage {number}")
    assert talk.err.startswith("no such citation: ")


def test_quotations_are_listed_for_what_is_typed_without_quotation_marks(talk: Talk) -> None:
    talk.pipe("/quotes crimes contre l'humanité --speaker Kerry --since 2016 --limit 5")
    (wanted,) = talk.desk.wanted
    assert (wanted.about, wanted.speaker, wanted.limit) == ("crimes contre l'humanité", "Kerry", 5)
    assert talk.out.startswith("2016-12-15  Le Jour  John Kerry: « Ce qui se passe à Alep")


def test_a_speaker_whom_the_archive_does_not_know_is_told_with_those_like_it(talk: Talk) -> None:
    talk.pipe("/quotes --speaker Kery")
    assert talk.out.startswith("nobody of that name is quoted: Kery; did you mean John Kerry?\n")


@pytest.mark.parametrize("typed", ["--since tomorrow", "--nonsense x", "--speaker", "--limit x"])
def test_a_list_that_cannot_be_made_says_why(talk: Talk, typed: str) -> None:
    talk.pipe(f"/quotes {typed}", QUESTION)
    assert len(talk.err.splitlines()) <= 2
    assert talk.asked == [QUESTION]
