"""Measure how often a name is shown as surely somebody's whose words they are not, against a gold of quotations.

A gold file has one article a line, `{"doc_id", "lang", "text", "quotes": [{"start", "stop", "kind", "speaker",
"speaker_name", "speaker_alt"}]}`. A name is held against the gold's quotation that shares most letters with the words:
it is wrong where the gold names somebody else, or, where the gold names nobody, has another mention beside the cue.
Words that the gold does not have are counted apart, because a gold need not hold all that is said.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.person_name import person_name
from corpus.quotes import find
from corpus.text import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.article import Quote, Span

Record = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the names shown as sure."""

    articles: int
    shown: int
    wrong: int
    unknown: int  # the gold has no such words
    seconds: float  # of the processor


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="gold files, one article a line")
    for path in parser.parse_args().gold:
        try:
            with path.open(encoding="utf-8") as lines:
                tally = measured(json.loads(line) for line in lines if line.strip())
        except (OSError, ValueError, KeyError) as fault:
            parser.error(f"no gold of quotations: '{path}': {fault}")
        _line(path.stem, f"{tally.articles} articles, {tally.articles / max(tally.seconds, 1e-9):.1f} a CPU second")
        _line("  names shown as sure", f"{tally.shown}")
        _line(
            "  wrong", f"{tally.wrong}, {100 * tally.wrong / max(1, tally.shown - tally.unknown):.1f} % of those known"
        )
        _line("  not in the gold", f"{tally.unknown}")


def measured(records: Iterable[Mapping[str, object]]) -> Tally:
    """Find the quotations of each record and hold the sure names among them against its gold."""
    articles = shown = wrong = unknown = 0
    seconds = 0.0
    for record in records:
        text, language = writable(str(record["text"])), record.get("lang")
        language = language if isinstance(language, str) else None
        began = time.process_time()
        quotes = find(text, language)
        seconds += time.process_time() - began
        articles += 1
        gold = record.get("quotes")
        for quote in quotes:
            if quote.sure_name is None:
                continue
            shown += 1
            held = _nearest(quote, gold if isinstance(gold, list) else [], text)
            unknown += held is None
            wrong += held is not None and not _agrees(quote, held, text, language)
    return Tally(articles=articles, shown=shown, wrong=wrong, unknown=unknown, seconds=seconds)


def _nearest(quote: Quote, gold: Sequence[Record], text: str) -> Record | None:
    """Return the gold's quotation that shares most letters with the words, and at least half of either's."""
    own = _letters([(part.start, part.stop) for part in quote.parts], text)
    best, most = None, 0.0
    for record in gold:
        other = _letters(_parts(record), text)
        share = len(own & other) / max(1, min(len(own), len(other)))
        closeness = len(own & other) / max(1, len(own | other))
        if share >= 0.5 and closeness > most:  # noqa: PLR2004 - half
            best, most = record, closeness
    return best


def _letters(parts: Iterable[tuple[int, int]], text: str) -> set[int]:
    return {at for start, stop in parts for at in range(start, stop) if text[at].isalnum()}


def _parts(record: Record) -> list[tuple[int, int]]:
    parts = record.get("content_spans") or [record]
    return [_span(part) for part in parts] if isinstance(parts, list) else []


def _span(record: Record) -> tuple[int, int]:
    start, stop = record["start"], record["stop"]
    return (start, stop) if isinstance(start, int) and isinstance(stop, int) else (0, 0)


def _agrees(quote: Quote, held: Record, text: str, language: str | None) -> bool:
    """Whether the name shown is the gold's, or the mention where the gold has no name."""
    others = held.get("speaker_alt")
    names = [held.get("speaker_name"), *(others if isinstance(others, list) else [])]
    known = [name for name in names if isinstance(name, str)]
    if known and quote.sure_name is not None:
        return any(_one(quote.sure_name.of(text), name, language) for name in known)
    mention = held.get("speaker")
    return isinstance(mention, dict) and quote.speaker is not None and _touch(quote.speaker, _span(mention))


def _touch(span: Span, other: tuple[int, int]) -> bool:
    return span.start < other[1] and other[0] < span.stop


def _one(printed: str, gold: str, language: str | None) -> bool:
    """Whether two names are one person's: the words of one are among the other's."""
    one, other = set(person_name(printed, language).words), set(person_name(gold, language).words)
    return bool(one and other) and (one <= other or other <= one)


def _line(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<24}{value}\n")


if __name__ == "__main__":
    main()
