from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.marks import quoted

MARKED = st.text(alphabet="ab .,\n«»“”„‟\"‹›‚‘’'(é😀\u00a0", max_size=80) | st.text(max_size=60)


def words(text: str) -> list[str]:
    return [span.of(text) for span in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit « non » puis «oui».", ["« non »", "«oui»"]),
        ("She said “no” and “yes”.", ["“no”", "“yes”"]),
        ('Er sagte „nein“ und „ja” und „doch".', ["„nein“", "„ja”", '„doch"']),
        ("Er sagte »nein« und »ja«.", ["»nein«", "»ja«"]),
        ('Il a dit "non" puis "oui".', ['"non"', '"oui"']),
        ("Elle parle d'‹ ailleurs › et ‚hier‘.", ["‹ ailleurs ›", "‚hier‘"]),
        ("Mayor calls plan ‘a mess’ again", ["‘a mess’"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_only_the_outermost_marks_count() -> None:
    assert words("« Il a crié “non” deux fois », dit-elle.") == ["« Il a crié “non” deux fois »"]
    assert words('"Il a crié "non" deux fois", dit-elle.') == ['"Il a crié "non" deux fois"']
    assert words("« Un « autre » mot », dit-il.") == ["« Un « autre » mot »"]


def test_glued_paragraphs_do_not_hide_a_quotation() -> None:
    text = 'Le parc rouvre cette année."La saison sera longue", a dit Léa Roux.Le maire se tait."Rien", dit-il.'
    assert words(text) == ['"La saison sera longue"', '"Rien"']


def test_an_elision_before_a_straight_mark_opens_it() -> None:
    assert words('Il parle d\'"un cessez-le-feu" et d\'"une aide".') == ['"un cessez-le-feu"', '"une aide"']


def test_inches_and_apostrophes_are_no_quotations() -> None:
    assert words('Un écran de 5" et une télé de 42" en vente.') == []
    assert words("It’s the voters’ choice, isn’t it? The ’90s said so.") == []


def test_a_quotation_reopened_at_each_paragraph_is_one_span_a_paragraph() -> None:
    text = "“We came early.\n\n“We left late,” she said."
    assert words(text) == ["“We came early.", "“We left late,”"]


def test_a_quotation_closed_in_a_later_paragraph_runs_up_to_there() -> None:
    text = "« Nous sommes venus.\n\nPuis partis », dit-elle."
    assert words(text) == ["« Nous sommes venus.\n\nPuis partis »"]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    assert words("Il a dit « non et rien d'autre.\n\nLe reste suit.") == ["« non et rien d'autre."]


def test_a_mark_left_open_far_from_the_end_is_no_quotation() -> None:
    assert words("Il a dit « non. " + "Le reste suit. " * 150) == []


def test_an_unclosed_quotation_does_not_swallow_the_next_one() -> None:
    assert words('"Je reste, a-t-il dit. "Et je gagne", a-t-il ajouté.')[-1] == '"Et je gagne"'


def test_marks_around_nothing_are_no_quotation() -> None:
    assert words('« » "" “…”') == []


@given(MARKED)
def test_any_text_gives_ordered_disjoint_spans_inside_it(text: str) -> None:
    spans = quoted(text)
    assert all(span.stop <= len(text) and any(map(str.isalnum, span.of(text))) for span in spans)
    assert all(first.stop <= second.start for first, second in pairwise(spans))


def test_a_long_run_of_marks_is_read_in_linear_time() -> None:
    assert len(quoted('«"“' * 20_000 + "a")) <= 1
