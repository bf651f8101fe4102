from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.quotes import find

if TYPE_CHECKING:
    from corpus.article import Quote


def named(text: str, language: str) -> list[tuple[str, str | None]]:
    """Return what is said and the full name of who says it."""
    return [(quote.content.of(text), name_of(quote, text)) for quote in find(text, language)]


def name_of(quote: Quote, text: str) -> str | None:
    return None if quote.name is None else quote.name.of(text)


def cue_of(quote: Quote, text: str) -> str | None:
    return None if quote.cue is None else quote.cue.of(text)


@pytest.mark.parametrize(
    ("language", "text", "said", "name"),
    [
        ("fr", "«Le pont tiendra», a dit à l'AFP Jeanne Morin, maire de Bercelles.", "Le pont tiendra", "Jeanne Morin"),
        ("fr", 'Jeanne Morin a déclaré : "Le pont tiendra encore."', "Le pont tiendra encore.", "Jeanne Morin"),
        ("en", "“The bridge will hold,” said Jane Marlow, the mayor.", "The bridge will hold", "Jane Marlow"),
        ("en", "“The bridge will hold,” Jane Marlow told reporters.", "The bridge will hold", "Jane Marlow"),
        ("de", "„Die Brücke wird halten“, sagte Petra Lindner am Montag.", "Die Brücke wird halten", "Petra Lindner"),
        ("de", "„Die Brücke wird halten“, so Petra Lindner.", "Die Brücke wird halten", "Petra Lindner"),
        ("es", "«El puente va a resistir», afirmó Elena Robles.", "El puente va a resistir", "Elena Robles"),
        ("es", "Elena Robles dijo: «El puente va a resistir».", "El puente va a resistir", "Elena Robles"),
    ],
)
def test_a_cue_beside_the_marks_tells_who_speaks(language: str, text: str, said: str, name: str) -> None:
    (quote,) = find(text, language)
    assert (quote.content.of(text), name_of(quote, text), quote.kind) == (said, name, "direct")
    assert quote.sure_name == quote.name


def test_a_second_quotation_with_a_pronoun_goes_to_the_speaker_before() -> None:
    text = (
        "«Le pont tiendra», a dit Jeanne Morin, maire de Bercelles.\n\n"
        "La rivière monte depuis lundi.\n\n"
        "«Nous veillons», a-t-elle ajouté."
    )
    assert named(text, "fr")[-1] == ("Nous veillons", "Jeanne Morin")


def test_a_role_stands_for_the_name_that_the_article_gave_it() -> None:
    text = (
        "Le ministre des Transports Paul Vasseur est venu lundi à Bercelles. Un homme l'a salué. "
        "«Le pont tiendra», a affirmé le ministre des Transports."
    )
    assert named(text, "fr") == [("Le pont tiendra", "Paul Vasseur")]


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Jane Marlow opened the bridge on Monday. “It will hold,” Marlow said."
    assert named(text, "en") == [("It will hold", "Jane Marlow")]


def test_an_acronym_stands_for_the_name_it_was_given_for() -> None:
    text = (
        "L'Observatoire bercellois des rivières (OBR) suit la crue. Le pont a bougé de deux centimètres, selon l'OBR."
    )
    assert named(text, "fr") == [
        ("Le pont a bougé de deux centimètres", "Observatoire bercellois des rivières"),
    ]


def test_two_people_of_one_surname_are_told_apart_by_their_title() -> None:
    text = (
        "Paul Vasseur et Marie Vasseur sont venus lundi. "
        "«Le pont tiendra», a dit M. Vasseur. «Il faut voir», a dit Mme Vasseur."
    )
    assert named(text, "fr") == [("Le pont tiendra", "Paul Vasseur"), ("Il faut voir", "Marie Vasseur")]


def test_a_speaker_whom_nobody_names_gets_no_name() -> None:
    text = "Paul Vasseur est venu lundi. «On a peur», a confié un habitant."
    (quote,) = find(text, "fr")
    assert (quote.content.of(text), name_of(quote, text)) == ("On a peur", None)
    assert quote.speaker is not None
    assert quote.speaker.of(text) == "un habitant"


def test_narration_inside_the_marks_cuts_a_quotation_into_parts() -> None:
    text = '"Le pont tiendra, affirme Jeanne Morin. La rivière baisse déjà."'
    (quote,) = find(text, "fr")
    assert [part.of(text) for part in quote.parts] == ["Le pont tiendra", "La rivière baisse déjà."]
    assert name_of(quote, text) == "Jeanne Morin"


