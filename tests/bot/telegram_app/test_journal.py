from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import CannotServe
from bot.question import Question
from bot.record import recorded
from bot.telegram_app.journal import DAY, Journal
from bot.telegram_app.people import CODE_HOURS, HOUR, Member
from bot.telegram_app.talks import Note
from bot.telegram_app.updates import Piece
from corpus.article import Span
from tests.fakes.clock import Clock
from tests.fakes.outcomes import kerry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.record import Record

NOTE = Note(article_id="alep-1", version=2, span=Span(3, 9))
DAY_ASKED = date(2024, 5, 3)
ANNA, BEN = Member(id=1, name="Anna", language="fr"), Member(id=2, name="Ben")


def asked(text: str) -> Record:
    return recorded(kerry(Question(text=text)), Path("an-archive"), today=DAY_ASKED)


WHO = asked("who?")


@pytest.fixture
def clock() -> Clock:
    return Clock(1_800_000_000.0)


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    with closing(Journal.open(tmp_path / "of" / "journal.sqlite", now=clock)) as opened:
        yield opened


def test_only_its_owner_can_read_it(journal: Journal, tmp_path: Path) -> None:
    del journal
    assert stat.S_IMODE((tmp_path / "of" / "journal.sqlite").stat().st_mode) == 0o600


def test_one_process_holds_it_at_a_time(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="journal in use: "):
        Journal.open(tmp_path / "of" / "journal.sqlite")
    journal.close()
    Journal.open(tmp_path / "of" / "journal.sqlite").close()


def test_what_is_no_journal_is_told(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_text("something else, and long enough to be looked at as a database" * 99)
    with pytest.raises(CannotServe, match=r"cannot open the journal: .*file is not a database"):
        Journal.open(tmp_path / "journal.sqlite")


def test_a_newer_whosaids_journal_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CannotServe, match="journal of a newer whosaid"):
        Journal.open(tmp_path / "journal.sqlite")


def test_an_update_is_taken_once(journal: Journal) -> None:
    assert journal.updates.take(7, "{}")
    assert not journal.updates.take(7, "{}")
    journal.updates.cross_off(7)
    assert not journal.updates.take(7, "{}")


def test_what_was_taken_and_not_crossed_off_is_unanswered_in_the_order_in_which_it_came(
    journal: Journal, clock: Clock
) -> None:
    for number in (9, 3, 5):  # after a week of silence Telegram's numbers begin anywhere
        journal.updates.take(number, f"update {number}")
        clock.now += 1
    journal.updates.cross_off(3)
    assert journal.updates.unanswered() == ("update 9", "update 5")


def test_it_is_all_there_after_a_crash(journal: Journal, tmp_path: Path) -> None:
    journal.updates.take(7, "the update")
    journal.updates.begin(7)
    journal.updates.sent(7, 0, Piece(chat=1, message=11))
    journal.lock.close()  # what is left of a process that was killed: nothing was closed or committed
    with closing(Journal.open(tmp_path / "of" / "journal.sqlite")) as after:
        assert after.updates.unanswered() == ("the update",)
        assert after.updates.pieces(7) == {0: Piece(chat=1, message=11)}
        assert after.updates.begin(7) == 2


def test_of_what_was_answered_no_word_stays_in_the_file(journal: Journal, tmp_path: Path) -> None:
    journal.updates.take(7, "a very secret question")
    journal.updates.cross_off(7)
    journal.close()
    assert b"secret" not in (tmp_path / "of" / "journal.sqlite").read_bytes()


def test_forgetting_leaves_nothing_of_a_user_and_all_of_the_others(journal: Journal, tmp_path: Path) -> None:
    for update, member in ((1, ANNA), (2, BEN)):
        journal.people.allow(member)
        answer = journal.talks.keep(
            update, chat=-5, member=member.id, record=asked(f"what {member.name} asked"), notes=(NOTE,)
        )
        journal.talks.judge(answer, member.id, good=True)
        journal.talks.remark(update, answer, member.id, f"what {member.name} thinks")
    journal.forget(ANNA.id)
    assert journal.talks.last(-5, ANNA.id) is None
    assert journal.talks.last(-5, BEN.id) is not None
    assert journal.talks.thumbs() == (1, 0)
    assert journal.people.standing(ANNA.id) == "allowed"
    journal.close()
    assert b"what Anna" not in (tmp_path / "of" / "journal.sqlite").read_bytes()


def test_what_is_old_is_purged_and_what_is_not_answered_never(journal: Journal, clock: Clock) -> None:
    journal.updates.take(1, "answered")
    journal.updates.cross_off(1)
    journal.updates.take(2, "not answered")
    journal.updates.sent(1, 0, Piece(chat=1, message=11))
    answer = journal.talks.keep(1, chat=1, member=1, record=WHO, notes=(NOTE,))
    clock.now += 29 * DAY
    journal.purge(30)
    assert journal.talks.answer(answer) is not None
    clock.now += 2 * DAY
    journal.purge(30)
    assert journal.talks.answer(answer) is None
    assert journal.talks.last(1, 1) is None
    assert journal.updates.unanswered() == ("not answered",)
    assert journal.updates.pieces(1) == {}


