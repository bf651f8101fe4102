"""Where a cue stands that gives the words to the wrong person too often: the name is not shown as sure there."""

from __future__ import annotations

import pytest

from corpus.quotes import find


def sure(text: str, language: str = "en") -> set[tuple[str, str]]:
    """Return the words and the name of every quotation whose speaker is surely named."""
    return {(q.content.of(text), q.sure_name.of(text)) for q in find(text, language) if q.sure_name is not None}


def names(text: str, language: str = "en") -> set[str]:
    return {name for _, name in sure(text, language)}


@pytest.mark.parametrize(
    "text",
    [
        "Jane Marlow said Paul Reed wanted to close the bridge for a year.",
        "Jane Marlow said that Paul Reed hoped to close the bridge for a year.",
        "The bridge, Jane Marlow noted, Paul Reed said should be closed for a year.",
        "The council heard Jane Marlow, who claimed that Paul Reed wants to close the bridge.",
    ],
)
def test_what_somebody_tells_of_another_one_is_not_surely_the_other_ones(text: str) -> None:
    assert "Paul Reed" not in names(text)


def test_what_somebody_says_that_he_thinks_is_surely_his_own() -> None:
    text = "Jane Marlow came late. She said she believes the bridge will hold for a year."
    assert names(text) == {"Jane Marlow"}


@pytest.mark.parametrize(
    "text",
    [
        "Paul Reed wants to close the bridge for a whole year, Jane Marlow said.",
        "''Paul Reed wants to close the bridge for a whole year,'' Jane Marlow said.",
        "''Paul Reed thinks that the bridge is too old,'' recalled Jane Marlow.",
    ],
)
def test_what_another_ones_verb_of_saying_closes_is_not_surely_said_by_who_acts_in_it(text: str) -> None:
    assert "Paul Reed" not in names(text)


@pytest.mark.parametrize("verb", ["backed", "used", "continued", "supported", "read out"])
def test_a_verb_of_doing_makes_nobody_surely_say_what_it_is_done_to(verb: str) -> None:
    assert sure(f"Paul Reed {verb} the plan for a bridge over the river.") == set()


def test_a_verb_of_doing_reports_what_follows_that() -> None:
    text = "Paul Reed showed that the bridge was older than the town."
    assert sure(text) == {("that the bridge was older than the town", "Paul Reed")}


@pytest.mark.parametrize(
    "text",
    [
        "The charge that Paul Reed says the bridge is unsafe was never proved.",
        "Nobody knows what Paul Reed wants for the bridge next year.",
    ],
)
def test_a_clause_that_only_completes_another_is_not_surely_a_report(text: str) -> None:
    assert sure(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Jane Marlow wrote a letter to Paul Reed saying “the bridge is not safe at all.”",
        "The board mocked Paul Reed's claim that the bridge was not safe at all.",
    ],
)
def test_who_stands_before_a_gerund_or_owns_a_claim_is_no_more_than_likely_to_say_it(text: str) -> None:
    assert names(text) == set()


def test_what_follows_an_english_verb_without_a_subject_is_its_object() -> None:
    text = "Jane Marlow was booed by the board; praised Paul Reed as a builder of bridges; and left."
    assert "Paul Reed" not in names(text)


@pytest.mark.parametrize(("tail", "goes_on"), [("", True), (" heckled another.", False)])
def test_a_quotation_surely_goes_on_where_no_words_beside_it_may_name_its_speaker(tail: str, *, goes_on: bool) -> None:
    text = f"“The bridge holds for a year,” Jane Marlow said.\n“The board lies to us.”{tail}"
    assert [quote.sure_name is not None for quote in find(text, "en")] == [True, goes_on]


def test_that_belongs_to_the_nearest_verb_of_saying() -> None:
    text = "Jane Marlow criticized the board, though Paul Reed added that the bridge was safe."
    assert sure(text) == {("that the bridge was safe", "Paul Reed")}


def test_a_source_in_brackets_says_no_more_than_the_brackets_hold() -> None:
    text = "The bridge cost 3 million (the bill came to almost 5 million, according to Paul Reed)."
    assert sure(text) == {("the bill came to almost 5 million", "Paul Reed")}


@pytest.mark.parametrize("word", ["Nobody", "Everyone", "Somebody"])
def test_a_word_for_nobody_in_particular_is_no_name(word: str) -> None:
    assert sure(f"{word} said that the bridge would hold for a year.") == set()


def test_a_newspaper_of_the_times_is_no_time() -> None:
    text = "The Times said Paul Reed wrote a letter to the board of the bridge."
    assert names(text) == {"Times"}


def test_a_run_that_goes_on_with_a_reported_clause_is_not_the_next_clauses() -> None:
    text = "Après Paul Riou, qui déclarait que les «pontons verts» le «font pleurer», Luc Roy s'est lui voulu calme."
    assert {name for words, name in sure(text, "fr") if "pleurer" in words} == {"Paul Riou"}


