"""The machine form of an outcome: one JSON object, stable, the same for `ask --json`, `ask -` and `eval`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.footnotes import also_numbers, footnotes, numbers
from bot.phrases import phrases
from bot.screen import escaped
from bot.understood import as_values
from bot.wording_speakers import short_answer

if TYPE_CHECKING:
    from datetime import date

    from bot.answer import Abstention, Citation, Quoted, Said, Searched, Statement

MOST_RANKED = 10  # article ids in "ranked"


def as_line(outcome: Answer | Abstention) -> str:
    """Return the JSON object on one line, without its newline, safe to print on a terminal."""
    return escaped(json.dumps(as_record(outcome), ensure_ascii=False))


def as_record(outcome: Answer | Abstention) -> dict[str, object]:
    """Return the JSON object as a dict; README says what each key holds."""
    notes = footnotes(outcome)
    record: dict[str, object] = {
        "id": outcome.id,
        "qid": outcome.question.qid,
        "question": outcome.question.text,
        "kind": None,
        "answered": False,
        "answer": None,
        "speaker": None,
        "speaker_sure": None,
        "statements": [],
        "citations": [],
        "compare": [],
        "differ": [],
        "ranked": list(outcome.ranked[:MOST_RANKED]),
        "reason": None,
        "nearest": [],
        "instead": [],
        "quoted": None,
        "understood": as_values(outcome.question, phrases(outcome.question.language)),
        "searched": _searched(outcome.searched),
    }
    if isinstance(outcome, Answer):
        first = outcome.statements[0]
        record |= {
            "kind": outcome.kind,
            "answered": True,
            "answer": short_answer(first, phrases(outcome.question.language)),
            **_told_by(first),
            "statements": [_statement(statement, notes) for statement in outcome.statements],
            "citations": [_citation(number, note) for number, note in enumerate(notes, start=1)],
            "compare": [list(pair) for pair in outcome.compare],
            "differ": [list(pair) for pair in outcome.differ],
        }
    else:
        record |= {
            "reason": outcome.reason,
            "nearest": [_near(note) for note in outcome.nearest],
            "instead": [_instead(statement) for statement in outcome.instead],
            "quoted": _quoted(outcome.quoted),
        }
    return record


def _statement(statement: Statement, notes: tuple[Citation, ...]) -> dict[str, object]:
    said = statement.quote
    return {
        "text": statement.text,
        "citations": list(numbers(statement, notes)),
        "quote": {"text": said.words.excerpt, "speaker": _speaker(said), "speaker_sure": _is_sure(said)}
        if said is not None and said.verbatim
        else None,
        "reported": None
        if statement.reported is None
        else {"text": statement.reported.words.excerpt, "speaker": _speaker(statement.reported)},
        "also": list(also_numbers(statement, notes)),
    }


def _told_by(statement: Statement) -> dict[str, object]:
    """Return who speaks, and whether that is sure: by the article, and as the answer."""
    if statement.is_guess and statement.quote is None:
        return {"speaker": statement.short.excerpt, "speaker_sure": False}
    said = statement.quote or statement.reported
    return {"speaker": _speaker(said), "speaker_sure": _is_sure(said) and statement.bearing == "sure"}


def _speaker(said: Said | None) -> str | None:
    return None if said is None else said.named.excerpt


def _is_sure(said: Said | None) -> bool | None:
    """Whether the article surely gives the words to the speaker that is named; None where nobody is."""
    return None if said is None else said.likely is None


def _citation(number: int, citation: Citation) -> dict[str, object]:
    article, span = citation.article, citation.span
    return {
        "number": number,
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published),
        "url": article.url,
        "start": span.start,
        "stop": span.stop,
        "quote": citation.excerpt,
    }


def _near(citation: Citation) -> dict[str, object]:
    record = _citation(0, citation)
    return {key: value for key, value in record.items() if key not in ("number", "url")}


def _instead(statement: Statement) -> dict[str, object]:
    """Return a statement that is shown instead of an answer, with its own place: it is no answer to be cited."""
    said = statement.quote
    words = None if said is None else said.words.excerpt
    return _near(statement.proof) | {"words": words, "speaker": _speaker(said), "speaker_sure": _is_sure(said)}


def _quoted(quoted: Quoted | None) -> dict[str, object] | None:
    return None if quoted is None else {"quotes": quoted.quotes, "about": quoted.about, "on": quoted.on}


def _searched(searched: Searched) -> dict[str, object]:
    return {
        "generation": searched.generation,
        "articles": searched.articles,
        "newest": _day(searched.newest),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
