from __future__ import annotations

import pytest

from corpus.quotes import find


def said(text: str) -> list[tuple[str, str | None]]:
    """Return what is said, and by whom: by name where that is sure, or else as printed."""
    return [
        (
            " … ".join(part.of(text) for part in quote.parts),
            None if not quote.told else quote.told[0].of(text),
        )
        for quote in find(text, "es")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La jueza Nuria Prado Sáez llegó tarde. «El muelle es seguro», dijo Prado.", "Nuria Prado Sáez"),
        ("Habló Pau Coll i Serra. «El muelle es seguro», dijo Coll.", "Pau Coll i Serra"),
        ("Habló Elena de la Cueva Ortiz. «El muelle es seguro», dijo De la Cueva.", "Elena de la Cueva Ortiz"),
        ("Habló Elena Cueva Ortiz. «El muelle es seguro», dijo Cueva Ortiz.", "Elena Cueva Ortiz"),
    ],
)
def test_the_first_of_two_surnames_stands_for_the_whole_name(text: str, speaker: str) -> None:
    assert said(text)[-1] == ("El muelle es seguro", speaker)


def test_two_people_with_one_first_surname_stay_two() -> None:
    text = "Vinieron Luis Prado Gil y Ana Prado Roca. «El muelle es seguro», dijo Ana Prado. «No lo es», dijo Prado."
    quotes = find(text, "es")
    assert quotes[0].sure_name is not None
    assert quotes[0].sure_name.of(text) == "Ana Prado Roca"
    assert quotes[1].naming < quotes[0].naming


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("«El muelle aguanta», afirmó Inés Vela. «Y el faro también», añadió.", "Y el faro también", "Inés Vela"),
        (
            "El patrón, Blas Gil, no se fía del parte. «Esta noche nadie sale», zanjó.",
            "Esta noche nadie sale",
            "Blas Gil",
        ),
        ("La edil Inés Vela llegó tarde. Lo hizo sin prisa. «Hay tiempo», dijo.", "Hay tiempo", "Inés Vela"),
        ("Inés Vela no quiso hablar del faro. «Hoy no toca», se excusó.", "Hoy no toca", "Inés Vela"),
        ("Según Inés Vela, el faro cederá. «Y será pronto», avisó.", "Y será pronto", "Inés Vela"),
        (
            "Inés Vela dijo que Blas Gil mintió. «Y no es la primera vez», insistió.",
            "Y no es la primera vez",
            "Inés Vela",
        ),
        ("Inés Vela pidió calma. Explicó que el faro sigue en pie.", "que el faro sigue en pie", "Inés Vela"),
        ("«El faro cae», dijo Inés Vela. Además, advirtió de que el muelle cede.", "que el muelle cede", "Inés Vela"),
        (
            "Los vecinos cortaron la calle. «No nos iremos», corearon. «Ni hoy ni nunca», añadieron.",
            "Ni hoy ni nunca",
            "Los vecinos",
        ),
    ],
)
def test_a_verb_without_a_subject_makes_the_last_one_spoken_of_speak(text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in said(text)


def test_who_answers_without_a_name_is_not_surely_the_one_last_spoken_of() -> None:
    text = "Inés Vela acusó de dejadez a Blas Gil. «El faro no es mío», replicó."
    assert [quote.sure_name for quote in find(text, "es") if quote.kind == "direct"] == [None]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("«El faro no se toca —dijo la edil Inés Vela—. Ni hoy ni nunca».", "El faro no se toca … Ni hoy ni nunca"),
        ("“El faro –ha recordado la edil Inés Vela– no se toca”.", "El faro … no se toca"),
        ('"El faro no se toca -avisó la edil Inés Vela-. Es de todos".', "El faro no se toca … Es de todos"),
        ("«El faro no se toca —zanjó la edil Inés Vela».", "El faro no se toca"),
    ],
)
def test_dashes_part_the_narration_from_the_words_in_the_same_marks(text: str, parts: str) -> None:
    assert said(text) == [(parts, "Inés Vela")]


