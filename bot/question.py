"""A question as it was asked, and what was understood of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.follow import Followed, follow, refers_back, without_opener
from bot.languages import known as languages
from bot.languages import language
from bot.named import may_speak, names, outlet_in, speaker_in
from bot.when import When, when
from corpus.language import recognise
from corpus.period import ALWAYS, Period
from index.filter import EVERYTHING, Filter

if TYPE_CHECKING:
    from datetime import date

    from bot.languages import Sought
    from bot.named import Known
    from bot.turn import Turn

LONGEST = 2_000  # characters; what is longer is a pasted article, and its end says nothing about what is asked
CHAIN = 4  # questions before it that a question is kept with: a conversation of hundreds must not make each one longer
_OF_WORDS = ("words", "yes_no", "list", "timeline")  # kinds of which the first name can be who speaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody typed. `sought` is the kind of thing that would answer it, read off its question word."""

    text: str
    qid: str | None = None  # the caller's own id, given back with the answer
    follows: Question | None = None  # the question before, in the same conversation
    language: str | None = None  # ISO 639-1, recognised
    sought: Sought = "other"
    today: date | None = None  # the day it was asked: what "yesterday" is measured from
    filter: Filter = EVERYTHING  # which articles may answer: what the user set, narrowed by what it says itself
    period: Period = ALWAYS  # the days it is about; what answers may have been published later
    printed: Period = ALWAYS  # the days of publication that it asks for itself; the filter holds them too
    as_of: date | None = None  # the day by which it must have been known; the filter ends there too
    latest: bool = False  # whether the newest is asked for
    outlet: str | None = None  # whose articles it asks for itself; the filter holds it too
    speaker: str | None = None  # whose words it asks about, by the name the archive knows them by
    anybody: bool = False  # whether the user lets anybody's words answer, whomever it names
    resolved: tuple[tuple[str, str], ...] = ()  # (pronoun, whom it stands for), where it follows
    whole: str | None = None  # itself with what it leaves to the question before; None: it leaves nothing out
    topic: str = ""  # words of the question before that are searched along with it
    articles: tuple[str, ...] = ()  # what the conversation is about: those that the answer before cites, by id

    @property
    def is_about_words(self) -> bool:
        """Whether somebody's words can answer."""
        return self.sought in {"speaker", "words", "person"}

    @property
    def standalone(self) -> str:
        """The question as somebody would ask it who had not asked the one before."""
        return self.whole or self.text

    @property
    def asked_of(self) -> str:
        """Whom it asks about: who is known to speak, or the first name of who may; empty where it is nobody."""
        if self.anybody:
            return ""
        if self.speaker is not None:
            return self.speaker
        asked, code = self.standalone, self.language
        return next((name for start, name in names(asked, code) if may_speak(asked, start, name, code)), "")

    @property
    def asked(self) -> str:
        """What is read for, and what quotations are found by: the question made whole, without its "and"."""
        return without_opener(self.standalone, self.language)

    @property
    def query(self) -> str:
        """What passages are found by: what is asked, after the topic of the question that it follows."""
        return f"{self.topic} {self.asked}" if self.topic else self.asked


def parse(  # noqa: PLR0913 # one keyword for each thing that helps to understand
    text: str,
    *,
    qid: str | None = None,
    today: date | None = None,
    known: Known | None = None,
    only: Filter = EVERYTHING,
    follows: Turn | None = None,
    previous: Turn | None = None,
) -> Question:
    """Understand what was typed. Raises BadQuestion when there is nothing to understand; and what `known` raises.

    `today` is what "last week" is measured from; without it nothing is understood of days. `known` is what the archive
    knows: without it nobody is recognised. `only` is what the user has set; what the question says narrows it.
    `follows` is what this question is known to follow. `previous` is what was asked before it in a conversation, and is
    followed only if the words refer back to it.
    """
    asked = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
    if not has_words(asked):
        raise BadQuestion(f"not a question: {asked!r}: it has no words", remedy='ask something like "who said …?"')
    code = _recognised(asked)
    sought = _sought(asked, code)
    if follows is None and previous is not None and refers_back(asked, code, sought, known):
        follows = previous
    whole = Followed(standalone=asked) if follows is None else follow(asked, code, sought, follows, known)
    sought = whole.sought or sought
    said = _when(asked, code, today, known)
    outlet = None if known is None else outlet_in(asked, code, known)
    of_words = sought in _OF_WORDS
    speaker = whole.speaker if of_words else None
    if known is not None:
        speaker = speaker or speaker_in(whole.standalone, code, known, of_words=of_words)
    before = None if follows is None else follows.question
    if before is not None:
        said = said if said != When() else _still(before)
        outlet = outlet or before.outlet
    return Question(
        text=asked,
        qid=qid,
        follows=None if before is None else _with_few_before(before, CHAIN - 1),
        language=code,
        sought=sought,
        today=today,
        filter=only.narrowed(_filter(said, outlet)),
        period=said.period,
        printed=said.published,
        as_of=said.as_of,
        latest=said.latest,
        outlet=outlet,
        speaker=speaker,
        resolved=whole.resolved,
        whole=None if whole.standalone == asked else whole.standalone,
        topic=whole.topic,
        articles=() if follows is None else follows.articles,
    )


def has_words(text: str) -> bool:
    """Whether there is anything to understand in what was typed."""
    return any(c.isalnum() for c in text)


def _sought(asked: str, code: str | None) -> Sought:
    folded = without_opener(asked.casefold(), code)
    return next((kind for kind, pattern in language(code).seek if pattern.search(folded)), "other")


def _when(asked: str, code: str | None, today: date | None, known: Known | None) -> When:
    """Read what it says of time; what nothing in the archive is new enough for, it does not say."""
    if today is None:
        return When()
    said = when(asked, code, today)
    newest = None if known is None else known.newest
    if newest is None or said.published or said.period.since is None or said.period.since <= newest:
        return said
    return When(published=said.published, as_of=said.as_of, latest=said.latest)


def _still(before: Question) -> When:
    """Return what the question before said of time, which holds until another says otherwise."""
    return When(period=before.period, published=before.printed, as_of=before.as_of, latest=before.latest)


def _with_few_before(question: Question, few: int) -> Question:
    before = question.follows
    if before is None:
        return question
    kept = _with_few_before(before, few - 1) if few else None
    return question if kept is before else replace(question, follows=kept)


def _filter(said: When, outlet: str | None) -> Filter:
    printed = Filter(period=said.published, outlet=outlet)
    return printed if said.as_of is None else printed.narrowed(Filter(period=Period(until=said.as_of)))


def _recognised(text: str) -> str | None:
    """Recognise the language by its question words first: a recogniser alone misjudges six words and a foreign name."""
    words = re.findall(r"\w+", text.casefold())
    votes = {code: sum(word in ways.words for word in words) for code, ways in languages().items()}
    best = max(votes.values())
    if best >= 1 and list(votes.values()).count(best) == 1:
        return max(votes, key=votes.__getitem__)
    return recognise(text)
