"""Many people who ask at once, and the count of what became of their questions."""

from __future__ import annotations

import re
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.telegram_app.journal import Journal
from bot.telegram_app.people import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.fakes.telegram.people import Chat, User
    from tests.fakes.telegram.server import TelegramServer
    from tests.fakes.telegram.world import Posted

MARK = re.compile(r"matter-[a-z]+-zz")
LETTERS = "abcdefghij"
GROUPS = 5  # every so many chats, one is a group
LOOK = 0.05  # seconds between two looks whether all is answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, known by a word that its answer repeats."""

    mark: str
    chat: Chat
    update: int
    at: float  # when Telegram had it, monotonic seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the questions."""

    asked: int
    lost: tuple[str, ...]  # marks of questions that no message answers
    duplicated: tuple[str, ...]  # marks of questions that several messages answer, or ever did
    left: int  # messages that are still the placeholder that nobody will ever fill
    seconds: dict[str, float]  # from update to answer, by mark

    @property
    def once(self) -> int:
        """How many questions were answered exactly once."""
        return self.asked - len(self.lost) - len(self.duplicated)


@dataclass(slots=True, kw_only=True)
class Crowd:
    """People in private chats, and some in groups, who may all ask."""

    telegram: TelegramServer
    seats: list[tuple[User, Chat]]
    asked: list[Question] = field(default_factory=list)

    @classmethod
    def gather(cls, telegram: TelegramServer, chats: int, journal: Path) -> Crowd:
        """Return people in so many chats; the journal lets each of them in."""
        seats = []
        for number in range(chats):
            user = telegram.user(f"User {number}")
            seats.append(
                (user, telegram.group(f"Group {number}", user) if number % GROUPS == GROUPS - 1 else user.chat)
            )
        with closing(Journal.open(journal)) as opened:
            for user, _ in seats:
                opened.people.allow(Member(id=user.id, name=str(user.id)))
        return cls(telegram=telegram, seats=seats)

    def ask(self, seat: int) -> Question:
        """Let whoever sits there ask something that nobody asked before."""
        user, chat = self.seats[seat]
        mark = f"matter-{''.join(LETTERS[int(digit)] for digit in f'{len(self.asked):05}')}-zz"
        posted = user.says(f"{'/ask ' if chat.id < 0 else ''}who spoke of the {mark}?", where=chat)
        assert posted.update_id is not None
        at = self.telegram.world.updates.created[posted.update_id]
        question = Question(mark=mark, chat=chat, update=posted.update_id, at=at)
        self.asked.append(question)
        return question

    def waits(self, *, timeout: float, besides: Iterable[str] = ()) -> None:
        """Wait until every question but `besides` has an answer, and fail when it takes too long."""
        until = time.monotonic() + timeout
        wanted = {question.mark for question in self.asked} - set(besides)
        while missing := wanted - set(self._answers()):
            assert time.monotonic() < until, f"{len(missing)} of {len(wanted)} are not answered: {sorted(missing)[:5]}"
            time.sleep(LOOK)

    def unanswered(self) -> int:
        """Return how many questions have no answer yet."""
        answers = self._answers()
        return sum(question.mark not in answers for question in self.asked)

    def tally(self) -> Tally:
        """Count what became of the questions."""
        answers = self._answers()
        answering = {id(post) for posts in answers.values() for post in posts}
        return Tally(
            asked=len(self.asked),
            lost=tuple(
                each.mark
                for each in self.asked
                if not any(each.mark in post.text for post in answers.get(each.mark, ()))
            ),
            duplicated=tuple(mark for mark, posts in answers.items() if len(posts) > 1),
            left=sum(id(post) not in answering for _, chat in self.seats for post in chat.sent),
            seconds={
                each.mark: min(_shown(each.mark, post) for post in answers[each.mark]) - each.at
                for each in self.asked
                if each.mark in answers
            },
        )

    def _answers(self) -> dict[str, Sequence[Posted]]:
        """Return, for each mark, the messages of the bot's that show it or ever did."""
        found: dict[str, list[Posted]] = {}
        for _, chat in self.seats:
            for post in chat.sent:
                for mark in {mark for version in list(post.versions) for mark in MARK.findall(version.text)}:
                    found.setdefault(mark, []).append(post)
        return dict(found)


def _shown(mark: str, post: Posted) -> float:
    return next(version.at for version in post.versions if mark in version.text)
