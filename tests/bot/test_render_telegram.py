from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from bot import render
from bot.answer import Citation, Reason
from bot.footnotes import footnotes
from bot.phrases import known, phrases
from bot.question import Question
from bot.quote_list import QuoteList, Wanted
from bot.render_telegram import answer, articles, link_row, passage, plain_messages, quotes, sources
from bot.split_message import LIMIT, units
from corpus.article import Span
from tests.fakes.desk import FakeDesk
from tests.fakes.outcomes import PROOF, SEARCHED, TEXT, article, cite, kerry, reported, silence
from tests.fakes.telegram_text import shown

if TYPE_CHECKING:
    from bot.answer import Abstention, Answer, Statement
    from bot.telegram_message import Message

ENGLISH = phrases("en")
HOSTILE = "\x1b[2J\u202e</b></blockquote><a href='x'>&amp;\ud800"


def terminal(outcome: Answer | Abstention) -> list[str]:
    """Return the lines that a pipe gets, without addresses and the space before them."""
    stream = io.StringIO()
    render.show(outcome, render.console_on(stream))
    return [re.sub(r" <https?://\S+>", "", line).strip() for line in stream.getvalue().splitlines()]


def labels(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def test_an_answer_is_one_message() -> None:
    (message,) = answer(kerry(), ui=ENGLISH)
    assert message.plain.splitlines() == [
        "John Kerry",
        PROOF,
        "– John Kerry, Le Jour, 2016-12-15 [1][2]",
        "",
        "[1] Alep: Kerry accuse",
        "[2] the same article: « John Kerry »",
        f"66 articles, newest 2024-05-02, id {kerry().id}",
    ]
    assert shown(message.html).entities == [
        ("b", "John Kerry"),
        ("blockquote expandable", PROOF),
        ("a href=https://lejour.example/alep", "Alep: Kerry accuse"),
    ]


@pytest.mark.parametrize("language", known())
@pytest.mark.parametrize(
    "outcome", [kerry(), reported(), silence(), silence(reason="nothing found")], ids=["kerry", "reported", "a", "b"]
)
def test_a_chat_says_what_a_terminal_says(outcome: Answer | Abstention, language: str) -> None:
    outcome = replace(outcome, question=Question(text="?", language=language))
    (message,) = answer(outcome, ui=ENGLISH)
    assert [line.strip() for line in message.plain.splitlines()] == terminal(outcome)


def test_the_answer_speaks_the_questions_language_and_the_list_the_users() -> None:
    (message,) = answer(replace(kerry(), question=Question(text="?", language="de")), ui=phrases("fr"))
    assert "66 Artikel, der neueste vom 2024-05-02, id " in message.plain
    (listed,) = quotes(QuoteList(listed=()), ui=phrases("fr"))
    assert listed.plain.startswith("L’archive ne le dit pas")


def test_citations_are_opened_by_their_numbers_and_the_thumbs_stand_last() -> None:
    (message,) = answer(kerry(), ui=ENGLISH)
    assert labels(message) == [["[1]", "[2]"], ["👍", "👎"]]
    assert [button.action for row in message.rows for button in row] == ["p1", "p2", "up", "down"]


def test_many_citations_have_buttons_in_rows_as_long_as_telegram_shows() -> None:
    outcome = kerry()
    many = replace(outcome, statements=tuple(statement(n) for n in range(30)))
    *before, last = answer(many, ui=ENGLISH)
    assert [message.rows for message in before] == [()] * len(before)
    assert [len(row) for row in last.rows] == [8, 8, 8, 2]
    assert "[30]" in last.plain


def statement(number: int) -> Statement:
    source = replace(article(), id=f"alep-{number}")
    return replace(kerry().statements[0], short=cite(source, "Alep"), proof=cite(source, PROOF), quote=None)


@pytest.mark.parametrize("reason", get_args(Reason))
def test_an_abstention_can_be_opened_and_judged_too(reason: Reason) -> None:
    (message,) = answer(silence(reason=reason), ui=ENGLISH)
    assert labels(message) == [["[1]"], ["👍", "👎"]]
    assert ("b", message.plain.splitlines()[0]) in shown(message.html).entities


def test_a_passage_is_shown_whole_with_what_is_cited_in_bold_and_the_way_to_the_article() -> None:
    source = article(url="https://lejour.example/alep")
    (message,) = passage(cite(source, PROOF), 1, ui=phrases("es"))
    assert shown(message.html).entities == [
        ("b", "Alep: Kerry accuse"),
        ("a href=https://lejour.example/alep", "Alep: Kerry accuse"),
        ("b", PROOF),
        ("blockquote", TEXT),
    ]
    assert message.plain.startswith("[1] Alep: Kerry accuse\nLe Jour, 2016-12-15, alep-1\n\n")
    assert [(button.label, button.url) for row in message.rows for button in row] == [
        ("Artículo", "https://lejour.example/alep")
    ]


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "http://localhost/x",
        "http://intranet/x",
        "http://10.0.0.1/x",
        "https://é.example/",
        "https://user@x.example/",
        f"https://x.example/{'x' * 3000}",
    ],
)
def test_an_address_that_telegram_might_refuse_is_no_button(url: str | None) -> None:
    assert link_row(article(url=url), ENGLISH) == ()


