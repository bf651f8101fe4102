"""The terminal form of what was answered, and of what an article says.

Everything that came from outside goes through `bot.screen` and is set as plain text: no markup in it is read. To a
pipe the same words go without colours, links and line breaks of ours.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot import screen
from bot.answer import Answer
from bot.footnotes import footnotes, numbers

if TYPE_CHECKING:
    from typing import IO

    from bot.answer import Abstention, Citation, Reason, Searched, Statement
    from corpus.article import Article, Quote, Span
    from corpus.errors import NewsError

log = logging.getLogger(__name__)

WIDEST = 100  # columns; longer lines are hard to read, however wide the terminal
LONGEST_NEAR = 280  # characters of a nearest passage that are shown
_MARKS = {"fr": ("« ", " »"), "de": ("„", "“"), "es": ("«", "»")}
_OPENING = ("«", "»", "“", "„", "”", '"', "‹", "‚", "‘")
_WHY: dict[Reason, str] = {
    "nothing found": "nothing in it comes close to the question.",
    "nobody says that": "it has articles on this, but nobody in them says that.",
    "speaker not sure": "it prints something like that, but not surely whose words they are.",
    "not verified": "it has articles on this, but no answer that its words bear out.",
}


def console_on(stream: IO[str]) -> Console:
    """Return a console that reads no markup, and is plain where `stream` is not a terminal."""
    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def show(outcome: Answer | Abstention, console: Console, *, quiet: bool = False) -> None:
    """Print an outcome: the answer and its proof, or why there is none. Quiet leaves out what was searched."""
    if isinstance(outcome, Answer):
        _show_answer(outcome, console)
    else:
        _show_abstention(outcome, console)
    if not quiet:
        say(console, Text(summary(outcome.searched), style="dim"))


def show_sources(outcome: Answer | Abstention, console: Console) -> None:
    """Print the footnotes of an outcome by themselves."""
    for number, note in enumerate(footnotes(outcome), start=1):
        say(console, _footnote(number, note, console))


def show_passage(citation: Citation, console: Console, *, around: Span) -> None:
    """Print what is cited within the text `around` it, and where it stands."""
    text, cited = citation.article.text, citation.span
    passage = Text(screen.visible(text[around.start : cited.start]), style="dim")
    passage.append(screen.visible(citation.excerpt), style="not dim")
    passage.append(screen.visible(text[cited.stop : around.stop]))
    say(console, _heading(citation.article, console))
    console.print()
    say(console, passage)


def show_article(article: Article, quotes: tuple[Quote, ...], console: Console) -> None:
    """Print a whole article, and who is quoted in it."""
    say(console, _heading(article, console))
    console.print()
    say(console, Text(screen.visible(article.text)))
    if quotes:
        console.print()
    for quote in quotes:
        words = quote.content.of(article.text)
        said = Text(_in_marks(article, words) if quote.kind == "direct" else f"reported: {screen.visible(words)}")
        who = quote.name or quote.speaker
        if who is not None:
            said.append(f" – {screen.line(who.of(article.text))}")
        say(console, said, indent=2, style="dim")


def article_line(article: Article) -> Text:
    """Return an article on one line: id, day, outlet, headline."""
    day = "          " if article.published is None else article.published.isoformat()
    return Text("  ".join((screen.line(article.id), day, screen.line(article.outlet or "-"), _headline(article))))


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


def _show_answer(answer: Answer, console: Console) -> None:
    notes = footnotes(answer)
    headed: set[str] = set()
    for statement in answer.statements:
        short = screen.visible(statement.short.excerpt)
        if short not in headed:
            headed.add(short)
            say(console, Text(short, style="bold"))
        say(console, _proof(statement), indent=2)
        say(console, _attribution(statement, notes), indent=2, style="dim")
        console.print()
    titled: set[str] = set()
    for number, note in enumerate(notes, start=1):
        if note.article.id in titled:
            say(console, Text(f"[{number}] the same article: {_marked(note.article, note.span)}"))
        else:
            say(console, _footnote(number, note, console))
        titled.add(note.article.id)


def _show_abstention(abstention: Abstention, console: Console) -> None:
    say(console, Text(f"The archive does not say: {_WHY[abstention.reason]}", style="bold"))
    notes = footnotes(abstention)
    if notes:
        say(console, Text("The nearest it has:", style="dim"))
    for number, note in enumerate(notes, start=1):
        near = _beginning(note.excerpt)
        cut = " …" if len(near) < len(note.excerpt) else ""
        console.print()
        say(console, Text(_in_marks(note.article, near) + cut), indent=2, style="dim")
        say(console, _footnote(number, note, console, with_source=True), indent=2, style="dim")
    console.print()


def _beginning(words: str) -> str:
    """Return as many whole words as are shown of a long passage."""
    if len(words) <= LONGEST_NEAR:
        return words
    return words[:LONGEST_NEAR].rsplit(maxsplit=1)[0]


def _proof(statement: Statement) -> Text:
    """Return the proving sentence in the quotation marks of its language, its short answer in bold."""
    proof, short = statement.proof, statement.short.span
    if not (proof.article.id == statement.short.article.id and proof.span.covers(short)):
        return Text(_marked(proof.article, proof.span))
    text = proof.article.text
    opening, closing = _marks(proof.article, proof.excerpt)
    before = screen.visible(text[proof.span.start : short.start])
    after = screen.visible(text[short.stop : proof.span.stop])
    return Text.assemble(opening, before, (screen.visible(short.of(text)), "bold"), after, closing)


def _attribution(statement: Statement, notes: tuple[Citation, ...]) -> Text:
    """Return who said it, who printed it and when, as far as the source says, and the footnotes."""
    said = statement.quote
    speaker = None if said is None else screen.line(said.speaker.excerpt)
    if said is not None and not said.verbatim:
        speaker = f"reported of {speaker}"
    known = ", ".join(part for part in (speaker, _source(statement.proof.article)) if part)
    refs = "".join(f"[{number}]" for number in numbers(statement, notes))
    return Text(f"– {known} {refs}" if known else refs)


def _source(article: Article) -> str:
    """Return who printed it and when, as far as the source says."""
    day = None if article.published is None else article.published.isoformat()
    parts = [screen.line(part) for part in (article.outlet, article.agency, day) if part]
    return ", ".join(dict.fromkeys(parts))


def _footnote(number: int, note: Citation, console: Console, *, with_source: bool = False) -> Text:
    source = _source(note.article) if with_source else ""
    title = linked_title(note.article, console)
    return Text.assemble(f"[{number}] ", title, f" – {source}" if source else "")


def _heading(article: Article, console: Console) -> Text:
    title = linked_title(article, console)
    title.stylize("bold")
    source = ", ".join(part for part in (_source(article), screen.line(article.id)) if part)
    return Text.assemble(title, (f"\n{source}", "dim"))


def linked_title(article: Article, console: Console) -> Text:
    """Return the headline, linked where the terminal can link; elsewhere the address follows it."""
    title, url = _headline(article), screen.link(article.url)
    if url is None:
        return Text(title)
    if console.is_terminal and console.color_system is not None:
        return Text(title, style=Style(link=url))
    return Text(f"{title} <{url}>")


def _headline(article: Article) -> str:
    return screen.line(article.title or article.id)


def _marked(article: Article, span: Span) -> str:
    return _in_marks(article, span.of(article.text))


def _in_marks(article: Article, words: str) -> str:
    opening, closing = _marks(article, words)
    return f"{opening}{screen.visible(words)}{closing}"


def _marks(article: Article, words: str) -> tuple[str, str]:
    """Return the quotation marks to set around `words`: none where they bring their own."""
    if words.startswith(_OPENING):
        return "", ""
    return _MARKS.get(article.language or "", ("“", "”"))


def summary(searched: Searched) -> str:
    """Say in one line what was searched."""
    articles = f"{searched.articles:,} article{'' if searched.articles == 1 else 's'}"
    return articles if searched.newest is None else f"{articles}, newest {searched.newest.isoformat()}"