@pytest.mark.parametrize("thing", ["The early results", "63 percent", "The ad"])
def test_a_thing_is_not_surely_somebody_whose_name_stands_beside_it(thing: str) -> None:
    text = f"The early results, 63 percent for the ad man Paul Reed, came. {thing} showed that the bridge was safe."
    assert "Paul Reed" not in names(text)


def test_a_president_is_not_the_vice_president() -> None:
    text = "The vice president, Paul Reed, met the president, Jane Marlow. The president said that the bridge holds."
    assert names(text) == {"Jane Marlow"}
    text = "Vice President Paul Reed came. The vice president said that the bridge would hold."
    assert names(text) == {"Paul Reed"}


def test_a_german_role_has_its_bearer_in_any_case() -> None:
    text = (
        "Es war die Stunde des Hafensprechers Paul Riemann. Nach Angaben des Hafensprechers hält die Brücke noch lange."
    )
    assert names(text, "de") == {"Paul Riemann"}


def test_a_role_in_no_list_is_its_bearers_where_an_article_tells_that_it_is_one_persons() -> None:
    text = "La préfète Anne Roy est venue lundi. «Le pont tiendra longtemps», a dit la préfète."
    assert names(text, "fr") == {"Anne Roy"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("« Oui », dit Marc Roux. « Non », dit un rapport. « Le pont tient », ajoute-t-il.", "fr"),
        ("« Oui », dit Marc Roux. « Non », dit un vieux bedeau. « Le pont tient », ajoute-t-il.", "fr"),
        ("« Oui », dit Marc Roux. Quant au syndicat des bedeaux, il estime que le pont tient.", "fr"),
        ("«Sí», dijo Luis Roca. En cuanto al gremio, sostiene que el puente aguanta.", "es"),
        ("«Sí», dijo Luis Roca. El tercio sostiene que el puente aguanta. Añade que no irá.", "es"),
    ],
)
def test_a_pronoun_that_something_else_can_have_is_not_surely_the_person_before_it(text: str, language: str) -> None:
    quotes = find(text, language)
    assert quotes[0].sure_name is not None
    assert quotes[-1].sure_name is None


def test_who_speaks_is_meant_rather_than_whom_they_speak_of() -> None:
    text = (
        "Le ministre Paul Riou est venu. Pour le professeur Marc Roux, le ministre « va trop vite ». "
        "« Rien n'est prêt », explique-t-il."
    )
    quote = find(text, "fr")[-1]
    assert quote.name is not None
    assert quote.name.of(text) == "Marc Roux"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Royce, a baker in Dover, Delaware, said the bridge was closed.", "Ann Royce"),
        ("Ann Royce, a baker from Leeds, Yorkshire, told us that the bridge was closed.", "Ann Royce"),
        ("In Dover, Royce, 70, said the bridge was closed.", "Royce"),
    ],
)
def test_where_a_town_lies_is_not_who_speaks(text: str, speaker: str) -> None:
    (quote,) = find(text, "en")
    assert quote.sure_name is not None
    assert quote.sure_name.of(text) == speaker


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Mayor Ann Royce called the bridge "safe. She drove off.\n\nThe river rose.', "en"),
        ("Le maire Marc Roux a dit : « Le pont tient. Il est parti.\n\nLa rivière monte.", "fr"),
    ],
)
def test_words_whose_closing_mark_is_missing_are_not_surely_anybodys(text: str, language: str) -> None:
    assert [quote.sure_name for quote in find(text, language)] == [None]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("« Le toit est parti.\n\n« Nous étions pieds nus », raconte Anne Roux.", "fr", "Anne Roux"),
        ("“The roof went.\n\n“So did the wall.\n\n“We were barefoot,” Ann Royce said.", "en", "Ann Royce"),
        ("“El tejado voló.\n\n“Salimos descalzos”, cuenta Ana Roca.", "es", "Ana Roca"),
    ],
)
def test_a_quotation_over_paragraphs_is_all_of_whoever_says_its_end(text: str, language: str, speaker: str) -> None:
    names = [quote.sure_name for quote in find(text, language)]
    assert [name and name.of(text) for name in names] == [speaker] * len(names)
    assert len(names) > 1


@pytest.mark.parametrize("text", ["Le 8 août, l'Union annonce la guerre.", "À Dax, Marc Roux annonce la fin."])
def test_a_day_or_a_place_before_a_verb_is_not_what_is_said(text: str) -> None:
    assert find(text, "fr") == ()


def test_where_somebody_is_from_is_no_name() -> None:
    text = "Le Tchèque Jan Novak a perdu. « Il joue bien », a dit le Tchèque."
    quote = find(text, "fr")[-1]
    assert quote.name is None or quote.name.of(text) == "Jan Novak"
    assert find("« Oui », a dit le Serbe.", "fr")[0].name is None


def test_a_mark_left_open_inside_narration_is_a_slip_whatever_opens_the_next_paragraph() -> None:
    text = 'Mayor Ann Royce said it was "safe. She drove off.\n\n"It holds," Royce said.'
    assert [quote.sure_name for quote in find(text, "en") if quote.kind == "mixed"] == [None]
