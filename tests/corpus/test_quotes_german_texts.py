"""What German copy makes speak besides people: texts, posters, nouns of saying; and who is heard through them."""

from __future__ import annotations

import pytest

from corpus.quotes import find


def said(text: str) -> list[tuple[str, str | None]]:
    """Return what is said in marks, and the mention of who says it."""
    return [
        (quote.content.of(text), None if quote.speaker is None else quote.speaker.of(text))
        for quote in find(text, "de")
        if quote.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Angler trugen Plakate mit der Aufschrift „Rettet den Steg“.", "Rettet den Steg", "Plakate"),
        ("Auf Plakaten war „Rettet den Steg“ zu lesen.", "Rettet den Steg", "Plakaten"),
        ("Auf Plakaten stand „Rettet den Steg“.", "Rettet den Steg", "Plakaten"),
        ("In dem Brief ist von „vielen kleinen Mängeln“ die Rede.", "vielen kleinen Mängeln", "dem Brief"),
        ("Im Bericht ist die Rede von „vielen kleinen Mängeln“.", "vielen kleinen Mängeln", "Bericht"),
        ("Am Zaun hing ein Zettel, auf dem geschrieben stand: „Rettet den Steg!“", "Rettet den Steg!", "ein Zettel"),
        ("„Rettet den alten Steg“, war aus der Partei zu hören.", "Rettet den alten Steg", "der Partei zu hören"),
    ],
)
def test_a_text_says_what_stands_in_it(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_a_motto_is_borne_by_nobody() -> None:
    assert said("Unter dem Motto „Rettet den Steg“ zogen Angler zum Hafen.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Viele Angler sind jedoch der gegenteiligen Auffassung, dass der Steg „ganz gut“ hält.", "Viele Angler"),
        ("Petra Lindner vertritt seit Mai die alte These, dass der Steg „ganz gut“ hält.", "Petra Lindner"),
        ("Petra Lindner tat den Plan am Montag als „ganz gut“ ab.", "Petra Lindner"),
        ("Petra Lindner ließ durchblicken, dass der Plan „ganz gut“ sei.", "Petra Lindner"),
        ("Der Richter befand, dass der Plan „ganz gut“ sei.", "Der Richter"),
    ],
)
def test_a_view_is_told_by_its_verb_and_noun_however_far_apart(text: str, speaker: str) -> None:
    assert said(text) == [("ganz gut", speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Auch die alte Ministerin Petra Lindner war da und wagte die Prognose: „Der Steg hält noch lange.“",
            "die alte Ministerin Petra Lindner",
        ),
        ("Mit seinen Kollegen Frank Weber und Jan Roth baute er und meldete: „Der Steg hält noch lange.“", "er"),
        ("„Der Steg hält noch lange“, mit diesen Worten meldete er sich zurück.", "er"),
        ("Die Worte von Frank Weber und Jan Roth nannte Petra Lindner „ganz gut“.", "Petra Lindner"),
        ("Sie klagte auch über die ihrer Meinung nach alten Stege: „Der Steg hält nicht mehr lange.“", "Sie"),
    ],
)
def test_who_only_stands_near_a_verb_of_saying_is_not_who_speaks(text: str, speaker: str) -> None:
    assert said(text)[-1][1] == speaker


def test_what_was_told_of_in_the_past_subjunctive_is_reported() -> None:
    text = "Es wurde berichtet, die Stege „Nord“ und „Süd“ stünden zum Verkauf."
    assert [(quote.content.of(text), quote.speaker) for quote in find(text, "de")] == [
        ("die Stege „Nord“ und „Süd“ stünden zum Verkauf", None)
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Scharfe Kritik kam von Petra Lindner: „Der Plan für den Steg ist schlecht.“", "Petra Lindner"),
        ("Mit den Worten „Jetzt reicht es“ verließ Petra Lindner den Saal.", "Petra Lindner"),
        ("„Wir machen weiter“: So kommentierte Petra Lindner den Plan.", "Petra Lindner"),
        ("„Wir machen weiter“, kommentierte dies Petra Lindner.", "Petra Lindner"),
        ("Aus dem Amt verlautete, der Plan sei „ganz schlecht“.", "dem Amt"),
    ],
)
def test_who_gives_the_words_speaks_wherever_their_clause_puts_them(text: str, speaker: str) -> None:
    assert said(text)[-1][1] == speaker


