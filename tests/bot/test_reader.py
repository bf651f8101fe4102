"""The extractive reader: the short answer first, the right mouth or none, and nothing rather than a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.question import parse
from bot.reader import ExtractiveReader, Reader
from corpus.article import Article
from corpus.quotes import find
from index.quote_search import QuoteHit
from tests.contracts.reader import BRIDGE, PORT, ReaderContract, hits, source
from tests.fakes.scorer import FakeScorer
from tests.fakes.source import MemorySource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Claim
    from bot.evidence import Scorer
    from bot.spans.model import Page
    from bot.spans.reading import Reading

TEXTS = {article.id: article.text for article in (PORT, BRIDGE)}


def reading(threshold: float) -> ExtractiveReader:
    return ExtractiveReader(scorer=FakeScorer(), source=source(), threshold=threshold)


class TestExtractiveReader(ReaderContract):
    @pytest.fixture
    def reader(self) -> Reader:
        return reading(0.0)


@pytest.mark.parametrize(
    ("question", "short", "name"),
    [
        ("Qui a dit «nous avons tenu parole» ?", "Anne Le Goff", "Anne Le Goff"),
        ("Who said it was not safe any more?", "Paul Riou", "Paul Riou"),
        ("What did Paul Riou say about the bridge?", "It was not safe any more", "Paul Riou"),
        ("Combien ont coûté les travaux du port ?", "4,6 millions d'euros", None),
        ("When was the bridge at Harrow closed?", "Tuesday, 3 May 2022", None),
    ],
)
def test_the_short_answer_is_what_was_asked_for(question: str, short: str, name: str | None) -> None:
    claim = reading(0.0).read(parse(question), hits()).claims[0]
    text = TEXTS[claim.article_id]
    assert claim.short.of(text).rstrip(",") == short
    assert (None if claim.name is None else claim.name.of(text)) == name


def test_what_somebody_said_is_never_answered_with_the_words_of_another() -> None:
    draft = reading(0.0).read(parse("What did Anne Le Goff say about the bridge?"), hits((BRIDGE,)))
    assert draft.claims == ()


def test_that_somebody_is_named_but_not_quoted_is_said() -> None:
    draft = reading(0.0).read(parse("What did Harrow say about the bridge?"), hits((BRIDGE,)))
    assert draft.claims == ()
    assert draft.reason == "nobody says that"


def test_who_said_it_is_not_guessed_where_nobody_is_quoted() -> None:
    draft = reading(0.0).read(parse("Who said that Harrow was closed?"), hits()[1:])
    assert all(claim.name is not None for claim in draft.claims)


def test_an_article_that_knows_neither_the_names_nor_the_year_does_not_answer() -> None:
    for question in (
        "Who said that Margate was not safe in Trentham?",
        "When was the bridge at Harrow closed in 2019?",
    ):
        assert reading(0.0).read(parse(question), hits()).claims == ()


def test_below_the_threshold_nothing_is_proposed() -> None:
    assert reading(10.0).read(parse("Who said it was not safe any more?"), hits()).claims == ()


class Doubting(FakeScorer):
    """Reads as its parent does, and is less sure of every short answer."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        return [replace(one, begins=one.begins - 20) for one in super().read(question, pages)]


class Certain(FakeScorer):
    """Reads as its parent does, and holds the likeliest beginning and end of a short answer for certain."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        return [
            replace(one, begins=one.begins - one.begins.max(), ends=one.ends - one.ends.max())
            for one in super().read(question, pages)
        ]


class Tepid(Doubting):
    """Reads as its parent does, and takes no page for one that answers well."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        return [replace(one, answers=min(one.answers, 0.5)) for one in super().read(question, pages)]


def told(text: str, question: str, scorer: Scorer | None = None) -> Claim:
    """Return what is proposed over one article of `text`."""
    article = Article(id="told", version=1, title=None, text=text, language="en")
    over = MemorySource((article,), {"told": find(text, "en")})
    reader = ExtractiveReader(scorer=scorer or FakeScorer(), source=over, threshold=0.0)
    return reader.read(parse(question), hits((article,))).claims[0]


