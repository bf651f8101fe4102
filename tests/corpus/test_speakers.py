from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.speakers import Naming, Speaker, gather

NAMES = (
    "John Kerry",
    "Kerry",
    "M. Kerry",
    "Mme Martin",
    "Jean Martin",
    "Anne Martin",
    "Martin",
    "J. Martin",
    "George W. Bush",
    "George H. W. Bush",
    "George Bush",
    "Bush",
    "Organisation mondiale de la santé",
    "OMS",
    "l'OMS",
    "Le Monde",
    "Élysée",
    "...",
    "",
)
NAMINGS = st.builds(
    Naming,
    article_id=st.sampled_from("abc"),
    name=st.sampled_from(NAMES),
    mention=st.sampled_from([None, "il", "M. Martin", "Kerry", "Mme Martin"]),
    language=st.just("fr"),
    acronym=st.sampled_from([None, "OMS"]),
)


def who(*namings: Naming) -> list[Speaker | None]:
    speakers, places = gather(Counter(namings))
    return [speakers[places[naming.place]] if naming.place in places else None for naming in namings]


def in_articles(*names: str, language: str = "fr") -> list[Speaker | None]:
    """Return who speaks where each name is printed in an article of its own, beside the cue."""
    return who(
        *(
            Naming(article_id=str(number), name=name, mention=name, language=language)
            for number, name in enumerate(names)
        )
    )


def test_the_same_full_name_is_one_person_whatever_its_accents_titles_and_initials() -> None:
    found = in_articles("Édouard Philippe", "Edouard Philippe", "Monsieur Edouard Philippe", "EDOUARD PHILIPPE")
    assert len(set(found)) == 1
    assert len(set(in_articles("Donald J. Trump", "Donald Trump", language="en"))) == 1


def test_two_people_of_one_surname_stay_two_and_the_surname_alone_is_neither() -> None:
    one, other, alone = in_articles("Jean Martin", "Anne Martin", "Martin")
    assert len({one, other, alone}) == 3


def test_initials_that_differ_part_two_people_of_one_name() -> None:
    assert len(set(in_articles("George W. Bush", "George H. W. Bush", "George Bush", language="en"))) == 3


def test_a_father_and_a_son_stay_two() -> None:
    assert len(set(in_articles("Donald Trump", "Donald Trump Jr.", language="en"))) == 2


def kerry(mention: str) -> Naming:
    return Naming(article_id="a", name="John Kerry", mention=mention, language="fr")


def test_a_surname_alone_joins_the_only_full_name_whose_bearer_is_called_by_it() -> None:
    alone = Naming(article_id="b", name="Kerry", mention="Kerry", language="fr")
    assert who(kerry("Kerry"), alone) == [Speaker(name="John Kerry", aliases=("Kerry",), language="fr")] * 2


def test_a_single_name_that_nothing_shows_to_be_a_surname_joins_nobody() -> None:
    paper = Naming(article_id="b", name="Kerry", mention="le Kerry", language="fr")
    assert len(set(who(kerry("John Kerry"), paper))) == 2


@pytest.mark.parametrize(
    ("name", "alone"),
    [("Arnaud Julien", "Julien"), ("Banque de Genève", "Genève"), ("Anne Roux", "ROUX")],
)
def test_a_given_name_a_place_and_an_acronym_are_no_surnames(name: str, alone: str) -> None:
    full = Naming(article_id="a", name=name, mention=name.rsplit(maxsplit=1)[-1], language="fr")
    assert len(set(who(full, Naming(article_id="b", name=alone, mention=alone, language="fr")))) == 2


def test_a_hyphen_makes_no_other_name() -> None:
    assert len(set(in_articles("Météo France", "Météo-France"))) == 1


def test_a_surname_with_a_title_joins_the_only_full_name_it_can_mean() -> None:
    alone = Naming(article_id="b", name="Kerry", mention="M. Kerry", language="fr")
    assert len(set(who(kerry("John Kerry"), alone))) == 1


def test_a_title_of_the_other_gender_keeps_two_people_apart() -> None:
    wife = Naming(article_id="b", name="Kerry", mention="Mme Kerry", language="fr")
    assert len(set(who(kerry("Kerry"), wife))) == 2


def test_two_titles_of_one_surname_are_two_people() -> None:
    assert len(set(in_articles("M. Martin", "Mme Martin"))) == 2


