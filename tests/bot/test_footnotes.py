from __future__ import annotations

from dataclasses import replace

from bot.footnotes import footnotes, numbers
from tests.fakes.outcomes import PROOF, TEXT, article, cite, kerry, silence


def test_a_name_outside_the_proof_has_a_footnote_of_its_own() -> None:
    answer = kerry()
    assert [note.excerpt for note in footnotes(answer)] == [PROOF, "John Kerry"]
    assert numbers(answer.statements[0], footnotes(answer)) == (1, 2)


def test_what_the_proof_covers_has_no_second_footnote() -> None:
    answer = kerry()
    statement = replace(answer.statements[0], proof=cite(article(), TEXT))
    assert [note.excerpt for note in footnotes(replace(answer, statements=(statement,)))] == [TEXT]


def test_one_place_has_one_number_however_often_it_is_cited() -> None:
    answer = kerry()
    twice = replace(answer, statements=answer.statements * 2)
    assert len(footnotes(twice)) == 2
    assert numbers(twice.statements[1], footnotes(twice)) == (1, 2)


def test_two_versions_of_one_article_are_two_places() -> None:
    answer, corrected = kerry(), kerry(source=replace(article(), version=2))
    both = replace(answer, statements=answer.statements + corrected.statements)
    assert len(footnotes(both)) == 4


def test_the_nearest_passages_are_numbered_too() -> None:
    assert [note.excerpt for note in footnotes(silence())] == [TEXT]
