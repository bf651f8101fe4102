"""Days and periods are understood in four languages, measured from the day of the question."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.days import KINDS
from bot.languages import known
from bot.languages.dated import dated
from bot.when import When, when
from corpus.period import ALWAYS, Period

TODAY = date(2017, 3, 15)  # a Wednesday

ABOUT = [
    ("en", "What did Kerry say on 10 December 2016?", "2016-12-10", "2016-12-10"),
    ("en", "who spoke on Saturday, December 10, 2016?", "2016-12-10", "2016-12-10"),
    ("en", "what happened on 2016-12-10", "2016-12-10", "2016-12-10"),
    ("en", "what happened on 25/12/2016", "2016-12-25", "2016-12-25"),
    ("en", "In December 2016, who called it a crime?", "2016-12-01", "2016-12-31"),
    ("en", "who said in May that the port would close?", "2016-05-01", "2016-05-31"),
    ("en", "What happened in 2016?", "2016-01-01", "2016-12-31"),
    ("en", "how many strikes between March and May 2016?", "2016-03-01", "2016-05-31"),
    ("en", "what was said from 3 March to 5 April 2016?", "2016-03-03", "2016-04-05"),
    ("en", "who spoke on 3-5 March 2016?", "2016-03-03", "2016-03-05"),
    ("en", "who led it between 2014 and 2016?", "2014-01-01", "2016-12-31"),
    ("en", "how many fled since 2015?", "2015-01-01", None),
    ("en", "who spoke after March 2016?", "2016-04-01", None),
    ("en", "what was known before 2016?", None, "2015-12-31"),
    ("en", "who was mayor until June 2016?", None, "2016-06-30"),
    ("en", "what sold best in the spring of 2016?", "2016-03-01", "2016-05-31"),
    ("en", "how cold was winter 2015/16?", "2015-12-01", "2016-02-29"),
    ("en", "how cold was winter 2016?", "2015-12-01", "2017-02-28"),
    ("en", "how many cars were sold in the third quarter of 2016?", "2016-07-01", "2016-09-30"),
    ("en", "what did they earn in Q1 2016?", "2016-01-01", "2016-03-31"),
    ("en", "what did they earn in the first half of 2016?", "2016-01-01", "2016-06-30"),
    ("en", "which band broke up in the 1990s?", "1990-01-01", "1999-12-31"),
    ("en", "who was famous in the late eighties?", "1986-01-01", "1989-12-31"),
    ("en", "what was planned in late August 2016?", "2016-08-18", "2016-08-31"),
    ("en", "who left in early 2016?", "2016-01-01", "2016-04-30"),
    ("fr", "Qui a parlé le 10 décembre 2016 ?", "2016-12-10", "2016-12-10"),
    ("fr", "Qui a parlé le dimanche 1er janvier 2017 ?", "2017-01-01", "2017-01-01"),
    ("fr", "En décembre 2016, qui a dénoncé des crimes ?", "2016-12-01", "2016-12-31"),
    ("fr", "Que s'est-il passé en 2016 ?", "2016-01-01", "2016-12-31"),
    ("fr", "Combien de grèves depuis 2015 ?", "2015-01-01", None),
    ("fr", "Qui a parlé entre mars et mai 2016 ?", "2016-03-01", "2016-05-31"),
    ("fr", "Qui a parlé du 3 au 5 mars 2016 ?", "2016-03-03", "2016-03-05"),
    ("fr", "Qui l'a dirigé de 2014 à 2016 ?", "2014-01-01", "2016-12-31"),
    ("fr", "Qui était maire jusqu'en juin 2016 ?", None, "2016-06-30"),
    ("fr", "Que disait-on avant 2016 ?", None, "2015-12-31"),
    ("fr", "Qui a brillé l'été 2016 ?", "2016-06-01", "2016-08-31"),
    ("fr", "Combien de voitures au troisième trimestre 2016 ?", "2016-07-01", "2016-09-30"),
    ("fr", "Quel bénéfice au premier semestre de 2016 ?", "2016-01-01", "2016-06-30"),
    ("fr", "Quel groupe s'est séparé dans les années 1990 ?", "1990-01-01", "1999-12-31"),
    ("fr", "Qui était célèbre dans les années soixante-dix ?", "1970-01-01", "1979-12-31"),
    ("fr", "Qui est parti fin 2016 ?", "2016-09-01", "2016-12-31"),
    ("fr", "Qui est parti à la mi-août 2016 ?", "2016-08-08", "2016-08-23"),
    ("de", "Wer sprach am 10. Dezember 2016?", "2016-12-10", "2016-12-10"),
    ("de", "Wer sprach am 10.12.2016?", "2016-12-10", "2016-12-10"),
    ("de", "Was geschah im Dezember 2016?", "2016-12-01", "2016-12-31"),
    ("de", "Wer sprach vor dem 3. März 2016?", None, "2016-03-02"),
    ("de", "Wie viele Streiks gab es seit 2015?", "2015-01-01", None),
    ("de", "Wer sprach zwischen März und Mai 2016?", "2016-03-01", "2016-05-31"),
    ("de", "Was geschah vom 3. März bis zum 5. April 2016?", "2016-03-03", "2016-04-05"),
    ("de", "Wer regierte von 2014 bis 2016?", "2014-01-01", "2016-12-31"),
    ("de", "Was geschah im Sommer 2016?", "2016-06-01", "2016-08-31"),
    ("de", "Was verdienten sie im dritten Quartal 2016?", "2016-07-01", "2016-09-30"),
    ("de", "Wer war in den neunziger Jahren berühmt?", "1990-01-01", "1999-12-31"),
    ("de", "Wer ging Ende August 2016?", "2016-08-18", "2016-08-31"),
    ("es", "¿Quién habló el 10 de diciembre de 2016?", "2016-12-10", "2016-12-10"),
    ("es", "¿Qué pasó en diciembre de 2016?", "2016-12-01", "2016-12-31"),
    ("es", "¿Cuántas huelgas hubo desde 2015?", "2015-01-01", None),
    ("es", "¿Quién habló entre marzo y mayo de 2016?", "2016-03-01", "2016-05-31"),
    ("es", "¿Quién habló del 3 al 5 de marzo de 2016?", "2016-03-03", "2016-03-05"),
    ("es", "¿Quién habló antes de 2016?", None, "2015-12-31"),
    ("es", "¿Qué pasó en el verano de 2016?", "2016-06-01", "2016-08-31"),
    ("es", "¿Qué ganaron en el primer semestre de 2016?", "2016-01-01", "2016-06-30"),
    ("es", "¿Quién era famoso en los años noventa?", "1990-01-01", "1999-12-31"),
    ("es", "¿Quién se fue a finales de 2016?", "2016-09-01", "2016-12-31"),
]

COUNTED_BACK = [
    ("en", "What did Kerry say yesterday?", "2017-03-14", "2017-03-14"),
    ("en", "Who spoke last week?", "2017-03-06", "2017-03-12"),
    ("en", "Who spoke last Tuesday?", "2017-03-14", "2017-03-14"),
    ("en", "Who spoke last December?", "2016-12-01", "2016-12-31"),
    ("en", "Who left three weeks ago?", "2017-02-20", "2017-02-26"),
    ("en", "What has he said over the last three months?", "2016-12-15", "2017-03-15"),
    ("fr", "Qu'a dit Kerry hier ?", "2017-03-14", "2017-03-14"),
    ("fr", "Qui a parlé la semaine dernière ?", "2017-03-06", "2017-03-12"),
    ("fr", "Qui est parti il y a deux ans ?", "2015-01-01", "2015-12-31"),
    ("fr", "Qu'a-t-il dit ces trois derniers mois ?", "2016-12-15", "2017-03-15"),
    ("de", "Wer sprach vorgestern?", "2017-03-13", "2017-03-13"),
    ("de", "Wer sprach letzten Dienstag?", "2017-03-14", "2017-03-14"),
    ("de", "Wer ging vor zwei Jahren?", "2015-01-01", "2015-12-31"),
    ("es", "¿Qué dijo Kerry ayer?", "2017-03-14", "2017-03-14"),
    ("es", "¿Quién habló el mes pasado?", "2017-02-01", "2017-02-28"),
    ("es", "¿Quién se fue hace tres semanas?", "2017-02-20", "2017-02-26"),
]


def period(since: str | None, until: str | None) -> Period:
    return Period(
        since=None if since is None else date.fromisoformat(since),
        until=None if until is None else date.fromisoformat(until),
    )


@pytest.mark.parametrize(("code", "text", "since", "until"), ABOUT)
def test_the_days_that_a_question_is_about(code: str, text: str, since: str | None, until: str | None) -> None:
    assert when(text, code, TODAY) == When(period=period(since, until))


@pytest.mark.parametrize(("code", "text", "since", "until"), COUNTED_BACK)
def test_what_is_counted_back_from_today_was_not_printed_earlier(code: str, text: str, since: str, until: str) -> None:
    assert when(text, code, TODAY) == When(period=period(since, until), published=period(since, None))


@pytest.mark.parametrize(
    ("code", "text", "since", "until"),
    [
        ("en", "Which articles from 2016 mention the port?", "2016-01-01", "2016-12-31"),
        ("en", "Who criticised the port, published since March 2016?", "2016-03-01", None),
        ("fr", "Quels articles de 2016 parlent du port ?", "2016-01-01", "2016-12-31"),
        ("fr", "Qui a critiqué le port, publié en mars 2016 ?", "2016-03-01", "2016-03-31"),
        ("de", "Wer kritisierte den Hafen, erschienen 2016?", "2016-01-01", "2016-12-31"),
        ("es", "¿Quién criticó el puerto, publicado en 2016?", "2016-01-01", "2016-12-31"),
    ],
)
def test_only_who_says_published_means_the_day_of_the_article(code: str, text: str, since: str, until: str) -> None:
    assert when(text, code, TODAY) == When(published=period(since, until))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "What was known about Aleppo by 3 March 2016?"),
        ("en", "As of 3 March 2016, how many had fled?"),
        ("fr", "Que savait-on d'Alep au 3 mars 2016 ?"),
        ("de", "Was war bis zum 3. März 2016 über Aleppo bekannt?"),
        ("es", "¿Qué se sabía de Alepo el 3 de marzo de 2016?"),
    ],
)
def test_what_was_known_by_a_day(code: str, text: str) -> None:
    assert when(text, code, TODAY) == When(as_of=date(2016, 3, 3))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "What did Kerry last say about Aleppo?"),
        ("en", "What is the latest on Aleppo?"),
        ("fr", "Quelle est la dernière déclaration de Kerry ?"),
        ("de", "Was hat Kerry zuletzt über Aleppo gesagt?"),
        ("es", "¿Cuáles son las últimas declaraciones de Kerry?"),
    ],
)
def test_the_newest_is_looked_for_where_it_is_asked_for(code: str, text: str) -> None:
    assert when(text, code, TODAY) == When(latest=True)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Who may march before the election?"),
        ("en", "What did Macron say to May about Brexit?"),
        ("en", "How many goals at Euro 2016?"),
        ("en", "How many blood transfusions a week did she endure in eight years?"),
        ("en", "In how many languages is her latest novel due out?"),
        ("en", "Did 2000 tonnes burn at 10 o'clock?"),
        ("en", "what happened on 03/04/2016?"),
        ("en", "what happened on 31 June 2016?"),
        ("en", "What will happen in 2024?"),
        ("fr", "Qui a sali les combattants de 14-18 ?"),
        ("fr", "Combien de Ferrari 365 GT 2+2 à 19 heures ?"),
        ("fr", "Quelle sonde s'est posée sur Mars avant la nuit ?"),
        ("fr", "Que note le docteur cette année-là ?"),
        ("de", "Wer sprach vor der Wahl?"),
        ("es", "¿Quién habló antes de las elecciones?"),
    ],
)
def test_what_only_looks_like_a_date_is_none(code: str, text: str) -> None:
    assert when(text, code, TODAY) == When()


def test_of_two_dates_the_closer_one_counts() -> None:
    found = when("What did the 1931 Bugatti of 1999 fetch in February 2016?", "en", TODAY)
    assert found.period == period("2016-02-01", "2016-02-29")


def test_a_year_is_that_of_the_end_where_the_beginning_leaves_it_out() -> None:
    assert when("from 3 March to 5 April 2014", "en", TODAY).period == period("2014-03-03", "2014-04-05")


def test_every_pattern_of_every_language_means_something() -> None:
    assert {kind for code in known() for kind, _ in dated(code).patterns} == KINDS


def test_where_the_language_is_not_known_every_one_is_tried() -> None:
    assert when("Dezember 2016", None, TODAY).period == period("2016-12-01", "2016-12-31")


PIECES = """
in since before between and from to by last 3 31 29 99 0 2016 1800 2099 9999 March May february years week ago the Q3
quarter 1990s early / - . , : 2016-02-30 30.02.2016 depuis mars hier il y a ans entre et vor Jahren bis letzte Woche am
hace dos años de winter season half first published known latest
"""
TEXTS = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join) | st.text()


@settings(deadline=None)  # the first example reads the words of a language, or opens an index
@given(TEXTS, st.sampled_from(["en", "fr", "de", "es", None]), st.dates())
def test_any_text_on_any_day_is_read_without_fault(text: str, code: str | None, today: date) -> None:
    found = when(text, code, today)
    for one in (found.period, found.published):
        assert one == ALWAYS or one.since is None or one.until is None or one.since <= one.until