def test_an_initial_and_a_surname_join_the_only_full_name_that_begins_so() -> None:
    john, other, short = in_articles("John Kerry", "Teresa Kerry", "J. Kerry", language="en")
    assert john == short != other


def test_an_acronym_joins_the_full_name_that_it_was_printed_with() -> None:
    full = Naming(article_id="a", name="Organisation mondiale de la santé", language="fr", acronym="OMS")
    short = Naming(article_id="b", name="OMS", mention="l'OMS", language="fr")
    assert (
        who(full, short)
        == [Speaker(name="Organisation mondiale de la santé", aliases=("OMS", "l'OMS"), language="fr")] * 2
    )


def test_a_party_after_a_persons_name_is_no_acronym_of_it() -> None:
    person = Naming(article_id="a", name="Pierre Sabatier", language="fr", acronym="PS")
    party = Naming(article_id="b", name="PS", mention="le PS", language="fr")
    assert len(set(who(person, party))) == 2


def test_an_acronym_of_two_bodies_is_neither() -> None:
    bodies = [
        Naming(article_id=name, name=name, language="fr", acronym="ARS")
        for name in ("Agence régionale de santé", "Association des retraités du sud")
    ]
    assert len(set(who(*bodies, Naming(article_id="b", name="ARS", language="fr")))) == 3


def test_the_name_shown_is_the_full_one_that_is_printed_most_without_a_title_and_not_in_capitals() -> None:
    names = ["EDOUARD PHILIPPE", "EDOUARD PHILIPPE", "Monsieur Edouard Philippe", "Edouard Philippe"]
    (found, *_) = in_articles(*names)
    assert found is not None
    assert found.name == "Edouard Philippe"
    assert found.aliases == ("EDOUARD PHILIPPE", "Monsieur Edouard Philippe")


@pytest.mark.parametrize("name", ["", "...", "Le"])
def test_what_is_no_name_is_nobodys(name: str) -> None:
    assert in_articles(name) == [None]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMINGS, st.integers(1, 5), max_size=6))
def test_every_name_shown_is_printed_in_some_article(namings: dict[Naming, int]) -> None:
    speakers, places = gather(namings)
    printed = {naming.name for naming in namings} | {naming.mention for naming in namings}
    for speaker in speakers:
        assert {speaker.name, *speaker.aliases} <= printed
        assert speaker.name not in speaker.aliases
    assert set(places.values()) == set(range(len(speakers)))


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(NAMINGS, st.integers(1, 5), max_size=4))
def test_the_order_of_the_articles_does_not_matter(namings: dict[Naming, int]) -> None:
    expected = gather(namings)
    assert all(gather(dict(order)) == expected for order in permutations(namings.items()))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMINGS, st.integers(1, 5), max_size=8))
def test_two_full_names_that_differ_are_never_one_person(namings: dict[Naming, int]) -> None:
    _, places = gather(namings)
    found = {naming.name: places[naming.place] for naming in namings if naming.place in places}
    for one, other in (
        ("Jean Martin", "Anne Martin"),
        ("George W. Bush", "George H. W. Bush"),
        ("John Kerry", "Jean Martin"),
    ):
        if one in found and other in found:
            assert found[one] != found[other]


def test_the_first_of_two_surnames_stands_for_a_spanish_name_and_joins_its_shorter_form() -> None:
    namings = {
        Naming(article_id="a", name="Nuria Prado Sáez", mention="Prado", language="es"): 2,
        Naming(article_id="b", name="Nuria Prado", mention="Nuria Prado", language="es"): 1,
        Naming(article_id="c", name="Prado", mention="Prado", language="es"): 1,
        Naming(article_id="d", name="Luis Ocampo de la Hoz", mention="el alcalde", language="es"): 1,
    }
    speakers, _ = gather(namings)
    assert [speaker.name for speaker in speakers] == ["Nuria Prado Sáez", "Luis Ocampo de la Hoz"]


def test_a_shorter_name_that_two_with_second_surnames_could_bear_joins_neither() -> None:
    namings = {
        Naming(article_id="a", name="Nuria Prado Sáez", language="es"): 1,
        Naming(article_id="b", name="Nuria Prado Gil", language="es"): 1,
        Naming(article_id="c", name="Nuria Prado", language="es"): 1,
    }
    assert len(gather(namings)[0]) == 3
