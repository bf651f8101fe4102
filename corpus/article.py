"""The types of what was published: a span of text, an article, a quotation in it.

Every offset counts code points into `Article.text`, which is final: `corpus.text.canonical` has run once, when the
file was loaded, and nothing changes the text after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Kind = Literal["direct", "mixed", "indirect"]
# "Kerry"; "le ministre"; "a poster", on which words stand; "il", "ce dernier", which point to what came before
Form = Literal["name", "role", "thing", "pointer"]

SURE = 0.5  # from here on an attribution, or a name, is right often enough to be shown as one
LIKELY = 0.45  # from here on it is right often enough to be shown as no more than likely


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range [start, stop) of code points in one article's text; ValueError if it is not a range."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: [{self.start}, {self.stop})")

    def __len__(self) -> int:
        return self.stop - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.stop]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one published text, as its source gave it. None means that the source does not say."""

    id: str
    version: int = 0  # counted by the archive from 1; 0 until then, unless the source declares one
    title: str | None = None
    text: str  # canonical; what every span points into
    outlet: str | None = None  # who published it
    agency: str | None = None  # who wrote the dispatch, when it is not the outlet
    byline: str | None = None  # the author's line, as printed
    published: date | None = None  # the day, by the source's own clock
    url: str | None = None
    language: str | None = None  # ISO 639-1; declared by the source, or recognised when the file was loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something an article says that somebody said.

    `speaker` is the mention beside the cue, as printed (a name, *il*, *the minister*); `name` is where the same
    article prints who that is, in full. Both are spans, so a name that is shown is in the source too.

    `name` is None where the article does not print a proper name: for a pronoun that means nobody it names, and for
    somebody whom it only describes, however fully (*une source policière*, *un porte-parole*), because two articles
    with the same description need not mean the same person. A body whose phrase is its name keeps it (*le parquet de
    Versailles*).

    `content` leaves out the marks that stand around all of it; a mixed quotation keeps the marks inside it, so that
    what is shown tells which of its words were quoted. In German, where a clause is reported around quoted words, the
    words in marks are a direct quotation of their own as well, inside the mixed one.
    """

    content: Span  # the words said, without their quotation marks; the hull, where narration cuts in
    parts: tuple[Span, ...]  # the pieces of a quotation that narration cuts; one piece otherwise
    kind: Kind  # direct: all of it in quotation marks; mixed: some of it; indirect: none
    speaker: Span | None
    name: Span | None
    cue: Span | None  # the verb or the preposition that attributes: "a déclaré", "according to"
    form: Form | None  # what `speaker` is
    attribution: float  # 0 to 1: how sure it is that the article gives the words to `speaker`; 0 where that is None
    naming: float  # 0 to 1: how sure it is that `speaker` is `name`; 0 where that is None

    @property
    def confidence(self) -> float:
        """How sure all that is told of who speaks is: the attribution, and the name where there is one."""
        return self.attribution if self.name is None else min(self.attribution, self.naming)

    @property
    def is_attributed(self) -> bool:
        """Whether the attribution to `speaker` is sure enough to be shown."""
        return self.speaker is not None and self.attribution >= SURE

    @property
    def sure_name(self) -> Span | None:
        """The name in full, where it is sure enough to be shown."""
        return self.name if self.is_attributed and self.naming >= SURE else None

    @property
    def likely_name(self) -> Span | None:
        """The name in full, where it is likely and no more: it may be shown with its doubt, never as whose words."""
        likely = self.name is not None and self.confidence >= LIKELY
        return self.name if likely and self.sure_name is None else None

    @property
    def told(self) -> tuple[Span, ...]:
        """Whom the words may be shown to be said by, the best first: the sure name, and the mention as printed.

        A name or a role stands for itself, whoever it is, and so does what the words stand on. What only points to
        somebody does not.
        """
        printed = self.speaker if self.is_attributed and self.form != "pointer" else None
        return tuple(span for span in (self.sure_name, printed) if span is not None)
