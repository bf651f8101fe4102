"""The quotations in the windows read, weighed by how well each answers who said it, or what somebody said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.languages import language
from bot.named import names
from bot.overlap import Asked, akin, proper, rarity, words
from corpus.quotes.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.evidence import Window
    from bot.question import Question
    from corpus.article import Article, Quote, Span

# What each sign is worth, in log-odds that the quotation is the one asked for: fitted on 248 questions of who said
# something, which some quotation answers: golden, adversarial and ArchiveQA dev ones (these over 3,000 and over 33,594
# articles), and training ones over 33,594 that neither the encoder nor the reader learned from. Each tenth left out in
# turn, such weights put the right one first for 93 of the 119 last (those fitted on golden and dev alone: 84), 35 of 37
# golden (35), 31 of 37 and 28 of 34 dev (30 and 30) and 19 of 21 adversarial ones (19).
_WINDOW = {"answers": 0.45, "place": 1.0, "near": 0.8}  # of what it stands in
_FOUND = 1.0  # how much worse it was found than the best quotation, in standard deviations of similarity
_SHARES = 0.5  # that the words said are those of the question
_PROVES = 1.3  # that the words are what proves the answer
_ANSWERS = 0.9  # that the short answer is in them, or is who says them
_KIND = {"direct": 0.9, "mixed": 0.1, "indirect": 0.0}  # words said before words about them
_WORD = re.compile(r"\w+")
_AUXILIARY = re.compile(r"^ (?:\w{1,2} )?")  # "a dit", "ha dicho"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A quotation in a window. Higher scores answer better."""

    window: Window
    quote: Quote
    name: Span | None  # who said it, where the article prints that; None: nobody is surely named
    score: float
    answers: float  # the probability that the short answer is in what is sought: who said it, or the words

    @property
    def is_sure(self) -> bool:
        """Whether an answer may name who said it."""
        return self.name is not None

    @property
    def is_named(self) -> bool:
        """Whether an answer may name who said it, surely or as likely."""
        return self.is_sure or self.quote.likely_name is not None


def weigh(question: Question, windows: Sequence[Window]) -> list[Spoken]:
    """Return the quotations that may answer, best first; those of nobody in particular among them.

    A question about somebody's words leaves only the quotations of that person; one that asks who said something
    leaves out whom it names itself.
    """
    return sorted(_weighed(question, windows), key=lambda spoken: -spoken.score)


def _weighed(question: Question, windows: Sequence[Window]) -> Iterator[Spoken]:
    asked = Asked(words(question.asked), rarity(window.span.of(window.article.text) for window in windows))
    for window in windows:
        for quote, found in zip(window.quotes, window.said, strict=True):
            name, likely = _sayer(question, quote), quote.likely_name
            if _may_answer(question, window.article, name, likely):
                said = window.inside(quote.content)
                sought = (said,) if question.sought == "words" else (name, likely, quote.speaker)
                held = (
                    max(window.reading.answer_in(window.inside(span)) for span in sought if span)
                    if any(sought)
                    else 0.0
                )
                signs = (
                    _WINDOW["answers"] * window.reading.answers,
                    _WINDOW["place"] * window.place,
                    _WINDOW["near"] * window.near,
                    _FOUND * found,
                    _SHARES * asked.share(quote.content.of(window.article.text)),
                    _PROVES * window.reading.proof_in(said),
                    _ANSWERS * held,
                    _KIND[quote.kind],
                )
                yield Spoken(window=window, quote=quote, name=name, score=sum(signs), answers=held)


def _sayer(question: Question, quote: Quote) -> Span | None:
    """Return who says it; nobody, where it only stands on a poster or in a book and the question asks for none.

    Of 5 golden, ArchiveQA dev and training questions that were answered with such a thing, none was right.
    """
    if question.sought == "speaker" and quote.form == "thing":
        asked = set(_WORD.findall(question.asked.lower()))
        if asked.isdisjoint(lexicon(question.language).things):
            return quote.sure_name
    return next(iter(quote.told), None)


def _may_answer(question: Question, article: Article, name: Span | None, likely: Span | None) -> bool:
    """Whether whoever says it, surely or likely, can be the answer."""
    if question.sought == "words" and question.asked_of:
        wanted = words(question.asked_of.replace("-", " "))
        return name is not None and any(akin(one, other) for one in wanted for other in words(name.of(article.text)))
    if question.sought == "words":
        return True
    named = [word for word in proper(question.asked) if word not in _namesakes(question)]
    speakers = [words(span.of(article.text)) for span in (name, likely) if span is not None]
    return not any(akin(speaker[-1], word) for speaker in speakers if speaker for word in named)


def _namesakes(question: Question) -> list[str]:
    """Return the name of those among whom it asks who spoke: "which Pritchard said …?" names nobody that did not."""
    ways, text = language(question.language), question.asked
    return [
        word
        for start, name in names(text, question.language)
        if ways.asking.search(text[:start].rstrip().rpartition(" ")[2])
        and ways.saying.match(_AUXILIARY.sub("", text[start + len(name) :]))
        for word in words(name)
    ]
