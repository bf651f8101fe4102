"""Readers propose answers from the passages found. The default one is extractive and needs no language model."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.answer import Claim, Considered, Draft
from bot.contrary import deny_each_other, negates
from bot.evidence import gather
from bot.named import names
from bot.overlap import akin, words
from bot.quotation import as_claim, is_passed_on, repeats
from bot.shortest import shortest
from bot.spoken import weigh
from bot.sureness import bearing
from bot.topic import topic
from corpus.article import Span
from corpus.marks import quoted as marked
from corpus.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answer import Note, Reason
    from bot.evidence import Scorer, Window
    from bot.question import Question
    from bot.spoken import Spoken
    from bot.verify import Source
    from index.passage import Hit
    from index.quote_search import QuoteHit

_AHEAD = 3.0  # how much better a quotation of nobody in particular may answer, before who said it is a guess
_DOUBT = 0.5  # how much better a quotation must answer whose speaker is only likely than one whose speaker is sure
# How well a quotation must at least fit before whoever the passage names is the better answer to who said something, or
# did something; and how sure (log-probability) and how long that name is. Of 613 questions, the golden,
# dev and training ones of `bot.spoken`, 409 are fully right at 3 to 3.5 for a speaker, 401 at 2, 406 at 4.
_WEAK = {"speaker": 3.0, "person": 2.5, "words": -math.inf}
_SURE, _LONGEST_NAME = -0.5, 60
_TOLD = 8  # windows, or quotations, that are told of as considered


class Reader(Protocol):
    """Reads hits and proposes a draft.

    Contract: `quoted` are the quotations found for the question, best first. `read` returns claims best first, each of
    spans into one version of an article among `hits`; it returns a draft without claims, and never raises, when the
    hits do not answer. Nothing it returns is believed before
    `bot.verify` has checked it.
    """

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        """Propose what answers `question`."""


class ExtractiveReader:
    """Answers with spans of the window that answers best, as the span model reads it, if that is well enough."""

    def __init__(self, *, scorer: Scorer, source: Source, threshold: float) -> None:
        self._scorer = scorer
        self._source = source
        self._threshold = threshold

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        """Propose the best-supported short answer, or none when nothing is supported well enough."""
        windows = gather(question, hits, quoted, source=self._source, scorer=self._scorer)
        if not windows or (windows[0].score < self._threshold and not _of_anything(question)):
            return self._draft(None, _windows(windows, "too weak"))
        draft = self._of_words(question, windows) if question.is_about_words else None
        return draft or self._draft(_fact(*shortest(question, windows)), _windows(windows, "less likely"))

    def _of_words(self, question: Question, windows: Sequence[Window]) -> Draft | None:
        """Propose whose words answer, or whom a passage names for it; None: it may be a fact that nobody says."""
        spoken = weigh(question, windows)
        best = _best(_repeating(question.asked, spoken))
        named = _named(question, windows[0]) if question.sought == "speaker" else None
        better = question.sought == "person" or (named is not None and not _is_by(best, named, windows[0]))
        if best is not None and best.score < _WEAK[question.sought] and better:
            best = None
        if best is not None:
            return self._told(question, best, spoken, windows)
        if named is not None:
            return self._draft(replace(_fact(windows[0], named), is_guess=True), _windows(windows, "less likely"))
        if question.sought == "speaker" or (question.sought == "words" and question.asked_of):
            reason: Reason = "speaker not sure" if spoken else "nobody says that"
            return self._draft(None, _quotations(spoken, None), reason)
        return None

    def _told(self, question: Question, best: Spoken, spoken: Sequence[Spoken], windows: Sequence[Window]) -> Draft:
        """Propose a quotation; nobody's, where whoever is asked for only passes the words on."""
        negating = _negating_alike(question, best, spoken)
        told, asks_who = _last_told(negating, spoken), question.sought == "speaker"
        if asks_who and is_passed_on(told.quote, told.window.article, question.asked):
            others = (one for one in spoken if one is not told)
            return self._draft(None, _quotations((told, *others), None), "speaker not sure")
        claim = _quoted(question, told)
        if claim is None or question.sought == "words":
            return self._draft(claim, _quotations(spoken, told))
        bears = bearing(best, spoken, window=windows[0], read=_name_read(windows[0]))
        if negating is not best:
            bears = "likely"  # these are the same words, and the reader does not see who denies them
        guess = self._bearer(told, windows) if asks_who else None
        guessed = claim if guess is None else replace(claim, likely=guess, is_guess=True)
        return self._draft(replace(guessed, bearing=bears), _quotations(spoken, told))

    def _bearer(self, told: Spoken, windows: Sequence[Window]) -> Span | None:
        """Return whom the same article names for it, as it is read, where the words are given to a role alone.

        Of 22 golden, ArchiveQA dev and training questions over 3,000 articles that a role alone answered, the role was
        right in 1; a name was read for 8, and was right for 6 of these.
        """
        quote, article = told.quote, told.window.article
        if quote.form != "role" or quote.sure_name or quote.likely_name or quote.speaker is None:
            return None
        if any(" " in name for _, name in names(quote.speaker.of(article.text), article.language)):
            return None  # "le sénateur Philippe Bas": who has the role stands there
        near = (one for one in windows if one.article.id == article.id and one.score >= self._threshold)
        return next((name for name in map(_name_read, near) if name is not None), None)

    def _draft(self, claim: Claim | None, considered: Iterator[Considered], reason: Reason = "nothing found") -> Draft:
        return Draft(
            claims=() if claim is None else (claim,),
            reason=reason,
            considered=tuple(islice(considered, _TOLD)),
            threshold=self._threshold,
        )