def test_of_two_prints_of_the_same_words_in_one_article_the_last_is_cited() -> None:
    text = (
        "Photo: “The sea took the cat's chair,” says Ivy Trent, Quay Street. "
        "The wall broke at noon. “The sea took the cat's chair,” says Ivy Trent, 83, a widow."
    )
    assert told(text, "Who said the sea took the cat's chair?").proof.of(text).endswith("83, a widow.")


def test_the_same_words_of_somebody_else_are_no_second_print() -> None:
    text = "“The sea took it all,” says Ivy Trent of her chair. The wall broke. “The sea took it all,” says Tom Pascoe."
    name = told(text, "Who said of her chair that the sea took it all?").name
    assert name is not None
    assert name.of(text) == "Ivy Trent"


def test_which_bearer_of_a_name_spoke_may_be_asked() -> None:
    text = "“The bridge will stand,” said Mary Trent, an engineer. “My shop is empty,” said Tom Pascoe."
    assert told(text, "Which Trent said the bridge will stand?").short.of(text) == "Mary Trent"


def test_who_said_it_is_nobody_where_the_words_stand_on_a_poster() -> None:
    text = "A poster in the hall says: “The bridge will hold.”"
    article = Article(id="told", version=1, title=None, text=text, language="en")
    over = MemorySource((article,), {"told": find(text, "en")})
    reader = ExtractiveReader(scorer=Doubting(), source=over, threshold=-30.0)
    draft = reader.read(parse("Who said that the bridge will hold?"), hits((article,)))
    assert (draft.claims, draft.reason) == ((), "speaker not sure")
    claim = told(text, "Which poster said that the bridge will hold?")
    assert claim.short.of(text) == "A poster in the hall"


@pytest.mark.parametrize(
    ("language", "told", "asked"),
    [
        (
            "en",
            "“I rang and I said, ‘The bridge will hold’, and he laughed,” said Mary Trent.",
            "Who said ‘the bridge will hold’?",
        ),
        (
            "en",
            "“He told us and we answered: ‘The bridge will hold’,” said Mary Trent.",
            "Who said “the bridge will hold”?",
        ),
        ("fr", '«Je suis étonnée et dis : "le pont tiendra"», a raconté Mary Trent.', "Qui a dit «le pont tiendra» ?"),
        ("fr", '«Il rit et je lui ai dit "le pont tiendra"», a raconté Mary Trent.', "Qui a dit «le pont tiendra» ?"),
        (
            "de",
            "„Da sagte ich ihm: ‚Die Brücke wird halten‘“, erzählte Mary Trent.",
            "Wer sagte „die Brücke wird halten“?",
        ),
        (
            "es",
            "«Me miró y le contesté: “El puente va a resistir”», contó Mary Trent.",
            "¿Quién dijo «el puente va a resistir»?",
        ),
    ],
)
def test_what_somebody_tells_of_their_own_words_is_theirs(language: str, told: str, asked: str) -> None:
    assert answered(told, language, asked) == ["Mary Trent"]


@pytest.mark.parametrize(
    ("language", "told", "asked"),
    [
        (
            "en",
            "“I laughed and she said: ‘The bridge will hold’,” said Mary Trent.",
            "Who said “the bridge will hold”?",
        ),
        ("en", "“I heard Riou say ‘the bridge will hold’,” said Mary Trent.", "Who said “the bridge will hold”?"),
        ("fr", """«Un soir il m'a dit "le pont tiendra"», a raconté Mary Trent.""", "Qui a dit «le pont tiendra» ?"),
        (
            "de",
            "„Da sagte er mir: ‚Die Brücke wird halten‘“, erzählte Mary Trent.",
            "Wer sagte „die Brücke wird halten“?",
        ),
        (
            "es",
            "«Mi madre me dijo: “El puente va a resistir”», contó Mary Trent.",
            "¿Quién dijo «el puente va a resistir»?",
        ),
    ],
)
def test_what_somebody_tells_of_the_words_of_another_is_not_theirs(language: str, told: str, asked: str) -> None:
    assert answered(told, language, asked) == []