@pytest.mark.parametrize("url", ["https://x.example", "http://news.x.example:8080/a?b=1#c", "HTTPS://X.EXAMPLE/é"])
def test_an_address_on_the_web_is_a_button(url: str) -> None:
    assert len(link_row(article(url=url), ENGLISH)) == 1


def test_sources_are_numbered_and_opened() -> None:
    (message,) = sources(footnotes(kerry()), ui=ENGLISH)
    assert message.plain.splitlines() == ["[1] Alep: Kerry accuse", "[2] Alep: Kerry accuse"]
    assert labels(message) == [["[1]", "[2]"]]
    (nothing,) = sources((), ui=ENGLISH)
    assert nothing.plain == ENGLISH.say("chat.nothing")


def test_a_quotation_of_the_list_stands_in_its_block_with_its_speaker_and_its_article() -> None:
    (message,) = quotes(FakeDesk().list_quotes(Wanted(speaker="Kerry")), ui=ENGLISH)
    assert message.plain.splitlines() == [
        "John Kerry, Le Jour, 2016-12-15",
        "« Ce qui se passe à Alep constitue des crimes contre l'humanité »",
        "Alep: Kerry accuse",
    ]


def test_a_name_that_nobody_bears_is_told_with_those_like_it() -> None:
    (message,) = quotes(FakeDesk().list_quotes(Wanted(speaker="Kery")), ui=phrases("de"))
    assert message.plain.splitlines()[0] == "niemand dieses Namens wird zitiert: Kery; meinten Sie John Kerry?"


def test_articles_are_listed_with_what_is_searched() -> None:
    (message,) = articles([article(url="https://lejour.example/alep")], SEARCHED, ui=phrases("fr"))
    assert message.plain.splitlines() == [
        "Les articles les plus récents :",
        "Alep: Kerry accuse – Le Jour, 2016-12-15",
        "",
        "66 articles, le plus récent du 2024-05-02",
    ]
    assert articles([], SEARCHED, ui=ENGLISH)[0].plain == "The archive has no articles."


def hostile() -> tuple[tuple[Message, ...], ...]:
    source = replace(article(HOSTILE + TEXT, title=HOSTILE, url=f"https://x.example/{HOSTILE}"), outlet=HOSTILE)
    found = FakeDesk().list_quotes(Wanted())
    listed = tuple(replace(one, article=replace(one.article, title=HOSTILE, outlet=HOSTILE)) for one in found.listed)
    return (
        answer(kerry(source=source), ui=ENGLISH),
        answer(silence(source=source), ui=ENGLISH),
        passage(Citation(article=source, span=Span(0, 20)), 1, ui=ENGLISH),
        sources([cite(source, PROOF)], ui=ENGLISH),
        quotes(QuoteList(listed=listed, nearest=(HOSTILE,), name=HOSTILE), ui=ENGLISH),
        articles([source], SEARCHED, ui=ENGLISH),
        plain_messages(HOSTILE),
    )


@pytest.mark.parametrize("messages", hostile())
def test_nothing_from_outside_is_markup_or_steers_the_screen(messages: tuple[Message, ...]) -> None:
    for message in messages:
        assert shown(message.html).text == message.plain
        assert not {"\x1b", "\u202e", "\ud800"} & set(message.plain + message.html)
        assert "</b></blockquote><a href='x'>&amp;" in message.plain


def test_a_long_answer_goes_in_several_messages_and_loses_nothing() -> None:
    source = article(f"« {'Une phrase de plus. ' * 600}», a déclaré John Kerry.")
    proof = Citation(article=source, span=Span(0, len(source.text)))
    long = replace(kerry().statements[0], short=cite(source, "John Kerry"), proof=proof, quote=None)
    messages = answer(replace(kerry(), statements=(long,)), ui=ENGLISH)
    assert len(messages) == 3
    assert source.text in "".join(message.plain for message in messages)
    assert all(units(message.plain) <= LIMIT for message in messages)
    assert [bool(message.rows) for message in messages] == [False, False, True]
