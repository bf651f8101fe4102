"""The short name of an answer: made of the question, what it follows, the generation and the settings that steer it."""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from typing import TYPE_CHECKING

from bot.question_form import steering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answer import Searched
    from bot.question import Question

LENGTH = 10  # letters and digits of an id: 50 bits
_STATE = 16  # bytes of the digest of a generation and its settings


def identity(question: Question, searched: Searched) -> str:
    """Return the id of what `question` gets where this is searched. The caller's own `qid` is no part of it."""
    return _letters([searched.state, searched.generation, steering(question)])


def state(parts: Mapping[str, object]) -> str:
    """Return a digest of what steers every answer alike: the content of the index, and the settings."""
    told = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_STATE).hexdigest()


def _letters(parts: list[object]) -> str:
    told = json.dumps(parts).encode()
    return b32encode(hashlib.blake2b(told, digest_size=_STATE).digest()).decode("ascii").lower()[:LENGTH]
