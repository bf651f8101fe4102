"""`whosaid quotes` and `whosaid speakers`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_session import Session, session_of
from bot.quote_list import LIMIT, QuoteList, Wanted, day, make_list, with_words
from bot.render import show_error
from corpus.errors import NewsError

if TYPE_CHECKING:
    from collections.abc import Iterable

ERROR, NOT_SAID = 1, 3  # exit codes
STREAM = Path("-")


def quotes(  # noqa: PLR0913 # one parameter for each option
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Who is quoted, what about, or one after the other.")
    ] = None,
    *,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only who bears this name, in full or the surname.")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="Only about this, the best first.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Not before this day, month or year: 2016-12-15, 2016-12, 2016.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not after it.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many at most.")] = LIMIT,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON object a line.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", metavar="", help="Print a table for a spreadsheet.")] = False,
    records: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Find the quotations of these records instead, as JSON."),
    ] = None,
) -> None:
    """List who said what: day, outlet, speaker, words, article.

    The newest come first, or the best where words are given. Words in quotation marks stand as printed; what an
    article only reports is marked so. In a table for a spreadsheet no cell can be taken for a formula: such a cell
    begins with an apostrophe. With --from the records are JSON Lines with doc_id, text and lang, - is standard input,
    no archive is needed, and offsets count the code points of the text as it is given.
    """
    session = session_of(context)
    if as_json and as_csv:
        raise typer.BadParameter("which form? give --json or --csv")
    if records is not None:
        if words or as_csv or any(given is not None for given in (speaker, about, since, until)):
            raise typer.BadParameter("--from finds all quotations of its records, and prints JSON")
        raise typer.Exit(_attribute(session, records))
    wanted = Wanted(
        speaker=speaker,
        about=about if about is None or about.strip() else None,
        since=None if since is None else day(since, last=False),
        until=None if until is None else day(until, last=True),
        limit=limit,
    )
    typed = " ".join(words or ()).strip()
    if typed:
        wanted = with_words(wanted, typed)
    with session.parts.quote_search() as (search, archive):
        found = make_list(wanted, search, archive)
    _print(found, session, as_json=as_json, as_csv=as_csv)
    if not session.quiet:
        from bot.render_quotes import show_bearers

        show_bearers(found, session.err)
    raise typer.Exit(0 if found.listed else NOT_SAID)


def speakers(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", hidden=True)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print one JSON object a line.")] = False,
) -> None:
    """List who is quoted: names, how often, from when to when.

    Those who are quoted most come first. With a name only those who bear it: in full, or as a surname.
    """
    from bot.render_quotes import show_bearers, show_speakers, speaker_json

    session = session_of(context)
    with session.parts.quote_search() as (search, _):
        entries = search.entries if name is None else search.named(name)
        nearest = () if entries or name is None else search.nearest_names(name)
    if as_json:
        for entry in entries:
            session.print_json(speaker_json(entry))
    else:
        show_speakers(entries, session.out)
    if name is not None and not entries and not session.quiet:
        show_bearers(QuoteList(listed=(), nearest=nearest, name=name), session.err)
    raise typer.Exit(0 if entries else NOT_SAID)


def _print(found: QuoteList, session: Session, *, as_json: bool, as_csv: bool) -> None:
    from bot import render_quotes

    if as_json:
        for one in found.listed:
            session.print_json(render_quotes.quote_json(one))
    elif as_csv:
        session.print_json(render_quotes.as_csv(found.listed).removesuffix("\n"))
    else:
        render_quotes.show_quotes(found, session.out)


def _attribute(session: Session, path: Path) -> int:
    from corpus.loaders.source import opened

    if path == STREAM:
        return _attribute_lines(session, sys.stdin.buffer)
    with opened(path) as lines:
        return _attribute_lines(session, lines)


def _attribute_lines(session: Session, lines: Iterable[bytes]) -> int:
    """Print the quotations of each record as it comes; a bad one is told and passed over."""
    from bot.attribute import attributed

    code = NOT_SAID
    for number, found in attributed(lines):
        if isinstance(found, str):
            session.print_json(found)
            code = 0 if code == NOT_SAID else code
        else:
            show_error(NewsError(f"line {number}: {found.message}", remedy=found.remedy), session.err)
            code = ERROR
        sys.stdout.flush()
    if code == NOT_SAID:
        show_error(NewsError("no record: nothing to read"), session.err)
    return code
