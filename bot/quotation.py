"""A quotation of an article as a claim: the words said, whose they are, and the whole sentences that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import LONGEST_SHORT_ANSWER, Claim
from bot.languages import language
from bot.overlap import words
from bot.shortest import clause
from corpus.article import Span
from corpus.marks import quoted
from corpus.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.languages import Language
    from corpus.article import Article, Quote

_TOLD_BEFORE = 30  # characters before words in marks, in which a verb of saying tells them
_LONGEST_PROOF = 600  # characters; beyond it the sentence that opens the quotation proves enough


def as_claim(article: Article, quote: Quote, asked: Sequence[str], *, guess: bool = False) -> Claim | None:
    """Return what `article` quotes, its short answer the clause that says most of `asked`; None: of nobody surely.

    `guess`: whether a name that is likely, and not sure, may be proposed as such.
    """
    name = next(iter(quote.told), None)
    likely = quote.likely_name if guess else None
    if name is None and likely is None:
        return None
    text = article.text
    said = verbatim(quote, text)
    whole = said if quote.kind == "direct" else quote.content
    piece = clause(whole.of(text), asked, LONGEST_SHORT_ANSWER)
    return Claim(
        article_id=article.id,
        version=article.version,
        short=Span(whole.start + piece.start, whole.start + piece.stop),
        proof=_proof(article, quote),
        words=said,
        name=name,
        likely=likely,
    )


def verbatim(quote: Quote, text: str) -> Span:
    """Return the longest piece of the quotation that stands in quotation marks; all of it where none does."""
    if quote.kind == "direct":
        return max(quote.parts, key=len)
    marked = [_within_marks(region, text) for region in quoted(text) if quote.content.overlaps(region)]
    inside = [span for span in marked if quote.content.covers(span) and len(span)]
    return max(inside, key=len, default=quote.content)


def repeats(quote: Quote, article: Article, asked: str) -> bool:
    """Whether the quotation holds words that `asked` has in marks, one after the other."""
    said = words(quote.content.of(article.text))
    return any(_held(typed, said) for typed in _typed(asked) if typed)


def is_passed_on(quote: Quote, article: Article, asked: str) -> bool:
    """Whether the words that `asked` has in marks stand in the quotation as what its speaker says that another said.

    «Un soir il m'a dit "j'ai des clients"» is of whoever tells it; its inner words are not.
    """
    if quote.kind != "direct":
        return False
    for part in quote.parts:
        said = article.text[part.start : part.stop + 1]  # a mark that closes both is cut off with the outer one
        for inner in quoted(said):
            before = said[max(0, inner.start - _TOLD_BEFORE) : inner.start]
            if _tells_of_another(before, language(article.language)) and any(
                _held(one, words(inner.of(said))) for one in _typed(asked) if one
            ):
                return True
    return False


def _tells_of_another(before: str, ways: Language) -> bool:
    """Whether words are told as another's by what stands before them: "he told me", and not "I told him"."""
    if not ways.saying.search(before):
        return False
    own = max((match.end() for match in ways.oneself.finditer(before)), default=None)
    if own is None:
        return True
    since = before[own:]
    return ways.another.search(since) is not None or any(word[0].isupper() for word in since.split())


def _typed(asked: str) -> list[list[str]]:
    """Return the words of each piece of a question that stands in marks."""
    return [words(region.of(asked)) for region in quoted(asked)]


def _held(some: Sequence[str], among: Sequence[str]) -> bool:
    """Whether words stand among others, one after the other."""
    return any(list(among[at : at + len(some)]) == list(some) for at in range(len(among) - len(some) + 1))


def _within_marks(region: Span, text: str) -> Span:
    words_in = region.of(text)[1:-1]
    start = region.start + 1 + len(words_in) - len(words_in.lstrip())
    return Span(start, start + len(words_in.strip()))


def _proof(article: Article, quote: Quote) -> Span:
    """Return the whole sentences that hold the words and whom they are given to, or those of the words if long."""
    touched = [quote.content, *(span for span in (quote.cue, quote.speaker) if span is not None)]
    every = sentences(article.text, article.language)
    for spans in (touched, [quote.content]):
        held = [sentence for sentence in every if any(sentence.overlaps(span) for span in spans)]
        whole = Span(held[0].start, held[-1].stop)
        if len(whole) <= _LONGEST_PROOF:
            return whole
    return held[0]
