from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.telegram_app.journal import Journal
from corpus.period import ALWAYS, Period
from tests.fakes.outcomes import PROOF

if TYPE_CHECKING:
    from tests.fakes.newsroom import Newsroom
    from tests.fakes.telegram.world import Posted

WHO = "who called it crimes against humanity?"
KERRY = "What did Kerry say in 2016 about Aleppo?"


def test_a_citation_opens_in_its_context(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        answer = anna.chat.waits_for("John Kerry")
        assert anna.presses(answer, "[1]").waits().text is None
        passage = anna.chat.waits_for("La ville est détruite.")
    assert PROOF in passage.text


def test_a_citation_opens_after_a_restart_too(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        answer = anna.chat.waits_for("John Kerry")
    with newsroom.open():
        anna.presses(answer, "[1]").waits()
        anna.chat.waits_for("La ville est détruite.")


def test_a_thumb_is_kept_and_thanked_for(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna", language="fr")
    with newsroom.open():
        anna.says(WHO)
        answer = anna.chat.waits_for("John Kerry")
        assert anna.presses(answer, "👍").waits().text == "Merci"
        anna.presses(answer, "👎").waits()
    with closing(Journal.open(newsroom.journal)) as journal:
        assert journal.talks.thumbs() == (0, 1)


def test_an_answer_that_was_forgotten_opens_no_more(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        answer = anna.chat.waits_for("John Kerry")
        anna.says("/forget")
        anna.chat.waits_for("Deleted: ")
        said = len(anna.chat.sent)
        assert "no longer kept" in (anna.presses(answer, "[1]").waits().text or "")
        assert len(anna.chat.sent) == said


def test_a_stranger_who_presses_is_turned_away(newsroom: Newsroom) -> None:
    anna, eve = newsroom.user("Anna"), newsroom.telegram.user("Eve")
    desk = newsroom.telegram.group("Desk", anna, eve)
    with newsroom.open():
        anna.says(f"/ask {WHO}", where=desk)
        answer = desk.waits_for("John Kerry")
        assert eve.presses(answer, "👍").waits().text == "Only for people let in: ask here"
    with closing(Journal.open(newsroom.journal)) as journal:
        assert journal.talks.thumbs() == (0, 0)


def labels(post: Posted) -> list[str]:
    return [button["text"] for button in post.buttons]


def test_what_was_understood_can_be_taken_back_by_a_button_and_is_asked_again(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna", language="fr")
    with newsroom.open():
        anna.says(KERRY)
        first = anna.chat.waits_for("speaker: John Kerry")
        assert labels(first)[2:] == ["Tous les jours", "N’importe qui", "👍", "👎"]
        assert anna.presses(first, "Tous les jours").waits().text is None
        second = anna.chat.waits_for(lambda post: post.id > first.id and "John Kerry" in post.text)
        assert "understood: speaker: John Kerry" in second.text
        anna.presses(second, "N’importe qui").waits()
        third = anna.chat.waits_for("anybody may have said it")
        assert labels(third)[2:] == ["👍", "👎"]
    as_typed, any_day, anybody = newsroom.desk.asked
    assert (as_typed.period, any_day.period) == (Period(since=date(2016, 1, 1), until=date(2016, 12, 31)), ALWAYS)
    assert (any_day.speaker, anybody.speaker) == ("John Kerry", None)


def test_a_change_works_after_a_restart_and_the_next_question_follows_it(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(KERRY)
        answer = anna.chat.waits_for("speaker: John Kerry")
    with newsroom.open():
        anna.presses(answer, "Any day").waits()
        newsroom.telegram.wait(lambda: len(anna.chat.sent) == 2 and "John Kerry" in anna.chat.sent[1].text)
        anna.says("And what did he say?")
        newsroom.telegram.wait(lambda: len(newsroom.desk.asked) == 3)
    _, changed, after = newsroom.desk.asked
    assert changed.period == ALWAYS
    assert after.follows == changed


def test_a_follow_up_can_be_asked_by_itself(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
        anna.says("And when?")
        answer = anna.chat.waits_for(lambda post: "By itself" in labels(post))
        anna.presses(answer, "By itself").waits()
        newsroom.telegram.wait(lambda: len(newsroom.desk.asked) == 3)
    assert newsroom.desk.asked[1].follows is not None
    assert newsroom.desk.asked[2].follows is None


def test_whoever_presses_too_much_is_told_as_whoever_asks_too_much(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    newsroom.terms = replace(newsroom.terms, user_quota=1)
    with newsroom.open():
        anna.says(KERRY)
        answer = anna.chat.waits_for("speaker: John Kerry")
        anna.presses(answer, "Any day").waits()
        anna.chat.waits_for("That was 1 question in an hour")
    assert len(newsroom.desk.asked) == 1


def test_data_that_no_button_has_does_nothing(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        answer = anna.chat.waits_for("John Kerry")
        name = answer.buttons[0]["callback_data"].partition(":")[0]
        for forged in ("days", "speaker", "p99", "p0", "", "\x00"):
            answer.buttons[0]["callback_data"] = f"{name}:{forged}"
            assert anna.presses(answer, "[1]").waits().text is None
        anna.says("/new")
        anna.chat.waits_for("Forgotten: ")
    assert len(newsroom.desk.asked) == 1
    assert len(anna.chat.sent) == 2
