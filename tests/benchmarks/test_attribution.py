"""How often a sure name is wrong, on a gold small enough to count by hand."""

from __future__ import annotations

from benchmarks.attribution import measured

TEXT = "« Le pont tient », a dit Anne Roux. « Le quai cède », a dit Marc Riou. « Le port dort », a dit Luc Petit."


def gold(words: str, mention: str, name: str | None) -> dict[str, object]:
    """Return the gold of one quotation."""
    start, at = TEXT.index(words), TEXT.index(mention)
    return {
        "start": start,
        "stop": start + len(words),
        "kind": "direct",
        "speaker": {"start": at, "stop": at + len(mention)},
        "speaker_name": name,
    }


def tally(*quotes: dict[str, object]) -> tuple[int, int, int]:
    """Return how many names are shown, wrong, and not in the gold."""
    found = measured([{"doc_id": "a", "lang": "fr", "text": TEXT, "quotes": list(quotes)}])
    return found.shown, found.wrong, found.unknown


def test_a_name_is_right_where_the_gold_has_it_in_any_form() -> None:
    right = [gold("Le pont tient", "Anne Roux", "Mme Roux"), gold("Le quai cède", "Marc Riou", "Marc Riou")]
    assert tally(*right, gold("Le port dort", "Luc Petit", "Luc Petit")) == (3, 0, 0)


def test_a_name_is_wrong_where_the_gold_has_another_name_or_without_one_another_mention() -> None:
    other_name = gold("Le pont tient", "Anne Roux", "Zoé Roux")
    other_mention = gold("Le quai cède", "Luc Petit", None)
    same_mention = gold("Le port dort", "Luc Petit", None)
    assert tally(other_name, other_mention, same_mention) == (3, 2, 0)


def test_words_that_the_gold_does_not_have_are_counted_apart() -> None:
    assert tally(gold("Le pont tient", "Anne Roux", "Anne Roux")) == (3, 0, 2)


def test_articles_and_their_time_are_counted_without_a_gold() -> None:
    found = measured([{"text": TEXT, "lang": "fr"}, {"text": "Rien."}])
    assert (found.articles, found.shown, found.unknown) == (2, 3, 3)
    assert found.seconds >= 0
