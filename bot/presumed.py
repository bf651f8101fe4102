"""What a question takes for granted, held against what would answer it: that it has happened, and that it is so."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.agreement import teller
from bot.languages import language
from bot.languages.dated import dated
from bot.overlap import akin, proper, words
from corpus.article import Span
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Claim, Reason
    from bot.question import Question
    from corpus.article import Article, Quote
    from corpus.period import Period

# How long before the days asked about what tells of them may have been printed: the papers say on the eve who will
# play and which trains will run. Of the training questions that name a year, and whose article does, this refuses 8 of
# 1,619 that have an answer and 4 of 206 that have none; asked of the next year instead, 51 of 210.
_EVE = timedelta(days=30)
_TURNS = 2  # words that a negation stands before, at most, of the one that it turns: "n'a pas été contesté"
_LONGER = 4  # letters of a word that says what happened
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")


def mistaken(question: Question, claim: Claim, article: Article, quotes: Sequence[Quote]) -> Reason | None:
    """Return why `claim` cannot answer, where that is because of what the question takes for granted; None: it can."""
    if is_foretold(question, claim, article):
        return "not in those dates"
    if not language(question.language).why.search(question.asked):
        return None
    if is_denied(question, claim, article) or is_of_another(question, claim, article, quotes):
        return "nobody says that"
    return None


def is_foretold(question: Question, claim: Claim, article: Article) -> bool:
    """Whether the article was printed long before the days asked about, and its proof names neither year nor month."""
    period, printed = question.period, article.published
    if period.since is None or printed is None or printed + _EVE >= period.since:
        return False
    year = str(period.since.year)  # one that the question names: "in August" alone is the last one, or another
    if year not in words(question.asked):
        return False
    proof = claim.proof.of(article.text)
    return year not in words(proof) and not (_is_of_a_month(period) and _names_month(proof, period, article.language))


def is_denied(question: Question, claim: Claim, article: Article) -> bool:
    """Whether what the question asks the reason of is said of nothing there but with a negation.

    That is in the proof and the sentence before it. Of 150 training questions that ask why this refuses 1.
    """
    before = [one for one in sentences(article.text, article.language) if one.start <= claim.proof.start]
    start = before[-2].start if len(before) > 1 else 0
    there = _turned(Span(start, claim.proof.stop).of(article.text), article.language)
    names = proper(question.asked)
    for word, is_turned in _turned(question.asked, question.language):
        if len(word) > _LONGER and not is_turned and word not in names:
            said = [turned for other, turned in there if akin(word, other)]
            if said and all(said):
                return True
    return False


def is_of_another(question: Question, claim: Claim, article: Article, quotes: Sequence[Quote]) -> bool:
    """Whether the question asks why somebody said something, and these are somebody else's words."""
    if not question.asked_of or not language(question.language).saying.search(question.asked):
        return False
    quote = teller(claim.short, quotes)
    if quote is None:
        return False
    named = words(quote.told[0].of(article.text))
    return not any(akin(one, other) for one in words(question.asked_of) for other in named)


def _is_of_a_month(period: Period) -> bool:
    since, until = period.since, period.until
    return since is not None and until is not None and (since.year, since.month) == (until.year, until.month)


def _names_month(text: str, period: Period, code: str | None) -> bool:
    month = 0 if period.since is None else period.since.month - 1
    return dated(code or "").months[month].search(text) is not None


def _turned(text: str, code: str | None) -> list[tuple[str, bool]]:
    """Return the folded words of `text`, and whether a negation turns each."""
    negation = language(code).negation
    tokens = _TOKEN.findall(text)
    return [
        (word, any(negation.fullmatch(before) for before in tokens[max(0, place - _TURNS) : place]))
        for place, token in enumerate(tokens)
        for word in words(token)
    ]
