"""The form that answers take in a chat: the words of `bot.wording` as messages, with the buttons that open more.

The text speaks the question's language; buttons and lists speak `ui`, the language of whoever uses the chat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screen, wording
from bot.footnotes import footnotes
from bot.phrases import phrases
from bot.split_message import messages
from bot.telegram_message import Block, Button, Piece
from bot.understood import parts
from bot.why import sections
from bot.wording_quotes import quotes_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answer import Abstention, Answer, Citation, Searched
    from bot.phrases import Phrases
    from bot.quote_list import QuoteList
    from bot.telegram_message import Message, Rows
    from bot.why import Why
    from corpus.article import Article

UP, DOWN = "up", "down"  # the actions of the thumbs
PASSAGE = "p"  # with its number: the action that opens a citation
_ABREAST = 8  # buttons in a row, the most that Telegram shows
_CITED = 24  # citations that have a button; the text names them all
_LONGEST_LINK = 2048  # characters; a longer address is not worth its weight in a message
_PUBLIC = re.compile(r"https?://(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE)
_BLOCKS: dict[wording.Form, Block] = {"quotation": "expandable", "passage": "whole"}


def answer(outcome: Answer | Abstention, *, ui: Phrases) -> tuple[Message, ...]:
    """Return an outcome with what was searched, its citations to open, what can be taken back of it, and thumbs."""
    freshness = wording.freshness(outcome, phrases(outcome.question.language))
    lines = (*wording.outcome_lines(outcome), _line(freshness))
    thumbs = (Button(label=ui.say("button.up"), action=UP), Button(label=ui.say("button.down"), action=DOWN))
    changes = tuple(Button(label=ui.say(f"button.{part}"), action=part) for part in parts(outcome.question))
    rows = (*_numbered(len(footnotes(outcome))), changes, thumbs)
    return messages(pieces(lines), tuple(row for row in rows if row))


def passage(citation: Citation, number: int, *, ui: Phrases) -> tuple[Message, ...]:
    """Return citation `number` of an answer within the text around it, and the way to its article."""
    first, *rest = wording.passage_lines(citation, wording.surroundings(citation))
    heading = wording.Line(runs=(wording.Run(text=f"[{number}] "), *first.runs), form=first.form)
    return messages(pieces((heading, *rest)), link_row(citation.article, ui))


def sources(notes: Sequence[Citation], *, ui: Phrases) -> tuple[Message, ...]:
    """Return what an answer cites, each with the passage to open; nothing cited is said so."""
    if not notes:
        return plain_messages(ui.say("chat.nothing"))
    return messages(pieces(wording.source_lines(notes)), _numbered(len(notes)))


def quotes(found: QuoteList, *, ui: Phrases) -> tuple[Message, ...]:
    """Return the quotations that were asked for."""
    return messages(pieces(quotes_lines(found, ui)))


def why(told: Why) -> tuple[Message, ...]:
    """Return how an answer came about, step by step."""
    lines = []
    for section in sections(told):
        lines.append(wording.Line(runs=(wording.Run(text=section.title, style="strong"),)))
        text = "\n".join(screen.visible(line) for line in section.lines)
        lines.append(wording.Line(runs=(wording.Run(text=text),), form="quotation"))
    return messages(pieces(lines))


def articles(newest: Sequence[Article], searched: Searched, *, ui: Phrases) -> tuple[Message, ...]:
    """Return articles, one a line, with what is searched."""
    if not newest:
        return plain_messages(ui.say("chat.no_articles"))
    lines = [wording.Line(runs=(wording.Run(text=ui.say("chat.latest"), style="strong"),))]
    for article in newest:
        by = wording.source(article)
        lines.append(wording.Line(runs=(wording.title(article), wording.Run(text=f" – {by}" if by else ""))))
    return messages(pieces((*lines, wording.Line(), _line(wording.summary(searched, ui)))))


def plain_messages(text: str, rows: Rows = ()) -> tuple[Message, ...]:
    """Return any text as messages, with nothing in it read as markup."""
    return messages([Piece(text=screen.visible(text))], rows)


def pieces(lines: Iterable[wording.Line]) -> Iterator[Piece]:
    """Yield what the lines show, as Telegram can."""
    for number, line in enumerate(lines):
        if number:
            yield Piece(text="\n")
        for run in line.runs:
            url = run.url if run.url is not None and len(run.url) <= _LONGEST_LINK else None
            strong = run.style in ("strong", "cited")
            yield Piece(text=run.text, strong=strong, url=url, block=_BLOCKS.get(line.form))


def _numbered(cited: int) -> Rows:
    """Return a button for each citation."""
    buttons = [Button(label=f"[{n}]", action=f"{PASSAGE}{n}") for n in range(1, min(cited, _CITED) + 1)]
    return tuple(tuple(buttons[start : start + _ABREAST]) for start in range(0, len(buttons), _ABREAST))


def link_row(article: Article, ui: Phrases) -> Rows:
    """Return the button that opens an article where it was published; no row where its address will not do for one.

    Telegram shows a doubtful link as plain text, but refuses the whole message for a doubtful button.
    """
    url = wording.title(article).url
    if url is None or len(url) > _LONGEST_LINK or not _PUBLIC.match(url):
        return ()
    return ((Button(label=ui.say("button.article"), url=url),),)


def _line(text: str) -> wording.Line:
    return wording.Line(runs=(wording.Run(text=text),), form="aside")
