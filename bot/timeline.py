"""Questions that want many statements in the order of their days: a timeline of one speaker or of events, or a list.

"How did Kerry's position on Aleppo change?" wants what he said of it, day by day; "what happened in Aleppo?" the best
sentence of each article; "list all quotes on the tunnel" each speaker's best words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import TYPE_CHECKING

from bot.answer import Claim, Considered, Draft
from bot.contrary import may_contradict
from bot.overlap import words
from bot.quotation import as_claim
from bot.shortest import clause
from bot.topic import topic
from corpus.article import Span
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answerer import QuoteFinder
    from bot.question import Question
    from bot.reader import Reader
    from bot.topic import Topic
    from bot.verify import Source
    from corpus.article import Article
    from corpus.period import Period
    from index.encode import Encoder
    from index.passage import Hit
    from index.quote_search import QuoteHit

_MOST = 12  # statements; a longer list is for `whosaid quotes`
_LOOKED_AT = 60  # quotations
# Cosine: a quotation that shares no word with the topic must be that near; one of whom the question names, less. In the
# sample archive the built-in encoder puts nothing that is on something else above 0.6.
_NEAR, _NEAR_OF_ONE = 0.6, 0.5
_HELD = 0.5  # share of the topic's words that the sentence of an event holds, or
_MEANT = 0.6  # its cosine to the question
_SAME = 0.8  # share of their words that two texts have in common when they are two prints of one
_PAIRS = 3  # shown side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One statement of the list, before it is put in order."""

    article: Article
    claim: Claim
    text: Span  # what two prints of one statement have in common
    score: float
    speaker: str | None = None  # as the archive knows them

    @property
    def words(self) -> frozenset[str]:
        return frozenset(words(self.text.of(self.article.text)))

    @property
    def day(self) -> tuple[date, str, int]:
        """Where it stands in time: undated last; within an article, as the text goes."""
        return self.article.published or date.max, self.article.id, self.claim.proof.start


class TimelineReader:
    """Reads for a timeline or a list, and leaves every other question to the reader that it is given."""

    def __init__(self, reader: Reader, *, quotes: QuoteFinder, encoder: Encoder, source: Source) -> None:
        self._reader = reader
        self._quotes = quotes
        self._encoder = encoder
        self._source = source

    def read(self, question: Question, hits: Sequence[Hit], quoted: Sequence[QuoteHit] = ()) -> Draft:
        """Propose statements in the order of their days; one answer, where a list of them is not what is wanted."""
        if question.sought not in {"timeline", "list"}:
            return self._reader.read(question, hits, quoted)
        speaker = question.speaker or question.asked_of
        known = bool(speaker) and bool(self._quotes.named(speaker))
        about = topic(question, besides=speaker if known else "")
        if known or question.sought == "list":
            found = self._said(question, about, speaker if known else None)
        else:
            found = self._happened(question, about, hits)
        entries = _chosen(found, once_each=not known and question.sought == "list")
        if not entries:
            return Draft(claims=(), reason="nobody says that" if known else "nothing found")
        return Draft(
            claims=tuple(entry.claim for entry in entries),
            kind="timeline" if question.sought == "timeline" else "list",
            compare=tuple(_contrary(entries, about)),
            considered=tuple(_considered(entries)),
        )

    def _said(self, question: Question, about: Topic, speaker: str | None) -> Iterator[_Entry]:
        """Yield the quotations on the topic, best first: of `speaker`, or of anybody whom an article surely names."""
        days = _days(question)
        if days is None:
            return
        hits = self._quotes.find(about.text or None, speaker=speaker, since=days.since, until=days.until, k=_LOOKED_AT)
        for hit in hits:
            article = self._source.article(hit.article_id, hit.version)
            claim = as_claim(article, hit.quote, about.words)
            if claim is None or hit.speaker is None:
                continue
            if _is_about(hit, article, about, near=_NEAR if speaker is None else _NEAR_OF_ONE):
                yield _Entry(article=article, claim=claim, text=hit.quote.content, score=hit.score, speaker=hit.speaker)

    def _happened(self, question: Question, about: Topic, hits: Sequence[Hit]) -> Iterator[_Entry]:
        """Yield the best sentence of each article on the topic, best first."""
        days = _days(question)
        places = dict.fromkeys((hit.passage.article_id, hit.passage.version) for hit in hits)
        articles = [self._source.article(*place) for place in places]
        pool: list[tuple[Article, Span, float]] = []
        for article in articles:
            if days is None or not days.holds(article.published) or not about.is_of(f"{article.title} {article.text}"):
                continue
            spans = [span for span in sentences(article.text, article.language) if _within(span, article, hits)]
            if spans:
                best = max(spans, key=lambda span: about.share(span.of(article.text)))
                pool.append((article, best, about.share(best.of(article.text))))
        if not pool:
            return
        encoded = self._encoder.encode_passages([span.of(article.text) for article, span, _ in pool])
        meanings = encoded @ self._encoder.encode_question(question.query)
        near = sorted(zip(pool, map(float, meanings), strict=True), key=lambda each: -each[0][2] - each[1])
        for (article, span, share), meaning in near:
            if share >= _HELD or meaning >= _MEANT:
                yield _Entry(article=article, claim=_event(article, span, about), text=span, score=share + meaning)


