"""A gold file: questions with what a right answer to each must say and show, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.errors import BadGold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNANSWERABLE = "none"  # the type of a question that nothing in the archive answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One question, and what makes a prediction for it right. A `none` question is handled right by abstaining."""

    qid: str
    language: str
    question: str
    kind: str  # who_said, factual, dated, followup, none, or another that the file names
    article_id: str | None = None  # the article that answers; None for a `none` question only
    also_ok: frozenset[str] = frozenset()  # other articles that say the same
    expected: str | None = None  # the answer in the file's own words; shown, never matched
    accept: tuple[str, ...] = ()  # any one of these in the answer, as whole words, makes it right
    evidence: str = ""  # the words of the article that prove it; empty for a `none` question only
    speaker_accept: tuple[str, ...] = ()  # the same as `accept`, for the speaker; empty: nobody speaks
    quote: str | None = None  # the words said, as printed
    follows: str | None = None  # the qid of the question before, in the same conversation

    @property
    def answerable(self) -> bool:
        """Whether the archive answers it."""
        return self.kind != UNANSWERABLE


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Read every question of a JSON Lines file, in order; BadGold names the line and what is wrong with it."""
    found: dict[str, Gold] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            gold = _gold(json.loads(line))
            _check_place(gold, found)
        except json.JSONDecodeError as fault:
            raise BadGold(f"bad gold file: '{path}' line {number}: not JSON: {fault.msg}") from fault
        except _Fault as fault:
            raise BadGold(f"bad gold file: '{path}' line {number}: {fault}") from fault
        found[gold.qid] = gold
    if not found:
        raise BadGold(f"bad gold file: '{path}': no question in it")
    return tuple(found.values())


class _Fault(Exception):
    """What is wrong with one line."""


def _lines(path: Path) -> list[str]:
    try:
        # Not splitlines(): U+2028 is legal inside a JSON string.
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as fault:
        raise BadGold(f"bad gold file: '{path}': not UTF-8 text") from fault
    except OSError as fault:
        raise BadGold(f"bad gold file: '{path}': {fault.strerror}") from fault


def _gold(record: object) -> Gold:
    if not isinstance(record, dict):
        raise _Fault("not a JSON object")
    speaker = _text(record, "speaker", optional=True)
    kind = _text(record, "type")
    answerable = kind != UNANSWERABLE
    gold = Gold(
        qid=_text(record, "qid"),
        language=_text(record, "lang"),
        question=_text(record, "question"),
        kind=kind,
        article_id=_text(record, "article_id", optional=not answerable) or None,
        also_ok=frozenset(_texts(record, "also_ok")),
        expected=_text(record, "answer", optional=True) or None,
        accept=_texts(record, "accept"),
        evidence=_text(record, "evidence", optional=not answerable),
        speaker_accept=(_texts(record, "speaker_accept") or (speaker,)) if speaker else (),
        quote=_text(record, "quote", optional=True) or None,
        follows=_text(record, "follows", optional=True) or None,
    )
    if answerable and not gold.accept:
        raise _Fault('"accept" is missing: a list of answers that are right')
    return gold


def _check_place(gold: Gold, before: Mapping[str, Gold]) -> None:
    if gold.qid in before:
        raise _Fault(f'"qid" {gold.qid} stands there twice')
    if gold.follows is not None and gold.follows not in before:
        raise _Fault(f'"follows" {gold.follows}: no question of that qid stands before it')


def _text(record: Mapping[str, Any], key: str, *, optional: bool = False) -> str:
    value = record.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str):
        raise _Fault(f'"{key}" is missing' if value is None else f'"{key}" is not text')
    if not value.strip() and not optional:
        raise _Fault(f'"{key}" is empty')
    return value


def _texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = record.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Fault(f'"{key}" is not a list of texts')
    return tuple(value)
