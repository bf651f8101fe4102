from __future__ import annotations

import asyncio
import json
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.telegram_app.journal import Journal
from tests.fakes.desk import FakeDesk
from tests.fakes.telegram.failures import Failure, broken, cut, cut_after, flooded

if TYPE_CHECKING:
    from tests.fakes.newsroom import Newsroom
    from tests.fakes.telegram.people import Chat, User

WHO = "who called it crimes against humanity?"
SEARCHING = "Searching …"


def refused(description: str, code: int = 400) -> Failure:
    return Failure(way="refuse", code=code, description=description)


def assert_goes(go: threading.Event) -> None:
    assert go.wait(30)


async def sent_by_the_bot(newsroom: Newsroom, chat: int, text: str) -> None:
    async with Bot(newsroom.telegram.token, base_url=newsroom.telegram.base_url) as bot:
        await bot.send_message(chat, text)


def an_earlier_run_began(newsroom: Newsroom, who: User, *, times: int, at_desk: int = 0) -> None:
    """Leave a question in the journal that was begun so many times, and as many times came to the desk."""
    asked = who.says(WHO)
    assert asked.update_id is not None
    (update,) = newsroom.telegram.world.updates.pending
    with closing(Journal.open(newsroom.journal)) as journal:
        journal.updates.take(asked.update_id, json.dumps(update))
        for _ in range(times):
            journal.updates.begin(asked.update_id)
        for _ in range(at_desk):
            journal.updates.turn_to(asked.update_id)


def answers(chat: Chat) -> list[str]:
    return [post.text for post in chat.sent if post.text.startswith("John Kerry")]


