"""The types of what is searched: a passage of an article, and a hit on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from corpus.article import Span

Found = Literal["dense", "lexical", "quoted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few whole sentences of one article version, under its headline. The unit that is encoded and searched."""

    article_id: str
    version: int
    headline: str | None
    span: Span
    text: str  # the article's text at `span`

    @property
    def searched(self) -> str:
        """The passage with its headline before it: what the encoder and the lexical index read."""
        return f"{self.headline}\n{self.text}" if self.headline else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found. Higher scores are better; ranks start at 1."""

    passage: Passage
    score: float  # the fused score, comparable within one search only
    rank: int
    similarity: float  # cosine between question and passage
    found_by: tuple[Found, ...]
    copies: tuple[str, ...] = ()  # the near-copies of its article, which share its place: ids, the fullest first
