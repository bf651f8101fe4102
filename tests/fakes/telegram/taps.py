"""Presses of buttons and inline queries: each may be answered once, and in time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.telegram.formatted import formatted, units
from tests.fakes.telegram.keyboard import checked
from tests.fakes.telegram.refusals import Refused, bad_request, unsupported

if TYPE_CHECKING:
    from tests.fakes.telegram.formatted import Formatted, Json
    from tests.fakes.telegram.requests import AnswerCallbackQuery, AnswerInlineQuery
    from tests.fakes.telegram.world import World

IN_TIME = 15.0  # seconds from a press, or from an inline query, within which an answer is taken
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_RESULTS = 50
LONGEST_ID = 64  # bytes, of a result and of an offset
LONGEST_TOAST = 200
CACHED_FOR = 300  # seconds, where the answer does not say


@dataclass(slots=True, kw_only=True)
class Press:
    """A press of a callback button, and its answer."""

    id: str
    at: float
    answer: AnswerCallbackQuery | None = None


@dataclass(slots=True, kw_only=True)
class Result:
    """One result of an inline query, with the message that it would insert."""

    id: str
    title: str
    description: str | None
    content: Formatted
    markup: Json | None
    preview: bool


@dataclass(slots=True, kw_only=True)
class Lookup:
    """An inline query, and its answer."""

    id: str
    at: float
    user_id: int
    query: str
    offset: str
    answer: AnswerInlineQuery | None = None
    results: tuple[Result, ...] = ()
    from_cache: bool = False

    def serves(self, user_id: int, query: str, offset: str) -> bool:
        """Whether Telegram would show this answer again, without asking the bot, to a user who types `query`."""
        if self.answer is None or self.from_cache or (self.query, self.offset) != (query, offset):
            return False
        kept = CACHED_FOR if self.answer.cache_time is None else self.answer.cache_time
        mine = self.user_id == user_id or not self.answer.is_personal
        return mine and time.monotonic() - self.at < kept


def answer_press(world: World, asked: AnswerCallbackQuery) -> bool:
    """Show a toast or an alert where a button was pressed."""
    press = world.presses.get(asked.callback_query_id)
    if press is None or press.answer is not None or time.monotonic() - press.at > IN_TIME:
        raise bad_request(TOO_OLD)
    if units(asked.text or "") > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = asked
    return True


def answer_lookup(world: World, asked: AnswerInlineQuery) -> bool:
    """Show results beneath what a user types."""
    lookup = world.lookups.get(asked.inline_query_id)
    if lookup is None or lookup.answer is not None or time.monotonic() - lookup.at > IN_TIME:
        raise bad_request(TOO_OLD)
    if len(asked.results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len((asked.next_offset or "").encode()) > LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    results = tuple(_result(result) for result in asked.results)
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    lookup.answer, lookup.results = asked, results
    return True


def _result(given: Json) -> Result:
    if given.get("type") != "article":
        raise unsupported(f"inline result of type {given.get('type')}")
    for name in given:
        if name not in {"type", "id", "title", "description", "input_message_content", "reply_markup", "url"}:
            raise unsupported(f"field {name} of an inline result")
    for name in ("id", "title", "input_message_content"):
        if not given.get(name):
            raise bad_request(f"can't parse inline query result: Can't find field \"{name}\"")
    if len(str(given["id"]).encode()) > LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    content = given["input_message_content"]
    for name in content:
        if name not in {"message_text", "parse_mode", "link_preview_options"}:
            raise unsupported(f"field {name} of an inline result's message")
    try:
        message = formatted(content.get("message_text"), content.get("parse_mode"))
    except Refused as refused:
        cause = refused.description.removeprefix("Bad Request: ")
        raise Refused(refused.code, f"Bad Request: can't parse inline query result: {cause}") from None
    return Result(
        id=str(given["id"]),
        title=given["title"],
        description=given.get("description"),
        content=message,
        markup=checked(given.get("reply_markup")),
        preview=not (content.get("link_preview_options") or {}).get("is_disabled", False),
    )
