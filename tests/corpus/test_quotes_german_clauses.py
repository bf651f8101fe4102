"""Whom German clauses make speak: what fills the place before the verb, where the verb stands, what goes on in them."""

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
    "text",
    [
        "Jede Schuld an dem Unfall wies Petra Lindner von sich: „Die Brücke war nicht gesperrt.“",
        "Die Schuld an dem Unfall am Hafen wies Petra Lindner von sich: „Die Brücke war nicht gesperrt.“",
        "Neuer Streit am Hafen Bereits im Mai hatte Petra Lindner verkündet: „Die Brücke war nicht gesperrt.“",
        "Den noch wartenden Fischern sicherte Petra Lindner zu: „Die Brücke war nicht gesperrt.“",
        "Passend zu dem Wetter warnte Petra Lindner: „Die Brücke war nicht gesperrt.“",
        "Das Unglück, das alle bewegt, nannte Petra Lindner „einen ganz und gar furchtbaren Tag“.",
    ],
)
def test_a_person_behind_the_verb_speaks_rather_than_a_thing_before_it(text: str) -> None:
    assert said(text)[-1][1] == "Petra Lindner"


def test_somebody_before_the_verb_speaks_rather_than_whoever_is_spoken_of() -> None:
    text = "Die Bürgermeisterin, die kühle Petra Lindner, bat Frank Weber, die Brücke „sehr bald“ zu sperren."
    assert said(text)[-1][1] != "Frank Weber"
    assert said("Die Stadtverwaltung nannte Frank Weber „völlig unfähig“.")[-1][1] == "Die Stadtverwaltung"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Das ist heikel, weil die Opposition den Steg als „völlig marode“ bezeichnet hat.", "die Opposition"),
        ("Der Hafenmeister, der zuerst den Steg als „völlig marode“ bezeichnete, schweigt.", "der"),
        ("Frank Weber schwieg, nachdem Petra Lindner gefragt hatte, ob der Steg „völlig marode“ sei.", "Petra Lindner"),
        ("Es ist ein Bericht, wonach Petra Lindner dem Amt eine „völlig marode“ Brücke vorwirft.", "Petra Lindner"),
    ],
)
def test_a_verb_at_the_end_of_its_clause_has_its_subject_at_the_beginning(text: str, speaker: str) -> None:
    assert said(text) == [("völlig marode", speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Petra Lindner nannte den Plan von Frank Weber, der zum Streik aufgerufen hatte, „völlig verfehlt“.",
        "Petra Lindner nannte den Plan, den Frank Weber gelobt hatte, „völlig verfehlt“.",
    ],
)
def test_a_relative_clause_that_is_over_gives_its_subject_no_words(text: str) -> None:
    assert said(text) == [("völlig verfehlt", "Petra Lindner")]


def test_a_passive_is_one_however_long_the_words_in_it_are() -> None:
    text = "Der Steg wurde am Montag als „ein Bau, wie es ihn am ganzen Fluss kein zweites Mal mehr gibt“ bezeichnet."
    assert said(text) == []


def test_a_past_form_is_no_part_of_the_group_of_a_verb_before_it() -> None:
    text = "Petra Lindner erklärte, Frank Weber sei „völlig unfähig“ und kündigte den Vertrag."
    assert said(text) == [("völlig unfähig", "Petra Lindner")]


@pytest.mark.parametrize(
    "text",
    [
        "Das Fachblatt „Leben ohne Netz“ lag aus.",
        "Die „Woche der nassen Wälder“ begann.",
        "Der Sprecher der „Freunde am Fluss“ kam.",
    ],
)
def test_a_name_in_marks_can_have_small_words_in_it(text: str) -> None:
    assert said(text) == []
    assert said("Wie die „Freunde am Fluss“ am Montag mitteilten, ist der Steg zu.") == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Der Minister fragte die Leute „Ist das wahr“.", "Ist das wahr", "Der Minister"),
        ("Petra Lindner sagte „Das ist wahr“.", "Das ist wahr", "Petra Lindner"),
    ],
)
def test_what_has_a_verb_in_it_is_no_name(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Für die alte Bürgermeisterin Petra Lindner ist der Steg „völlig marode“.",
            "die alte Bürgermeisterin Petra Lindner",
        ),
        ("Der Steg war für die Angler „völlig marode“.", "die Angler"),
    ],
)
def test_for_tells_what_somebody_thinks_beside_a_verb_of_judging(text: str, speaker: str) -> None:
    assert said(text) == [("völlig marode", speaker)]


