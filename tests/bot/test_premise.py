"""A false premise: whom the question names says nothing on it, and somebody else does."""

from __future__ import annotations

import pytest

from bot.premise import is_mistaken
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
