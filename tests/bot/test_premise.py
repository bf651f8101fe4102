"""A false premise: whom the question names says nothing on it, and somebody else does."""

from __future__ import annotations

import pytest

from bot.premise import is_empty, is_mistaken
from bot.question import parse
from corpus.article import Article
from corpus.quotes import find
from tests.fakes.quotes import MemoryQuotes
from tests.fakes.source import MemorySource

PORT = Article(
    id="port",
    version=1,
    title="Kerloc",
    text=(
        "“The harbour opens on Monday,” said Anne Kerr, the mayor. "
        "“We have no diesel for the trawlers,” said Paul Riou, a skipper."
    ),
    language="en",
)


@pytest.fixture
def quotes() -> MemoryQuotes:
    source = MemorySource((PORT,), {"port": find(PORT.text, "en")})
    return MemoryQuotes((PORT,), source)


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        ("What did Paul Riou say about diesel for the trawlers?", False),
        ("What did Anne Kerr say about diesel for the trawlers?", True),
        ("What did Anne Kerr say about the harbour?", False),
        ("What did Anne Kerr say?", False),  # about anything: nobody else's words fit better
        ("What did John Kerry say about diesel?", False),  # not quoted: for the reader to find nothing of
        ("Who spoke about diesel for the trawlers?", False),
    ],
)
def test_words_are_asked_of_whoever_says_something_on_it(
    quotes: MemoryQuotes,
    text: str,
    mistaken: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert is_mistaken(parse(text), quotes) is mistaken


@pytest.mark.parametrize("text", ['who said " OR ""=" ?', "Who said it?", "Qui a dit « » ?", "Wer sagte das?"])
def test_who_said_nothing_in_particular_is_not_asked(text: str) -> None:
    assert is_empty(parse(text))


@pytest.mark.parametrize(
    "text", ["who called it crimes?", "Qui a dit « oui » ?", "And who said so about Kerloc?", "Kerloc?"]
)
def test_a_word_of_what_was_said_is_enough(text: str) -> None:
    assert not is_empty(parse(text))