def test_a_second_speaker_shares_the_verb_of_the_first() -> None:
    text = "Frank Weber sprach von einem „Skandal“, Petra Lindner von einer „Lappalie“."
    assert said(text) == [("Skandal", "Frank Weber"), ("Lappalie", "Petra Lindner")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Das sei „ein Skandal“, sagte Lindner und forderte Aufklärung.", "Lindner"),
        ("Zuvor hatte Petra Lindner den Plan als „ganz schlecht“ bezeichnet.", "Petra Lindner"),
        ("„Wir machen weiter“, meint dazu Petra Lindner von der Universität.", "Petra Lindner"),
    ],
)
def test_a_name_ends_before_what_only_follows_it(text: str, speaker: str) -> None:
    assert said(text) == [(said(text)[0][0], speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der „Neuen Welt“ sagte Petra Lindner: „Das ist gut für uns alle.“", "Petra Lindner"),
        ("Angler sehen darin einen „schweren kleinen Fehler“.", "Angler"),
        ("Ein Sprecher nannte den Plan gegenüber der Zeitung „haltlos“.", "Ein Sprecher"),
        ("Aus Sicht von Petra Lindner ist der Plan „haltlos“.", "Petra Lindner"),
        ("Man habe, so Petra Lindner weiter, alles „sehr gut“ geprüft.", "Petra Lindner"),
    ],
)
def test_a_paper_that_is_spoken_to_does_not_speak(text: str, speaker: str) -> None:
    assert said(text) == [(said(text)[0][0], speaker)]


def test_a_participle_before_its_noun_makes_nobody_speak() -> None:
    assert said("Der als „schlecht für uns“ kritisierte Plan kommt.") == []


@pytest.mark.parametrize(
    "text",
    [
        "„Das war ein guter Tag für uns.“ Das sagte Petra Lindner am Montag.",
        "„Das war ein guter Tag für uns.“ So äußerte sich Petra Lindner am Montag.",
        "„Das war ein guter Tag für uns.“ Mit diesen Worten eröffnete Petra Lindner den Steg.",
    ],
)
def test_the_next_sentence_can_point_back_to_what_is_said(text: str) -> None:
    assert said(text) == [("Das war ein guter Tag für uns.", "Petra Lindner")]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Blatt kam mit einem „alten Hut“ heraus. So heißt es, der Steg sei zu.",
        "Ein Blatt kam mit einem „alten Hut“ heraus. Das Amt sagte am Montag nichts.",
        "Ein Blatt kam mit einem „alten Hut“ heraus. Das sagte Petra Lindner: „Der Steg ist zu.“",
    ],
)
def test_what_opens_a_sentence_of_its_own_does_not_point_back(text: str) -> None:
    assert all(words != "alten Hut" for words, _ in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "Die Vorwürfe nannte die Regierung „haltlos“.",
        "Die Kritik der Opposition wies die Regierung als „haltlos“ zurück.",
    ],
)
def test_an_institution_speaks_rather_than_what_is_said_of(text: str) -> None:
    assert said(text) == [("haltlos", "die Regierung")]
    assert said("Die Studie nannte die Regierung „haltlos“.") == [("haltlos", "Die Studie")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Titel des Buches lautet „Ein Tag am Steg“ und passt.",
        "Es ist ein Wind, der vom Meer ausgeht und als „Steglüfter“ bezeichnet wird.",
        "Ein Vertreter der „steg und co“ kam am Montag.",
        "Das Amt feierte den Steg, kurz: „Nordsteg“ oder „NS“, am Montag.",
    ],
)
def test_what_something_is_called_is_nobodys_words(text: str) -> None:
    assert said(text) == []


def test_whoever_an_agentless_passive_stands_beside_still_speaks() -> None:
    text = "Der Steg wird als „völlig marode“ bezeichnet. Von Anglern wird er als „sehr alt“ bezeichnet."
    assert said(text) == [("sehr alt", "Anglern")]


@pytest.mark.parametrize(
    "text",
    [
        "Petra Lindner nannte den Steg alt, den das Amt gebaut hatte.",
        "Petra Lindner wollte den Steg sperren, das Amt lehnte dies ab.",
    ],
)
def test_no_clause_follows_what_somebody_calls_or_wants(text: str) -> None:
    assert all(quote.kind != "indirect" or quote.content.of(text)[:3] != "den" for quote in find(text, "de"))
