from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.telegram_app.conftest import Newsroom

WHO = "who called it crimes against humanity?"


def test_a_question_is_answered_in_the_message_that_was_there_at_once(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        sent = anna.chat.waits_for("John Kerry")
    assert sent.versions[0].text == "Searching …"
    assert len(anna.chat.sent) == 1
    assert newsroom.telegram.called("sendChatAction", chat=anna.chat)
