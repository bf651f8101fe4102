"""One question: search, read, verify; and the quotations of whom it asks about, where somebody's words can answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Abstention, Answer, Searched
from bot.answerer import Answerer
from bot.question import parse
from bot.reader import ExtractiveReader
from bot.turn import Turn
from corpus.period import Period
from index.filter import EVERYTHING, NONE_BEFORE, Filter, Preference
from tests.contracts.reader import hits, source
from tests.fakes.scorer import FakeScorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.passage import Hit
    from index.quote_rows import Entry
    from index.quote_search import QuoteHit

NOWHERE = Searched(generation=1, articles=2, newest=None)


class Finders:
    """Finds both articles, whatever is asked; writes down what was asked of it."""

    def __init__(self) -> None:
        self.searched: list[str] = []
        self.quotes_of: list[str | None] = []
        self.only, self.prefer = EVERYTHING, NONE_BEFORE

    def find(
        self,
        text: str,
        k: int,
        *,
        quoted: Sequence[QuoteHit] = (),
        only: Filter = EVERYTHING,
        prefer: Preference = NONE_BEFORE,
    ) -> tuple[Hit, ...]:
        del quoted
        self.searched.append(text)
        self.only, self.prefer = only, prefer
        return tuple(hits())[:k]


class Quotes:
    def __init__(self, asked: list[str | None]) -> None:
        self._asked = asked

    def find(  # noqa: PLR0913 # one keyword for each part of a filter
        self,
        text: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        k: int,
    ) -> tuple[QuoteHit, ...]:
        del text, since, until, outlet, k
        self._asked.append(speaker)
        return ()

    def named(self, name: str) -> tuple[Entry, ...]:
        del name
        return ()


def answering(finders: Finders) -> Answerer:
    own = source()
    return Answerer(
        finder=finders,
        quotes=Quotes(finders.quotes_of),
        reader=ExtractiveReader(scorer=FakeScorer(), source=own, threshold=0.0),
        source=own,
        searched=NOWHERE,
        hits=20,
    )


def test_a_question_comes_back_verified_with_what_was_searched() -> None:
    question = parse("Who said it was not safe any more?", qid="7")
    outcome = answering(Finders()).ask(question)
    assert isinstance(outcome, Answer)
    assert outcome.question is question
    assert outcome.statements[0].short.excerpt == "Paul Riou"
    assert outcome.ranked == ("port", "bridge")
    assert outcome.searched == NOWHERE


def test_an_account_comes_to_the_same_outcome_and_says_what_was_found() -> None:
    question = parse("Who said it was not safe any more?")
    account = answering(Finders()).account(question)
    assert account.outcome == answering(Finders()).ask(question)
    assert [place.citation.article.id for place in account.passages] == ["port", "bridge"]
    assert account.dropped == ()


def test_what_nobody_says_is_an_abstention() -> None:
    assert isinstance(answering(Finders()).ask(parse("What did Harrow say about the bridge?")), Abstention)


def test_the_words_of_whom_it_asks_about_are_looked_for_first() -> None:
    finders = Finders()
    answering(finders).ask(parse("What did Paul Riou say about the bridge?"))
    assert finders.quotes_of == ["Paul Riou", None]


def test_who_said_it_is_looked_for_among_all_and_a_number_not_among_quotations() -> None:
    finders = Finders()
    answering(finders).ask(parse("Who said it was not safe any more?"))
    answering(finders).ask(parse("How many years will the new bridge take?"))
    assert finders.quotes_of == [None]


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    finders = Finders()
    first = parse("What did Paul Riou say about the bridge?")
    answering(finders).ask(parse("And what about a new one?", follows=Turn(question=first, articles=("bridge",))))
    assert finders.searched == ["What did Paul Riou say about the bridge? what about a new one?"]
    assert finders.prefer.articles == ("bridge",)


def test_the_days_of_a_question_come_first_with_the_weeks_after_them_and_keep_nothing_out() -> None:
    finders = Finders()
    answering(finders).ask(parse("Who spoke in December 2016?", today=date(2017, 3, 15)))
    assert finders.prefer.period == Period(since=date(2016, 11, 24), until=date(2017, 2, 14))
    assert not finders.only


def test_what_was_set_is_all_that_is_searched() -> None:
    finders = Finders()
    only = Filter(outlet="Le Jour", speaker="Kerry")
    answering(finders).ask(parse("What did Merkel say about the bridge?", only=only))
    assert finders.only == only
    assert finders.quotes_of[0] == "Kerry"


def test_what_excludes_itself_looks_for_no_quotation() -> None:
    finders = Finders()
    answering(finders).ask(parse("What did Paul Riou say?", only=Filter(contradictory=True)))
    assert None not in finders.quotes_of[:1]