def _of_anything(question: Question) -> bool:
    """Whether it asks what somebody said, whatever it was about: then any words of theirs answer."""
    alone = replace(question, topic="")
    return question.sought == "words" and bool(question.asked_of) and not topic(alone, besides=question.asked_of).words


def _negating_alike(question: Question, best: Spoken, spoken: Sequence[Spoken]) -> Spoken:
    """Return, where somebody denies in the same words what `best` says, whichever negates as the question does."""

    def said(one: Spoken) -> tuple[str, str | None]:
        return one.quote.content.of(one.window.article.text), one.window.article.language

    text, code = said(best)
    asked = negates(question.asked, question.language)
    if asked == negates(text, code):
        return best
    near = (one for one in spoken if one.is_named and best.score - one.score <= _AHEAD)
    contrary = (one for one in near if deny_each_other(text, said(one)[0], languages=(code, said(one)[1])))
    return next(contrary, best)


def _last_told(best: Spoken, spoken: Sequence[Spoken]) -> Spoken:
    """Return where an article comes to the same words of the same person last: captions and summaries stand before."""

    def said(one: Spoken) -> tuple[object, ...]:
        other, name = one.window.article, one.name or one.quote.likely_name
        return other.id, other.version, name and name.of(other.text), words(one.quote.content.of(other.text))

    return max((one for one in spoken if said(one) == said(best)), key=lambda one: one.quote.content.start)


def _windows(windows: Sequence[Window], note: Note) -> Iterator[Considered]:
    """Tell what became of the windows; the best is what is proposed, unless all are too weak."""
    for number, window in enumerate(windows):
        yield Considered(
            article_id=window.article.id,
            version=window.article.version,
            span=window.span,
            score=window.score,
            note="proposed" if number == 0 and note != "too weak" else note,
        )


def _quotations(spoken: Sequence[Spoken], proposed: Spoken | None) -> Iterator[Considered]:
    for one in spoken:
        other: Note = "less likely" if one.is_sure else "not surely anybody's"
        yield Considered(
            article_id=one.window.article.id,
            version=one.window.article.version,
            span=one.quote.content,
            score=one.score,
            note="proposed" if one is proposed else other,
        )


def _repeating(asked: str, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
    """Return the quotations that hold the words which the question has in marks, if the best one does; or else all.

    Words that are printed as nobody's are not answered with somebody's other words beside them.
    """
    held = [one for one in spoken if repeats(one.quote, one.window.article, asked)]
    return held if held[:1] == list(spoken[:1]) else spoken


def _best(spoken: Sequence[Spoken]) -> Spoken | None:
    """Return the quotation that answers best among those of somebody; None: one of nobody answers far better."""
    told = (one for one in spoken if one.is_named and spoken[0].score - one.score <= _AHEAD)
    return max(told, key=lambda one: one.score - (0.0 if one.is_sure else _DOUBT), default=None)


def _quoted(question: Question, spoken: Spoken) -> Claim | None:
    claim = as_claim(spoken.window.article, spoken.quote, words(question.asked), guess=True)
    said_by = None if claim is None else claim.name or claim.likely
    if claim is None or said_by is None or question.sought == "words":
        return claim
    return replace(claim, short=said_by)


def _named(question: Question, window: Window) -> Span | None:
    """Return the name in a window that surely answers who said something; None: none does, or words are quoted."""
    return None if marked(question.asked) else _name_read(window)


def _name_read(window: Window) -> Span | None:
    for span, likely in window.reading.spans(longest=_LONGEST_NAME, count=1):
        name = Span(window.span.start + span.start, window.span.start + span.stop)
        if likely > _SURE and name.of(window.article.text)[0].isupper():
            return name
    return None


def _is_by(spoken: Spoken | None, name: Span, window: Window) -> bool:
    """Whether a quotation is surely, or most likely, of somebody who is named so in a window."""
    if spoken is None:
        return False
    speaker = spoken.name or spoken.quote.likely_name
    own = [] if speaker is None else words(speaker.of(spoken.window.article.text))
    return any(akin(one, other) for one in own for other in words(name.of(window.article.text)))


def _fact(window: Window, short: Span) -> Claim:
    article = window.article
    return Claim(
        article_id=article.id,
        version=article.version,
        short=short,
        proof=around(short, article.text, article.language),
    )
