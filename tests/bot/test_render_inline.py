from __future__ import annotations

from dataclasses import replace

from bot.phrases import phrases
from bot.quote_list import Listed, QuoteList
from bot.render_inline import MOST, inline
from corpus.article import Article, Span
from corpus.quotes import find
from tests.fakes.telegram_text import shown

TEXT = (
    "« Le port est fermé », a déclaré Anne Roux.\n"
    "Anne Roux a dit que le quai rouvrirait. « Il rouvrira », a dit le maire."
)
ARTICLE = Article(
    id="port-1",
    version=2,
    title="Le <port>",
    text=TEXT,
    outlet="Le Phare",
    url="https://phare.example/p",
    language="fr",
)
ENGLISH = phrases("en")


def found(article: Article = ARTICLE) -> QuoteList:
    quotes = find(article.text, article.language)
    return QuoteList(listed=tuple(Listed(article=article, quote=quote, known_as=None) for quote in quotes))


def test_a_quotation_is_offered_by_its_speaker_and_inserted_word_for_word_with_its_article() -> None:
    first, *_ = inline(found(), ui=ENGLISH)
    assert (first.title, first.description) == ("Anne Roux – Le Phare", "« Le port est fermé »")
    assert shown(first.message.html).entities == [
        ("b", "Anne Roux"),
        ("blockquote expandable", "« Le port est fermé »"),
        ("a href=https://phare.example/p", "Le <port>"),
    ]
    assert [button.url for row in first.message.rows for button in row] == ["https://phare.example/p"]


def test_words_that_are_only_reported_are_offered_as_such() -> None:
    assert [one.title for one in inline(found(), ui=ENGLISH)] == [
        "Anne Roux – Le Phare",
        "Anne Roux, reported – Le Phare",
    ]


def test_nobody_is_offered_whom_the_article_does_not_surely_name() -> None:
    unsure = [replace(one, quote=replace(one.quote, attribution=0.3)) for one in found().listed]
    assert inline(QuoteList(listed=tuple(unsure)), ui=ENGLISH) == ()


def test_each_place_has_an_id_of_its_own_that_stays_and_is_short_enough() -> None:
    ids = [one.id for one in inline(found(), ui=ENGLISH)]
    again = [one.id for one in inline(found(), ui=phrases("fr"))]
    other = [one.id for one in inline(found(replace(ARTICLE, version=3)), ui=ENGLISH)]
    assert ids == again
    assert len({*ids, *other}) == 4
    assert all(len(one) <= 64 for one in ids)


def test_a_long_quotation_is_cut_in_the_offer_and_whole_in_the_message() -> None:
    words = "Le port est fermé, et le quai aussi, " * 20
    (one,) = inline(found(replace(ARTICLE, text=f"« {words}», a déclaré Anne Roux.")), ui=ENGLISH)
    assert one.description.endswith(" …")
    assert len(one.description) <= 122
    assert words in one.message.plain


def test_a_quotation_too_long_for_one_message_is_not_offered() -> None:
    listed = found().listed[0]
    text = f"« {'x' * 5000} »"
    long = replace(listed, article=replace(ARTICLE, text=text + TEXT[len("« Le port est fermé »") :]))
    span = Span(2, 5002)
    start = long.article.text.index("Anne Roux")
    name = Span(start, start + len("Anne Roux"))
    long = replace(long, quote=replace(listed.quote, content=span, parts=(span,), name=name))
    assert inline(QuoteList(listed=(long,)), ui=ENGLISH) == ()


def test_no_more_are_offered_than_telegram_takes() -> None:
    one = found().listed[0]
    assert len(inline(QuoteList(listed=(one,) * 70), ui=ENGLISH)) == MOST
