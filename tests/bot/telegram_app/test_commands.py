from __future__ import annotations

import threading
import time
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bot.telegram_app.commands import ADMINISTRATORS, EVERYBODY
from bot.telegram_app.journal import Journal
from bot.telegram_app.reply import EDITS
from corpus.errors import ArchiveBusy, CorpusError
from index.build import Report
from index.intake import Intake
from tests.fakes.telegram.failures import broken, flooded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.intake import Progress
    from tests.fakes.newsroom import Newsroom

WHO = "who called it crimes against humanity?"
REPORT = Report(
    intake=Intake(files=3, new=2, changed=1, same=0, unreadable=()),
    generation=4,
    is_new=True,
    articles=68,
    passages=99,
    quotes=9,
    speakers=5,
    encoded=7,
    seconds=1.0,
)


def test_each_command_is_obeyed(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        for typed, said in (
            ("/start", "Ask me who said what"),
            ("/help", "@whosaid_bot and a few words"),
            ("/sources", "Nothing has been answered here yet"),
            ("/why", "Nothing has been answered here yet"),
            ("/when 2016", "Nothing has been answered here yet"),
            ("/who Merkel", "Nothing has been answered here yet"),
            (WHO, "John Kerry"),
            ("/sources", "Alep: Kerry accuse"),
            ("/why", "passages found"),
            ("/when 2016", "published 2016-01-01 … 2016-12-31"),
            ("/when the day that never was", "Write after /when"),
            ("/who Merkel", "speaker: Angela Merkel"),
            ("/who", "anybody may have said it"),
            ("/latest", "The newest articles"),
            ("/quotes", "Write after /quotes"),
            ("/quotes --since yesterday", "Write after /quotes"),
            ("/quotes crimes --speaker Kerry", "constitue des crimes contre l'humanité"),
            ("/feedback", "after /feedback"),
            ("/feedback the best archive", "it is kept"),
            ("/new", "Forgotten"),
            ("/no_such_command", "Ask in your own words"),
        ):
            sent = len(anna.chat.sent)
            anna.says(typed)
            anna.chat.waits_for(
                lambda post, sent=sent, said=said: (  # type: ignore[misc] # its defaults
                    len(anna.chat.sent) > sent and said in post.text
                )
            )
    assert [wanted.speaker for wanted in newsroom.desk.wanted] == ["Kerry"]


def test_an_answer_is_explained_by_its_id_in_the_chat_where_it_stands_and_the_one_replied_to(
    newsroom: Newsroom,
) -> None:
    anna, ben = newsroom.user("Anna"), newsroom.user("Ben")
    with newsroom.open():
        anna.says(WHO)
        first = anna.chat.waits_for("John Kerry")
        answer = first.text.rsplit(maxsplit=1)[-1]
        anna.says("who called it a success?")
        anna.chat.waits_for("does not say")
        anna.says(f"/why {answer[:5]}")
        explained = anna.chat.waits_for(f"answered, as {answer}")
        anna.says("/why", reply_to=first)
        anna.chat.waits_for(lambda post: post.id > explained.id and f"answered, as {answer}" in post.text)
        ben.says(f"/why {answer}")
        ben.chat.waits_for("no longer kept")
    assert explained.text.startswith(f"asked\n{WHO}\n")
    assert "an-archive" not in explained.text
    assert [entity["type"] for entity in explained.entities][:2] == ["bold", "expandable_blockquote"]


def test_an_explanation_survives_a_restart(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
    with newsroom.open():
        anna.says("/why")
        anna.chat.waits_for(f"asked\n{WHO}\n")


def test_two_hyphens_that_a_phone_makes_a_dash_of_are_two_hyphens(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says("/quotes crimes —speaker Kerry")
        anna.chat.waits_for("constitue des crimes contre l'humanité")
    assert newsroom.desk.wanted[0].speaker == "Kerry"


def test_telegram_offers_the_commands_in_the_users_language_and_administrators_theirs(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    anna, bruno = newsroom.user("Anna", language="de"), newsroom.user("Bruno", language="it")

    def offered(user: object) -> dict[str, str]:
        shown = newsroom.telegram.commands(user)  # type: ignore[arg-type] # a user of this Telegram
        return {str(command["command"]): str(command["description"]) for command in shown}

    with newsroom.open():
        newsroom.telegram.wait(lambda: "rebuild" in offered(boss))
    assert "allow" not in offered(anna)
    assert set(offered(anna)) == set(offered(bruno)) >= {"ask", "quotes", "sources", "latest", "new", "help"}
    assert offered(anna)["ask"] != offered(bruno)["ask"]


def test_help_lists_the_commands_in_the_users_language_and_administrators_theirs(newsroom: Newsroom) -> None:
    boss, anna = newsroom.user("Boss", administrator=True), newsroom.user("Anna", language="de")
    with newsroom.open():
        boss.says("/help")
        shown = boss.chat.waits_for("Ask in your own words").text
        anna.says("/help")
        hers = anna.chat.waits_for("Fragen Sie mit eigenen Worten").text
    assert {f"/{name}" for name in EVERYBODY + ADMINISTRATORS} <= set(shown.split())
    assert "/why – wie die letzte Antwort gefunden wurde" in hers
    assert "/rebuild" not in hers


def test_the_commands_are_offered_though_a_call_fails(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    newsroom.telegram.fail(flooded(1), method="setMyCommands")
    newsroom.telegram.fail(broken(500), method="setMyCommands")
    with newsroom.open():
        newsroom.telegram.wait(lambda: len(newsroom.telegram.world.commands) == 10)
    assert {language for _, language in newsroom.telegram.world.commands} == {"", "en", "fr", "de", "es"}
    assert "rebuild" in {command["command"] for command in newsroom.telegram.commands(boss)}


def test_the_status_counts(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    with newsroom.open():
        boss.says(WHO)
        boss.presses(boss.chat.waits_for("John Kerry"), "👍").waits()
        boss.says("/status")
        status = boss.chat.waits_for("generation 3")
    assert "in the last hour: 1" in status.text
    assert "1 👍" in status.text


def test_words_of_feedback_are_kept_with_the_answer(newsroom: Newsroom) -> None:
    anna = newsroom.user("Anna")
    with newsroom.open():
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
        anna.says("/feedback wrong day")
        anna.chat.waits_for("it is kept")
    with closing(Journal.open(newsroom.journal)) as journal:
        rows = journal.connection.execute("SELECT words FROM feedback JOIN answer ON id = answer").fetchall()
    assert rows == [("wrong day",)]


def test_a_build_shows_its_progress_and_says_what_has_changed_while_the_bot_answers(newsroom: Newsroom) -> None:
    boss, anna = newsroom.user("Boss", administrator=True), newsroom.user("Anna")
    go = threading.Event()

    def build(paths: Sequence[Path], progress: Progress) -> Report:
        assert paths == (Path("clippings"),)
        for done in range(200):
            progress("encoding", done, 200)
        assert go.wait(30)
        return REPORT

    newsroom.build = build
    newsroom.terms = replace(newsroom.terms, sources=(Path("clippings"),))
    with newsroom.open():
        boss.says("/rebuild")
        boss.chat.waits_for("Encoding: 199 of 200")
        anna.says(WHO)
        anna.chat.waits_for("John Kerry")
        go.set()
        report = boss.chat.waits_for("Built, generation 4")
    assert "2 new, 1 changed" in report.text
    assert "68 (before: 66)" in report.text
    edits = [version.at for version in report.versions[1:]]
    assert all(later - earlier >= 1.4 for earlier, later in pairwise(edits))


def test_a_build_that_cannot_be_is_told(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    failures = iter([ArchiveBusy("archive in use: here"), CorpusError("nothing to read: clippings")])

    def build(paths: Sequence[Path], progress: Progress) -> Report:
        del paths, progress
        raise next(failures)

    newsroom.build = build
    with newsroom.open():
        boss.says("/rebuild")
        boss.chat.waits_for("No folders are set")
    newsroom.terms = replace(newsroom.terms, sources=(Path("clippings"),))
    with newsroom.open():
        boss.says("/rebuild")
        boss.chat.waits_for("A build is running already")
        boss.says("/rebuild")
        boss.chat.waits_for("The build failed: nothing to read: clippings")


def test_after_a_bug_in_a_build_no_progress_is_shown(newsroom: Newsroom) -> None:
    boss = newsroom.user("Boss", administrator=True)
    go = threading.Event()

    def build(paths: Sequence[Path], progress: Progress) -> Report:
        del paths
        progress("encoding", 1, 3)
        assert go.wait(30)
        progress("encoding", 2, 3)
        raise ZeroDivisionError

    newsroom.build = build
    newsroom.terms = replace(newsroom.terms, sources=(Path("clippings"),))
    with newsroom.open():
        boss.says("/rebuild")
        boss.chat.waits_for("Encoding: 1 of 3")
        go.set()
        time.sleep(1.2 * EDITS)  # a progress that is still to be shown would be there by then
        boss.chat.waits_for("Something went wrong")
    assert "Something went wrong" in boss.chat.sent[0].text
