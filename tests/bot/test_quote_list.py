from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.quote_list import LIMIT, Listed, Wanted, asked_for, day
from corpus.article import Article
from corpus.quotes import find

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
    assert asked_for(" le port ") == Wanted(about="le port")
    assert asked_for("--speaker Anne Le Goff --until 2016-02 --limit 3") == Wanted(
        speaker="Anne Le Goff", until=date(2016, 2, 29), limit=3
    )
    assert asked_for("--about l'été").limit == LIMIT


@given(st.text(max_size=40))
def test_whatever_is_typed_is_understood_or_refused_in_one_line(typed: str) -> None:
    with suppress(BadQuestion):
        assert asked_for(typed).limit > 0