def test_a_question_is_answered_in_the_message_that_was_there_at_once(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        sent = anna.chat.waits_for("John Kerry")
    assert sent.versions[0].text == SEARCHING
    assert anna.chat.sent == [sent]
    assert newsroom.telegram.called("sendChatAction", chat=anna.chat)
    assert not sent.previews
    assert any(entity["type"] == "bold" for entity in sent.entities)


def test_the_interface_speaks_the_users_language_and_the_answer_the_questions(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna", language="de-AT")
    with newsroom.open():
        anna.says(WHO)
        sent = anna.chat.waits_for("John Kerry")
    assert sent.versions[0].text == "Suche …"
    assert "1 article" in sent.text or "articles" in sent.text


def test_what_the_archive_does_not_say_is_an_answer_too(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says("who called it a success?")
        anna.chat.waits_for("The archive does not say")


def test_a_question_is_understood_after_the_one_before_it_unless_the_conversation_was_ended(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        for typed in (WHO, "And when?", "/new", "And when?"):
            anna.says(typed)
        newsroom.telegram.wait(lambda: len(newsroom.desk.asked) == 3)
    assert [question.follows and question.follows.text for question in newsroom.desk.asked] == [None, WHO, None]


def test_a_follow_up_is_understood_from_the_answer_and_from_what_the_archive_knows_after_a_restart_too(
    newsroom: Newsroom,
) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
    with newsroom.open():
        anna.says("And what did he say about Moscow?")
        anna.chat.waits_for("he = John Kerry")
    assert newsroom.desk.asked[1].speaker == "John Kerry"
    assert newsroom.desk.asked[1].articles == ("alep-1",)


def test_a_reply_to_an_answer_follows_its_question(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        first = anna.chat.waits_for("John Kerry")
        anna.says("who called it a success?")
        anna.chat.waits_for("does not say")
        anna.says("And when?", reply_to=first)
        newsroom.telegram.wait(lambda: len(newsroom.desk.asked) == 3)
    followed = newsroom.desk.asked[-1].follows
    assert followed is not None
    assert followed.text == WHO


def test_what_has_no_words_is_told(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says("?!")
        anna.chat.waits_for("it has no words")
        anna.says("/ask")
        anna.chat.waits_for("after /ask")
    assert newsroom.desk.asked == []


def test_an_archive_that_cannot_be_read_is_told_without_its_secrets(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says("who is broken?")
        sent = anna.chat.waits_for("cannot be asked right now")
    assert "damaged" not in sent.text
    assert anna.chat.sent == [sent]


def test_a_bug_is_told_and_ends_nothing(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says("who is a bug?")
        anna.chat.waits_for("Something went wrong")
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")


def test_whoever_asks_too_much_is_told_when_they_may_again(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    newsroom.terms = replace(newsroom.terms, user_quota=2)
    with newsroom.open():
        for _ in range(3):
            anna.says(WHO)
        anna.chat.waits_for("Those were 2 questions in an hour")
        newsroom.telegram.wait(lambda: len(answers(anna.chat)) == 2)
    assert len(newsroom.desk.asked) == 2


def test_a_full_queue_is_told_and_what_is_in_it_answered(newsroom: Newsroom) -> None:
    go = threading.Event()
    newsroom.desk = FakeDesk(before=lambda: assert_goes(go))
    newsroom.terms = replace(newsroom.terms, waiting=2)
    anna, ben, cid = (newsroom.user(name) for name in ("Anna", "Ben", "Cid"))
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for(SEARCHING)
        ben.says(WHO)
        ben.chat.waits_for("1 question is before yours")
        cid.says(WHO)
        cid.chat.waits_for("Too many questions are waiting")
        go.set()
        anna.chat.waits_for("John Kerry")
        ben.chat.waits_for("John Kerry")


def test_while_the_desk_works_the_bot_goes_on_answering_what_needs_no_desk(newsroom: Newsroom) -> None:
    go = threading.Event()
    newsroom.desk = FakeDesk(before=lambda: assert_goes(go))
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for(SEARCHING)
        ben.says("/help")
        ben.chat.waits_for("Ask in your own words")
        go.set()
        anna.chat.waits_for("John Kerry")


def test_whatever_fails_on_the_way_a_question_is_answered_once(newsroom: Newsroom) -> None:
    ways = (broken(500), flooded(1), cut(), cut_after())
    asking = []
    for method in ("sendMessage", "editMessageText"):
        for number, way in enumerate(ways):
            user = newsroom.user(f"{method} {number}")
            newsroom.telegram.fail(way, method=method, chat=user.chat)
            asking.append(user)
    with newsroom.open():
        for user in asking:
            user.says(WHO)
        for user in asking:
            user.chat.waits_for("John Kerry")
    assert [len(answers(user.chat)) for user in asking] == [1] * 8
    assert len([call for call in newsroom.telegram.calls if call.failure is not None]) == 8


def test_a_placeholder_that_came_though_its_call_failed_is_taken_back_and_nothing_else(newsroom: Newsroom) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
        newsroom.telegram.fail(cut_after(), method="sendMessage", chat=anna.chat)
        asked = anna.says(WHO)
        newsroom.telegram.wait(lambda: [call for call in newsroom.telegram.calls if call.failure])
        between = anna.says("/new")
        ben.says(WHO)
        newsroom.telegram.wait(lambda: len(answers(anna.chat)) == 2)
        newsroom.telegram.wait(lambda: SEARCHING not in [post.text for post in anna.chat.posts])
        anna.chat.waits_for("Forgotten: ")
        ben.chat.waits_for("John Kerry")
    assert {asked.id, between.id} <= {post.id for post in anna.chat.posts}
    assert len(anna.chat.sent) == 3


def test_a_placeholder_that_an_earlier_run_sent_and_did_not_write_down_is_taken_back(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    an_earlier_run_began(newsroom, anna, times=1)
    asyncio.run(sent_by_the_bot(newsroom, anna.id, SEARCHING))
    with newsroom.open():
        anna.chat.waits_for("John Kerry")
        newsroom.telegram.wait(lambda: [post.text for post in anna.chat.sent] == answers(anna.chat))


def test_a_chat_under_flood_control_keeps_nobody_else_waiting(newsroom: Newsroom) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    with newsroom.open():
        newsroom.telegram.flood(anna.chat, 2)
        anna.says(WHO)
        newsroom.telegram.wait(lambda: newsroom.telegram.called("sendMessage", chat=anna.chat))
        ben.says(WHO)
        ben.chat.waits_for("John Kerry")
        assert not answers(anna.chat)
        anna.chat.waits_for("John Kerry")
    refused = [call for call in newsroom.telegram.called("sendMessage", chat=anna.chat) if call.status == 429]
    assert len(refused) == 1  # it waited as long as it was told


def test_an_answer_whose_markup_is_refused_comes_plain(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        newsroom.telegram.fail(refused("Bad Request: can't parse entities"), method="editMessageText")
        anna.says(WHO)
        sent = anna.chat.waits_for("John Kerry")
    assert not [entity for entity in sent.entities if entity["type"] in ("bold", "blockquote")]
    assert sent.buttons


def test_an_answer_whose_placeholder_was_deleted_is_sent_anew(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        newsroom.telegram.fail(refused("Bad Request: message to edit not found"), method="editMessageText")
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
    assert len(answers(anna.chat)) == 1


def test_somebody_who_blocks_the_bot_stops_nothing(newsroom: Newsroom) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
        newsroom.telegram.fail(refused("Forbidden: bot was blocked by the user", 403), chat=anna.chat, times=None)
        anna.says(WHO)
        ben.says(WHO)
        ben.chat.waits_for("John Kerry")
    with newsroom.open():  # and it is not begun again
        newsroom.telegram.failures.clear()
        ben.says(WHO)
        newsroom.telegram.wait(lambda: len(answers(ben.chat)) == 2)
    assert len(answers(anna.chat)) == 1


@pytest.mark.parametrize(("at_desk", "told"), [(0, "John Kerry"), (9, "John Kerry"), (10, "Something went wrong")])
def test_a_question_that_stops_the_program_at_the_desk_is_given_up_and_one_that_only_waited_is_not(
    newsroom: Newsroom, at_desk: int, told: str
) -> None:
    anna = newsroom.user("Anna")
    an_earlier_run_began(newsroom, anna, times=20, at_desk=at_desk)
    with newsroom.open():
        anna.chat.waits_for(told)