def test_an_english_quotation_that_goes_on_after_its_cue_is_one() -> None:
    text = "“The bridge will hold,” said Jane Marlow. “The river is falling.”"
    (quote,) = find(text, "en")
    assert [part.of(text) for part in quote.parts] == ["The bridge will hold", "The river is falling."]


def test_a_quotation_over_paragraphs_keeps_its_speaker() -> None:
    text = "«Le pont tiendra», a dit Jeanne Morin.\n\n«La rivière baisse. Nous veillons.»"
    assert named(text, "fr")[-1] == ("La rivière baisse. Nous veillons.", "Jeanne Morin")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le film «La Nuit des ponts» sort mercredi en salles."),
        ("fr", "Elle joue dans « Le Pont de pierre » de Paul Vasseur."),
        ("fr", "«Gens sous les ponts»"),
        ("en", "The album “Bridges at Night” came out on Friday."),
        ("de", "Der Film „Die Brücke“ kommt am Freitag ins Kino."),
    ],
)
def test_a_title_or_an_intertitle_is_nobodys_words(language: str, text: str) -> None:
    assert find(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "said", "name"),
    [
        ("fr", "Selon Jeanne Morin, le pont est fermé depuis lundi.", "le pont est fermé depuis lundi", "Jeanne Morin"),
        ("fr", "Jeanne Morin a affirmé que le pont tiendra.", "que le pont tiendra", "Jeanne Morin"),
        ("en", "Jane Marlow said that the bridge will hold.", "that the bridge will hold", "Jane Marlow"),
        ("en", "The bridge is closed, according to Jane Marlow.", "The bridge is closed", "Jane Marlow"),
        ("de", "Petra Lindner sagte, die Brücke sei sicher.", "die Brücke sei sicher", "Petra Lindner"),
        ("es", "Según Elena Robles, el puente sigue cerrado.", "el puente sigue cerrado", "Elena Robles"),
    ],
)
def test_reported_speech_is_indirect(language: str, text: str, said: str, name: str) -> None:
    (quote,) = find(text, language)
    assert (quote.content.of(text), name_of(quote, text), quote.kind) == (said, name, "indirect")


def test_a_clause_with_some_words_in_marks_is_mixed() -> None:
    text = "Jeanne Morin a qualifié la crue de «pire depuis un siècle»."
    (quote,) = find(text, "fr")
    assert quote.kind == "mixed"
    assert "pire depuis un siècle" in quote.content.of(text)
    assert cue_of(quote, text) == "a qualifié"


def test_glued_paragraphs_give_each_speaker_their_own_words() -> None:
    text = (
        'Le pont rouvre lundi."Il tiendra", a dit Jeanne Morin.Le préfet se tait.'
        '"Nous attendons", a dit Paul Vasseur, ingénieur.'
    )
    assert named(text, "fr") == [("Il tiendra", "Jeanne Morin"), ("Nous attendons", "Paul Vasseur")]


def test_a_name_after_a_dash_signs_the_quotation() -> None:
    text = "“I cross it every day and I am not afraid.” ― Jane Marlow"
    assert named(text, "en") == [("I cross it every day and I am not afraid.", "Jane Marlow")]


def test_a_doubtful_pronoun_is_not_sure() -> None:
    text = (
        "Paul Vasseur a rencontré Luc Tanguy et Marc Ferrand lundi. Luc Tanguy est reparti. Marc Ferrand est resté. "
        "«Le pont tiendra», a-t-il dit."
    )
    (quote,) = find(text, "fr")
    assert quote.is_attributed
    assert quote.sure_name is None or name_of(quote, text) == "Marc Ferrand"


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("fr", "«Le pont tiendra», a indiqué un porte-parole.", "un porte-parole"),
        ("fr", "«Le pont tiendra», a indiqué le ministre.", "le ministre"),
        ("fr", "Paul Vasseur et Luc Tanguy sont venus. «Le pont tiendra», a indiqué le ministre.", "le ministre"),
        ("en", "“The bridge will hold,” the minister said.", "the minister"),
    ],
)
def test_a_role_is_told_as_printed_where_nobody_surely_has_it(language: str, text: str, printed: str) -> None:
    (quote,) = find(text, language)
    assert (quote.form, quote.sure_name) == ("role", None)
    assert [span.of(text) for span in quote.told] == [printed]


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "A poster in the hall says: “The bridge will hold.”", "A poster in the hall"),
        ("fr", "Une banderole dit : «Le pont tiendra.»", "Une banderole"),
        ("de", "Auf dem Markt war ein Plakat. Das Plakat sagte: „Die Brücke wird halten.“", "Das Plakat"),
        ("es", "La pancarta decía: «El puente va a resistir».", "La pancarta"),
    ],
)
def test_what_words_stand_on_is_no_role_of_anybody(language: str, text: str, printed: str) -> None:
    (quote,) = find(text, language)
    assert (quote.form, quote.sure_name) == ("thing", None)
    assert [span.of(text) for span in quote.told] == [printed]


