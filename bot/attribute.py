"""Quotations found in records that are in no archive: `{"doc_id", "lang", "text"}`, one JSON object a line.

The text is read as it is given: offsets count its code points, whatever they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.errors import BadRecord
from bot.screen import escaped
from corpus.language import declared, recognise
from corpus.quotes import find
from corpus.text import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.article import Quote, Span


def attributed(lines: Iterable[bytes]) -> Iterator[tuple[int, str | BadRecord]]:
    """Yield each line's number and its quotations as one JSON object, or what is wrong with the line.

    Of a record with the name of an earlier one both are yielded: the quotations, and what is wrong.
    """
    first: dict[str | int, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            key, found = _attributed(line)
        except BadRecord as fault:
            yield number, fault
            continue
        yield number, found
        if first.setdefault(key, number) != number:
            yield number, BadRecord(f'not the only record of its name: "doc_id" is that of line {first[key]}')


def _attributed(line: bytes) -> tuple[str | int, str]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise BadRecord("not a record: not UTF-8 text") from fault
    except (ValueError, RecursionError) as fault:
        raise BadRecord(f"not a record: not JSON: {fault}") from fault
    if not isinstance(record, dict):
        raise BadRecord("not a record: not a JSON object")
    key, text, language = record.get("doc_id"), record.get("text"), record.get("lang")
    if not isinstance(text, str):
        raise BadRecord(f'not a record: "text" is {"missing" if text is None else "not text"}')
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise BadRecord(f'not a record: "doc_id" is {"missing" if key is None else "neither text nor a whole number"}')
    if language is not None and not isinstance(language, str):
        raise BadRecord('not a record: "lang" is not text')
    text = writable(text)
    quotes = find(text, declared(language) or recognise(text))
    found = {"doc_id": key, "quotes": [_quote(quote, text) for quote in quotes]}
    return key, escaped(json.dumps(found, ensure_ascii=False))


def _quote(quote: Quote, text: str) -> dict[str, object]:
    found: dict[str, object] = {
        "start": quote.content.start,
        "stop": quote.content.stop,
        "kind": quote.kind,
        "speaker": _span(quote.speaker),
        "cue": _span(quote.cue),
        "speaker_name": None if quote.name is None else quote.name.of(text),
        "attribution": quote.attribution,
        "naming": quote.naming,
        "confidence": quote.confidence,
    }
    if len(quote.parts) > 1:
        found["content_spans"] = [_span(part) for part in quote.parts]
    return found


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "stop": span.stop}
