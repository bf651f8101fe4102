"""Why an answer is what it is, in plain words: what was understood, searched, found, weighed, dropped, and said.

The command, the conversation and the chat show the same sections. The lines hold words of articles, headlines and
questions as they are: whoever shows them escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from bot import verify
from bot.answer import Answer, Draft
from bot.errors import OtherArchive
from bot.phrases import phrases
from bot.question_form import texts
from bot.understood import pieces
from bot.wording import summary
from bot.wording_speakers import short_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.account import Account, Dropped, Place, Weighed
    from bot.answer import Abstention, Citation, Statement
    from bot.phrases import Phrases
    from bot.question import Question
    from bot.record import Record
    from bot.verify import Source
    from corpus.article import Article

_SHOWN = 5  # of what was found, and of what was weighed; the JSON form has all
_LONGEST = 160  # characters of a passage or sentence that are shown


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
    """Tell an answer's way, step by step, in the language of the question; a step with nothing to say is left out."""
    account = why.account
    said = phrases(account.question.language)
    steps = (
        ("asked", _asked(why, said)),
        ("understood", _understood(account.question, said)),
        ("searched", _searched(account, said)),
        ("passages", _places(account.passages, said)),
        ("quotations", _places(account.quotations, said)),
        ("weighed", _weighed(account.weighed, account.threshold, said)),
        ("passed_over", _passed_over(account.passed_over, said)),
        ("dropped", (_dropped(one, said) for one in account.dropped)),
        ("so", _outcome(account.outcome, said)),
        ("before", _before(why, said)),
    )
    told = (Section(title=said.say(f"why.{step}"), lines=tuple(lines)) for step, lines in steps)
    return tuple(section for section in told if section.lines)


def _asked(why: Why, said: Phrases) -> Iterator[str]:
    account, record = why.account, why.record
    *before, last = texts(account.question)
    for text in before:
        yield said.say("why.first", text=text)
    yield last
    if record is not None:
        yield said.say("why.on", day=record.day, generation=record.generation)
    if record is not None and not why.is_same:
        generation = account.outcome.searched.generation
        yield said.say("why.changed", generation=generation, id=account.outcome.id)


def _understood(question: Question, said: Phrases) -> Iterator[str]:
    yield said.say("why.wanted", kind=said.say(f"sought.{question.sought}"))
    if question.language is not None:
        yield said.say("why.language", code=question.language)
    if question.sought == "words" and question.asked_of and question.speaker is None:
        yield said.say("why.of", name=question.asked_of)
    yield from pieces(question, said)


def _searched(account: Account, said: Phrases) -> Iterator[str]:
    searched = account.outcome.searched
    yield said.say("why.generation", searched=summary(searched, said), generation=searched.generation)
    yield said.say("why.query", query=account.question.query)


def _places(places: Sequence[Place], said: Phrases) -> Iterator[str]:
    for place in places[:_SHOWN]:
        whose = "" if place.speaker is None else f"{place.speaker}: "
        yield f"{place.rank}. {whose}{_source(place.citation.article)} ({_found(place, said)})"
        yield f"   {_beginning(place.citation)}"
    if len(places) > _SHOWN:
        yield said.say("why.more", n=len(places) - _SHOWN)


def _found(place: Place, said: Phrases) -> str:
    """Tell by what a place was found, and how near it came."""
    ways = [said.say(f"found.{way}") for way in place.found_by or ("day",)]
    told = [said.say("why.by", ways=reduce(lambda one, other: said.say("why.both", one=one, other=other), ways))]
    if place.similarity is not None:
        told.append(said.say("why.near", cosine=f"{place.similarity:.2f}"))
    return ", ".join((*told, said.say("why.score", score=f"{place.score:.4f}")))


def _weighed(weighed: Sequence[Weighed], threshold: float | None, said: Phrases) -> Iterator[str]:
    if threshold is not None and weighed:
        yield said.say("why.threshold", threshold=f"{threshold:.2f}")
    for one in weighed[:_SHOWN]:
        note = said.say(f"note.{one.note}")
        yield f"{one.score:.2f} {note}: {_beginning(one.citation)} ({_source(one.citation.article)})"
    if len(weighed) > _SHOWN:
        yield said.say("why.more", n=len(weighed) - _SHOWN)


def _passed_over(places: Iterable[Place], said: Phrases) -> Iterator[str]:
    for place in places:
        yield said.say("why.not_near", source=_source(place.citation.article))


def _dropped(dropped: Dropped, said: Phrases) -> str:
    claim = dropped.claim
    return said.say(
        "why.place",
        article=claim.article_id,
        version=claim.version,
        start=claim.proof.start,
        stop=claim.proof.stop,
        fault=said.say(f"fault.{dropped.fault}"),
    )


def _outcome(outcome: Answer | Abstention, said: Phrases) -> Iterator[str]:
    if isinstance(outcome, Answer):
        yield said.say("why.answered", id=outcome.id)
        yield from (_stated(statement, said) for statement in outcome.statements)
    else:
        yield said.say("why.not_answered_as", id=outcome.id, reason=said.say(f"reason.{outcome.reason}"))


def _before(why: Why, said: Phrases) -> Iterator[str]:
    """Tell what was said when it was asked, where it differs from now, as the archive bears it out today."""
    record, before = why.record, why.before
    if record is None or before is None:
        return
    if record.reason is not None:
        if isinstance(why.account.outcome, Answer) or why.account.outcome.reason != record.reason:
            yield said.say("why.not_answered", reason=said.say(f"reason.{record.reason}"))
    elif not isinstance(before, Answer):
        yield said.say("why.gone")
    elif not isinstance(why.account.outcome, Answer) or _spots(before) != _spots(why.account.outcome):
        yield from (_stated(statement, said) for statement in before.statements)


def _spots(answer: Answer) -> list[tuple[str, int, int]]:
    return [(one.short.article.id, one.short.span.start, one.proof.span.start) for one in answer.statements]


def _stated(statement: Statement, said: Phrases) -> str:
    return f"{short_answer(statement, said)} ({_source(statement.proof.article)}): {_beginning(statement.proof)}"


def _source(article: Article) -> str:
    day = None if article.published is None else article.published.isoformat()
    return ", ".join(part for part in (article.title, article.outlet, day, article.id) if part)


def _beginning(citation: Citation) -> str:
    words = " ".join(citation.excerpt.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(maxsplit=1)[0]} …"
