from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.quote_list import LIMIT, Listed, Wanted, asked_for, day, make_list
from corpus.article import Article
from corpus.quotes import find
from tests.fakes.quotes import MemoryQuotes
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from index.quote_search import QuoteHit

PIECES = st.sampled_from(["«", "»", "“", "”", '"', "‘", "’", "a", "dit", "Anne", "Roux", ",", ".", "Le", "port"])


def listed(text: str, language: str = "fr") -> list[Listed]:
    article = Article(id="a", text=text, language=language)
    return [Listed(article=article, quote=quote, known_as=None) for quote in find(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("« Le port est fermé », a déclaré Anne Roux.", "fr", "« Le port est fermé »"),
        ('"The arch is sound," said Nora Bell.', "en", '"The arch is sound,"'),
        ("„Der Deich hält“, sagte Anna Roth.", "de", "„Der Deich hält“"),
        ("« Le port, a déclaré Anne Roux, est fermé », mais pas le quai.", "fr", None),
    ],
)
def test_words_are_shown_in_the_marks_that_the_article_prints(text: str, language: str, shown: str | None) -> None:
    first = listed(text, language)[0]
    assert first.words in text
    assert first.words.startswith(("«", '"', "„"))
    if shown is not None:
        assert first.words == shown


def test_reported_words_get_no_marks() -> None:
    (first,) = listed("Anne Roux a déclaré que le port était fermé.")
    assert first.quote.kind == "indirect"
    assert not set(first.words) & set('«»“”"„‘’')


def test_an_attribution_that_is_not_sure_names_nobody() -> None:
    (first,) = listed("« Le port est fermé », a déclaré Anne Roux.")
    assert first.speaker == "Anne Roux"
    for unsure in (replace(first.quote, attribution=0.49), replace(first.quote, naming=0.49)):
        assert replace(first, quote=unsure, known_as=None).speaker is None


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_the_words_shown_are_always_in_the_text_and_hold_the_quotation(text: str) -> None:
    for one in listed(text):
        assert one.quote.content.of(text) in one.words
        assert one.words in text


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12-15", date(2016, 12, 15), date(2016, 12, 15)),
    ],
)
def test_a_month_or_a_year_is_all_its_days(typed: str, first: date, last: date) -> None:
    assert (day(typed, last=False), day(typed, last=True)) == (first, last)


@pytest.mark.parametrize("typed", ["", "2016-13", "2016-02-30", "0000", "15/12/2016", "yesterday", "２０１６-00"])
def test_what_is_no_date_is_one_clear_line(typed: str) -> None:
    with pytest.raises(BadQuestion, match="not a date") as raised:
        day(typed, last=False)
    assert "\n" not in raised.value.message


def test_what_is_typed_is_read_like_the_options_of_the_command_line() -> None:
    assert asked_for("") == Wanted()
    assert asked_for(" le port ") == Wanted(words="le port")
    assert asked_for("le port --speaker Roux") == Wanted(speaker="Roux", about="le port")
    assert asked_for("Roux --about le port") == Wanted(speaker="Roux", about="le port")
    with pytest.raises(BadQuestion, match="whom or what: hier"):
        asked_for("hier --speaker Roux --about le port")
    assert asked_for("--speaker Anne Le Goff --until 2016-02 --limit 3") == Wanted(
        speaker="Anne Le Goff", until=date(2016, 2, 29), limit=3
    )
    assert asked_for("--about l'été").limit == LIMIT


@given(st.text(max_size=40))
def test_whatever_is_typed_is_understood_or_refused_in_one_line(typed: str) -> None:
    with suppress(BadQuestion):
        assert asked_for(typed).limit > 0


NEWS = (
    Article(id="a", language="en", text="“The port is closed,” said Anne Roux. “Roux is wrong,” said Tom Pascoe."),
    Article(id="b", language="en", text="“The bridge is shut,” said Anne Roux. “Nobody asked Kerr,” said Tom Pascoe."),
)
SOURCE = MemorySource(NEWS, {article.id: find(article.text, "en") for article in NEWS})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Roux", {"The port is closed,", "The bridge is shut,"}),
        ("Anne Roux", {"The port is closed,", "The bridge is shut,"}),
        ("Roux bridge", {"The bridge is shut,"}),
        ("Kerr", {"Nobody asked Kerr,"}),
        ("port", {"The port is closed,"}),
        ("pascoe", {"Roux is wrong,", "Nobody asked Kerr,"}),
        ("--about Roux", {"Roux is wrong,"}),
        ("storm", set()),
    ],
)
def test_words_typed_alone_are_whoever_speaks_if_the_archive_quotes_them_and_what_it_is_about_if_not(
    typed: str, said: set[str]
) -> None:
    found = make_list(asked_for(typed), MemoryQuotes(NEWS, SOURCE), SOURCE)
    assert {one.words.strip("“”") for one in found.listed} == said


@pytest.mark.parametrize(
    ("typed", "name", "nearest"),
    [("Pesco", "Pesco", ("Tom Pascoe",)), ("Tom Pasco", "Tom Pasco", ("Tom Pascoe",)), ("storm", None, ())],
)
def test_names_spelt_like_what_was_typed_as_one_are_told_where_nothing_is_found(
    typed: str, name: str | None, nearest: tuple[str, ...]
) -> None:
    found = make_list(asked_for(typed), MemoryQuotes(NEWS, SOURCE), SOURCE)
    assert (found.listed, found.name, found.nearest) == ((), name, nearest)


class ByMeaning(MemoryQuotes):
    """Finds everything, and nothing by its words."""

    def find(  # noqa: PLR0913 # as the protocol has it
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        k: int,
    ) -> tuple[QuoteHit, ...]:
        del text
        found = super().find(None, speaker=speaker, since=since, until=until, outlet=outlet, k=k)
        return tuple(replace(hit, similarity=0.5, score=2.0, found_by=("dense",)) for hit in found)


@pytest.mark.parametrize(("typed", "listed"), [("Harborough", 0), ("Portus", 1), ("Kerrs", 1), ("storm", 0)])
def test_what_is_near_in_meaning_only_is_not_listed_unless_it_holds_a_form_of_the_name(typed: str, listed: int) -> None:
    found = make_list(Wanted(about=typed), ByMeaning(NEWS, SOURCE), SOURCE)
    assert len(found.listed) == listed
