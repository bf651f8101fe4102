"""Whom a pronoun or a role means: surely, most likely, or nobody that may be named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.article import LIKELY, SURE, Quote, Span
from corpus.quotes import find

ONE = Quote(
    content=Span(0, 4),
    parts=(Span(0, 4),),
    kind="direct",
    speaker=Span(5, 7),
    name=Span(8, 12),
    cue=None,
    form="pointer",
    attribution=0.9,
    naming=0.9,
)


def last(text: str, language: str) -> tuple[str | None, str | None]:
    """Return the sure and the likely name of who says the last quotation."""
    quote = find(text, language)[-1]
    sure, likely = quote.sure_name, quote.likely_name
    return (None if sure is None else sure.of(text)), (None if likely is None else likely.of(text))


@pytest.mark.parametrize(
    ("attribution", "naming", "sure", "likely"),
    [
        (SURE, SURE, True, False),
        (SURE, LIKELY, False, True),
        (LIKELY, SURE, False, True),
        (LIKELY, LIKELY, False, True),
        (SURE, LIKELY - 0.01, False, False),
        (LIKELY - 0.01, SURE, False, False),
    ],
)
def test_a_name_is_sure_or_likely_or_neither_and_the_weaker_of_its_two_figures_decides(
    attribution: float, naming: float, *, sure: bool, likely: bool
) -> None:
    quote = replace(ONE, attribution=attribution, naming=naming)
    assert (quote.sure_name is not None, quote.likely_name is not None) == (sure, likely)


def test_where_nobody_is_named_nobody_is_likely() -> None:
    assert replace(ONE, name=None, naming=0.0).likely_name is None


def test_a_subject_behind_its_verb_of_saying_is_whom_the_next_pronoun_means() -> None:
    text = (
        "Paul Riou avait donné des cours au lycée. Une enquête sera ouverte, a annoncé le proviseur, Luc Bardin. "
        "« Les élèves seront entendus », a-t-il déclaré."
    )
    assert "Luc Bardin" in last(text, "fr")


def test_the_only_person_who_can_have_a_role_is_likely_its_bearer() -> None:
    text = (
        "Claire Aubin a remporté la mairie face à Paul Riou. Le dépouillement a duré trois heures. "
        "« Je vais ouvrir les fenêtres », a lancé la nouvelle élue."
    )
    assert last(text, "fr") == (None, "Claire Aubin")


def test_where_another_of_that_gender_was_named_since_nobody_is_likely() -> None:
    text = (
        "Claire Aubin a remporté la mairie. La sénatrice Julie Morel était venue, ainsi que Marie Caron. "
        "« Je vais ouvrir les fenêtres », a lancé la nouvelle élue."
    )
    assert last(text, "fr") == (None, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("„Wir fällen die Fichten“, sagte Forstamtsleiterin Wiltrud Espe.", "Wiltrud Espe"),
        ("Der Jagdpächter Eckbert Vollrath sagte: „Der Zaun muss her.“", "Eckbert Vollrath"),
        (
            "„Wir fällen die Fichten“, sagte Forstamtsleiterin Wiltrud Espe. „Der Zaun ist teuer“, erwiderte sie.",
            "Wiltrud Espe",
        ),
    ],
)
def test_two_large_words_after_a_german_role_are_a_name_that_is_in_no_list(text: str, name: str) -> None:
    assert last(text, "de") == (name, None)


def test_a_surname_that_is_a_trade_too_is_a_name() -> None:
    assert last("„Der Zaun ist teuer“, sagte Sabine Fischer.", "de") == ("Sabine Fischer", None)
    assert last('"The bridge is closed," Howard Dean said. "It will stay so," Dean said.', "en") == (
        "Howard Dean",
        None,
    )


def test_where_a_spanish_speaker_stands_is_no_part_of_who_speaks() -> None:
    text = "La ministra de Transportes, Adela Montes, llegó tarde. «No es un juego», dijo la ministra en la estación."
    quote = find(text, "es")[-1]
    assert quote.speaker is not None
    assert quote.speaker.of(text) == "la ministra"
    assert last(text, "es") == ("Adela Montes", None)


def test_the_ending_of_a_spanish_given_name_tells_whether_it_is_a_womans() -> None:
    text = "Rosaura Ibarra, farmacéutica, fue elegida el sábado. «Abriré las ventanas», dijo la alcaldesa."
    assert "Rosaura Ibarra" in last(text, "es")


def test_a_belgian_surname_goes_on_after_its_particles() -> None:
    text = "« Personne n’est lié à eux », a dit Eric Van de Sypt, porte-parole du parquet."
    assert last(text, "fr") == ("Eric Van de Sypt", None)


@pytest.mark.parametrize("text", ["Visitors said the pier was shut.", "Officials at the port said the pier was shut."])
def test_a_plural_at_the_head_of_a_sentence_is_no_name(text: str) -> None:
    (quote,) = find(text, "en")
    assert quote.is_attributed
    assert quote.name is None


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Sen. Walter Crane came late. “No,” the senator said.", "en", "Walter Crane"),
        ("Gov. Ann Royce came late. “No,” the governor said.", "en", "Ann Royce"),
        ("Me Paul Riou est venu. « Non », a dit l'avocat.", "fr", "Paul Riou"),
        ("Vino la Dra. Ana Roca. «No», dijo la doctora.", "es", "Ana Roca"),
    ],
)
def test_a_title_tells_the_role_of_its_bearer(text: str, language: str, name: str) -> None:
    quote = find(text, language)[-1]
    assert quote.sure_name is not None
    assert quote.sure_name.of(text).endswith(name)