def _days(question: Question) -> Period | None:
    """Return the days of publication that are wanted; None where there are none."""
    return question.filter.period.shared(question.period)


def _is_about(hit: QuoteHit, article: Article, about: Topic, *, near: float) -> bool:
    """Whether a quotation is on the topic: its article holds the names, and it says a word of it or is near it.

    What a quotation is compared by has its headline, so one that says no word of the topic is found by that.
    """
    if not about.is_of(f"{article.title} {article.text}"):
        return False
    is_near = hit.similarity is not None and hit.similarity >= near
    return is_near or "lexical" in hit.found_by or set(about.words) <= set(about.names)


def _within(span: Span, article: Article, hits: Sequence[Hit]) -> bool:
    """Whether a sentence stands in a passage that was found."""
    return any(
        (hit.passage.article_id, hit.passage.version) == (article.id, article.version)
        and hit.passage.span.overlaps(span)
        for hit in hits
    )


def _event(article: Article, span: Span, about: Topic) -> Claim:
    piece = clause(span.of(article.text), about.words)
    short = Span(span.start + piece.start, span.start + piece.stop)
    return Claim(article_id=article.id, version=article.version, short=short, proof=span)


def _chosen(found: Iterable[_Entry], *, once_each: bool) -> list[_Entry]:
    """Return the best, each statement once however many printed it, in the order of their days."""
    kept: list[_Entry] = []
    for entry in found:
        if any(_alike(entry, other) or (once_each and entry.speaker == other.speaker) for other in kept):
            continue
        kept.append(entry)
        if len(kept) == _MOST:
            break
    return sorted(kept, key=lambda entry: entry.day)


def _alike(one: _Entry, other: _Entry) -> bool:
    """Whether two are prints of one statement; what one says twice on other days is two."""
    if one.claim == other.claim:
        return True
    either = one.words | other.words
    near = one.article.published == other.article.published
    return near and bool(either) and len(one.words & other.words) >= _SAME * len(either)


def _contrary(entries: Sequence[_Entry], about: Topic) -> Iterator[tuple[int, int]]:
    """Yield up to a few pairs of one speaker's statements, in two articles, that may say contrary things."""
    pairs = (
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(entries), 2)
        if one.speaker is not None
        and one.speaker == other.speaker
        and one.article.id != other.article.id
        and may_contradict(
            one.text.of(one.article.text),
            other.text.of(other.article.text),
            languages=(one.article.language, other.article.language),
            about=about.words,
        )
    )
    yield from islice(pairs, _PAIRS)


def _considered(entries: Iterable[_Entry]) -> Iterator[Considered]:
    for entry in entries:
        claim = entry.claim
        yield Considered(
            article_id=claim.article_id, version=claim.version, span=claim.proof, score=entry.score, note="proposed"
        )
