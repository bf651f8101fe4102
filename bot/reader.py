"""Readers propose answers from the passages found. The default one is extractive and needs no language model."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.answer import Claim, Considered, Draft
from bot.evidence import gather
from bot.overlap import words
from bot.quotation import as_claim
from bot.shortest import shortest
from bot.spoken import weigh
from bot.topic import topic
from corpus.article import Span
from corpus.sentences import sentences

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
        if question.is_about_words:
            spoken = weigh(question, windows)
            sure = next((one for one in spoken if one.is_sure), None)
            if sure is not None and spoken[0].score - sure.score <= _AHEAD:
                told = _last_told(sure, spoken)
                return self._draft(_quoted(question, told), _quotations(spoken, told))
            if question.sought == "speaker" or (question.sought == "words" and question.asked_of):
                reason: Reason = "speaker not sure" if spoken else "nobody says that"
                return self._draft(None, _quotations(spoken, None), reason)
        return self._draft(_fact(question, windows), _windows(windows, "less likely"))

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


def _last_told(sure: Spoken, spoken: Sequence[Spoken]) -> Spoken:
    """Return where an article comes to the same words of the same person last: captions and summaries stand before."""

    def said(one: Spoken) -> tuple[object, ...]:
        other, name = one.window.article, one.name
        return other.id, other.version, name and name.of(other.text), words(one.quote.content.of(other.text))

    return max((one for one in spoken if said(one) == said(sure)), key=lambda one: one.quote.content.start)


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


def _quoted(question: Question, spoken: Spoken) -> Claim | None:
    claim = as_claim(spoken.window.article, spoken.quote, words(question.asked))
    if claim is None or claim.name is None or question.sought == "words":
        return claim
    return replace(claim, short=claim.name)


def _fact(question: Question, windows: Sequence[Window]) -> Claim:
    window, short = shortest(question, windows)
    article = window.article
    held = [sentence for sentence in sentences(article.text, article.language) if sentence.overlaps(short)]
    return Claim(
        article_id=article.id,
        version=article.version,
        short=short,
        proof=Span(held[0].start, held[-1].stop),
    )
