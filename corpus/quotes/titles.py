"""Quoted runs that nobody said: titles, names of works, nicknames, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.labels import is_theme
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.words import Words

_LONGEST = 16  # words of a title
_NICKNAME = 4  # words of a nickname
_SHORT_WORD = 3  # letters: "of", "the"
_VERBAL = tags.BETWEEN | tags.REFLEXIVE | tags.AUXILIARY


def is_title(words: Words, frame: Frame, run: Run) -> bool:  # noqa: PLR0911 - one return a case
    """Whether the run is a title, a nickname or a label that nobody said."""
    if run.size > _LONGEST or (run.first > frame.first and is_theme(words, run.first - 1)):
        return False
    if _is_subject(words, frame, run):
        return True
    before = run.first - 1
    while before >= frame.first and _leads(words, before):
        if words.low[before] in words.lexicon.unsaid:
            break
        before -= 1
    if before < frame.first or words.quotation[before] != OUTSIDE:
        return False
    inner = next((i for i in range(run.first, run.last) if words.low[i][0].isalnum()), run.first)
    named = words.capital[inner] or not words.lexicon.capital_nouns or not words.low[inner][0].isalpha()
    if named and words.low[before] in words.lexicon.unsaid and words.low[run.first - 1] != ":":
        said = words.tag[before] & tags.CUE and (before < run.first - 1 or words.tag[before - 1] & _VERBAL)
        if not said:
            return True
    if not words.capital[inner]:
        return False
    if _in_parentheses(words, frame, run):
        return True
    introduced = words.low[run.first - 1] in ":,.?!;" or words.tag[run.first - 1] & (tags.CUE | tags.THAT)
    whole = words.text[run.content.stop - 1] in ".!?…"
    return not introduced and not whole and not words.lexicon.capital_nouns


def _leads(words: Words, at: int) -> bool:
    """Whether the word can stand between a title and what says that it is one: "conocido COMO EL «Rubio»"."""
    return bool(words.tag[at] & (tags.DETERMINER | tags.LINK) or words.low[at] in words.lexicon.as_words)


def is_name_of_work(words: Words, frame: Frame, run: Run) -> bool:
    """Whether the run is written like the name of a work, after a preposition: on “Fox News Sunday”."""
    inner = [i for i in range(run.first, run.last) if words.low[i][0].isalnum()]
    capitals = all(words.capital[i] or len(words.low[i]) <= _SHORT_WORD for i in inner)
    before = words.tag[run.first - 1] if run.first > frame.first else 0
    return capitals and len(inner) > 1 and bool(before & tags.PREPOSITION)


def _in_parentheses(words: Words, frame: Frame, run: Run) -> bool:
    for i in range(run.first - 1, frame.first - 1, -1):
        if words.low[i] in "()" and words.quotation[i] == OUTSIDE:
            return words.low[i] == "("
    return False


def _is_subject(words: Words, frame: Frame, run: Run) -> bool:
    """Whether a short run begins the frame as the subject of its verb: «L'Ogre des Ardennes» s'applique à …."""
    if run.first != frame.first or run.last >= frame.last or run.size > _NICKNAME:
        return False
    if words.text[run.content.stop - 1] in ".!?…" or words.low[run.last - 2] == ",":
        return False
    return bool(words.tag[run.last] & (_VERBAL | tags.VERB | tags.PREPOSITION))
