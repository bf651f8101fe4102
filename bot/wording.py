"""What is said back, as lines: the same words for a terminal and for a chat, each of which gives them its own form.

What whosaid says itself is in the language of the question; what articles say stays in theirs, in the quotation marks
of theirs. Everything that came from outside has been through `bot.screen`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot import screen
from bot.answer import Answer
from bot.footnotes import also_numbers, footnotes, numbers
from bot.phrases import phrases
from bot.understood import understood
from bot.wording_speakers import reported, short_answer, teller
from corpus.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answer import Abstention, Citation, Searched, Statement
    from bot.phrases import Phrases
    from corpus.article import Article, Quote

LONGEST_NEAR = 280  # characters of a nearest passage that are shown
AROUND = 400  # characters shown on each side of a citation that is opened
_OPENING = ("«", "»", "“", "„", "”", '"', "‹", "‚", "‘")

Style = Literal["plain", "strong", "faint", "cited"]  # cited: what a passage is opened for
Form = Literal["text", "quotation", "beneath", "passage", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line that looks the same throughout."""

    text: str  # safe to show
    style: Style = "plain"
    url: str | None = None  # what it links to: http or https, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, unless the text of an article breaks it. Without runs: an empty one."""

    runs: tuple[Run, ...] = ()
    form: Form = "text"  # quotation: an article's words, set apart; beneath: what is theirs; aside: of less weight
    faint: bool = False  # a quotation that proves nothing, and what belongs to it


def outcome_lines(outcome: Answer | Abstention) -> tuple[Line, ...]:
    """Return an outcome: the answer and its proof, or why there is none and what is nearest."""
    from bot.wording_lists import timeline_lines

    said = phrases(outcome.question.language)
    if not isinstance(outcome, Answer):
        lines = _abstention(outcome, said)
    else:
        lines = _answer(outcome, said) if outcome.kind == "answer" else timeline_lines(outcome, said)
    what = understood(outcome.question, said)
    return (*lines, *((_text(said.say("answer.understood", what=what), form="aside"),) if what else ()))


def source_lines(notes: Sequence[Citation]) -> tuple[Line, ...]:
    """Return footnotes by themselves."""
    return tuple(footnote(number, note) for number, note in enumerate(notes, start=1))


def passage_lines(citation: Citation, around: Span) -> tuple[Line, ...]:
    """Return what is cited within the text `around` it, and where it stands."""
    text, cited = citation.article.text, citation.span
    passage = (
        Run(text=screen.visible(text[around.start : cited.start]), style="faint"),
        Run(text=screen.visible(citation.excerpt), style="cited"),
        Run(text=screen.visible(text[cited.stop : around.stop]), style="faint"),
    )
    return (*_heading(citation.article), Line(), Line(runs=passage, form="passage"))


def surroundings(citation: Citation) -> Span:
    """Widen a citation by some text on both sides, to the nearest paragraph where there is one."""
    text, span = citation.article.text, citation.span
    start, stop = max(0, span.start - AROUND), min(len(text), span.stop + AROUND)
    if start > 0:
        start = text.find("\n", start, span.start) + 1 or start
    if stop < len(text):
        paragraph = text.rfind("\n", span.stop, stop)
        stop = stop if paragraph < 0 else paragraph
    while start < span.start and text[start] == "\n":
        start += 1
    while stop > span.stop and text[stop - 1] == "\n":
        stop -= 1
    return Span(start, stop)


def article_lines(article: Article, quotes: tuple[Quote, ...], said: Phrases) -> tuple[Line, ...]:
    """Return a whole article, and who is quoted in it."""
    lines = [*_heading(article), Line(), _text(screen.visible(article.text))]
    if quotes:
        lines.append(Line())
    for quote in quotes:
        words = quote.content.of(article.text)
        shown = said.say("quotes.reported_words", words=screen.visible(words))
        if quote.kind == "direct":
            shown = in_marks(article, words)
        who = next(iter(quote.told), None)
        by = "" if who is None else f" – {screen.line(who.of(article.text))}"
        lines.append(_text(shown + by, form="beneath", faint=True))
    return tuple(lines)


def freshness(outcome: Answer | Abstention, said: Phrases) -> str:
    """Say in one line what was searched, and by which id `whosaid why` explains the outcome."""
    return f"{summary(outcome.searched, said)}, id {outcome.id}"


def summary(searched: Searched, said: Phrases) -> str:
    """Say in one line what was searched, and how new it is."""
    if searched.newest is None:
        return said.say("answer.searched", n=searched.articles)
    return said.say("answer.searched_newest", n=searched.articles, day=searched.newest)


def source(article: Article) -> str:
    """Return who printed it and when, as far as the source says."""
    day = None if article.published is None else article.published.isoformat()
    parts = [screen.line(part) for part in (article.outlet, article.agency, day) if part]
    return ", ".join(dict.fromkeys(parts))


def title(article: Article) -> Run:
    """Return the headline, with the address that it links to."""
    return Run(text=screen.line(article.title or article.id), url=screen.link(article.url))


def in_marks(article: Article, words: str) -> str:
    """Return an article's words in the quotation marks of its language; in none where they bring their own."""
    opening, closing = _marks(article, words)
    return f"{opening}{screen.visible(words)}{closing}"


