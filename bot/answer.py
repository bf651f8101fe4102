"""The types of what is said back. Drafts propose; only `bot.verify` makes what may be shown.

A `Citation` holds an article and a span and has no text of its own: whatever is shown is read off the article. An
`Answer` is made in `bot.verify` alone (a test reads the imports and calls), and `bot.render` takes nothing else, so
text that was not verified cannot reach a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from bot.question import Question
    from corpus.article import Article, Span

Reason = Literal[
    "nothing found",  # nothing comes close to the question
    "nobody says that",  # there is something on it, and nobody says that in it
    "somebody else says that",  # the question gives words to one, and the archive to another
    "not in those dates",  # there is something, outside the days that were asked for
    "speaker not sure",  # something like it is printed, of nobody surely
    "not verified",  # what was proposed does not stand in the archive
]

# One answer, the best statement first; or statements in the order of their days.
Shape = Literal["answer", "timeline", "list"]
# Why a claim does not stand in the archive.
Fault = Literal[
    "no such article", "outside the article", "too long for a short answer", "half an attribution", "not theirs"
]
# What became of a piece of text that a reader weighed.
Note = Literal[
    "proposed", "less likely", "too weak", "not surely anybody's", "another speaker", "no answer in it", "false premise"
]

# How surely something bears on what is asked.
Bearing = Literal["sure", "likely", "possible"]

LONGEST_SHORT_ANSWER = 200  # characters; longer is the passage, not the short answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement that a reader proposes: spans into one article version, not yet checked."""

    article_id: str
    version: int
    short: Span  # the shortest true thing: a name, a number, a date, the words said
    proof: Span  # the sentence or sentences that prove it
    words: Span | None = None  # the words said, where the claim is that somebody said something
    name: Span | None = None  # that somebody's name, or their role, where the article prints it
    likely: Span | None = None  # the name of whom it most likely means, where that is not sure
    is_guess: bool = False  # `likely`, or `short` where no words are given, is read out of a passage
    bearing: Bearing = "sure"  # how surely these are the words that are asked for, whoever says them


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A sentence, or a quotation, that a reader weighed. It decides nothing; `whosaid why` shows it."""

    article_id: str
    version: int
    span: Span
    score: float  # higher is better; comparable within one draft only
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader proposes. No claims means that it abstains, for `reason`."""

    claims: tuple[Claim, ...]
    reason: Reason = "nothing found"
    considered: tuple[Considered, ...] = ()  # the best first; as many as explain what was proposed, and what was not
    threshold: float | None = None  # the score below which nothing is proposed, where there is one
    kind: Shape = "answer"
    compare: tuple[tuple[int, int], ...] = ()  # claims of one speaker that may say contrary things, by their places


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """How much somebody is quoted who does not say what was asked for."""

    quotes: int  # in all
    about: str | None  # the names that the question holds besides, as typed; None: it has none
    on: int  # quotations, of all, in articles that hold those names


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer, and what is proposed to be shown instead, not yet checked."""

    reason: Reason
    claims: tuple[Claim, ...] = ()
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where something stands: a pointer into an article, read and numbered when it is rendered."""

    article: Article
    span: Span

    @property
    def excerpt(self) -> str:
        """The article's own words at the span."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Verified words, and whom the article gives them to."""

    words: Citation  # the words, without their quotation marks
    verbatim: bool  # the article prints them in quotation marks; if not, it reports them in its own words
    speaker: Citation | None  # the speaker's name, or their role, where the article prints it; None: it is not sure
    likely: Citation | None = None  # the name of whom it most likely means; it is never shown without that doubt

    @property
    def named(self) -> Citation:
        """The fullest name there is, likely or sure."""
        named = self.likely or self.speaker
        if named is None:
            raise ValueError("words of nobody")
        return named


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One verified statement: the short answer, the sentence that proves it, and the words if somebody spoke."""

    short: Citation
    proof: Citation
    quote: Said | None
    reported: Said | None = None  # where the short answer is somebody's word: what they said, and who they are
    also: tuple[Citation, ...] = ()  # the same words in other outlets, one an outlet
    is_guess: bool = False  # who said it is read out of a passage, and of no quotation: never shown without that doubt
    bearing: Bearing = "sure"  # how surely these are the words that are asked for: never shown without that doubt

    @property
    def is_doubted(self) -> bool:
        """Whether who speaks is likely, and no more."""
        return self.is_guess or (self.quote is not None and self.quote.likely is not None)

    @property
    def text(self) -> str:
        """The proving sentence, as printed."""
        return self.proof.excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: which generation, how many articles, how new the newest."""

    generation: int
    articles: int
    newest: date | None
    state: str = ""  # a digest of the generation and of the settings that steer an answer; part of every `id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verified answer: at least one statement; the best first, or in the order of their days."""

    question: Question
    statements: tuple[Statement, ...]
    ranked: tuple[str, ...]  # article ids, best first, up to 10
    searched: Searched
    kind: Shape = "answer"
    compare: tuple[tuple[int, int], ...] = ()  # statements of one speaker to be read side by side, by their places
    differ: tuple[tuple[int, int], ...] = ()  # statements that answer differently, by their places

    @property
    def id(self) -> str:
        """The short name by which `whosaid why` knows it: the same for the same question, generation and settings."""
        from bot.identity import identity  # it understands questions, which is heavy to load

        return identity(self.question, self.searched)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """The archive does not say: why, and the nearest thing it does say."""

    question: Question
    reason: Reason
    nearest: tuple[Citation, ...]
    ranked: tuple[str, ...]
    searched: Searched
    instead: tuple[Statement, ...] = ()  # what is said by another, on another day, or by whom it asks about on this
    quoted: Quoted | None = None  # how much the speaker of `instead` is quoted; None: it is not about them

    @property
    def id(self) -> str:
        """The short name by which `whosaid why` knows it: the same for the same question, generation and settings."""
        from bot.identity import identity  # it understands questions, which is heavy to load

        return identity(self.question, self.searched)
