"""How sure it is that whoever is proposed is whom the question asks for.

That an article surely gives words to somebody says nothing of whether these are the words that were asked about.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.overlap import akin, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Bearing
    from bot.evidence import Window
    from bot.spoken import Spoken
    from corpus.article import Span

# What each sign is worth, in log-odds that the right one is named: fitted on 310 answers to who said or did something,
# among the questions of `bot.spoken`. Each tenth left out in turn, the area under the curve is .84.
_SHARE = 0.5  # of their share of all the quotations weighed, in log-odds
_READ = {True: 1.25, False: -0.8, None: 0.0}  # that the reader takes them for the answer where it reads best
_FITS = 0.55  # how well it reads there
_ANSWERS = 0.75  # that it takes them for the answer beside the quotation
_PRIOR = -1.5
_NEVER = 0.01  # the share that is taken for none, and whose complement for all
# From which probability on an answer is sure, or likely; what is less than that is possible. Each tenth left out in
# turn, of the 310 were 140 sure, and 135 of them right (two of the others have a false premise that `bot.premise`
# stops); 124 likely, 94 right; 46 possible, 15 right. No answer at all below .3 took ArchiveQA dev's refusals from 75
# to 62 in 100 that are right to refuse: the passage is mostly the right one.
_SURE, _LIKELY = 0.9, 0.5


def bearing(told: Spoken, spoken: Sequence[Spoken], *, window: Window, read: Span | None) -> Bearing:
    """Return how surely who said `told`, one of the quotations weighed, is whom the question asks for.

    `read` is the name in `window`, the one read best, that the reader takes for the answer; None: it takes none.
    """
    probability = chance(told, spoken, window=window, read=read)
    if probability >= _SURE:
        return "sure"
    return "likely" if probability >= _LIKELY else "possible"


def chance(told: Spoken, spoken: Sequence[Spoken], *, window: Window, read: Span | None) -> float:
    """Return the probability that it is they, in (0, 1)."""
    own, highest = _speaker(told), max(one.score for one in spoken)
    weight = {True: 0.0, False: 0.0}
    for one in spoken:
        weight[_is_one(own, _speaker(one))] += math.exp(one.score - highest)
    share = weight[True] / sum(weight.values())
    logit = (
        _SHARE * math.log((share + _NEVER) / (1 - share + _NEVER))
        + _READ[None if read is None else _is_one(own, words(read.of(window.article.text)))]
        + _FITS * window.score
        + _ANSWERS * told.answers
        + _PRIOR
    )
    return 1 / (1 + math.exp(-logit))


def _speaker(spoken: Spoken) -> list[str]:
    """Return the folded words of who said it, surely or as likely; none where that is nobody."""
    name = spoken.quote.likely_name or spoken.name
    return [] if name is None else words(name.of(spoken.window.article.text))


def _is_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can be one person's: the surname of one is in the other."""
    return bool(one and other) and (akin(one[-1], other[-1]) or one[-1] in other or other[-1] in one)