def answered(text: str, language: str, asked: str) -> list[str]:
    """Return the short answers over one article of `text`."""
    article = Article(id="told", version=1, title=None, text=text, language=language)
    over = MemorySource((article,), {"told": find(text, language)})
    reader = ExtractiveReader(scorer=FakeScorer(), source=over, threshold=-30.0)
    return [claim.short.of(text) for claim in reader.read(parse(asked), hits((article,))).claims]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who said “the bridge will hold”?", None),
        ("Who told that somebody said the bridge will hold?", "Mary Trent"),
        ("Who said “he told me”?", "Mary Trent"),
    ],
)
def test_words_that_somebody_passes_on_are_not_theirs(question: str, short: str | None) -> None:
    text = "“One night he told me: ‘The bridge will hold’, and he laughed,” said Mary Trent."
    article = Article(id="told", version=1, title=None, text=text, language="en")
    over = MemorySource((article,), {"told": find(text, "en")})
    draft = ExtractiveReader(scorer=FakeScorer(), source=over, threshold=-30.0).read(parse(question), hits((article,)))
    assert [claim.short.of(text) for claim in draft.claims] == ([] if short is None else [short])
    assert draft.claims or draft.reason == "speaker not sure"


def test_whom_a_question_names_did_not_answer_it() -> None:
    text = "“The bridge will stand,” said Mary Trent, an engineer. “The bridge will fall,” said Tom Pascoe."
    assert told(text, "Who said to Mary Trent that the bridge will stand?").short.of(text) == "Tom Pascoe"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who said the bridge will not hold the ferry traffic?", "Tom Pascoe"),
        ("Who said the bridge will hold the ferry traffic?", "Mary Trent"),
    ],
)
def test_of_two_who_deny_each_other_whoever_negates_as_the_question_does_is_named(question: str, name: str) -> None:
    text = (
        "“The bridge will hold the ferry traffic,” said Mary Trent, an engineer. The town listened. "
        "“The bridge will never hold the ferry traffic,” said Tom Pascoe, a skipper."
    )
    assert told(text, question, Doubting()).short.of(text) == name


def test_a_quotation_that_may_not_be_the_one_asked_for_is_proposed_with_that_doubt() -> None:
    text = "“The bridge will hold,” said Mary Trent. “The bridge must hold,” said Tom Pascoe."
    assert told(text, "Who said that the bridge holds?", Tepid()).bearing == "possible"
    assert told(text.partition(" “")[0], "Who said that the bridge will hold?", Certain()).bearing == "sure"


def test_words_in_the_questions_marks_that_are_printed_as_nobodys_are_not_answered_with_anothers_words() -> None:
    text = "“The bridge will hold,” they said. “The bridge is long,” said Tom Pascoe."
    article = Article(id="told", version=1, title=None, text=text, language="en")
    over = MemorySource((article,), {"told": find(text, "en")})
    reader = ExtractiveReader(scorer=Doubting(), source=over, threshold=0.0)
    draft = reader.read(parse("Who said “the bridge will hold”?"), hits((article,)))
    assert (draft.claims, draft.reason) == ((), "speaker not sure")


OPPOSED = "The mayor Anne Kerr is against the wall. “It was a long night,” said Tom Pascoe on the quay."
ASKED = "Who told the council that the mayor is against the wall?"


def beside(text: str, question: str, scorer: Scorer) -> tuple[Claim, ...]:
    """Return what is proposed over one article whose quotation was found far worse than one of another article."""
    article = Article(id="told", version=1, title=None, text=text, language="en")
    (quote,) = find(text, "en")
    over = MemorySource((article,), {"told": (quote,)})
    found = [
        QuoteHit(
            article_id=name, version=1, quote=quote, speaker=None, score=score, rank=1, similarity=0.5, found_by=()
        )
        for name, score in (("other", 9.0), ("told", 0.0))
    ]
    reader = ExtractiveReader(scorer=scorer, source=over, threshold=0.0)
    return reader.read(parse(question), hits((article,)), found).claims


