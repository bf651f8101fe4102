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

Reason = Literal["nothing found", "nobody says that", "speaker not sure", "not verified"]

LONGEST_SHORT_ANSWER = 200  # characters; longer is the passage, not the short answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement that a reader proposes: spans into one article version, not yet checked."""

    article_id: str
    version: int
    short: Span  # the shortest true thing: a name, a number, a date, the words said
    proof: Span  # the sentence or sentences that prove it
    words: Span | None = None  # the words said, where the claim is that somebody said something
    name: Span | None = None  # that somebody's name, where the article prints it


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader proposes. No claims means that it abstains, for `reason`."""

    claims: tuple[Claim, ...]
    reason: Reason = "nothing found"


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
    speaker: Citation  # the speaker's name where the article prints it


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One verified statement: the short answer, the sentence that proves it, and the words if somebody spoke."""

    short: Citation
    proof: Citation
    quote: Said | None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verified answer: at least one statement, the best first."""

    question: Question
    statements: tuple[Statement, ...]
    ranked: tuple[str, ...]  # article ids, best first, up to 10
    searched: Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """The archive does not say: why, and the nearest thing it does say."""

    question: Question
    reason: Reason
    nearest: tuple[Citation, ...]
    ranked: tuple[str, ...]
    searched: Searched
