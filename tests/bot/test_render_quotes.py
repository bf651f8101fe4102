from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from bot.quote_list import Listed, QuoteList
from bot.render import console_on
from bot.render_quotes import as_csv, quote_json, show_bearers, show_quotes, show_speakers, speaker_json
from corpus.article import Article
from corpus.quotes import find
from corpus.speakers import Speaker
from index.quote_rows import Entry

TEXT = "« Le port est fermé », a déclaré Anne Roux.\nElle a dit que le quai rouvrirait."
ARTICLE = Article(
    id="port-1",
    version=2,
    title="Le port",
    text=TEXT,
    outlet="Le Phare",
    published=date(2021, 3, 4),
    url="https://phare.example/port",
    language="fr",
)
ROUX = Entry(
    id=0,
    speaker=Speaker(name="Anne Roux", aliases=("Mme Roux",), language="fr"),
    quotes=2,
    first=date(2021, 3, 4),
    last=date(2022, 1, 1),
)


def listed(article: Article = ARTICLE) -> tuple[Listed, ...]:
    quotes = find(article.text, article.language)
    return tuple(Listed(article=article, quote=quote, known_as="Anne Roux") for quote in quotes)


def shown(found: QuoteList) -> str:
    out = io.StringIO()
    show_quotes(found, console_on(out))
    return out.getvalue()


def test_a_line_has_the_day_the_outlet_who_said_what_and_the_article() -> None:
    assert shown(QuoteList(listed=listed())).splitlines() == [
        "2021-03-04  Le Phare  Anne Roux: « Le port est fermé »  – Le port <https://phare.example/port>",
        "2021-03-04  Le Phare  Anne Roux, reported: que le quai rouvrirait  – Le port <https://phare.example/port>",
    ]


def test_a_source_that_says_neither_day_nor_outlet_still_has_its_line() -> None:
    bare = replace(ARTICLE, published=None, outlet=None, title=None, url=None)
    assert shown(QuoteList(listed=listed(bare)[:1])) == f"{' ' * 10}  -  Anne Roux: « Le port est fermé »  – port-1\n"


def test_an_unsure_speaker_is_told_to_be_unsure_and_a_pronoun_is_nobody() -> None:
    roles = listed(replace(ARTICLE, text="« Le port est fermé », a déclaré le maire. « Il rouvrira », a-t-il dit."))
    for one, name in zip(roles, ("le maire", "not named"), strict=True):
        sure = replace(one, quote=replace(one.quote, attribution=0.9, naming=0.0))
        assert f"  {name}: «" in shown(QuoteList(listed=(sure,)))
    unsure = [replace(one, quote=replace(one.quote, attribution=0.3)) for one in listed()]
    assert "  perhaps Anne Roux: «" in shown(QuoteList(listed=(unsure[0],)))
    assert "  not named, reported: " in shown(QuoteList(listed=(unsure[1],)))
    record = json.loads(quote_json(unsure[0]))
    assert (record["speaker"], record["mention"], record["attribution"]) == (None, "Anne Roux", 0.3)


def test_nothing_steers_the_terminal_in_any_form() -> None:
    hostile = replace(
        ARTICLE, text=TEXT.replace("fermé", "fer\x1b[2Jmé\u202e"), title="\x1b]0;x\x07[bold]", outlet="\x9b1m"
    )
    found = listed(hostile)
    assert found
    forms = [shown(QuoteList(listed=found)), as_csv(found), *map(quote_json, found)]
    entry = replace(ROUX, speaker=Speaker(name="Anne\x1b[2J", aliases=("\u202e",), language=None))
    out = io.StringIO()
    show_speakers([entry], console_on(out))
    show_bearers(QuoteList(listed=(), nearest=("\x1b[2J",), name="\x1b"), console_on(out))
    for form in (*forms, out.getvalue(), speaker_json(entry)):
        assert not set(form) & {"\x1b", "\u202e", "\x9b", "\x07"}
    assert json.loads(quote_json(found[0]))["quote"] in hostile.text


def test_the_json_form_points_into_the_article() -> None:
    for one in listed():
        record = json.loads(quote_json(one))
        assert TEXT[record["start"] : record["stop"]] == record["quote"]
        assert (record["article_id"], record["version"], record["speaker"]) == ("port-1", 2, "Anne Roux")


def test_the_table_has_a_line_of_names_and_one_a_quotation() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(listed()))))
    assert [row["quote"] for row in rows] == ["« Le port est fermé »", "que le quai rouvrirait"]
    assert rows[0]["published"] == "2021-03-04"


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1"])
def test_no_cell_is_a_formula(begins: str) -> None:
    article = replace(ARTICLE, title=begins, outlet=begins, id=begins)
    (row, *_) = csv.DictReader(io.StringIO(as_csv(listed(article))))
    for column in ("title", "outlet", "article_id"):
        assert row[column].startswith("'")


def test_who_bears_a_name_is_told_where_it_is_not_one() -> None:
    out = io.StringIO()
    other = replace(ROUX, id=1, speaker=Speaker(name="Zoé Roux", aliases=(), language="fr"), quotes=1)
    show_bearers(QuoteList(listed=(), speakers=(ROUX,), name="Roux"), console_on(out))
    assert out.getvalue() == ""
    show_bearers(QuoteList(listed=(), speakers=(ROUX, other), name="Roux"), console_on(out))
    assert out.getvalue() == "Roux can be: Anne Roux (2), Zoé Roux (1)\n"


def test_a_speaker_is_a_line_of_names_number_and_days() -> None:
    out = io.StringIO()
    show_speakers([ROUX], console_on(out))
    assert out.getvalue() == "Anne Roux  2 quotations, 2021-03-04 to 2022-01-01  also Mme Roux\n"
    assert json.loads(speaker_json(ROUX)) == {
        "name": "Anne Roux",
        "aliases": ["Mme Roux"],
        "quotes": 2,
        "first": "2021-03-04",
        "last": "2022-01-01",
    }


def test_an_empty_list_says_so() -> None:
    assert shown(QuoteList(listed=())).startswith("The archive does not say")
