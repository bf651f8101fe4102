"""Why an answer is what it is, in plain words: what was understood, searched, found, weighed, dropped, and said.

The command, the conversation and the chat show the same sections. The lines hold words of articles, headlines and
questions as they are: whoever shows them escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import verify
from bot.answer import Answer, Draft
from bot.errors import OtherArchive
from bot.question_form import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.account import Account, Dropped, Place, Weighed
    from bot.answer import Abstention, Citation, Statement
    from bot.languages import Sought
    from bot.question import Question
    from bot.record import Record
    from bot.verify import Source
    from corpus.article import Article
    from corpus.period import Period

_SHOWN = 5  # of what was found, and of what was weighed; the JSON form has all
_LONGEST = 160  # characters of a passage or sentence that are shown
_SOUGHT: dict[Sought, str] = {
    "speaker": "who said it",
    "words": "what somebody said",
    "person": "a person",
    "place": "a place",
    "time": "a date or a time",
    "number": "a number",
    "yes_no": "yes or no, with the sentence that says it",
    "list": "a list",
    "timeline": "what was said or happened, by day",
    "other": "something else: the sentence that says it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """How an answer comes about now, and, where it was kept, what it was when it was asked."""

    account: Account
    record: Record | None = None
    before: Answer | Abstention | None = None  # what was said then, verified again; None where it is not kept

    @property
    def is_same(self) -> bool:
        """Whether what answers now is what answered then, so that this is how the answer came about."""
        return self.record is None or self.record.id == self.account.outcome.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One step, and what there is to say of it."""

    title: str
    lines: tuple[str, ...]


def asked_again(record: Record, folder: Path, *, account: Callable[[Question], Account], source: Source) -> Why:
    """Ask again what a record holds, of the archive in `folder`, and verify again what was said then.

    Raises OtherArchive if it was asked of another one, and whatever asking raises.
    """
    if record.archive != str(folder.absolute()):
        remedy = f'whosaid --archive "{record.archive}" why {record.id}'
        raise OtherArchive(f"asked of another archive: {record.id}: {record.archive}", remedy=remedy)
    now = account(record.question)
    then = Draft(claims=record.claims)
    before = verify.check(then, record.question, hits=(), searched=now.outcome.searched, source=source)
    return Why(account=now, record=record, before=before)


def sections(why: Why) -> tuple[Section, ...]:
    """Tell an answer's way, step by step; a step of which there is nothing to say is left out."""
    account = why.account
    steps = (
        ("asked", _asked(why)),
        ("understood", _understood(account)),
        ("searched", _searched(account)),
        ("passages found", _places(account.passages)),
        ("quotations found", _places(account.quotations)),
        ("weighed", _weighed(account.weighed, account.threshold)),
        ("articles passed over", _passed_over(account.passed_over)),
        ("dropped, because it does not stand in the archive", map(_dropped, account.dropped)),
        ("so", _outcome(account.outcome)),
        ("then it was", _before(why)),
    )
    told = (Section(title=title, lines=tuple(lines)) for title, lines in steps)
    return tuple(section for section in told if section.lines)


def _asked(why: Why) -> Iterator[str]:
    account, record = why.account, why.record
    *before, last = texts(account.question)
    for text in before:
        yield f"first: {text}"
    yield last
    if record is not None:
        yield f"on {record.day.isoformat()}, of {record.archive}, generation {record.generation}"
    if record is not None and not why.is_same:
        generation = account.outcome.searched.generation
        changed = "the archive or the settings have changed since"
        yield f"{changed}: what follows is how generation {generation} answers it now, as {account.outcome.id}"


def _understood(account: Account) -> Iterator[str]:
    question = account.question
    yield f"wanted: {_SOUGHT[question.sought]}"
    if question.language is not None:
        yield f"language: {question.language}"
    if question.sought == "words" and question.asked_of:
        yield f"of: {question.speaker or question.asked_of}"
    if question.period:
        yield f"about: {_days(question.period)}"
    if question.filter.period:
        yield f"published: {_days(question.filter.period)}"
    if question.filter.outlet is not None:
        yield f"by: {question.filter.outlet}"
    if question.filter.speaker is not None:
        yield f"quoting: {question.filter.speaker}"
    if question.latest:
        yield "the newest first"


