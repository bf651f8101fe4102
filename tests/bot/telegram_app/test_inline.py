from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.newsroom import Newsroom


def test_verified_quotations_are_offered_and_inserted_in_any_chat(newsroom: Newsroom) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.telegram.user("Ben")
    elsewhere = newsroom.telegram.group("Elsewhere", ben, anna, with_bot=False)
    with newsroom.open():
        typed = anna.types("who called it crimes")
        (result,) = typed.waits()
        assert "John Kerry" in result.title
        inserted = anna.inserts(typed, result, where=elsewhere)
    assert "constitue des crimes contre l'humanité" in inserted.text


def test_our_own_quotation_inserted_in_the_chat_with_us_is_no_question(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        typed = anna.types("who called it crimes")
        (result,) = typed.waits()
        anna.inserts(typed, result, where=anna.chat)
        anna.says("/new")
        anna.chat.waits_for("Forgotten: ")
    assert newsroom.desk.asked == []


def test_a_stranger_is_offered_nothing_but_the_way_in(newsroom: Newsroom) -> None:
    anna, eve = newsroom.user("Anna"), newsroom.telegram.user("Eve")
    with newsroom.open():
        assert anna.types("who called it crimes").waits()
        assert eve.types("who called it crimes").waits() == ()
    assert len(newsroom.desk.wanted) == 1


def test_the_first_letters_are_not_searched(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        assert anna.types("wh").waits() == ()
    assert newsroom.desk.wanted == []
