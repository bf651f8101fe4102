from __future__ import annotations

from pathlib import Path

import pytest

from corpus.quotes import find

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed" / "afp-alep-2016.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the dispatch is not part of the project")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Le bombardement aveugle", ["John Kerry", "John Kerry"]),
        ("Les rues sont pleines", ["Ibrahim Abou al-Leith"]),
        ("C'est la priorité", ["Staffan de Mistura"]),
        ("Les experts russes", ["Staffan de Mistura"]),
        ("Gens sous les décombres", []),
    ],
)
def test_a_real_dispatch_gives_each_speaker_their_words(words: str, names: list[str]) -> None:
    text = SEED.read_text(encoding="utf-8")
    found = [quote for quote in find(text, "fr") if quote.content.of(text).startswith(words)]
    assert [None if quote.name is None else quote.name.of(text) for quote in found] == names
    assert all(quote.is_attributed for quote in found)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("« Le pont tiendra », a réagi pour sa part Anne Roux.", "Anne Roux"),
        ("« Le pont tiendra », s'était d'abord défendu Marc Roux.", "Marc Roux"),
        ("« Le pont tiendra », a quant à lui assuré Marc Roux.", "Marc Roux"),
        ("« Le virus circule encore », relève Santé publique France.", "Santé publique France"),
        ("L'association Phare 29 dénonce « un cadeau fait au port ».", "Phare 29"),
        ("« Le pont tiendra », a dit le chef du service SOS Ponts, le docteur Marc Roux, lundi.", "Marc Roux"),
        ("« Le pont tiendra », a dit le chef de file de La Rive Neuve (LRN), Marc Roux.", "Marc Roux"),
    ],
)
def test_fillers_and_names_inside_roles_do_not_hide_who_speaks(text: str, speaker: str) -> None:
    (quote,) = find(text, "fr")
    assert quote.sure_name is not None
    assert quote.sure_name.of(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "« Le pont tiendra jusqu'à l'hiver », rapporte La Gazette du Port.",
        "Le directeur du magasin Hypervent de Saint-Malo a écrit : « Le pont tiendra ».",
        "Le magasin Hypervent a perdu son directeur. Le directeur du magasin assure : « Le pont tiendra ».",
    ],
)
def test_who_passes_words_on_and_what_completes_a_role_is_not_surely_who_speaks(text: str) -> None:
    assert [quote.sure_name for quote in find(text, "fr")] == [None]


def test_a_pronoun_surely_means_the_one_person_of_its_gender_who_has_spoken() -> None:
    text = "« Le quai rouvrira », a-t-il annoncé. « Le pont tiendra », a-t-il assuré. Marc Roux est le maire de Dax."
    assert find(text, "fr")[-1].sure_name is not None
    assert find(f"{text} Paul Riou ne dit rien.", "fr")[-1].sure_name is None


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Le pont sera payant, a confirmé jeudi la ministre Anne Roux.", "Le pont sera payant", "Anne Roux"),
        ("Le pont fermera à midi, précise la mairie de Dax.", "Le pont fermera à midi", "mairie de Dax"),
        ("Le maire Marc Roux dit ne pas craindre la crue.", "ne pas craindre la crue", "Marc Roux"),
        ("Le maire Marc Roux s'est contenté de dire que le pont tient.", "que le pont tient", "Marc Roux"),
        ("Pour Marc Roux, en revanche, le pont « tiendra ».", "le pont « tiendra »", "Marc Roux"),
        ("Marc Roux a qualifié le projet de « verrue ».", "le projet de « verrue »", "Marc Roux"),
    ],
)
def test_what_is_reported_without_marks_or_that_is_found(text: str, words: str, speaker: str) -> None:
    found = {quote.content.of(text): quote.name and quote.name.of(text) for quote in find(text, "fr")}
    assert found.get(words) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre visite le port, félicite le maire.",
        "Maire de Dax jusqu'en juin, Marc Roux, élu sans étiquette, n'a pas souhaité commenter.",
        "Marc Roux pense avoir bien fait.",
        "Marc Roux n'a pas voulu préciser quand le pont fermera.",
        "La ville de Dax présente son projet de « coulée verte ».",
    ],
)
def test_what_nobody_says_is_not_found(text: str) -> None:
    assert find(text, "fr") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le maire Marc Roux n'a pas dit que le pont tient.", "fr"),
        ("El alcalde Luis Roca no dijo que el puente aguante.", "es"),
        ("Mayor Anne Royce did not say that the bridge was safe.", "en"),
    ],
)
def test_what_somebody_does_not_say_is_never_surely_theirs(text: str, language: str) -> None:
    assert [quote.sure_name for quote in find(text, language)] in ([], [None])


def test_dashes_inside_the_marks_part_the_narration_in_french_too() -> None:
    text = "« Le pont — a dit le maire Marc Roux — tiendra. »"
    (quote,) = find(text, "fr")
    assert [part.of(text) for part in quote.parts] == ["Le pont", "tiendra."]
    assert quote.sure_name is not None