@pytest.mark.parametrize(
    "text",
    ["Für Montag ist eine „völlig neue“ Prüfung geplant.", "Für Petra Lindner kam ein „völlig neuer“ Brief an."],
)
def test_for_tells_nothing_of_a_day_or_beside_another_verb(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Petra Lindner will „den Steg noch im Mai sperren“.", "den Steg noch im Mai sperren", "Petra Lindner"),
        ("Zuerst wollte sie „den Steg noch im Mai sperren“.", "den Steg noch im Mai sperren", "sie"),
        ("„Wer sperrt den Steg?“, wollen die Angler seit Mai wissen.", "Wer sperrt den Steg?", "die Angler"),
        ("Petra Lindner rief die Angler zur „Neuen Ruhe“ auf.", "Neuen Ruhe", "Petra Lindner"),
        ("Petra Lindner rief „sperrt den Steg“.", "sperrt den Steg", "Petra Lindner"),
        ("Nach Lindners Idee soll „der ganze Steg“ gesperrt werden.", "der ganze Steg", "Lindners Idee"),
        ("In dem Brief hatte es geheißen: „Der Steg wird gesperrt.“", "Der Steg wird gesperrt.", "dem Brief"),
        ("Frank Weber und Petra Lindner kamen. „Der Steg ist zu“, so letztere.", "Der Steg ist zu", "letztere"),
    ],
)
def test_words_in_marks_are_said_by_whom_their_clause_names(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_to_share_a_view_is_not_to_tell_it() -> None:
    text = "Die Sicht der Angler, es sei ein „völlig neuer Steg“, teilt Petra Lindner nicht."
    assert all(speaker != "Petra Lindner" for _, speaker in said(text))


@pytest.mark.parametrize("verb", ["unterstütze", "erwarte", "beklage"])
def test_any_verb_of_saying_in_the_subjunctive_goes_on_with_what_was_said(verb: str) -> None:
    text = f"Petra Lindner äußerte sich zum Steg. Die Stadt {verb} den Plan „ganz und gar“."
    assert said(text) == [("ganz und gar", "Petra Lindner")]


def test_a_noun_is_no_subjunctive() -> None:
    assert said("Petra Lindner äußerte sich zum Steg. Die Frage war ein „alter Hut“.") == []


def test_a_clause_that_sets_one_speaker_against_another_keeps_its_own_words() -> None:
    text = "Während Petra Lindner erklärte, sehr froh zu sein, „froher geht es kaum“, räumte Frank Weber Fehler ein."
    assert said(text) == [("froher geht es kaum", "Petra Lindner")]
    text = "Während der Steg in Flammen stand, „völlig lichterloh“, sagte Frank Weber nichts weiter."
    assert said(text)[0][1] == "Frank Weber"


def test_listed_words_are_said_by_whoever_says_the_first_of_them() -> None:
    text = "Petra Lindner betonte, der Steg sei „zu alt“, „viel zu schmal“, und „eine Zumutung“, so Frank Weber."
    assert said(text)[:2] == [("zu alt", "Petra Lindner"), ("viel zu schmal", "Petra Lindner")]


@pytest.mark.parametrize(
    "text",
    [
        "Die Gruppe, die sich „Rat der alten Fischer vom Nordufer“ nennt, kam.",
        "Das Café nennt sich „steg 12“ und liegt am Fluss.",
        "Der Steg sei zu, zitiert „Fluss Heute“ aus einem Brief.",
        "Das Kino zeigt am Montag einen neuen Film: „Der stille Fluss“.",
    ],
)
def test_what_stands_where_a_name_is_given_or_gives_is_a_name(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Von vielen Anglern wird der Plan gelobt. So könne er den Steg „für immer“ retten.",
            "für immer",
            "vielen Anglern",
        ),
        ("Schon im Mai warnte Petra Lindner vor den „Stegtheorien“.", "Stegtheorien", "Petra Lindner"),
        (
            "Petra Lindner sprach in Bonn. Ihr Fazit vom Abend: „Der Steg hält noch lange.“",
            "Der Steg hält noch lange.",
            "Petra Lindner",
        ),
        (
            "Petra Lindner sagte, der Steg sei alt. Zwar würde sie „gern“ helfen, zumal er Frank Weber gefallen habe.",
            "gern",
            "Petra Lindner",
        ),
        (
            "Petra Lindner sagte, der Steg sei alt. Zwar würde sie „gern“ helfen, zumal Frank Weber klagte, er wanke.",
            "gern",
            "Petra Lindner",
        ),
    ],
)
def test_words_that_go_on_are_those_of_whoever_spoke_before(text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in said(text)


def reports(text: str) -> list[tuple[str, str | None]]:
    """Return what is reported, in parts where it has them, and the mention of who says it."""
    return [
        (" … ".join(part.of(text) for part in quote.parts), None if quote.speaker is None else quote.speaker.of(text))
        for quote in find(text, "de")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag hatte der Chef des Hafens, Frank Weber, zugesagt, den Steg zu sperren.",
        "Frank Weber hat am 3. Mai 2011 angekündigt, den Steg zu sperren.",
        "Danach hat Frank Weber (Grüne) gefordert, den Steg zu sperren.",
        "Um 9:40 Uhr MEZ meldete Frank Weber, den Steg zu sperren.",
    ],
)
def test_names_brackets_and_days_stand_between_the_parts_of_a_verb(text: str) -> None:
    ((words, speaker),) = reports(text)
    assert words == "den Steg zu sperren"
    assert speaker in {"Frank Weber", "der Chef des Hafens"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gestern wurde bekannt, dass der Steg zu ist.", "dass der Steg zu ist"),
        ("Ihm wird vorgeworfen, den Steg gesperrt zu haben.", "den Steg gesperrt zu haben"),
        ("Kritisiert wird in der Stadt vor allem, dass der Steg zu ist.", "dass der Steg zu ist"),
    ],
)
def test_a_passive_tells_what_nobody_says(text: str, words: str) -> None:
    assert reports(text) == [(words, None)]