def test_where_no_quotation_fits_a_name_that_the_passage_surely_gives_answers_and_no_words_are_given_to_it() -> None:
    (claim,) = beside(OPPOSED, ASKED, FakeScorer())
    assert claim.is_guess
    assert claim.short.of(OPPOSED) in {"Anne", "Kerr", "Anne Kerr"}
    assert claim.proof.of(OPPOSED) == "The mayor Anne Kerr is against the wall."
    assert (claim.words, claim.name) == (None, None)


def test_whoever_the_passage_names_speaks_in_their_own_words_where_they_are_quoted() -> None:
    text = "The mayor Anne Kerr is against the wall. “It was a long night,” said Anne Kerr on the quay."
    (claim,) = beside(text, ASKED, Certain())
    assert claim.words is not None
    assert claim.words.of(text) == "It was a long night"


def test_a_name_that_is_not_surely_given_does_not_say_who_spoke() -> None:
    (claim,) = beside(OPPOSED, ASKED, Doubting())
    assert claim.short.of(OPPOSED) == "Tom Pascoe"  # for want of a better one: the gate gives him his own words


def test_who_said_words_in_quotation_marks_is_answered_by_a_quotation_only() -> None:
    (claim,) = beside(OPPOSED, "Who told the council that the mayor “is against the wall”?", FakeScorer())
    assert claim.short.of(OPPOSED) == "Tom Pascoe"


def test_who_did_something_is_not_whoever_is_quoted_beside_it() -> None:
    text = "Paul Riou drove the night ferry. “It was a long night,” said Tom Pascoe, a passenger."
    (claim,) = beside(text, "Who drove the night ferry?", Doubting())
    assert claim.short.of(text) in {"Paul", "Riou", "Paul Riou"}
    assert claim.name is None


ELECTED = (
    "Mary Trent won the town hall from Tom Pascoe. The count took three hours. "
    "“I have come to open the windows,” the actress said from the balcony."
)


def test_whom_a_role_most_likely_means_is_proposed_as_likely_beside_the_role() -> None:
    claim = told(ELECTED, "Who said they had come to open the windows?")
    assert claim.name is not None
    assert claim.likely is not None
    assert (claim.short.of(ELECTED), claim.name.of(ELECTED), claim.likely.of(ELECTED)) == (
        "the actress",
        "the actress",
        "Mary Trent",
    )


def test_whom_the_passage_names_is_guessed_where_the_words_are_given_to_a_role_alone() -> None:
    text = "Mary Trent and Rose Pascoe stood for mayor. The actress said she “will open the windows” with Tom Kerr."
    claim = told(text, "Who said they will open the windows?")
    assert (claim.short.of(text), claim.is_guess) == ("The actress", True)
    assert claim.words is not None
    assert claim.likely is not None
    assert claim.likely.of(text) == "Tom"


def test_nobody_is_guessed_beside_a_role_that_holds_a_name_itself() -> None:
    text = "Mary Trent and Rose Pascoe stood for mayor. The actress said she “will open the windows” with Tom Kerr."
    printed = "The actress of Saint Harrow"
    claim = told(text.replace("The actress", printed), "Who said they will open the windows?")
    assert (claim.likely, claim.is_guess) == (None, False)


def test_words_that_are_only_likely_somebodys_do_not_answer_what_they_said() -> None:
    article = Article(id="told", version=1, title=None, text=ELECTED, language="en")
    over = MemorySource((article,), {"told": find(ELECTED, "en")})
    reader = ExtractiveReader(scorer=FakeScorer(), source=over, threshold=0.0)
    assert reader.read(parse("What did Mary Trent say about the windows?"), hits((article,))).claims == ()
