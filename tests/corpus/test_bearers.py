from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bearers import bearers, near
from corpus.speakers import Speaker

SPEAKERS = tuple(
    Speaker(name=name, aliases=aliases, language="fr")
    for name, aliases in (
        ("John Kerry", ("M. Kerry", "Kerry")),
        ("Jean Martin", ()),
        ("Élodie Martin", ("Mme Martin",)),
        ("Martin", ()),
        ("George W. Bush", ()),
        ("George H. W. Bush", ()),
        ("Staffan de Mistura", ()),
        ("Organisation mondiale de la santé", ("OMS", "l'OMS")),
    )
)


def meant(typed: str) -> list[str]:
    return [SPEAKERS[number].name for number in bearers(typed, SPEAKERS)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kerry", ["John Kerry"]),
        ("JOHN KERRY", ["John Kerry"]),
        ("M. Kerry", ["John Kerry"]),
        ("Mr Kerry", ["John Kerry"]),
        ("elodie martin", ["Élodie Martin"]),
        ("e. martin", ["Élodie Martin"]),
        ("mistura", ["Staffan de Mistura"]),
        ("de Mistura", ["Staffan de Mistura"]),
        ("oms", ["Organisation mondiale de la santé"]),
        ("l'OMS", ["Organisation mondiale de la santé"]),
        ("George W. Bush", ["George W. Bush"]),
        ("Paul Martin", []),
        ("Kerr", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_name_is_found_as_somebody_types_it(typed: str, names: list[str]) -> None:
    assert meant(typed) == names


def test_a_surname_of_several_means_each_and_the_bare_name_too() -> None:
    assert meant("martin") == ["Jean Martin", "Élodie Martin", "Martin"]


def test_what_is_a_title_elsewhere_can_be_a_given_name() -> None:
    speakers = [Speaker(name=f"{given} Martin", aliases=(), language="en") for given in ("Don", "Paul")]
    assert bearers("Don Martin", speakers) == (0,)


def test_a_full_name_without_its_initials_means_all_who_bear_it() -> None:
    assert meant("george bush") == ["George W. Bush", "George H. W. Bush"]


@pytest.mark.parametrize(("typed", "name"), [("Kery", "John Kerry"), ("jon kerry", "John Kerry"), ("OMSS", "Organis")])
def test_a_name_that_nobody_bears_has_names_near_it(typed: str, name: str) -> None:
    assert near(typed, SPEAKERS)[0].startswith(name)


def test_a_name_like_no_other_has_none_near_it() -> None:
    assert near("Zzyzx", SPEAKERS) == ()


@given(st.text(max_size=30))
def test_any_text_can_be_typed(typed: str) -> None:
    assert set(bearers(typed, SPEAKERS)) <= set(range(len(SPEAKERS)))
    assert set(near(typed, SPEAKERS)) <= {speaker.name for speaker in SPEAKERS}


@pytest.mark.parametrize("typed", ["Prado", "Sáez", "Nuria Prado", "Nuria Prado Sáez", "N. Prado"])
def test_a_name_of_two_surnames_is_meant_by_either_and_by_the_first_with_the_given_name(typed: str) -> None:
    speakers = (
        Speaker(name="Nuria Prado Sáez", aliases=(), language="es"),
        Speaker(name="Luis Ocampo Gil", aliases=(), language="es"),
    )
    assert bearers(typed, speakers) == (0,)
