"""What German news copy does that the other languages do not: its cases, its word order, its reported speech."""

from __future__ import annotations

import pytest

from corpus.quotes import find


def said(text: str) -> list[tuple[str, str | None]]:
    """Return what is said, in parts where it has them, and the mention of who says it."""
    return [
        (" … ".join(part.of(text) for part in quote.parts), None if quote.speaker is None else quote.speaker.of(text))
        for quote in find(text, "de")
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Wie die Polizei mitteilte, ist die Brücke gesperrt.", "ist die Brücke gesperrt", "die Polizei"),
        ("Die Brücke ist gesperrt, wie die Polizei mitteilte.", "Die Brücke ist gesperrt", "die Polizei"),
        ("Nach Angaben der Polizei ist die Brücke gesperrt.", "ist die Brücke gesperrt", "der Polizei"),
        ("Nach Polizeiangaben ist die Brücke gesperrt.", "ist die Brücke gesperrt", "Polizeiangaben"),
        ("Einem Bericht zufolge ist die Brücke gesperrt.", "ist die Brücke gesperrt", "Einem Bericht"),
        ("Die Brücke ist laut Petra Lindner seit Montag zu.", "Die Brücke ist … seit Montag zu", "Petra Lindner"),
        ("Die Stadt kündigte an, die Brücke zu sperren.", "die Brücke zu sperren", "Die Stadt"),
        ("Petra Lindner ist der Ansicht, dass die Brücke hält.", "dass die Brücke hält", "Petra Lindner"),
        ("In dem Bericht heißt es, die Brücke sei alt.", "die Brücke sei alt", "dem Bericht"),
    ],
)
def test_a_report_without_marks_has_its_words_and_its_speaker(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


@pytest.mark.parametrize(
    "cue", ["Das teilte die Polizei am Montag mit.", "Dies geht aus einem Bericht der Polizei hervor."]
)
def test_a_pointer_reports_the_sentence_before_it(cue: str) -> None:
    ((words, _),) = said(f"Die Brücke ist gesperrt. {cue}")
    assert words == "Die Brücke ist gesperrt"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Anwohner sprachen am Montag von „blanker Panik“ in der Altstadt.", "blanker Panik", "Anwohner"),
        ("Petra Lindner warnte vor „Kahlschlag“ im Hafen.", "Kahlschlag", "Petra Lindner"),
        ("Petra Lindner riet den Fischern zu „Geduld und Ruhe“.", "Geduld und Ruhe", "Petra Lindner"),
    ],
)
def test_what_a_verb_of_saying_hangs_on_is_said_and_no_name(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]
    assert said("Der Film „Blanke Panik“ läuft im Kino.") == []


def test_a_text_is_found_behind_what_is_told_of_it() -> None:
    text = "In einer gestern verbreiteten Erklärung heißt es: „Die Fähre fährt nicht mehr.“"
    assert said(text) == [("Die Fähre fährt nicht mehr.", "Erklärung")]


def test_the_subjunctive_goes_on_with_the_words_of_whoever_spoke() -> None:
    text = "Petra Lindner äußerte sich zur Brücke. Diese sei „völlig marode“."
    assert ("völlig marode", "Petra Lindner") in said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Zeitung sagte Petra Lindner: „Die Brücke wird noch lange halten.“", "Petra Lindner"),
        ("Abschließend sagte Petra Lindner: „Die Brücke wird noch lange halten.“", "Petra Lindner"),
        ("In dem Brief, der am Montag kam, schrieb die Stadt: „Die Brücke wird noch lange halten.“", "die Stadt"),
        ("Die Stadt, die am Montag schrieb, sagte: „Die Brücke wird noch lange halten.“", "Die Stadt"),
        ("Wegen der Brücke war Petra Lindner zufrieden: „Sie wird noch lange halten“, sagte sie.", "sie"),
        ("„Die Brücke wird noch lange halten“, heißt es in dem Bericht.", "dem Bericht"),
        ("Die Zeitung zitierte Petra Lindner: „Die Brücke wird noch lange halten.“", "Petra Lindner"),
        ("„Die Brücke wird noch lange halten“, zitiert die „Alte Zeitung“ Petra Lindner.", "Petra Lindner"),
        ("Unter dem Motto „Alte Brücke“ sagte Petra Lindner: „Sie wird noch lange halten.“", "Petra Lindner"),
        ("Die Planungen nannte Petra Lindner „völlig und ganz und gar verfehlt“.", "Petra Lindner"),
        ("Von der Leyen betonte: „Die Brücke wird noch lange halten.“", "Von der Leyen"),
    ],
)
def test_word_order_and_case_tell_who_speaks(text: str, speaker: str) -> None:
    assert said(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Die Sonde „Alte Brücke“ flog am Montag vorbei.",
        "Der Sprecher des „Vereins Alte Brücke“ kam am Montag.",
        "„Alte Brücke“ kam am Montag in die Kinos.",
    ],
)
def test_a_name_in_marks_is_nobodys_words(text: str) -> None:
    assert said(text) == []


