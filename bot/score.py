"""How right one prediction is, and the figures over many. Pure: nothing here reads an archive or asks anything.

The rules are those of the ArchiveQA format. A prediction without an answer is an abstention; no prediction at all is
wrong everywhere and no abstention.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, Self

from bot.answer import LONGEST_SHORT_ANSWER
from corpus.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.gold import Gold

LEAST_OVERLAP = 20  # code points that a supporting quote shares with the evidence, unless either is shorter
LONGEST_QUOTE = 1000  # code points; citing the whole article is no citation
SHARED_RUN = 5  # words in a row that tie a quote from another article to the evidence

_LETTERS = str.maketrans({"’": "'", "œ": "oe", "Œ": "oe", "æ": "ae"})
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009.,'](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD = re.compile(r"[\w·]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One quotation that a prediction shows, and the article that it says it is from."""

    article_id: str | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What was answered to one question: the part of the stable JSON form that is scored."""

    qid: str
    answered: bool
    answer: str = ""
    speaker: str = ""
    sure: bool = False  # whether the speaker is named without any doubt
    citations: tuple[Cited, ...] = ()
    ranked: tuple[str, ...] = ()  # article ids, best first

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Read it off one object of the stable JSON form."""
        return cls(
            qid=record["qid"],
            answered=record["answered"],
            answer=record.get("answer") or "",
            speaker=record.get("speaker") or "",
            sure=bool(record.get("speaker_sure")),
            citations=tuple(
                Cited(article_id=cited["article_id"], quote=cited["quote"] or "")
                for cited in record.get("citations") or ()
            ),
            ranked=tuple(record.get("ranked") or ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one question was handled. None: the rule does not apply to it."""

    gold: Gold
    answered: bool | None  # None: there is no prediction
    cited: int  # quotations shown
    exact: int  # of them, those that stand in the cited article byte for byte
    rank: int | None = None  # of the first article that answers; None: it is not among the ranked
    right: bool | None = None  # the short answer is
    speaker_right: bool | None = None
    supported: bool | None = None  # at least one citation proves it
    quote_hit: bool | None = None  # the words said are shown
    safe: bool | None = None  # no wrong speaker is named as if that were sure
    fully_right: bool

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """Why it is not fully right, in a word or two each; empty if it is."""
        if self.fully_right:
            return ()
        if self.answered is None:
            return ("no prediction",)
        if self.gold.answerable and not self.answered:
            return ("abstained",)
        wrong = {"wrong answer": not self.right, "no support": not self.supported}
        faults = wrong if self.gold.answerable else {"answered a none": True}
        faults["a wrong speaker as sure"] = self.safe is False
        return tuple(fault for fault, found in faults.items() if found)


def score(gold: Gold, prediction: Prediction | None, texts: Mapping[str, str]) -> Score:
    """Score one prediction; `texts` holds the text of every article cited, and of the gold one, by id."""
    if prediction is None:
        empty = Prediction(qid=gold.qid, answered=True)
        return replace(score(gold, empty, texts), answered=None, safe=None)
    shown = prediction.citations if prediction.answered else ()
    exact = tuple(cited for cited in shown if _is_exact(cited, texts))
    if not gold.answerable:
        return Score(
            gold=gold,
            answered=prediction.answered,
            cited=len(shown),
            exact=len(exact),
            safe=not prediction.sure if prediction.answered else None,
            fully_right=not prediction.answered,
        )
    right = (
        prediction.answered
        and len(prediction.answer) <= LONGEST_SHORT_ANSWER
        and says_any(prediction.answer, gold.accept)
    )
    names_speaker = prediction.answered and says_any(prediction.speaker, gold.speaker_accept)
    supported = any(_supports(cited, gold, texts) for cited in exact)
    is_quote_sought = gold.kind == "who_said" and bool(gold.quote)
    return Score(
        gold=gold,
        answered=prediction.answered,
        cited=len(shown),
        exact=len(exact),
        rank=_rank(gold, prediction.ranked),
        right=right,
        speaker_right=names_speaker if gold.speaker_accept else None,
        supported=supported,
        quote_hit=any(_shows(cited, gold, texts) for cited in exact) if is_quote_sought else None,
        safe=names_speaker or not prediction.sure if prediction.answered and gold.speaker_accept else None,
        fully_right=right and supported,
    )


def folded(text: str) -> str:
    """Return the words of `text` one space apart, without case, accents, hyphens or thousands separators."""
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS).lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("ø", "o")
    # A decimal comma or point becomes part of the word, so that 3 is not found in 3.5.
    return " ".join(_WORD.findall(_DECIMAL.sub("·", _THOUSANDS.sub("", plain))))


def says_any(text: str, accept: Iterable[str]) -> bool:
    """Whether any of `accept` stands in `text` as whole words."""
    words = f" {folded(text)} "
    return any(f" {wanted} " in words for wanted in map(folded, accept) if wanted)


def _rank(gold: Gold, ranked: Iterable[str]) -> int | None:
    for rank, article_id in enumerate(dict.fromkeys(ranked), start=1):
        if article_id == gold.article_id or article_id in gold.also_ok:
            return rank
    return None


def _is_exact(cited: Cited, texts: Mapping[str, str]) -> bool:
    if not cited.quote or cited.article_id is None:
        return False
    return cited.quote in texts.get(cited.article_id, "")


def _supports(cited: Cited, gold: Gold, texts: Mapping[str, str]) -> bool:
    """Whether an exact citation proves the answer."""
    if cited.article_id is None or len(cited.quote) > LONGEST_QUOTE:
        return False
    if cited.article_id == gold.article_id:
        enough = min(LEAST_OVERLAP, len(cited.quote), len(gold.evidence))
        return _overlap(texts[cited.article_id], cited.quote, gold.evidence) >= enough
    if cited.article_id not in gold.also_ok:
        return False
    if _runs(cited.quote) & _runs(gold.evidence):
        return True
    return len(cited.quote) >= LEAST_OVERLAP and says_any(cited.quote, gold.accept)


def _shows(cited: Cited, gold: Gold, texts: Mapping[str, str]) -> bool:
    """Whether an exact citation covers at least half of the words said."""
    if cited.article_id is None or cited.article_id != gold.article_id or len(cited.quote) > LONGEST_QUOTE:
        return False
    words = gold.quote or ""
    return 2 * _overlap(texts[cited.article_id], cited.quote, words) >= len(words)


def _overlap(text: str, one: str, other: str) -> int:
    """Return how many code points an occurrence of `one` and an occurrence of `other` share, at most."""
    pairs = product(_occurrences(text, one), _occurrences(text, other))
    return max((min(a.stop, b.stop) - max(a.start, b.start) for a, b in pairs), default=0)


def _occurrences(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = folded(text).split()
    return set(zip(*(words[skip:] for skip in range(SHARED_RUN)), strict=False))