def _days(period: Period) -> str:
    """Write a period as its two days; … where it is open."""
    since, until = ("…" if day is None else day.isoformat() for day in (period.since, period.until))
    return f"{since} to {until}"


def _searched(account: Account) -> Iterator[str]:
    searched = account.outcome.searched
    newest = "" if searched.newest is None else f", the newest of {searched.newest.isoformat()}"
    yield f"{searched.articles:,} articles{newest}, generation {searched.generation}"
    yield f"for: {account.question.query}"


def _places(places: Sequence[Place]) -> Iterator[str]:
    for place in places[:_SHOWN]:
        found = " and ".join(place.found_by) or "its day"
        near = "" if place.similarity is None else f", cosine {place.similarity:.2f}"
        whose = "" if place.speaker is None else f"{place.speaker}: "
        yield f"{place.rank}. {whose}{_source(place.citation.article)} (by {found}{near}, score {place.score:.4f})"
        yield f"   {_beginning(place.citation)}"
    if len(places) > _SHOWN:
        yield f"and {len(places) - _SHOWN} more"


def _weighed(weighed: Sequence[Weighed], threshold: float | None) -> Iterator[str]:
    if threshold is not None and weighed:
        yield f"below {threshold:.2f} nothing is proposed"
    for one in weighed[:_SHOWN]:
        yield f"{one.score:.2f} {one.note}: {_beginning(one.citation)} ({_source(one.citation.article)})"
    if len(weighed) > _SHOWN:
        yield f"and {len(weighed) - _SHOWN} more"


def _passed_over(places: Iterable[Place]) -> Iterator[str]:
    for place in places:
        yield f"{_source(place.citation.article)}: nothing in it came close enough to be weighed"


def _dropped(dropped: Dropped) -> str:
    claim = dropped.claim
    where = f"{claim.article_id}, version {claim.version}, at {claim.proof.start} to {claim.proof.stop}"
    return f"{where}: {_FAULTS[dropped.fault]}"


_FAULTS = {
    "no such article": "there is no such article",
    "outside the article": "the article has no such words",
    "too long for a short answer": "the answer is longer than a short one",
    "half an attribution": "words without a speaker, or a speaker without words",
    "not theirs": "the article does not give these words to that name, or not surely",
}


def _outcome(outcome: Answer | Abstention) -> Iterator[str]:
    if isinstance(outcome, Answer):
        yield f"answered, as {outcome.id}"
        yield from map(_stated, outcome.statements)
    else:
        yield f"not answered, as {outcome.id}: {outcome.reason}"


def _before(why: Why) -> Iterator[str]:
    """Tell what was said when it was asked, where it differs from now, as the archive bears it out today."""
    record, before = why.record, why.before
    if record is None or before is None:
        return
    if record.reason is not None:
        if isinstance(why.account.outcome, Answer) or why.account.outcome.reason != record.reason:
            yield f"not answered: {record.reason}"
    elif not isinstance(before, Answer):
        yield "answered, but what it showed no longer stands in the archive"
    elif not isinstance(why.account.outcome, Answer) or _spots(before) != _spots(why.account.outcome):
        yield from map(_stated, before.statements)


def _spots(answer: Answer) -> list[tuple[str, int, int]]:
    return [(one.short.article.id, one.short.span.start, one.proof.span.start) for one in answer.statements]


def _stated(statement: Statement) -> str:
    return f"{statement.short.excerpt} ({_source(statement.proof.article)}): {_beginning(statement.proof)}"


def _source(article: Article) -> str:
    day = None if article.published is None else article.published.isoformat()
    return ", ".join(part for part in (article.title, article.outlet, day, article.id) if part)


def _beginning(citation: Citation) -> str:
    words = " ".join(citation.excerpt.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(maxsplit=1)[0]} …"
