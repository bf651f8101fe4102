"""The forms in which an answer is explained: sections on a terminal, and one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.text import Text

from bot import screen
from bot.question_form import packed, texts
from bot.render import say
from bot.render_json import as_record
from bot.why import sections

if TYPE_CHECKING:
    from rich.console import Console

    from bot.account import Dropped, Place, Weighed
    from bot.answer import Citation
    from bot.why import Why


def show_why(why: Why, console: Console) -> None:
    """Print how an answer came about, step by step."""
    for section in sections(why):
        say(console, Text(section.title, style="bold"))
        for line in section.lines:
            say(console, Text(screen.visible(line)), indent=2)


def why_json(why: Why) -> str:
    """Return the same as one JSON object on one line, safe to print on a terminal."""
    account, record = why.account, why.record
    told: dict[str, object] = {
        "id": account.outcome.id if record is None else record.id,
        "same": why.is_same,
        "asked": {
            "texts": list(texts(account.question)),
            "day": None if record is None else record.day.isoformat(),
            "archive": None if record is None else record.archive,
            "generation": None if record is None else record.generation,
        },
        "understood": packed(account.question) | {"query": account.question.query},
        "passages": [_place(place) for place in account.passages],
        "quotations": [_place(place) for place in account.quotations],
        "threshold": account.threshold,
        "weighed": [_weighed(one) for one in account.weighed],
        "passed_over": [place.citation.article.id for place in account.passed_over],
        "dropped": [_dropped(one) for one in account.dropped],
        "outcome": as_record(account.outcome),
        "before": None if why.before is None else as_record(why.before),
    }
    return screen.escaped(json.dumps(told, ensure_ascii=False))


def _place(place: Place) -> dict[str, object]:
    return {
        "rank": place.rank,
        "score": place.score,
        "similarity": place.similarity,
        "found_by": list(place.found_by),
        "speaker": place.speaker,
        **_cited(place.citation),
    }


def _weighed(one: Weighed) -> dict[str, object]:
    return {"score": one.score, "note": one.note, **_cited(one.citation)}


def _dropped(one: Dropped) -> dict[str, object]:
    claim = one.claim
    return {
        "article_id": claim.article_id,
        "version": claim.version,
        "start": claim.proof.start,
        "stop": claim.proof.stop,
        "fault": one.fault,
    }


def _cited(citation: Citation) -> dict[str, object]:
    article, span = citation.article, citation.span
    return {
        "article_id": article.id,
        "version": article.version,
        "start": span.start,
        "stop": span.stop,
        "text": citation.excerpt,
    }
