"""Which German attributions are shown as sure: not what only stands beside a verb of saying."""

from __future__ import annotations

import pytest

from corpus.quotes import find


def surely(text: str) -> list[tuple[str, str]]:
    """Return what is surely said by somebody, and the mention of who says it."""
    return [
        (quote.content.of(text), quote.speaker.of(text))
        for quote in find(text, "de")
        if quote.is_attributed and quote.speaker is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Petra Lindner lehnte die Aufnahme des Steges ab, während die Angler den Plan begrüßten.",
        "Petra Lindner kommentierte dies inzwischen, indem sie dem Amt mehrere alte Briefe schickte.",
        "Petra Lindner kritisierte den Plan mit dem neuen Steg, der am Montag im Hafen stand.",
        "Petra Lindner kritisierte die Grundsätze, denen zufolge der Steg am Hafen alt sei.",
        "Petra Lindner wies es zurück, sie sei vom Amt für den Posten vorgesehen.",
        "Petra Lindner wies die Möglichkeit am Montag zurück, den Steg am Hafen zu sperren.",
        "Auch lehnte Petra Lindner den Plan des Amtes ab, den Steg am Hafen zu sperren.",
        "Petra Lindner unterstützt die Forderungen der Angler, den Steg am Hafen zu sperren, nicht.",
    ],
)
def test_what_only_stands_beside_a_verb_of_saying_is_not_surely_said(text: str) -> None:
    assert surely(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Petra Lindner sagte, die Stege seien nun alt und müde.", "die Stege seien nun alt und müde"),
        ("Petra Lindner kündigte an, den Steg bald sperren zu wollen.", "den Steg bald sperren zu wollen"),
        ("Petra Lindner lobte den Plan, da er nur Gutes habe.", "da er nur Gutes habe"),
        ("Petra Lindner wies darauf hin, dass der Steg zu ist.", "dass der Steg zu ist"),
        ("Petra Lindner sagte, der Steg sei alt, was niemand wisse.", "der Steg sei alt, was niemand wisse"),
    ],
)
def test_what_hangs_on_a_verb_of_saying_is_surely_said(text: str, words: str) -> None:
    assert surely(text) == [(words, "Petra Lindner")]


def test_a_relative_clause_before_it_is_no_part_of_what_is_said() -> None:
    text = "Am Montag sagte Petra Lindner, die den Steg gebaut hat, er sei alt und müde."
    assert surely(text) == [("er sei alt und müde", "Petra Lindner")]


def test_what_somebody_said_ends_where_somebody_else_speaks() -> None:
    text = "Petra Lindner klagte, das Amt habe geschlafen und die Stadt am Fluss forderte vom Land mehr Geld."
    assert surely(text)[0] == ("das Amt habe geschlafen", "Petra Lindner")


def test_nothing_is_said_across_a_semicolon() -> None:
    text = "Im Mai hatte Petra Lindner um Rat gebeten; damals hatte das Amt es abgelehnt, der Steg sei zu alt."
    assert all(speaker != "Petra Lindner" for _, speaker in surely(text))


def test_a_clause_that_sets_two_against_each_other_is_nobodys_words() -> None:
    text = "Während die Zeitung von tausend Anglern sprach, sprach Petra Lindner von zehn Leuten."
    assert all(not words.startswith("Während") for words, _ in surely(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bereits Tage nach dem Druck der Schrift „Alter Steg“ meldete das Amt, dass sie gefragt ist.", "das Amt"),
        ("Einige der Angler haben Petra Lindner geschrieben, dass der Steg zu ist.", "Einige der Angler"),
    ],
)
def test_number_and_place_tell_the_subject(text: str, speaker: str) -> None:
    assert surely(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Der von der Stadt erwartete Aufruhr gegen den Plan, den Steg am Hafen zu sperren, blieb aus.",
        "Petra Lindner könnte seit Mai wiederholt Kosten abgerechnet haben, hierbei half das Amt am Hafen mit.",
    ],
)
def test_what_belongs_to_a_noun_or_tells_how_often_is_no_verb_of_saying(text: str) -> None:
    assert surely(text) == []


def test_what_somebody_asks_is_theirs_inside_what_another_claims_to_know() -> None:
    text = "Der Sender will wissen, dass Frank Weber danach gefragt habe, was der Steg „so alles kostet“."
    assert ("so alles kostet", "Frank Weber") in [
        (quote.content.of(text), quote.speaker.of(text)) for quote in find(text, "de") if quote.speaker is not None
    ]


def test_what_somebody_tells_of_another_is_not_surely_the_others() -> None:
    text = "Das Amt sagte, dass Petra Lindner davon ausgehe, dass der Steg noch lange hält."
    assert all(speaker != "Petra Lindner" for _, speaker in surely(text))
