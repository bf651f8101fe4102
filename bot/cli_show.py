"""`whosaid show`: what is kept, what is indexed, one article, and the settings in force."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from bot.cli_session import session_of
from bot.render import article_line, say, show_article
from bot.screen import line

app = typer.Typer(help="Show the archive, its index, one article, or the settings.", no_args_is_help=True)


@app.command()
def archive(context: typer.Context) -> None:
    """List the articles: id, day, outlet, headline."""
    session = session_of(context)
    kept = session.parts.archive()
    try:
        for each in kept.newest():
            say(session.out, article_line(each))
        if not session.quiet:
            say(session.err, Text(f"{kept.count():,} articles in {line(str(session.parts.folder))}", style="dim"))
    finally:
        kept.close()


@app.command()
def index(context: typer.Context) -> None:
    """Show what the index that answers was built from."""
    from index.generation import open_current

    session = session_of(context)
    built = open_current(session.parts.folder).manifest
    facts = {
        "generation": str(built.number),
        "built": f"{built.built.isoformat()} by whosaid {built.whosaid}",
        "articles": f"{built.articles:,}",
        "newest": "unknown" if built.newest is None else built.newest.isoformat(),
        "languages": ", ".join(built.languages) or "unknown",
        "passages": f"{built.passages:,} of about {built.passage_size} characters",
        "quotations": f"{built.quotes:,} of {built.speakers:,} speakers",
        "near-copies": f"{built.copies:,} articles print what another prints too",
        "encoder": f"{built.encoder}, {built.dimension} dimensions, fingerprint {built.fingerprint}",
    }
    for name, fact in facts.items():
        say(session.out, Text(f"{name:<12}{line(fact)}"))


@app.command()
def article(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
) -> None:
    """Show one article as it was read, and its quotations."""
    session = session_of(context)
    kept = session.parts.archive()
    try:
        found = kept.article(article_id)
        show_article(found, kept.quotes(found.id, found.version), session.out)
    finally:
        kept.close()


@app.command()
def config(context: typer.Context) -> None:
    """Show every setting, and where its value was set."""
    session = session_of(context)
    rows = [(f"{key} = {value}", origin) for key, value, origin in session.loaded.rows()]
    width = max(len(setting) for setting, _ in rows)
    for setting, origin in rows:
        say(session.out, Text.assemble(f"{line(setting):<{width}}", (f"  # {line(origin)}", "dim")))
    if not session.quiet:
        say(session.err, Text(f"your own file: {line(str(session.loaded.file))}", style="dim"))