def test_dashes_around_words_of_the_speaker_part_nothing() -> None:
    text = "«El faro —que no el muelle— es de todos», dijo Inés Vela."
    assert said(text) == [("El faro —que no el muelle— es de todos", "Inés Vela")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vecinos del puerto denuncian que el faro no alumbra.", ("que el faro no alumbra", "Vecinos del puerto")),
        ("El faro no alumbra, aseguran fuentes de la cofradía.", ("El faro no alumbra", "fuentes de la cofradía")),
        ("Entidades como Mar Vivo avisaron, por su parte, de que el faro cede.", ("que el faro cede", "Entidades")),
        ("Según testigos, el faro llevaba horas apagado.", ("el faro llevaba horas apagado", "testigos")),
    ],
)
def test_plurals_without_an_article_speak(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


def test_a_surname_that_is_a_plural_too_stays_a_name() -> None:
    assert said("Llegó el notario Raúl Fuentes. Fuentes dijo que el faro cede.") == [
        ("que el faro cede", "Raúl Fuentes")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El faro costará un millón, anunció ayer la ministra Ana Roca.", ("El faro costará un millón", "Ana Roca")),
        ("El faro costará un millón, según anunció la ministra Ana Roca.", ("El faro costará un millón", "Ana Roca")),
        ("La ministra Ana Roca dijo no temer al mar.", ("no temer al mar", "Ana Roca")),
        ("La ministra Ana Roca se limitó a decir que el faro cede.", ("que el faro cede", "Ana Roca")),
        ("Para Ana Roca, en cambio, el faro «es un lujo».", ("el faro «es un lujo»", "Ana Roca")),
        ("En opinión de Ana Roca, el faro «es un lujo».", ("el faro «es un lujo»", "Ana Roca")),
        ("De acuerdo con su abogado, Luis Roca, el faro «es un lujo».", ("el faro «es un lujo»", "Luis Roca")),
        ("Según Ana Roca, médica en Soria, el faro es «un lujo».", ("el faro es «un lujo»", "Ana Roca")),
        ("La alcaldesa Ana Roca pidió este lunes en la lonja «un faro nuevo».", ("un faro nuevo", "Ana Roca")),
        ("La alcaldesa Ana Roca calificó el plan de «parche».", ("el plan de «parche»", "Ana Roca")),
    ],
)
def test_what_a_cue_attributes_is_found_with_its_speaker(text: str, expected: tuple[str, str]) -> None:
    (found,) = [(quote.content.of(text), quote.name) for quote in find(text, "es")]
    assert found[0] == expected[0]
    assert found[1] is not None
    assert found[1].of(text) == expected[1]


def test_what_a_verb_reports_belongs_to_who_said_the_first_of_it() -> None:
    text = "La ministra Ana Roca explicó que las obras empezarán en mayo y avisó de que el faro «no aguantará»."
    quote = find(text, "es")[-1]
    assert (quote.content.of(text), quote.name and quote.name.of(text)) == ("el faro «no aguantará»", "Ana Roca")


def test_a_role_with_an_adverb_before_it_is_a_role() -> None:
    text = "La actriz Ana Roca vino sola. La también directora dijo que «no habrá más»."
    assert find(text, "es")[-1].speaker is not None
    assert said(text)[-1][1] == "La también directora"


@pytest.mark.parametrize(
    "text",
    [
        "Vino Ana Roca, a la que en el puerto llamaban «la Gaviota».",
        "El certamen, conocido como «el pequeño Oscar», cumple diez años.",
        "Ana Roca presentó el plan «Mar limpio».",
        "Ana Roca no quiso comentar que el faro cede.",
    ],
)
def test_nicknames_names_and_what_was_not_said_are_no_quotations(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ana Roca llegó tarde. A su juicio, el faro «es un lujo».", "el faro «es un lujo»", "Ana Roca"),
        ("«El faro cede», se lee en un comunicado.", "El faro cede", "un comunicado"),
        ("«El faro cede», se puede leer en la nota.", "El faro cede", "la nota"),
        ("Habló Ana Sáenz de Rueda. «El faro cede», dijo Sáenz de Rueda.", "El faro cede", "Ana Sáenz de Rueda"),
        ("«El faro cede», dijo su rival, el senador Waxon Abreu.", "El faro cede", "Waxon Abreu"),
    ],
)
def test_whose_view_it_is_is_told_in_many_ways(text: str, words: str, speaker: str) -> None:
    assert said(text)[-1] == (words, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "La ministra Ana Roca anunció billetes gratuitos hasta que llegue el tren.",
        "Su primera medida será publicar las cuentas, que arrastran una deuda.",
    ],
)
def test_a_clause_that_belongs_to_a_noun_or_a_preposition_is_not_what_is_said(text: str) -> None:
    assert said(text) == []


def test_a_complement_between_commas_does_not_part_a_verb_from_its_clause() -> None:
    text = "Ana Roca explicó, en una rueda de prensa, que el faro cede."
    assert said(text) == [("que el faro cede", "Ana Roca")]


def test_a_unit_at_the_end_of_what_is_said_belongs_to_it() -> None:
    assert said("La huelga fue del 82 %, según Ana Roca.") == [("La huelga fue del 82 %", "Ana Roca")]


def test_the_object_of_one_verb_does_not_speak_by_the_next() -> None:
    text = "La edil Ana Roca no quiso adelantar el sentido del voto, aunque pidió a la empresa «datos»."
    quote = find(text, "es")[-1]
    assert quote.name is not None
    assert quote.name.of(text) == "Ana Roca"


def test_a_role_is_not_somebody_who_is_named_only_later_while_another_can_be_meant() -> None:
    text = "Vino la de Quintila Robles, autora de éxito. «Escribo despacio», dijo la dama. La jueza Pilar Gil calló."
    quote = find(text, "es")[0]
    assert quote.name is None or quote.name.of(text) != "Pilar Gil"


def test_a_title_before_a_verb_that_opens_a_quotation_is_not_said() -> None:
    text = "El actor Luis Roca, de la serie «Mareas», bromeó: «Yo solo he venido por los canapés»."
    assert said(text) == [("Yo solo he venido por los canapés", "Luis Roca")]
