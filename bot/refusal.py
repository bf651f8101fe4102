"""What there is instead of an answer: on other days, by somebody else, or by the one asked about on other things.

Nothing here answers. It proposes what to show beside "the archive does not say", and `bot.verify` checks it like any
claim; where nothing is sure enough, the plain refusal stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Quoted, Refusal
from bot.overlap import akin, words
from bot.quotation import as_claim
from bot.topic import topic
from corpus.period import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.answer import Claim, Draft
    from bot.answerer import QuoteFinder
    from bot.question import Question
    from bot.topic import Topic
    from bot.verify import Source
    from corpus.article import Article, Quote
    from corpus.period import Period
    from index.quote_rows import Entry

_OF_SPEECH = {"words", "list", "timeline"}  # what asks for somebody's words
_LOOKED_AT = 30  # quotations
_COUNTED = 10_000  # of one speaker: more than anybody is quoted
_SHOWN = 3  # of theirs
# Share of the topic's words that a quotation's sentence and headline must hold to be on just this, or how well it must
# have been found for them (a score of `index.fuse`: standard deviations of similarity): of 26 questions that ask one
# for another's words, in the sample archive, the other's score 4 to 9.3, and what is surely somebody's on something
# else at most 4.6. One word alone is a subject, and too little to say that somebody else said just this.
_SAID, _FITS, _WORDS = 0.6, 5.5, 2


def refuse(
    question: Question, *, quotes: QuoteFinder, source: Source, again: Callable[[Question], Draft]
) -> Refusal | None:
    """Return what to show instead of an answer; None: there is nothing that is sure enough.

    `again` searches and reads another question.
    """
    if question.filter.period:
        anytime = replace(question, filter=replace(question.filter, period=ALWAYS), period=ALWAYS, as_of=None)
        claims = again(anytime).claims[:1]
        if claims:
            return Refusal(reason="not in those dates", claims=claims)
    speaker = question.speaker or (question.asked_of if question.sought in _OF_SPEECH else "")
    if not speaker or question.sought in {"speaker", "person"}:
        return None
    seen = _Seen(speaker, question, quotes=quotes, source=source)
    return seen.outside_the_days() or seen.by_another() or seen.on_other_things()


class _Seen:
    """What the archive quotes of one speaker, and of others, on the topic of one question."""

    def __init__(self, speaker: str, question: Question, *, quotes: QuoteFinder, source: Source) -> None:
        self._speaker = speaker
        self._question = question
        self._entries: tuple[Entry, ...] = quotes.named(speaker)
        self._about: Topic = topic(question, besides=speaker)
        self._quotes = quotes
        self._source = source

    def outside_the_days(self) -> Refusal | None:
        """Return what they say on just this on other days than those that were asked for."""
        days = self._question.filter.period.shared(self._question.period)
        if not self._entries or (days is not None and not days):
            return None
        bearing, claim = self._best(speaker=self._speaker, besides=days)
        return None if claim is None or bearing < 1 else Refusal(reason="not in those dates", claims=(claim,))

    def by_another(self) -> Refusal | None:
        """Return who else says just this, where the question gives it to somebody who says nothing so near it.

        Where what bears on it best is of nobody surely, nobody is put forward: it may be theirs.
        """
        if self._question.sought != "words" or len(self._about.words) < _WORDS:
            return None
        bearing, claim = self._best()
        if claim is None or bearing < 1 or bearing <= self._own():
            return None
        return Refusal(reason="somebody else says that", claims=(claim,))

    def on_other_things(self) -> Refusal | None:
        """Return what they say on other things, those on the question's other names first, and how much of it."""
        if not self._entries or self._own() >= 1:
            return None
        near: list[tuple[Article, Quote]] = []
        far: list[tuple[Article, Quote]] = []
        for hit in self._quotes.find(self._about.text or None, speaker=self._speaker, k=_COUNTED):
            article = self._source.article(hit.article_id, hit.version)
            (near if self._about.is_of(f"{article.title} {article.text}") else far).append((article, hit.quote))
        claims = (as_claim(article, quote, self._about.words) for article, quote in near or far)
        shown = {_words_of(claim, self._source): claim for claim in claims if claim is not None}
        return Refusal(
            reason="nobody says that",
            claims=tuple(shown.values())[:_SHOWN],
            quoted=Quoted(
                quotes=sum(entry.quotes for entry in self._entries),
                about=" ".join(self._about.typed_names) or None,
                on=len(near),
            ),
        )

    def _own(self) -> float:
        """Return how well what they say bears on just this; 0 where they are not quoted."""
        return self._best(speaker=self._speaker)[0] if self._entries else 0.0

    def _best(self, *, speaker: str | None = None, besides: Period | None = None) -> tuple[float, Claim | None]:
        """Return what bears best on the topic, and how well: of `speaker` outside the days `besides`, or of any other.

        1 is enough to be on just this. Without a claim it is of nobody surely, or there is nothing.
        """
        return max(self._on_this(speaker, besides), key=lambda found: found[0], default=(0.0, None))

    def _on_this(self, speaker: str | None, besides: Period | None) -> Iterator[tuple[float, Claim | None]]:
        if not self._about.words:
            return
        for hit in self._quotes.find(self._about.text, speaker=speaker, k=_LOOKED_AT):
            if speaker is None and hit.speaker is not None and self._is_asked_of(hit.speaker):
                continue
            article = self._source.article(hit.article_id, hit.version)
            if besides is not None and besides.holds(article.published):
                continue
            if not self._about.is_of(f"{article.title} {article.text}"):
                continue
            claim = as_claim(article, hit.quote, self._about.words)
            proof = (hit.quote.content if claim is None else claim.proof).of(article.text)
            said = self._about.share(f"{article.title} {proof}") if self._about.share(proof) else 0.0
            yield max(said / _SAID, hit.score / _FITS), claim if hit.speaker is not None else None

    def _is_asked_of(self, name: str) -> bool:
        """Whether a speaker is, or may be, whom the question asks about."""
        if any(entry.speaker.name == name for entry in self._entries):
            return True
        return any(akin(one, other) for one in words(self._speaker)[-1:] for other in words(name))


def _words_of(claim: Claim, source: Source) -> tuple[str, ...]:
    """Return the folded words of the short answer: what two prints of one statement have in common."""
    return tuple(words(claim.short.of(source.article(claim.article_id, claim.version).text)))
