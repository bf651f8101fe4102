from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.telegram_app.journal import Journal
from tests.fakes.outcomes import PROOF

if TYPE_CHECKING:
    from tests.bot.telegram_app.conftest import Newsroom

WHO = "who called it crimes against humanity?"


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
