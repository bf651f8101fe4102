"""Only what stands in the archive, said by whom the article says, becomes an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import LONGEST_SHORT_ANSWER, Abstention, Answer, Claim, Considered, Draft, Searched
from bot.question import Question
from bot.verify import check
from corpus.article import LIKELY, SURE, Article, Quote, Span
from index.passage import Hit, Passage
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from bot.answer import Reason

TEXT = (
    "Le port rouvre. «Nous avons tenu parole», a dit la maire, Anne Le Goff, devant Paul Riou. "
    "Selon elle, 40 bateaux attendent."
)
ARTICLE = Article(id="port", version=1, title="Le port rouvre", text=TEXT, published=date(2021, 3, 4), language="fr")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


QUOTE = Quote(
    content=span("Nous avons tenu parole"),
    parts=(span("Nous avons tenu parole"),),
    kind="direct",
    speaker=span("la maire, Anne Le Goff"),
    name=span("Anne Le Goff"),
    cue=span("a dit"),
    form="role",
    attribution=0.9,
    naming=0.9,
)
REPORTED = Quote(
    content=span("40 bateaux attendent"),
    parts=(span("40 bateaux attendent"),),
    kind="indirect",
    speaker=span("elle"),
    name=span("Anne Le Goff"),
    cue=span("Selon"),
    form="pointer",
    attribution=0.8,
    naming=0.8,
)
CLAIM = Claim(
    article_id="port",
    version=1,
    short=span("Anne Le Goff"),
    proof=span("«Nous avons tenu parole», a dit la maire, Anne Le Goff, devant Paul Riou."),
    words=span("Nous avons tenu parole"),
    name=span("Anne Le Goff"),
)
QUESTION = Question(text="Qui a tenu parole ?", language="fr", sought="speaker")
SEARCHED = Searched(generation=1, articles=1, newest=date(2021, 3, 4))
PASSAGE = Passage(article_id="port", version=1, headline="Le port rouvre", span=Span(0, len(TEXT)), text=TEXT)
HIT = Hit(passage=PASSAGE, score=1.0, rank=1, similarity=0.7, found_by=("dense",))


def checked(*claims: Claim, quotes: tuple[Quote, ...] = (QUOTE, REPORTED)) -> Answer | Abstention:
    source = MemorySource([ARTICLE], {"port": quotes})
    return check(Draft(claims=claims), QUESTION, hits=[HIT], searched=SEARCHED, source=source)


@pytest.mark.parametrize(
    ("reason", "nearest"), [("speaker not sure", [CLAIM.proof.of(TEXT), TEXT]), ("nothing found", [TEXT])]
)
def test_words_that_are_surely_nobodys_are_the_nearest_that_there_is(reason: Reason, nearest: list[str]) -> None:
    weighed = Considered(article_id="port", version=1, span=QUOTE.content, score=2.0, note="not surely anybody's")
    draft = Draft(claims=(), reason=reason, considered=(weighed,))
    source = MemorySource([ARTICLE], {"port": (QUOTE,)})
    outcome = check(draft, QUESTION, hits=[HIT], searched=SEARCHED, source=source)
    assert isinstance(outcome, Abstention)
    assert [note.excerpt for note in outcome.nearest] == nearest


def test_a_claim_that_stands_in_the_article_is_shown_as_the_article_prints_it() -> None:
    answer = checked(CLAIM)
    assert isinstance(answer, Answer)
    (statement,) = answer.statements
    assert statement.short.excerpt == "Anne Le Goff"
    assert statement.quote is not None
    assert statement.quote.words.excerpt == "Nous avons tenu parole"
    assert statement.quote.named.excerpt == "Anne Le Goff"
    assert statement.quote.verbatim


def test_words_given_to_another_than_the_article_names_are_not_shown() -> None:
    answer = checked(replace(CLAIM, short=span("Paul Riou"), name=span("Paul Riou")))
    assert isinstance(answer, Abstention)
    assert answer.reason == "not verified"


@pytest.mark.parametrize(
    "claim",
    [
        replace(CLAIM, article_id="elsewhere"),
        replace(CLAIM, version=2),
        replace(CLAIM, proof=Span(len(TEXT) - 3, len(TEXT) + 1)),
        replace(CLAIM, short=Span(5, 5)),
        replace(CLAIM, words=span("Le port rouvre")),
        replace(CLAIM, words=None),
        replace(CLAIM, name=None),
    ],
    ids=["no such article", "no such version", "outside the text", "empty", "nobody said it", "no words", "no name"],
)
def test_a_claim_that_does_not_stand_is_dropped(claim: Claim) -> None:
    assert isinstance(checked(claim), Abstention)


def test_an_unsure_attribution_is_not_shown_as_one() -> None:
    assert isinstance(checked(CLAIM, quotes=(replace(QUOTE, attribution=0.4),)), Abstention)


def test_a_name_that_is_not_sure_is_not_shown_but_the_role_as_printed_is() -> None:
    unsure = (replace(QUOTE, naming=0.4),)
    assert isinstance(checked(CLAIM, quotes=unsure), Abstention)
    assert isinstance(checked(replace(CLAIM, name=span("la maire, Anne Le Goff")), quotes=unsure), Answer)


def test_a_name_that_is_only_likely_stands_as_that_and_never_as_sure() -> None:
    words, proof = span("40 bateaux attendent"), span("Selon elle, 40 bateaux attendent.")
    name = span("Anne Le Goff")
    likely = replace(CLAIM, words=words, proof=proof, name=None, likely=name)
    for naming, stands in ((LIKELY, True), (LIKELY - 0.01, False), (SURE, False)):
        answer = checked(likely, quotes=(replace(REPORTED, naming=naming),))
        assert isinstance(answer, Answer) is stands, naming
        if isinstance(answer, Answer):
            said = answer.statements[0].quote
            assert said is not None
            assert said.speaker is None
            assert said.named.excerpt == "Anne Le Goff"
    assert isinstance(checked(replace(likely, name=name), quotes=(replace(REPORTED, naming=LIKELY),)), Abstention)
    assert isinstance(checked(replace(likely, likely=span("Paul Riou"))), Abstention)


def test_a_guess_beside_a_role_takes_nothing_from_what_must_hold_of_the_role_and_of_the_words() -> None:
    role = replace(CLAIM, name=span("la maire, Anne Le Goff"), likely=span("Paul Riou"), is_guess=True)
    answer = checked(role)
    assert isinstance(answer, Answer)
    assert answer.statements[0].is_doubted
    assert isinstance(checked(replace(role, name=span("Paul Riou"))), Abstention)
    assert isinstance(checked(replace(role, words=span("Le port rouvre"))), Abstention)
    assert isinstance(checked(replace(role, is_guess=False)), Abstention)
    assert isinstance(checked(replace(role, name=None)), Abstention)


def test_a_pronoun_is_never_shown_as_who_said_it() -> None:
    claim = replace(CLAIM, words=span("40 bateaux attendent"), name=span("elle"))
    assert isinstance(checked(claim), Abstention)


def test_a_dropped_claim_does_not_take_the_others_with_it() -> None:
    answer = checked(replace(CLAIM, version=9), CLAIM)
    assert isinstance(answer, Answer)
    assert [statement.short.excerpt for statement in answer.statements] == ["Anne Le Goff"]


def test_reported_words_are_marked_as_not_verbatim() -> None:
    answer = checked(
        replace(CLAIM, words=span("40 bateaux attendent"), proof=span("Selon elle, 40 bateaux attendent."))
    )
    assert isinstance(answer, Answer)
    assert answer.statements[0].quote is not None
    assert not answer.statements[0].quote.verbatim


def test_a_short_answer_is_short() -> None:
    long = "a" * (LONGEST_SHORT_ANSWER + 1)
    source = MemorySource([replace(ARTICLE, text=long)], {})
    claim = Claim(article_id="port", version=1, short=Span(0, len(long)), proof=Span(0, len(long)))
    draft = Draft(claims=(claim,))
    assert isinstance(check(draft, QUESTION, hits=[HIT], searched=SEARCHED, source=source), Abstention)


def test_an_abstention_names_its_reason_and_what_came_nearest() -> None:
    source = MemorySource([ARTICLE], {})
    draft = Draft(claims=(), reason="nobody says that")
    answer = check(draft, QUESTION, hits=[HIT], searched=SEARCHED, source=source)
    assert isinstance(answer, Abstention)
    assert answer.reason == "nobody says that"
    assert [citation.excerpt for citation in answer.nearest] == [TEXT]
    assert answer.ranked == ("port",)


spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 150), st.integers(0, 150))


@given(short=spans, proof=spans, words=st.none() | spans, name=st.none() | spans)
def test_whatever_a_reader_proposes_only_true_words_of_the_named_speaker_pass(
    short: Span, proof: Span, words: Span | None, name: Span | None
) -> None:
    answer = checked(Claim(article_id="port", version=1, short=short, proof=proof, words=words, name=name))
    if isinstance(answer, Abstention):
        return
    (statement,) = answer.statements
    for citation in (statement.short, statement.proof):
        assert citation.excerpt in TEXT
        assert citation.excerpt.strip()
    if statement.quote is not None:
        assert any(quote.content.covers(statement.quote.words.span) for quote in (QUOTE, REPORTED))
        assert statement.quote.named.excerpt in {"Anne Le Goff", "la maire, Anne Le Goff", "elle"}


def hit(article: Article, *copies: str) -> Hit:
    passage = Passage(
        article_id=article.id, version=1, headline=None, span=Span(0, len(article.text)), text=article.text
    )
    return Hit(passage=passage, score=1.0, rank=1, similarity=0.5, found_by=("dense",), copies=copies)


def held_against(claims: list[Claim], *others: Article, copies: tuple[str, ...] = ()) -> Answer:
    here = replace(ARTICLE, outlet="Le Phare")
    quotes = {other.id: (QUOTE, REPORTED) for other in (here, *others) if other.text == TEXT}
    hits = [hit(here, *copies), *(hit(other) for other in others if other.id not in copies)]
    question = replace(QUESTION, sought="number")
    source = MemorySource([here, *others], quotes)
    answer = check(Draft(claims=tuple(claims)), question, hits=hits, searched=SEARCHED, source=source)
    assert isinstance(answer, Answer)
    return answer


FACT = Claim(article_id="port", version=1, short=span("40 bateaux"), proof=span("Selon elle, 40 bateaux attendent."))


def test_the_same_words_in_other_outlets_are_said_once_an_outlet() -> None:
    others = [
        replace(ARTICLE, id=key, outlet=outlet)
        for key, outlet in (("a", "La Gazette"), ("b", "La Gazette"), ("c", "Le Phare"), ("d", None), ("e", "L'Écho"))
    ]
    for copies in ((), ("a", "b", "c", "d", "e")):
        (statement,) = held_against([CLAIM], *others, copies=copies).statements
        assert [note.article.id for note in statement.also] == ["a", "e"]
        assert {note.excerpt for note in statement.also} == {CLAIM.proof.of(TEXT)}


def test_near_copies_take_the_places_that_other_stories_leave() -> None:
    other = replace(ARTICLE, id="b", text="Autre chose.")
    assert held_against([CLAIM], other, replace(ARTICLE, id="a"), copies=("a",)).ranked == ("port", "b", "a")


def test_a_number_that_somebody_is_reported_to_say_keeps_its_source() -> None:
    (statement,) = held_against([FACT]).statements
    assert statement.quote is None
    assert statement.reported is not None
    assert statement.reported.named.excerpt == "Anne Le Goff"
    assert not statement.reported.verbatim
    (own,) = held_against([replace(FACT, short=span("Le port"), proof=span("Le port rouvre."))]).statements
    assert own.reported is None


def test_sources_that_count_differently_are_marked_and_both_are_shown() -> None:
    text = TEXT.replace("40", "58")
    other = replace(ARTICLE, id="b", text=text, outlet="La Gazette")
    second = replace(FACT, article_id="b")
    answer = held_against([FACT, second], other)
    assert [statement.short.excerpt for statement in answer.statements] == ["40 bateaux", "58 bateaux"]
    assert answer.differ == ()  # two words in common prove no common event
    long = "Selon elle, 40 bateaux attendent devant le quai principal de Kermoriec."
    pair = [replace(ARTICLE, id=key, text=long.replace("40", n), outlet=key) for key, n in (("x", "40"), ("y", "58"))]
    claims = [Claim(article_id=key, version=1, short=Span(12, 22), proof=Span(0, len(long))) for key in ("x", "y")]
    assert held_against(claims, *pair).differ == ((0, 1),)
    source = MemorySource(pair, {})
    copied = check(
        Draft(claims=tuple(claims)),
        replace(QUESTION, sought="number"),
        hits=[hit(pair[0], "y")],
        searched=SEARCHED,
        source=source,
    )
    assert isinstance(copied, Answer)
    assert copied.differ == ()
