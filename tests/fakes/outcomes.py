"""Verified outcomes, made by hand: what the renderers and the command line are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.account import Account, Dropped, Place, Weighed
from bot.answer import Abstention, Answer, Citation, Claim, Said, Searched, Statement
from bot.question import Question
from corpus.article import Article, Span

if TYPE_CHECKING:
    from bot.answer import Reason

PROOF = (
    "« Ce qui se passe à Alep constitue des crimes contre l'humanité », a déclaré le chef de la diplomatie américaine."
)
WORDS = "Ce qui se passe à Alep constitue des crimes contre l'humanité"
TEXT = f"La ville est détruite.\n{PROOF} John Kerry a demandé une trêve."
SEARCHED = Searched(generation=3, articles=66, newest=date(2024, 5, 2))


def article(text: str = TEXT, *, title: str | None = "Alep: Kerry accuse", url: str | None = None) -> Article:
    """Return an article as an outlet printed it."""
    return Article(
        id="alep-1",
        title=title,
        text=text,
        outlet="Le Jour",
        published=date(2016, 12, 15),
        url=url,
        language="fr",
    )


def cite(source: Article, words: str) -> Citation:
    """Cite the first place where `source` has these words."""
    start = source.text.index(words)
    return Citation(article=source, span=Span(start, start + len(words)))


def kerry(question: Question | None = None, *, source: Article | None = None) -> Answer:
    """Return an answer that names who spoke; the name stands outside the proof."""
    source = source or article(url="https://lejour.example/alep")
    statement = Statement(
        short=cite(source, "John Kerry"),
        proof=cite(source, PROOF),
        quote=Said(words=cite(source, WORDS), verbatim=True, speaker=cite(source, "John Kerry")),
    )
    question = question or Question(text="who called it crimes against humanity?", qid="q1")
    return Answer(question=question, statements=(statement,), ranked=("alep-1", "b"), searched=SEARCHED)


def reported() -> Answer:
    """Return an answer whose words the article reports without quotation marks."""
    answer = kerry()
    statement = answer.statements[0]
    assert statement.quote is not None
    return replace(answer, statements=(replace(statement, quote=replace(statement.quote, verbatim=False)),))


def likely(*, printed: bool = True, question: Question | None = None) -> Answer:
    """Return an answer whose speaker is a role, or a pronoun, that most likely means John Kerry."""
    source = article()
    role, name = cite(source, "le chef de la diplomatie américaine"), cite(source, "John Kerry")
    said = Said(words=cite(source, WORDS), verbatim=True, speaker=role if printed else None, likely=name)
    statement = Statement(short=said.speaker or name, proof=cite(source, PROOF), quote=said)
    return replace(kerry(question), statements=(statement,))


def silence(
    question: Question | None = None, *, reason: Reason = "nobody says that", source: Article | None = None
) -> Abstention:
    """Return an abstention, with the nearest passage."""
    source = source or article()
    return Abstention(
        question=question or Question(text="who called it a success?", qid="q2"),
        reason=reason,
        nearest=(cite(source, source.text),),
        ranked=("alep-1",),
        searched=SEARCHED,
    )


def account(outcome: Answer | Abstention) -> Account:
    """Tell how an outcome came about: one passage and one quotation found, one sentence weighed, one claim dropped."""
    source = article()
    place = Place(
        citation=cite(source, source.text), rank=1, score=0.0328, similarity=0.61, found_by=("dense", "lexical")
    )
    gone = Claim(article_id="gone-1", version=1, short=Span(0, 4), proof=Span(0, 40))
    return Account(
        question=outcome.question,
        outcome=outcome,
        passages=(place,),
        quotations=(replace(place, citation=cite(source, WORDS), speaker="John Kerry"),),
        weighed=(Weighed(citation=cite(source, PROOF), score=5.1, note="proposed"),),
        threshold=3.7,
        dropped=(Dropped(claim=gone, fault="no such article"),),
    )