def _answer(answer: Answer, said: Phrases) -> Iterator[Line]:
    notes = footnotes(answer)
    if answer.differ:
        yield _text(_differing(answer, notes, said))
        yield Line()
    headed: set[str] = set()
    for statement in answer.statements:
        short, told = short_answer(statement, said), teller(statement, said)
        if short + told not in headed:
            headed.add(short + told)
            before, strong, after = short.partition(screen.visible(statement.short.excerpt))
            yield Line(runs=(Run(text=before), Run(text=strong, style="strong"), Run(text=after + told)))
        yield Line(runs=proof(statement), form="quotation")
        yield _text(attribution(statement, notes, said), form="beneath", faint=True)
        if statement.is_doubted:
            yield _text(said.say("answer.unsure"), form="beneath", faint=True)
        elif statement.bearing != "sure":
            yield _text(said.say("answer.other"), form="beneath", faint=True)
        if statement.also:
            yield _text(_also(statement, notes, said), form="beneath", faint=True)
        yield Line()
    titled: set[str] = set()
    for number, note in enumerate(notes, start=1):
        if note.article.id in titled:
            same = said.say("answer.same_article", words=in_marks(note.article, note.excerpt))
            yield _text(f"[{number}] {same}")
        else:
            yield footnote(number, note)
        titled.add(note.article.id)


def _abstention(abstention: Abstention, said: Phrases) -> Iterator[Line]:
    why = said.say("answer.nothing", why=said.say(f"reason.{abstention.reason}"))
    yield Line(runs=(Run(text=why, style="strong"),))
    if abstention.instead:
        from bot.wording_lists import instead_lines

        yield from instead_lines(abstention, said)
        return
    notes = footnotes(abstention)
    if notes:
        yield _text(said.say("answer.nearest"), form="aside")
    for number, note in enumerate(notes, start=1):
        near = _beginning(note.excerpt)
        cut = " …" if len(near) < len(note.excerpt) else ""
        yield Line()
        yield _text(in_marks(note.article, near) + cut, form="quotation", faint=True)
        by = source(note.article)
        runs = (Run(text=f"[{number}] "), title(note.article), Run(text=f" – {by}" if by else ""))
        yield Line(runs=runs, form="beneath", faint=True)
    yield Line()


def _beginning(words: str) -> str:
    """Return as many whole words as are shown of a long passage."""
    if len(words) <= LONGEST_NEAR:
        return words
    return words[:LONGEST_NEAR].rsplit(maxsplit=1)[0]


def proof(statement: Statement) -> tuple[Run, ...]:
    """Return the proving sentence in the quotation marks of its language, its short answer strong."""
    proof, short = statement.proof, statement.short.span
    if not (proof.article.id == statement.short.article.id and proof.span.covers(short)):
        return (Run(text=in_marks(proof.article, proof.excerpt)),)
    text = proof.article.text
    opening, closing = _marks(proof.article, proof.excerpt)
    return (
        Run(text=opening + screen.visible(text[proof.span.start : short.start])),
        Run(text=screen.visible(short.of(text)), style="strong"),
        Run(text=screen.visible(text[short.stop : proof.span.stop]) + closing),
    )


def attribution(statement: Statement, notes: tuple[Citation, ...], said: Phrases) -> str:
    """Return who said it, who printed it and when, as far as the source says, and the footnotes."""
    speaker = reported(statement, said)
    known = ", ".join(part for part in (speaker, source(statement.proof.article)) if part)
    refs = "".join(f"[{number}]" for number in numbers(statement, notes))
    return f"– {known} {refs}" if known else refs


def _also(statement: Statement, notes: tuple[Citation, ...], said: Phrases) -> str:
    """Return which other outlets have the same words, each with its footnote."""
    outlets = ", ".join(
        f"{screen.line(citation.article.outlet or citation.article.id)} [{number}]"
        for citation, number in zip(statement.also, also_numbers(statement, notes), strict=True)
    )
    return said.say("answer.also", n=len(statement.also), outlets=outlets)


def _differing(answer: Answer, notes: tuple[Citation, ...], said: Phrases) -> str:
    """Return the answers that differ side by side, each with whose word it is, who printed it, and when."""
    places = sorted({place for pair in answer.differ for place in pair})
    each = []
    for statement in (answer.statements[place] for place in places):
        refs = "".join(f"[{number}]" for number in numbers(statement, notes))
        by = ", ".join(part for part in (source(statement.proof.article), refs) if part)
        each.append(f"{screen.line(statement.short.excerpt)}{teller(statement, said)} ({by})")
    return said.say("answer.differ", answers=" / ".join(each))


def footnote(number: int | str, note: Citation) -> Line:
    """Return the line of a footnote: its number, or several, and the headline."""
    return Line(runs=(Run(text=f"[{number}] "), title(note.article)))


def _heading(article: Article) -> tuple[Line, ...]:
    headline = title(article)
    by = ", ".join(part for part in (source(article), screen.line(article.id)) if part)
    strong = Run(text=headline.text, style="strong", url=headline.url)
    return Line(runs=(strong,)), _text(by, form="aside")


def _marks(article: Article, words: str) -> tuple[str, str]:
    """Return the quotation marks to set around `words`: none where they bring their own."""
    return ("", "") if words.startswith(_OPENING) else phrases(article.language).marks


def _text(text: str, *, form: Form = "text", faint: bool = False) -> Line:
    return Line(runs=(Run(text=text),), form=form, faint=faint)
