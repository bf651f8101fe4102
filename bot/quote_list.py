"""The list of quotations that a reporter works from: what is asked for, and what the archive has of it.

The command line and the conversation make the same list. What it shows is read off the articles.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.errors import BadQuestion
from bot.overlap import akin, fold, words
from corpus.article import Span
from corpus.marks import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from bot.answerer import QuoteFinder
    from bot.verify import Source
    from corpus.article import Article, Quote
    from index.quote_rows import Entry
    from index.quote_search import QuoteHit

    class Quotations(QuoteFinder, Protocol):
        """Finds quotations, and whom a name can mean: `index.quote_search.QuoteSearch`, or a test's fake of it."""

        def nearest_names(self, name: str) -> tuple[str, ...]:
            """Return the names of speakers that are spelt most like one that nobody bears."""


LIMIT = 20  # quotations listed, unless it is said

# What shares no word with what was asked must be found that well to be about it, by the score of `index.fuse`: in the
# sample archive "nuclear power" and "fuel" find nothing on something else above 2.9, "Aleppo" nothing above 3.1.
_MEANT = 3.2
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_OPTION = re.compile(r"(?:^|\s)--(\w+)(?=\s|$)")
_OPTIONS = ("speaker", "about", "since", "until", "limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quotations are asked for; None: whichever."""

    speaker: str | None = None  # a name as somebody types it
    about: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = LIMIT
    words: str | None = None  # what was typed without saying which: a name, what it is about, or one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One quotation of the list, and the article that prints it."""

    article: Article
    quote: Quote
    known_as: str | None  # whom the archive takes the speaker for; None where nobody is surely named

    @property
    def words(self) -> str:
        """The words said, as printed, with the quotation marks that the article sets around them."""
        return _with_marks(self.article.text, self.quote).of(self.article.text)

    @property
    def is_sure(self) -> bool:
        """Whether the attribution may be shown as one."""
        return self.quote.is_attributed

    @property
    def speaker(self) -> str | None:
        """Who speaks, by the fullest name that this article prints; None where it names nobody surely."""
        name = self.quote.sure_name
        return None if name is None else name.of(self.article.text)

    @property
    def mention(self) -> str | None:
        """The form beside the cue, as printed: a name, a role, a pronoun."""
        return None if self.quote.speaker is None else self.quote.speaker.of(self.article.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteList:
    """What the archive has."""

    listed: tuple[Listed, ...]
    speakers: tuple[Entry, ...] = ()  # whom the name asked for can mean
    nearest: tuple[str, ...] = ()  # names spelt like it, where nobody bears it
    name: str | None = None  # that name, as it was typed; None: none was


def make_list(wanted: Wanted, search: Quotations, source: Source) -> QuoteList:
    """Return the quotations asked for: the best first where words were given, the newest first otherwise.

    Raises BadQuestion if the days are the wrong way round; SearchError, CorpusError.
    """
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise BadQuestion(f"no such days: {wanted.since} is after {wanted.until}", remedy="change since and until")
    if wanted.words is not None:
        readings = (make_list(reading, search, source) for reading in _readings(wanted, wanted.words, search))
        return next((found for found in readings if found.listed), _nothing(wanted.words, search))
    speakers: tuple[Entry, ...] = ()
    if wanted.speaker is not None:
        speakers = search.named(wanted.speaker)
        if not speakers:
            return QuoteList(listed=(), nearest=search.nearest_names(wanted.speaker), name=wanted.speaker)
    hits = search.find(wanted.about, speaker=wanted.speaker, since=wanted.since, until=wanted.until, k=wanted.limit)
    return QuoteList(listed=tuple(_listed(hits, source, wanted.about or "")), speakers=speakers, name=wanted.speaker)


def day(text: str, *, last: bool) -> date:
    """Read a day, or the first or the last day of a month or a year: 2016-12-15, 2016-12, 2016. Raises BadQuestion."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is not None:
            year = int(found[1])
            month = int(found[2]) if found[2] else (12 if last else 1)
            return date(year, month, int(found[3]) if found[3] else (monthrange(year, month)[1] if last else 1))
    except ValueError:  # the 31st of June, the 13th month, the year 0
        pass
    raise BadQuestion(f"not a date: {text.strip()}", remedy="write 2016, 2016-12 or 2016-12-15")


def asked_for(typed: str) -> Wanted:
    """Read what was typed after /quotes: options as on the command line, without quotation marks.

    Raises BadQuestion.
    """
    before, values = options(typed, _OPTIONS)
    limit = values.get("limit", str(LIMIT))
    if not (limit.isascii() and limit.isdecimal() and int(limit)):
        raise BadQuestion(f"not a number of quotations: {limit}")
    wanted = Wanted(
        speaker=values.get("speaker"),
        about=values.get("about"),
        since=day(values["since"], last=False) if "since" in values else None,
        until=day(values["until"], last=True) if "until" in values else None,
        limit=int(limit),
    )
    return with_words(wanted, before) if before else wanted


def with_words(wanted: Wanted, words: str) -> Wanted:
    """Add words that do not say whether they are whom or what it is about. Raises BadQuestion if both are given."""
    if wanted.speaker is None and wanted.about is None:
        return replace(wanted, words=words)
    if wanted.about is None:
        return replace(wanted, about=words)
    if wanted.speaker is None:
        return replace(wanted, speaker=words)
    raise BadQuestion(f"whom or what: {words}", remedy="write it after --speaker or --about")


def _readings(wanted: Wanted, typed: str, search: Quotations) -> Iterator[Wanted]:
    """Yield what words can mean: a name, and what is said by whom it means; what is said about them; a small name."""
    plain, parts = replace(wanted, words=None), typed.split()
    for stop in range(len(parts), 0, -1):
        name = " ".join(parts[:stop])
        if parts[0][0].isupper() and parts[stop - 1][0].isupper() and search.named(name):
            yield replace(plain, speaker=name, about=" ".join(parts[stop:]) or None)
    yield replace(plain, about=typed)
    if search.named(typed):
        yield replace(plain, speaker=typed)


def options(typed: str, names: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Split what was typed into the words before the first option, and the value of each. Raises BadQuestion."""
    before, *pairs = _OPTION.split(typed)
    values: dict[str, str] = {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        if name not in names:
            raise BadQuestion(f"no such option: --{name}", remedy=f"there are --{', --'.join(names)}")
        if not value.strip():
            raise BadQuestion(f"no value: --{name}", remedy=f"write it after --{name}")
        values[name] = value.strip()
    return before.strip(), values


def _nothing(typed: str, search: Quotations) -> QuoteList:
    """Tell of the names spelt like what was typed as one, where nothing is found for it."""
    nearest = search.nearest_names(typed) if typed.istitle() else ()
    return QuoteList(listed=(), nearest=nearest, name=typed if nearest else None)


def _listed(hits: Sequence[QuoteHit], source: Source, about: str) -> Iterator[Listed]:
    """Yield what is about it: by a word, by a name that another language writes otherwise, or by its meaning."""
    named = [fold(word) for word in about.split() if word[0].isupper()]
    for hit in hits:
        article = source.article(hit.article_id, hit.version)
        held = words(f"{article.title or ''} {hit.quote.content.of(article.text)}")
        by_name = any(akin(name, word) for name in named for word in held)
        if hit.similarity is None or "lexical" in hit.found_by or by_name or hit.score >= _MEANT:
            yield Listed(article=article, quote=hit.quote, known_as=hit.speaker)


def _with_marks(text: str, quote: Quote) -> Span:
    """Widen the content by the quotation marks that open and close it, if nothing else stands between."""
    content = quote.content
    start, stop = content.start, content.stop
    for region in quoted(text):
        if region.overlaps(content):
            if region.start < start and not any(map(str.isalnum, text[region.start : start])):
                start = region.start
            if region.stop > stop and not any(map(str.isalnum, text[stop : region.stop])):
                stop = region.stop
    return Span(start, stop)
