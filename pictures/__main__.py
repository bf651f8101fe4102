"""Draw the pictures of the README: `make pictures`.

The bot answers over the sample archive, against the tests' Telegram on the loopback, and what it sends is drawn.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.compose import Parts
from config.settings import load
from pictures.drawing import drawn
from tests.fakes.newsroom import Newsroom
from tests.fakes.talks import TelegramTalk
from tests.fakes.telegram.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram.people import User

HERE = Path(__file__).parent


def answer(talk: TelegramTalk) -> None:
    """Ask, and open what is cited."""
    talk.asks("who called it crimes against humanity?")
    talk.opens(1)


def change(talk: TelegramTalk) -> None:
    """Ask of other days, on which nothing was printed, and take them back with a button."""
    talk.asks("who called it crimes against humanity?")
    talk.asks("/when 2015")
    talk.presses("Any day")


def follow(talk: TelegramTalk) -> None:
    """Ask and go on, in French."""
    talk.asks("Qui a dit « on condamne un menteur, pas un voleur » ?")
    talk.asks("Et qu'a dit Mathilde Ségur ?")


# By name: what is seen, in which language, whose conversation it is, and which message is the first that is drawn.
PICTURES: dict[str, tuple[str, str, Callable[[TelegramTalk], None], int]] = {
    "answer": ("An answer in Telegram, and the passage that it cites", "en", answer, 0),
    "change": ("Other days are asked of, and taken back with a button", "en", change, 2),
    "follow": ("A question that goes on from the one before it", "fr", follow, 0),
}


def main() -> None:
    """Draw each picture anew."""
    parts = Parts(load(archive=Path(sys.argv[1])).settings)
    for name, (title, language, talks, first) in PICTURES.items():
        with TelegramServer() as telegram, tempfile.TemporaryDirectory() as folder:
            newsroom = Newsroom(telegram, Path(folder) / "journal.sqlite")
            newsroom.open_desk = parts.desk
            user: User = newsroom.user("Anna", language=language)
            with newsroom.open():
                talks(TelegramTalk(user))
            (HERE / f"{name}.svg").write_text(drawn(user.chat.posts[first:], title), "utf-8")


if __name__ == "__main__":
    main()
