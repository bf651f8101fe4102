from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.marks import quoted
from corpus.sentences import sentences
from index.split import split

SENTENCE = "Le ministre a pris la parole devant les députés. "  # 49 characters

PIECES = st.sampled_from(
    [
        "Il a dit non. ",
        "« Je pars. Demain, peut-être. » ",
        "\n\n",
        "\n",
        "Mme Dupont ",
        '"Never. Ever!" ',
        "«",
        "»",
        '"',
        "é ",
        "… ",
    ]
)


def article(text: str, title: str | None = "Titre") -> Article:
    return Article(id="a1", version=3, title=title, text=text, language="fr")


def texts(text: str, size: int = 100) -> list[str]:
    return [passage.text for passage in split(article(text), size=size)]


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(10, 200))
def test_every_character_but_white_space_is_in_exactly_one_passage(text: str, size: int) -> None:
    passages = split(article(text), size=size)
    assert "".join("".join(passage.text.split()) for passage in passages) == "".join(text.split())
    spans = [passage.span for passage in passages]
    assert all(one.stop <= next_.start for one, next_ in pairwise(spans))
    assert all(passage.text == passage.span.of(text) != "" for passage in passages)


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(10, 200))
def test_no_sentence_is_cut(text: str, size: int) -> None:
    spans = [passage.span for passage in split(article(text), size=size)]
    for sentence in sentences(text, "fr"):
        assert sum(span.covers(sentence) for span in spans) == 1


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(10, 200))
def test_no_quotation_of_bearable_length_is_cut(text: str, size: int) -> None:
    spans = [passage.span for passage in split(article(text), size=size)]
    for quotation in quoted(text):
        if len(quotation) <= 3 * size and quotation.of(text).strip():
            assert sum(span.overlaps(quotation) for span in spans) == 1


def test_passages_are_packed_up_to_the_size() -> None:
    passages = texts(SENTENCE * 20, size=200)
    assert [passage.count("ministre") for passage in passages] == [4] * 5


def test_a_short_article_is_one_passage_with_its_headline_and_place() -> None:
    (passage,) = split(article("  Il pleut. Il neige.\n"), size=600)
    assert passage.text == "Il pleut. Il neige."
    assert (passage.article_id, passage.version, passage.headline) == ("a1", 3, "Titre")
    assert passage.searched == "Titre\nIl pleut. Il neige."


def test_a_passage_ends_with_a_paragraph_when_it_is_half_full() -> None:
    first, second = texts(SENTENCE * 3 + "\n\n" + SENTENCE * 3, size=200)
    assert first.count("ministre") == second.count("ministre") == 3


def test_short_paragraphs_share_a_passage() -> None:
    assert len(texts("Un.\n\nDeux.\n\nTrois.\n\nQuatre.")) == 1


def test_no_crumb_is_left_at_the_end() -> None:
    assert len(texts(SENTENCE * 2 + "Fin.")) == 1


def test_a_long_quotation_is_kept_whole() -> None:
    quotation = "« " + SENTENCE * 5 + "»"
    assert any(quotation in passage for passage in texts(SENTENCE + quotation + " " + SENTENCE))


def test_an_endless_quotation_is_cut_between_its_sentences() -> None:
    passages = texts("« " + SENTENCE * 40 + "»")
    assert len(passages) > 10
    assert all(passage.endswith((".", "»")) for passage in passages)


def test_a_sentence_longer_than_the_size_stays_whole() -> None:
    long = "Le ministre, " + "qui parlait longuement, " * 20 + "a conclu."
    assert long in texts(SENTENCE + long + " " + SENTENCE)


def test_an_article_of_white_space_has_no_passage() -> None:
    assert texts(" \n ") == []