def test_a_name_in_marks_is_shown_with_both_marks_or_with_none() -> None:
    text = "Der „Alten Zeitung“ zufolge ist die Brücke zu. Laut „Neuer Zeitung“ ist sie offen."
    quotes = find(text, "de")
    assert [quote.speaker.of(text) for quote in quotes if quote.speaker is not None] == [
        "Der „Alten Zeitung“",
        "Neuer Zeitung",
    ]
    assert [quote.name.of(text) for quote in quotes if quote.name is not None] == ["Alten Zeitung", "Neuer Zeitung"]


def test_words_in_marks_inside_a_report_are_a_quotation_of_their_own() -> None:
    text = "Petra Lindner sagte, dass die Brücke „völlig marode“ sei."
    assert [(quote.kind, quote.content.of(text)) for quote in find(text, "de")] == [
        ("mixed", "die Brücke „völlig marode“ sei"),
        ("direct", "völlig marode"),
    ]


def test_a_passive_without_an_agent_gives_nobody_words() -> None:
    assert said("Die Brücke wird als „völlig marode“ bezeichnet.") == []


def test_a_few_words_in_marks_are_less_sure_than_a_sentence() -> None:
    short = "Petra Lindner nannte die Brücke „völlig marode“."
    long = "„Die Brücke ist völlig marode und wird gesperrt“, sagte Petra Lindner."
    assert not any(quote.is_attributed for quote in find(short, "de"))
    assert find(long, "de")[0].is_attributed


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Die Stadt schränkte ein, dass die Brücke alt ist.", "dass die Brücke alt ist", "Die Stadt"),
        ("Die Prüfer kamen zu dem Schluss, dass die Brücke hält.", "dass die Brücke hält", "Die Prüfer"),
        ("Seit Mai vertritt Petra Lindner die These, dass die Brücke hält.", "dass die Brücke hält", "Petra Lindner"),
        ("Einige vertreten die Auffassung, dass die Brücke hält.", "dass die Brücke hält", "Einige"),
        ("Wie bruecke-heute.de berichtet, ist der Steg zu.", "ist der Steg zu", "bruecke-heute.de"),
        ("In dem Brief heißt es, im Rathaus fehle das Geld.", "im Rathaus fehle das Geld", "dem Brief"),
        ("Petra Lindner wird mit den Worten zitiert, sie habe Zeit.", "sie habe Zeit", "Petra Lindner"),
        ("Die Brücke, so Petra Lindner, ist zu.", "Die Brücke … ist zu", "Petra Lindner"),
    ],
)
def test_a_report_is_found_by_its_verb_wherever_that_stands(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_a_verb_of_saying_that_closes_a_sentence_has_its_subject_behind_it() -> None:
    text = "Ein Sprecher der Stadt, Kapitän Frank Weber sagte, die Brücke sei zu."
    assert said(text) == [("die Brücke sei zu", "Kapitän Frank Weber")]


@pytest.mark.parametrize(
    "text",
    [
        "„Die Brücke wird noch lange halten“, wird Petra Lindner zitiert.",
        "Petra Lindner wird von der Zeitung mit den Worten zitiert: „Die Brücke wird noch lange halten.“",
        "In der Sitzung sagte Petra Lindner einigen Teilnehmern zufolge: „Die Brücke wird noch lange halten.“",
        "Bezüglich der Brücke sagte Petra Lindner: „Sie wird noch lange halten.“",
    ],
)
def test_the_one_who_is_quoted_is_told_from_those_who_pass_it_on(text: str) -> None:
    assert said(text)[-1][1] == "Petra Lindner"


def test_a_comma_inside_a_figure_parts_no_clause() -> None:
    text = "Die Stadt sagte nach 5,5 Stunden, die Brücke sei zu."
    assert said(text) == [("die Brücke sei zu", "Die Stadt")]


def test_a_text_behind_its_quotation_is_what_says_it() -> None:
    text = "„Die Brücke wird noch lange halten“ heißt es dazu in einer Mitteilung der Stadt."
    assert said(text)[-1] == ("Die Brücke wird noch lange halten", "einer Mitteilung der Stadt")


def test_reported_words_before_a_colon_leave_the_word_to_whoever_spoke() -> None:
    text = "Petra Lindner sagte, sie habe Zeit. Die Brücke sei sehr alt: „Sie wird nicht mehr lange halten.“"
    assert said(text)[-1] == ("Sie wird nicht mehr lange halten.", "Petra Lindner")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Anwohner berichteten über erste „Landnahmen“ am Hafen.", "Landnahmen", "Anwohner"),
        ("Petra Lindner warf der Stadt unter anderem „Wortbruch“ vor.", "Wortbruch", "Petra Lindner"),
        ("Petra Lindner beklagte eine wachsende „Kluft im Hafen“.", "Kluft im Hafen", "Petra Lindner"),
        ("Von Anwohnern wird die Brücke als „völlig marode“ bezeichnet.", "völlig marode", "Anwohnern"),
        ("Dort wird die Lage von Brücken vom Hafenamt als „völlig marode“ eingestuft.", "völlig marode", "Hafenamt"),
    ],
)
def test_a_few_words_in_marks_are_said_where_their_sentence_shows_it(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_a_sentence_that_names_its_own_speaker_goes_on_with_nobody_elses_words() -> None:
    text = (
        "Frank Weber sprach. Die Brücke sei zu, sagte Petra Lindner am Montag nach langem Zögern in der Stadt im Amt."
    )
    assert said(text)[-1] == ("Die Brücke sei zu", "Petra Lindner")
    text = "Frank Weber sagte, er komme. Petra Lindner sagte am Montag lange im Amt nur wenig, wie müde sie sei."
    assert said(text)[-1][1] == "Petra Lindner"


def test_what_becomes_loud_is_no_source() -> None:
    assert said("Der Chef dachte laut über Frank Weber und die „alte Brücke“ nach.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Derzeit steht in dem Entwurf noch der Satz: „Die Brücke ist zu schließen.“", "dem Entwurf"),
        ("Die alten Brücken nannte das Amt „völlig und ganz und gar marode“.", "das Amt"),
        ("Petra Lindner schrieb: „Sie hält noch lange“, weiter hieß es, dass sie alt ist.", "Petra Lindner"),
    ],
)
def test_number_and_clause_tell_who_speaks(text: str, speaker: str) -> None:
    assert said(text)[0][1] == speaker


def test_an_aside_is_the_speakers_though_it_tells_its_source() -> None:
    text = "Das Ziel sei nun, so Petra Lindner laut NDR Info, dass das „alte Tor“ lange hält."
    assert said(text)[-1] == ("alte Tor", "Petra Lindner")


def test_nobody_in_particular_has_no_words() -> None:
    assert said("Damals nannte man die Brücke „völlig marode“.") == []


def test_what_is_only_said_to_be_said_has_no_speaker() -> None:
    assert said("Die Brücke sei zu, hieß es.") == [("Die Brücke sei zu", None)]
