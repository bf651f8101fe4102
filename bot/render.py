"""The terminal form of what was answered, and of what an article says.

The words are those of `bot.wording`. They are set as plain text: no markup in them is read. To a pipe the same words go
without colours, links and line breaks of ours.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot import screen, wording
from bot.footnotes import footnotes
from bot.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from bot.answer import Abstention, Answer, Citation, Searched
    from bot.phrases import Phrases
    from corpus.article import Article, Quote, Span
    from corpus.errors import NewsError

log = logging.getLogger(__name__)

WIDEST = 100  # columns; longer lines are hard to read, however wide the terminal
_INDENTS: dict[wording.Form, int] = {"quotation": 2, "beneath": 2}  # columns
_STYLES: dict[wording.Style, str] = {"strong": "bold", "faint": "dim"}


def console_on(stream: IO[str]) -> Console:
    """Return a console that reads no markup, and is plain where `stream` is not a terminal."""
    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def show(outcome: Answer | Abstention, console: Console, *, quiet: bool = False) -> None:
    """Print an outcome: the answer and its proof, or why there is none. Quiet leaves out what was searched."""
    _show(wording.outcome_lines(outcome), console)
    if not quiet:
        said = phrases(outcome.question.language)
        say(console, Text(wording.freshness(outcome, said), style="dim"))


def show_sources(outcome: Answer | Abstention, console: Console) -> None:
    """Print the footnotes of an outcome by themselves."""
    _show(wording.source_lines(footnotes(outcome)), console)


def show_passage(citation: Citation, console: Console, *, around: Span) -> None:
    """Print what is cited within the text `around` it, and where it stands."""
    _show(wording.passage_lines(citation, around), console)


def show_article(article: Article, quotes: tuple[Quote, ...], console: Console, *, said: Phrases | None = None) -> None:
    """Print a whole article, and who is quoted in it."""
    _show(wording.article_lines(article, quotes, said or phrases(None)), console)


def article_line(article: Article) -> Text:
    """Return an article on one line: id, day, outlet, headline."""
    day = "          " if article.published is None else article.published.isoformat()
    headline = wording.title(article).text
    return Text("  ".join((screen.line(article.id), day, screen.line(article.outlet or "-"), headline)))


def show_error(error: NewsError, console: Console) -> None:
    """Print an error on one line, and its remedy on the next."""
    say(console, Text(screen.line(error.message), style="red"))
    if error.remedy is not None:
        say(console, Text(screen.line(error.remedy), style="dim"))


def show_bug(error: Exception, console: Console) -> None:
    """Print an error that nobody foresaw on one line; the traceback is for the log."""
    log.debug("internal error", exc_info=error)
    what = f"internal error: {type(error).__name__}: {error}; run with -vv for the traceback"
    say(console, Text(screen.line(what), style="red"))


def say(console: Console, text: Text, *, indent: int = 0, style: str = "") -> None:
    """Print one piece of text, wrapped to the terminal; to a pipe it stays on its line."""
    lines = text.wrap(console, console.width - indent, overflow="fold") if console.is_terminal else (text,)
    for each in lines:
        each.rstrip()
        console.print(Text(" " * indent).append_text(each), style=style, soft_wrap=True)


def linked_title(article: Article, console: Console) -> Text:
    """Return the headline, linked where the terminal can link; elsewhere the address follows it."""
    return _run(wording.title(article), console)


def summary(searched: Searched) -> str:
    """Say in one line what was searched."""
    return wording.summary(searched, phrases(None))


def _show(lines: Iterable[wording.Line], console: Console) -> None:
    for line in lines:
        if not line.runs:
            console.print()
            continue
        faint = line.faint or line.form == "aside"
        text = Text.assemble(*(_run(run, console) for run in line.runs))
        say(console, text, indent=_INDENTS.get(line.form, 0), style="dim" if faint else "")


def _run(run: wording.Run, console: Console) -> Text:
    style = _STYLES.get(run.style, "")
    if run.url is None:
        return Text(run.text, style=style)
    if console.is_terminal and console.color_system is not None:
        return Text(run.text, style=Style.parse(style) + Style(link=run.url))
    return Text(f"{run.text} <{run.url}>", style=style)