@pytest.mark.parametrize(
    "text",
    ["Er wurde verurteilt, weil er den Steg gesperrt hat.", "Der Steg wird genannt, wo es um alte Brücken geht."],
)
def test_a_clause_beside_a_passive_is_not_always_what_it_tells(text: str) -> None:
    assert reports(text) == []


def test_a_clause_before_the_verb_belongs_to_what_is_told() -> None:
    text = "Weil es seit Tagen regnet, ist der Steg laut Petra Lindner seit Montag zu."
    assert reports(text) == [("Weil es seit Tagen regnet, ist der Steg … seit Montag zu", "Petra Lindner")]


def test_what_stands_between_as_and_its_verb_is_the_name_of_a_paper() -> None:
    assert reports("Wie „fluss heute“ berichtet, ist der Steg zu.") == [("ist der Steg zu", "fluss heute")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Laut dem Vorsitzenden Frank Weber ist der Steg „völlig marode“.", "dem Vorsitzenden Frank Weber"),
        ("Für den Vorsitzenden Frank Weber ist der Steg „völlig marode“.", "den Vorsitzenden Frank Weber"),
    ],
)
def test_a_name_belongs_to_the_role_before_it_in_any_case(text: str, speaker: str) -> None:
    assert said(text) == [("völlig marode", speaker)]


def test_what_somebody_is_convinced_of_is_theirs() -> None:
    assert said("„Das war ein Fehler“, ist Frank Weber überzeugt.") == [("Das war ein Fehler", "Frank Weber")]
    assert said("„Das war ein Fehler“, zog Frank Weber Bilanz.")[0][0] == "Das war ein Fehler"
