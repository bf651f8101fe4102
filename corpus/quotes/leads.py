"""What leads up to a quoted run without a verb of saying: a name and a colon, a poster that bears the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_person
from corpus.quotes.mentions import Mention
from corpus.quotes.tails import Attribution

if TYPE_CHECKING:
    from corpus.quotes.frames import Frame, Run
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.tails import Tails
    from corpus.quotes.words import Words

_SHORT = 5  # words of a name after a colon


class Leads:
    """Reads what leads up to the runs of one article."""

    def __init__(self, words: Words, tails: Tails, subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._tails = tails
        self._subjects = subjects
        self._speakers = speakers

    def of(self, run: Run, frame: Frame, start: int) -> Attribution | None:
        """Return who says a run before which no verb of saying stands, from word `start` on."""
        words = self._words
        if run.first > frame.first and words.low[run.first - 1] == ":":
            first = self._subjects.introduced(start, run.first)
            if first is not None and (self._is_told(first, run) or self._is_named(first, start, run)):
                return None
            owned = first is not None and words.lexicon.capital_nouns and words.tag[first.first] & tags.POSSESSIVE
            if owned:
                return None
            if first is not None and not is_person(self._words, first):
                first = self._agent(start, run.first) or self._giver(run) or first
            if first is not None:
                sure = 0.92 if self._is_label(first, start, run) else 0.75
                return Attribution(cue=None, speaker=first, place="head", sure=sure)
        return self._inscribed(run, frame) or self._speaker_inside(run)

    def _is_told(self, mention: Mention, run: Run) -> bool:
        """Whether what leads up to a run is somebody's words itself: "Die Brücke SEI marode: …"."""
        words, verb = self._words, mention.last
        while verb < run.first and words.tag[verb] & tags.BETWEEN:
            verb += 1
        told = any(words.tag[i] & tags.REPORTED for i in range(verb, run.first))
        return bool(words.tag[verb] & tags.REPORTED or (told and not is_person(self._words, mention)))

    def _is_named(self, mention: Mention, start: int, run: Run) -> bool:
        """Whether a colon gives a name rather than somebody's words: "Das Kino zeigt: „Stille“"."""
        text, content = self._words.text, run.content
        name = text[content.start].isupper() and text[content.stop - 1] not in ".!?…"
        return name and run.size <= _SHORT and not self._is_label(mention, start, run)

    def _is_label(self, mention: Mention, start: int, run: Run) -> bool:
        """Whether a name and a colon are all that stands before the run, as in a transcript: "Anne Roy : « … »"."""
        return mention.kind == "name" and mention.first == start and mention.last == run.first - 1

    def _agent(self, start: int, stop: int) -> Mention | None:
        """Return by whom a thing is said, seen or shared that opens a quotation: "Un avis partagé par Roy : « … »"."""
        for cue in self._tails.cues(start, stop):
            agent = self._speakers.of(cue, start, stop) if cue.passive else None
            if agent is not None and agent.mention.name is not None:
                return agent.mention
        return None

    def _giver(self, run: Run) -> Mention | None:
        """Return the person right before a colon from whom the words come: "Scharfe Kritik kam VON ANNE ROY: …"."""
        words, last = self._words, run.first - 1
        giver = self._subjects.ending.get(last)
        if giver is None or not words.tag[giver.first - 1] & tags.AGENT or not is_person(words, giver):
            return None
        return giver

    def _inscribed(self, run: Run, frame: Frame) -> Attribution | None:
        """Return what, or who, bears the words: "PLAKATE mit der Aufschrift „…“", "ANGLER zogen mit der Losung „…“"."""
        words, at = self._words, run.first - 1
        if at < frame.first or words.low[at] not in words.lexicon.inscriptions:
            return None
        said = words.tag[at] & tags.NOUN
        while at > frame.first and not words.tag[at] & tags.PREPOSITION:
            at -= 1
        if said and at == frame.first:
            bearer = self._subjects.after(run.last + 1, frame.last)  # "MIT DEN WORTEN „…“ ging Roy"
        else:
            bearer = (None if said else self._subjects.ending.get(at)) or self._subjects.first(frame.first, at)
        return None if bearer is None else Attribution(cue=None, speaker=bearer, place="head", sure=0.75)

    def _speaker_inside(self, run: Run) -> Attribution | None:
        """Read the speaker of a transcript inside the marks: "WALLACE: …"."""
        words = self._words
        at = next((i for i in range(run.first, run.last) if words.low[i][0].isalnum()), run.last)
        stop = at
        while stop < run.last and words.low[stop][0].isalpha() and words.span(stop, stop + 1).of(words.text).isupper():
            stop += 1
        if stop == at or stop >= run.last or words.low[stop] != ":" or len(words.low[at]) == 1:
            return None
        mention = Mention(first=at, last=stop, kind="name", name=(at, stop))
        return Attribution(cue=None, speaker=mention, place="head", sure=0.9)
