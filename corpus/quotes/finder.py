"""The finding of quotations in an article, from its marks to the names of those who speak."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.article import LIKELY, SURE, Quote, Span
from corpus.marks import quoted
from corpus.quotes import tags
from corpus.quotes.attribution import Attributor
from corpus.quotes.content import content_of, groups
from corpus.quotes.continuation import Continuations
from corpus.quotes.cues import read_cues
from corpus.quotes.doubts import Doubts
from corpus.quotes.frames import cut_asides, read_frames
from corpus.quotes.indirect import Reports
from corpus.quotes.labels import unmark_names
from corpus.quotes.lexicon import lexicon
from corpus.quotes.mentions import read_mentions
from corpus.quotes.people import People
from corpus.quotes.resolve import Resolver
from corpus.quotes.speakers import Speakers
from corpus.quotes.subjects import Subjects
from corpus.quotes.verb_groups import is_clitic
from corpus.quotes.words import read_words
from corpus.sentences import sentences

if TYPE_CHECKING:
    from corpus.article import Form, Kind
    from corpus.quotes.cues import Cue
    from corpus.quotes.frames import Frame
    from corpus.quotes.mentions import Mention
    from corpus.quotes.tails import Attribution
    from corpus.quotes.topics import Resolved
    from corpus.quotes.words import Words

_NAMELESS = 0.25  # what naming is taken for where there is no name
_RELAYED = 0.7  # as sure as it is, at most, that a paper which passes words on has said them itself
_UNLIKELY = 0.01  # how far below LIKELY a guess is taken down that is not
_SHORT = 3  # words up to which what stands in marks can be a label rather than something said


def find(text: str, language: str | None) -> tuple[Quote, ...]:
    """Return every quotation of `text`, direct, mixed or indirect, in the order of the text.

    An unknown language is read with the words of English. Quotes of one kind never overlap.
    """
    known = lexicon(language)
    words = read_words(text, known, sentences(text, known.language), quoted(text))
    if not len(words):
        return ()
    unmark_names(words)
    cut_asides(words)
    return _Finder(words).find()


class _Finder:
    def __init__(self, words: Words) -> None:
        self._words = words
        mentions = read_mentions(words)
        self._subjects = Subjects(words, mentions)
        cues = read_cues(words)
        speakers = Speakers(words, self._subjects, cues)
        self._attributor = Attributor(words, cues, self._subjects, speakers)
        self._doubts = Doubts(words, self._attributor, self._subjects, speakers)
        self._continuations = Continuations(words, self._attributor, self._subjects, speakers)
        self._reports = Reports(words, self._attributor, self._subjects, speakers)
        self._resolver = Resolver(words, People(words, mentions, self._subjects), self._subjects, mentions)

    def find(self) -> tuple[Quote, ...]:
        found: list[Quote] = []
        frames = read_frames(self._words)
        for number, frame in enumerate(frames):
            attributions = self._attributor.of(frame)
            self._continuations.fill(frames, number, attributions)
            made: list[Quote] = []
            for group in groups(self._words, frame, attributions):
                parts, kind = content_of(self._words, frame, group, self._subjects)
                made.append(self._quote(parts, kind, group.attribution))
                if kind == "mixed" and self._words.lexicon.nests:
                    made += [self._quote((run.content,), "direct", group.attribution) for run in group.runs]
            reported = list(self._reports.of(frame, attributions, self._continuations.going_on(frame)))
            made += [self._quote(parts, kind, attribution) for parts, kind, attribution in reported]
            if not self._goes_on(frame, attributions, found, made):
                found += made
            spoken = [a for a in attributions if a is not None and a.speaker is not None]
            if not frame.runs:
                spoken += [attribution for _, _, attribution in reported if attribution.speaker is not None]
            self._continuations.heard(frame, spoken[-1] if spoken else None)
        return tuple(sorted(_disjoint(found), key=lambda quote: (quote.content, quote.kind)))

    def _goes_on(
        self, frame: Frame, attributions: list[Attribution | None], found: list[Quote], made: list[Quote]
    ) -> bool:
        """Add what goes on after its cue to the quotation before it, in the languages that write so."""
        words = self._words
        first = attributions[0] if attributions else None
        if not words.lexicon.joins or first is None or first.place != "continued" or len(made) != 1 or not found:
            return False
        before, more = found[-1], made[0]
        line, broken, _ = words.text[before.content.stop : more.content.start].partition("\n")
        if before.kind == "indirect" or not self._continuations.follows(frame):
            return False
        if broken and ("”" in line or '"' in line):
            return False
        whole = Span(before.content.start, more.content.stop)
        found[-1] = replace(before, content=whole, parts=(*before.parts, *more.parts))
        return True

    def _printed(self, speaker: Mention) -> Span:
        """Return where the mention stands: of "a-t-il" only "il"."""
        words = self._words
        span = words.span(speaker.first, speaker.last)
        tied = is_clitic(words, speaker.first) and speaker.last - speaker.first == 1
        return Span(span.stop - len(words.low[speaker.first]), span.stop) if tied else span

    def _form(self, speaker: Mention | None) -> Form | None:
        """Return what the mention is: "il", "ce dernier" and "cette source" only point to what came before."""
        if speaker is None:
            return None
        words = self._words
        if speaker.kind in {"pronoun", "relative"}:
            return "pointer"
        if speaker.name is not None:
            return "name" if speaker.kind == "name" else "role"
        points = words.tag[speaker.first] & tags.DEMONSTRATIVE
        noun = None if speaker.head is None else words.low[speaker.head]
        if points or noun in words.lexicon.last:
            return "pointer"
        return "thing" if noun in words.lexicon.things else "role"

    def _doubt(self, parts: tuple[Span, ...]) -> float:
        """Return how much less sure the attribution of a few words is, where labels and names stand in marks too."""
        words = sum(len(part.of(self._words.text).split()) for part in parts)
        return self._words.lexicon.label_doubt if words <= _SHORT else 0.0

    def _naming(self, speaker: Mention, resolved: Resolved) -> float:
        """Return how sure the name is: a guess counts as LIKELY where it is, and for less elsewhere."""
        sure = _stretched(resolved.sure, self._words.lexicon.sure_naming)
        if sure >= SURE:
            return sure
        likely = self._resolver.is_likely(speaker, resolved)
        return max(sure, LIKELY) if likely else min(sure, LIKELY - _UNLIKELY)

    def _is_impersonal(self, speaker: Mention, cue: Cue | None) -> bool:
        """Whether the subject of "heißt es" is nobody, and no text says it either."""
        words, lexicon = self._words, self._words.lexicon
        thing = speaker.kind == "pronoun" and words.tag[speaker.first] & tags.THING
        said = cue is None or any(words.low[i] in lexicon.impersonal for i in range(cue.first, cue.last))
        return bool(lexicon.impersonal and thing and said)

    def _quote(self, parts: tuple[Span, ...], kind: Kind, attribution: Attribution) -> Quote:
        words, speaker, cue = self._words, attribution.speaker, attribution.cue
        if speaker is not None and self._is_impersonal(speaker, cue):
            speaker = None
        lexicon, name, naming = words.lexicon, None, 0.0
        last = bisect_left(words.start, parts[-1].stop) - 1
        sure = min(attribution.sure, self._doubts.most(kind, attribution, last))
        if speaker is not None:
            resolved = self._resolver.of(speaker)
            name = words.span(*resolved.name) if resolved.name is not None else None
            naming = self._naming(speaker, resolved)
            if cue is not None and resolved.person is not None and resolved.person.human <= 0:
                relayed = any(words.low[i] in lexicon.relays for i in range(cue.first, cue.last))
                sure = min(sure, _RELAYED) if relayed else sure
            self._resolver.note(max(speaker.first, cue.first if cue else 0, last), resolved, speaker)
        return Quote(
            content=Span(parts[0].start, parts[-1].stop),
            parts=parts,
            kind=kind,
            speaker=None if speaker is None else self._printed(speaker),
            name=name,
            cue=None if cue is None else words.span(cue.first, cue.last),
            form=self._form(speaker),
            attribution=0.0 if speaker is None else _stretched(sure - self._doubt(parts), lexicon.sure_attribution),
            naming=0.0 if name is None else naming,
        )


def _stretched(sure: float, even: float) -> float:
    """Stretch the sureness of the rules so that SURE is where they are right often enough to be shown.

    `even` is their sureness there, as measured on copy of the language.
    """
    if sure < even:
        return round(SURE * max(0.0, sure) / even, 2)
    return round(SURE + (1 - SURE) * (sure - even) / (1 - even), 2)


def _weight(quote: Quote) -> float:
    """Return how good a quotation is, for the choice between two that overlap: a named speaker is a better one."""
    return quote.attribution * max(quote.naming, _NAMELESS)


def _disjoint(quotes: list[Quote]) -> list[Quote]:
    """Drop, of two quotes of one kind that overlap, the less sure one."""
    kept: dict[Kind, list[Quote]] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.content.start, -_weight(quote))):
        alike = kept.setdefault(quote.kind, [])
        if not alike or alike[-1].content.stop <= quote.content.start:
            alike.append(quote)
        elif _weight(alike[-1]) < _weight(quote):
            alike[-1] = quote
    return [quote for alike in kept.values() for quote in alike]
