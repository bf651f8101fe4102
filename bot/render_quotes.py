"""The forms of quotations and speakers: lines for a terminal, JSON and CSV for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from rich.text import Text

from bot import screen
from bot.phrases import phrases
from bot.render import linked_title, say
from bot.wording_quotes import bearers, speaker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rich.console import Console

    from bot.phrases import Phrases
    from bot.quote_list import Listed, QuoteList
    from corpus.article import Span
    from index.quote_rows import Entry

_COLUMNS = (
    "published",
    "outlet",
    "speaker",
    "known_as",
    "kind",
    "quote",
    "attribution",
    "naming",
    "title",
    "url",
    "article_id",
    "version",
    "start",
    "stop",
)
# What spreadsheets take for the beginning of a formula, in both widths.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def show_quotes(found: QuoteList, console: Console, *, said: Phrases | None = None) -> None:
    """Print one quotation a line: day, outlet, who said it, the words as printed, the article."""
    said = said or phrases(None)
    if not found.listed:
        say(console, Text(said.say("quotes.none"), style="bold"))
    for one in found.listed:
        say(console, quote_line(one, console, said=said))


def quote_line(one: Listed, console: Console, *, said: Phrases) -> Text:
    """Return a quotation on one line, unless the article prints it on several."""
    article = one.article
    outlet = " / ".join(dict.fromkeys(screen.line(part) for part in (article.outlet, article.agency) if part))
    line = Text(f"{_day(article.published) or '          '}  {outlet or '-'}  ")
    line.append(speaker(one, said), style="bold")
    line.append(f": {screen.visible(one.words)}  – ")
    return line.append_text(linked_title(article, console))


def show_bearers(found: QuoteList, console: Console, *, said: Phrases | None = None) -> None:
    """Tell who bears the name asked for, if that is not exactly one; or the names spelt like it."""
    told = bearers(found, said or phrases(None))
    if told is not None:
        say(console, Text(told, style="dim" if found.speakers else ""))


def show_speakers(entries: Iterable[Entry], console: Console) -> None:
    """Print one speaker a line: the name, how many quotations, from when to when, the other names."""
    for entry in entries:
        days = " to ".join(dict.fromkeys(day for day in (_day(entry.first), _day(entry.last)) if day))
        line = Text(screen.line(entry.speaker.name), style="bold")
        count = f"{entry.quotes:,} quotation{'' if entry.quotes == 1 else 's'}"
        line.append("  " + ", ".join(part for part in (count, days) if part), style="not bold")
        if entry.speaker.aliases:
            line.append(f"  also {'; '.join(map(screen.line, entry.speaker.aliases))}", style="not bold dim")
        say(console, line)


def quote_json(one: Listed) -> str:
    """Return a quotation as one JSON object on one line, safe to print on a terminal."""
    return screen.escaped(json.dumps(_record(one), ensure_ascii=False))


def speaker_json(entry: Entry) -> str:
    """Return a speaker as one JSON object on one line, safe to print on a terminal."""
    record = {
        "name": entry.speaker.name,
        "aliases": list(entry.speaker.aliases),
        "quotes": entry.quotes,
        "first": _day(entry.first),
        "last": _day(entry.last),
    }
    return screen.escaped(json.dumps(record, ensure_ascii=False))


def as_csv(listed: Iterable[Listed]) -> str:
    """Return quotations as CSV with a line of column names.

    No cell is a formula: one that a spreadsheet would take for one has an apostrophe before it, so its exact text is
    in the JSON form. Steering characters are shown as signs, as on the screen.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_COLUMNS)
    for one in listed:
        record = _record(one) | {"quote": one.words}
        table.writerow([_cell(record[column]) for column in _COLUMNS])
    return written.getvalue()


def _record(one: Listed) -> dict[str, object]:
    article, quote = one.article, one.quote
    return {
        "article_id": article.id,
        "version": article.version,
        "title": article.title,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": _day(article.published),
        "url": article.url,
        "language": article.language,
        "kind": quote.kind,
        "start": quote.content.start,
        "stop": quote.content.stop,
        "quote": quote.content.of(article.text),
        "parts": [_span(part) for part in quote.parts],
        "speaker": one.speaker,
        "known_as": one.known_as,
        "mention": one.mention,
        "cue": None if quote.cue is None else quote.cue.of(article.text),
        "attribution": quote.attribution,
        "naming": quote.naming,
    }


def _cell(value: object) -> str:
    text = "" if value is None else screen.visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "stop": span.stop}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