@pytest.mark.parametrize("pointer", ["a-t-il indiqué", "a indiqué ce dernier", "a indiqué cette source"])
def test_what_only_points_to_somebody_tells_nobody(pointer: str) -> None:
    (quote,) = find(f"«Le pont tiendra», {pointer}.", "fr")
    assert quote.form == "pointer"
    assert quote.told == ()


def test_an_unknown_language_still_finds_the_quotation() -> None:
    text = "“The bridge will hold,” said Jane Marlow."
    assert named(text, "zz") == named(text, "en")


def test_a_text_without_quotations_has_none() -> None:
    assert find("", "fr") == find("La rivière monte depuis lundi.", "fr") == ()


def test_marks_inside_a_mixed_quotation_stay_balanced() -> None:
    text = "Jeanne Morin a qualifié la crue de «pire depuis un siècle»."
    (quote,) = find(text, "fr")
    assert quote.content.of(text) == "la crue de «pire depuis un siècle»"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Comme le rappelle Jeanne Morin, le pont « tiendra encore longtemps ».", "Jeanne Morin"),
        ("fr", "Un avis partagé par Jeanne Morin, maire de Bercelles : « Le pont tiendra. »", "Jeanne Morin"),
        ("fr", "« Le pont tiendra », a expliqué ce vendredi 3 mars à l'AFP Jeanne Morin.", "Jeanne Morin"),
        ("fr", "Le chef du Parti des ponts (PDP), Paul Vasseur, a promis un pont « pour tous ».", "Paul Vasseur"),
        ("en", "BERCELLES (AP) — Jane Marlow was angry, saying the bridge was “not safe at all.”", "Jane Marlow"),
        ("en", "Mayor Jane Marlow (D-Bercelles) said the bridge was “not safe at all.”", "Jane Marlow"),
        ("en", "Jane Marlow sent a letter calling the bridge “not safe at all.”", "Jane Marlow"),
        ("en", "“The bridge will hold for long” Jane Marlow said.", "Jane Marlow"),
        ("en", "Paul Reed left after Jane Marlow argued that “the bridge is not safe.”", "Jane Marlow"),
        ("en", "Jane Marlow, who thinks the town made a mistake, called the bridge “not safe.”", "Jane Marlow"),
        ("en", "Jane Marlow said Paul Reed was right but added “the bridge is not safe.”", "Jane Marlow"),
        ("en", "Secretary of State Jane Marlow said the bridge was “not safe at all.”", "Jane Marlow"),
        ("en", "“The bridge will hold for long.” Marlow said. Jane Marlow is the mayor.", "Jane Marlow"),
        ("en", "Jane Marlow said the “mistakes” that show their “lack of care” must end.", "Jane Marlow"),
    ],
)
def test_what_stands_between_a_speaker_and_the_words_does_not_speak(language: str, text: str, name: str) -> None:
    assert {name_of(quote, text) for quote in find(text, language) if quote.kind != "indirect"} == {name}


def test_a_pronoun_is_shown_without_what_ties_it_to_its_verb() -> None:
    text = "«Le pont tiendra», a-t-elle dit."
    (quote,) = find(text, "fr")
    assert quote.speaker is not None
    assert (quote.speaker.of(text), quote.name) == ("elle", None)


@pytest.mark.parametrize("speaker", ["une source policière", "un porte-parole", "les habitants"])
def test_somebody_who_is_only_described_has_no_name(speaker: str) -> None:
    text = f"«Le pont tiendra», ont dit {speaker}. Paul Vasseur est venu lundi."
    assert named(text, "fr") == [("Le pont tiendra", None)]


def test_a_body_whose_phrase_is_its_name_keeps_it() -> None:
    text = "«Le pont tiendra», a dit la préfecture de Moselle."
    assert named(text, "fr") == [("Le pont tiendra", "préfecture de Moselle")]


def test_a_name_and_a_colon_alone_surely_give_the_words_to_the_name_as_in_a_transcript() -> None:
    text = "Anne Roy : « Je ferai tout pour le port. »\nPaul Riou : « Moi aussi, et demain. »"
    assert [quote.sure_name and quote.sure_name.of(text) for quote in find(text, "fr")] == ["Anne Roy", "Paul Riou"]