def test_an_update_cannot_come_again_while_telegram_may_send_it_however_little_is_kept(
    journal: Journal, clock: Clock
) -> None:
    journal.updates.take(1, "answered")
    journal.updates.cross_off(1)
    clock.now += 1.5 * DAY
    journal.purge(1)
    assert not journal.updates.take(1, "answered")


def test_an_answer_is_found_by_its_id_its_update_its_message_and_as_the_last_of_its_conversation(
    journal: Journal,
) -> None:
    answer = journal.talks.keep(7, chat=-5, member=1, record=WHO, notes=(NOTE,))
    journal.updates.sent(7, 0, Piece(chat=-5, message=11))
    kept = journal.talks.answer(answer)
    assert kept is not None
    assert (kept.record, kept.notes) == (WHO, (NOTE,))
    found = (journal.talks.answering(7), journal.talks.carried_by(-5, 11), journal.talks.last(-5, 1))
    assert found == (kept, kept, kept)
    assert journal.talks.last(-5, 2) is None


def test_an_update_that_is_answered_again_keeps_the_id_of_its_answer(journal: Journal) -> None:
    first = journal.talks.keep(7, chat=1, member=1, record=WHO, notes=())
    assert journal.talks.keep(7, chat=1, member=1, record=WHO, notes=(NOTE,)) == first
    kept = journal.talks.answer(first)
    assert kept is not None
    assert kept.notes == (NOTE,)


def test_a_conversation_ends_when_told(journal: Journal) -> None:
    journal.talks.keep(7, chat=1, member=1, record=WHO, notes=())
    assert journal.talks.last(1, 1) is not None
    journal.talks.end(1, 1)
    assert journal.talks.last(1, 1) is None


def test_an_answer_is_found_by_the_id_under_it_in_its_own_chat_only(journal: Journal, clock: Clock) -> None:
    for update, record in ((1, WHO), (2, asked("and when?")), (3, WHO)):
        journal.talks.keep(update, chat=-5, member=1, record=record, notes=())
        clock.now += 1
    found = journal.talks.shown_as(-5, f" {WHO.id[:4].upper()} ")
    assert found == journal.talks.answering(3)
    assert journal.talks.shown_as(-6, WHO.id) is None
    for wrong in ("", WHO.id[:3], "*", "????", "zzzz"):
        assert journal.talks.shown_as(-5, wrong) is None


def test_a_journal_of_the_format_before_keeps_who_may_ask_and_what_is_not_answered(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(Journal.open(path)) as journal:
        journal.people.allow(ANNA)
        journal.updates.take(7, "the update")
        journal.connection.executescript(
            "DROP TABLE answer; CREATE TABLE answer (id TEXT PRIMARY KEY, asked TEXT); PRAGMA user_version = 1;"
        )
    with closing(Journal.open(path)) as journal:
        assert journal.people.standing(ANNA.id) == "allowed"
        assert journal.updates.unanswered() == ("the update",)
        journal.talks.keep(7, chat=1, member=1, record=WHO, notes=())
        assert journal.talks.last(1, 1) is not None


def test_each_user_has_one_thumb_for_each_answer(journal: Journal) -> None:
    for good in (True, True, False):
        journal.talks.judge("an answer", 1, good=good)
    journal.talks.judge("an answer", 2, good=True)
    assert journal.talks.thumbs() == (1, 1)


def test_nobody_is_let_in_until_somebody_does(journal: Journal) -> None:
    assert journal.people.standing(1) == "unknown"
    journal.people.allow(ANNA)
    assert journal.people.standing(1) == "allowed"
    journal.people.deny(ANNA)
    assert journal.people.standing(1) == "denied"


def test_a_code_is_its_owners_alone_and_good_for_a_day(journal: Journal, clock: Clock) -> None:
    code = journal.people.pair(ANNA)
    assert code is not None
    assert journal.people.pair(ANNA) == code
    assert journal.people.paired(f" {code[:4].lower()}-{code[4:]}") == ANNA
    assert journal.people.paired("ABCD-EFGH") is None
    assert [waiting.member for waiting in journal.people.waiting()] == [ANNA]
    clock.now += CODE_HOURS * HOUR + 1
    assert journal.people.paired(code) is None


def test_strangers_cannot_fill_the_disk_with_codes(journal: Journal) -> None:
    codes = [journal.people.pair(Member(id=number, name="x")) for number in range(1, 103)]
    assert codes[99] is not None
    assert codes[100:] == [None, None]


def test_a_group_that_telegram_renumbers_stays_in(journal: Journal) -> None:
    journal.people.allow(Member(id=-5, name="Desk"))
    journal.people.moved(-5, -1005)
    assert (journal.people.standing(-5), journal.people.standing(-1005)) == ("unknown", "allowed")


def test_a_quota_is_of_each_sliding_hour_and_a_question_begun_anew_counts_once(journal: Journal, clock: Clock) -> None:
    people = journal.people
    for update in (1, 2, 2, 3):
        people.count_question(update, chat=-5, member=1)
        clock.now += 600
    assert people.wait_for_user(1, quota=4) == 0
    assert people.wait_for_user(1, quota=3) == HOUR - 4 * 600
    assert people.wait_for_chat(-5, quota=3) == HOUR - 4 * 600
    assert people.wait_for_user(2, quota=1) == 0
    clock.now += HOUR - 4 * 600
    assert people.wait_for_user(1, quota=3) == 0
    assert people.asked_within(HOUR) == 2
    assert people.is_counted(1)
