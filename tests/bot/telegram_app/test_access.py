from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.newsroom import Newsroom
    from tests.fakes.telegram.people import Chat

WHO = "who called it crimes against humanity?"


def code_in(chat: Chat) -> str:
    found = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", chat.waits_for("code").text)
    assert found is not None
    return found[0]


def test_a_stranger_gets_a_code_and_an_administrator_who_is_given_it_lets_them_in(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    anna = newsroom.telegram.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        code = code_in(anna.chat)
        boss.says("/allow")
        boss.chat.waits_for(f"{code}  Anna")
        boss.says(f"/allow {code.lower()}")
        boss.chat.waits_for("Let in: Anna")
        anna.chat.waits_for("You have been let in")
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
    assert len(newsroom.desk.asked) == 1


def test_only_administrators_let_people_in(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    ben = newsroom.telegram.user("Ben")
    with newsroom.open():
        for command in (f"/allow {ben.id}", f"/deny {ben.id}", "/status", "/rebuild"):
            said = len(anna.chat.sent)
            anna.says(command)
            anna.chat.waits_for(
                lambda post, said=said: (  # type: ignore[misc] # its default
                    len(anna.chat.sent) > said and "Only administrators" in post.text
                )
            )
        ben.says(WHO)
        code_in(ben.chat)
    assert newsroom.desk.asked == []


def test_whoever_is_shut_out_gets_no_answer_not_even_in_a_group_that_was_let_in(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    anna = newsroom.user("Anna")
    desk = newsroom.telegram.group("Desk", boss, anna)
    newsroom.admit(desk.id)
    with newsroom.open():
        boss.says(f"/deny {anna.id}")
        boss.chat.waits_for("May ask no longer")
        anna.says(WHO)
        anna.says(f"/ask {WHO}", where=desk)
        boss.says(f"/ask {WHO}", where=desk)
        desk.waits_for("John Kerry")
    assert anna.chat.sent == []
    assert len(newsroom.desk.asked) == 1


def test_an_administrator_cannot_be_shut_out(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    with newsroom.open():
        boss.says(f"/deny {boss.id}")
        boss.chat.waits_for("set in the configuration")
        boss.says(WHO)
        boss.chat.waits_for("John Kerry")


def test_what_is_no_code_and_no_id_is_told(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    with newsroom.open():
        for wrong in ("ABCD-EFGH", "-", "9" * 40, "<b>x</b>"):
            boss.says(f"/allow {wrong}")
            boss.chat.waits_for(f"waiting: {wrong}")


def test_a_group_is_told_once_how_it_is_let_in_and_then_everybody_in_it_may_ask(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    anna = newsroom.telegram.user("Anna")
    desk = newsroom.telegram.group("Desk", boss, anna)
    with newsroom.open():
        anna.says(f"/ask {WHO}", where=desk)
        desk.waits_for(f"/allow {desk.id}")
        anna.says(f"/ask {WHO}", where=desk)
        boss.says("/allow", where=desk)
        desk.waits_for("Let in: Desk")
        anna.says(f"/ask {WHO}", where=desk)
        desk.waits_for("John Kerry")
    assert len([post for post in desk.sent if "has not been let in" in post.text]) == 1
    assert len(newsroom.desk.asked) == 1


def test_in_a_group_a_command_a_mention_and_a_reply_are_answered_and_point_at_the_question(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    desk = newsroom.telegram.group("Desk", anna)
    newsroom.admit(desk.id)
    with newsroom.open():
        asked = anna.says(f"/ask {WHO}", where=desk)
        first = desk.waits_for("John Kerry")
        assert first.reply_to == asked.id
        mentioned = anna.says(f"@whosaid_bot {WHO}", where=desk)
        desk.waits_for(lambda post: post.reply_to == mentioned.id and "John Kerry" in post.text)
        replied = anna.says("And when?", where=desk, reply_to=first)
        desk.waits_for(lambda post: post.reply_to == replied.id and "John Kerry" in post.text)
    assert [question.text for question in newsroom.desk.asked] == [WHO, WHO, "And when?"]
    assert newsroom.desk.asked[2].follows is not None


def test_a_bare_ask_in_reply_to_somebody_asks_what_they_said(newsroom: Newsroom) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    desk = newsroom.telegram.group("Desk", anna, ben)
    newsroom.admit(desk.id)
    with newsroom.open():
        said = ben.says(WHO, where=desk)
        anna.says("/ask", where=desk, reply_to=said)
        desk.waits_for("John Kerry")


def test_what_is_not_said_to_the_bot_is_neither_answered_nor_kept(newsroom: Newsroom) -> None:
    newsroom.telegram.world.privacy = False  # an administrator of the group is shown everything
    anna = newsroom.user("Anna")
    desk = newsroom.telegram.group("Desk", anna)
    newsroom.admit(desk.id)
    with newsroom.open():
        anna.says("a secret between us, who said that?", where=desk)
        anna.says("/help@another_bot", where=desk)
        anna.says(f"/ask {WHO}", where=desk)
        desk.waits_for("John Kerry")
    assert len(desk.sent) == 1
    files = newsroom.journal.parent.glob(f"{newsroom.journal.name}*")
    assert not any(b"secret" in file.read_bytes() for file in files)
