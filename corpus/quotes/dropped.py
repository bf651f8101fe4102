"""Whom a verb without a subject makes speak, in a language that leaves its pronouns out: "…, añadió"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_free, is_person, is_topic
from corpus.quotes.subjects import Subject
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.quotes.cues import Cue
    from corpus.quotes.mentions import Mention
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_TO_TOPIC = 5  # words of a sentence up to what it is about
_DEEPEST = 8  # verbs without a subject, one after the other
_CUES = 8  # verbs of one sentence that are looked at
_LONGEST = 200  # words of a sentence that are looked at
_BACK = 4  # sentences back to a subject
_PARAGRAPHS = 1  # paragraphs back to it
_SURE = 0.88
_SUBJECT = 0.87  # as sure as who does something is the one who then speaks, at most
_FARTHER = 0.03  # how much less sure it is for each sentence or paragraph between
_DOUBT = 0.12  # how much less sure it is where somebody else is named in the sentence, or the verb answers


class DroppedSubjects:
    """Finds the subjects that the verbs of one article leave out."""

    def __init__(self, words: Words, subjects: Subjects, cues: Sequence[Cue], speakers: Speakers) -> None:
        self._words = words
        self._subjects = subjects
        self._speakers = speakers
        self._cues: dict[int, list[Cue]] = {}  # by sentence
        self._bounds: dict[int, tuple[int, int]] = {}  # of the sentences
        self._done: dict[int, Subject | None] = {}
        self._said: dict[int, Subject | None] = {}  # who speaks, of the verbs before one without a subject
        self._depth = 0  # verbs that wait for the subject of an earlier one
        if words.lexicon.drops_subjects:
            for cue in cues:
                self._cues.setdefault(words.sentence[cue.first], []).append(cue)
            for at, sentence in enumerate(words.sentence):
                first, _ = self._bounds.get(sentence, (at, at))
                self._bounds[sentence] = first, at + 1

    def of(self, cue: Cue) -> Subject | None:
        """Return who was spoken of as a subject, or spoke, last before the verb, or before "a SU juicio"."""
        words = self._words
        if not words.lexicon.drops_subjects or cue.form not in {"finite", "before"} or not cue.speech or cue.passive:
            return None
        if cue.first not in self._done:
            if self._depth > _DEEPEST:
                return None
            self._depth += 1
            self._done[cue.first] = self._found(cue)
            self._depth -= 1
        return self._done[cue.first]

    def _found(self, cue: Cue) -> Subject | None:
        words, sure = self._words, _SURE
        answers = any(words.low[i] in words.lexicon.replies for i in range(cue.first, cue.last))
        for first, stop in self._before(cue):
            found = self._agent(first, stop, cue)
            if found is not None and self._is_several(cue) == self._is_plural(found.mention):
                others = found.sure == _SUBJECT and self._is_other(found.mention, first, stop)
                sure -= _DOUBT * (others or (answers and not self._is_asked(first, stop)))
                return Subject(found.mention, min(sure, found.sure))
            if found is not None:
                sure -= _DOUBT
            sure -= _FARTHER
        return None

    def _before(self, cue: Cue) -> Iterator[tuple[int, int]]:
        """Yield the words of the sentence up to the verb, and of the sentences before it, the nearest first."""
        words, sentence = self._words, self._words.sentence[cue.first]
        yield max(self._bounds[sentence][0], cue.first - _LONGEST), cue.first
        breaks = 0
        for number in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            if number not in self._bounds:
                continue
            first, stop = self._bounds[number]
            breaks += "\n" in words.text[words.stop[stop - 1] : words.start[min(stop, len(words) - 1)]]
            if breaks > _PARAGRAPHS:
                return
            yield max(first, stop - _LONGEST), stop

    def _agent(self, first: int, stop: int, cue: Cue) -> Subject | None:
        """Return who speaks in a sentence, or else its subject, if that is somebody."""
        cues = self._cues.get(self._words.sentence[first], [])
        before = bisect_left(cues, min(stop, cue.first), key=lambda said: said.first)
        cues = cues[max(0, before - _CUES) : before]
        for form in ("finite", "before"):
            for said in reversed(cues):
                if said.form != form or not said.speech or said.passive or self._is_reported(said, cues):
                    continue
                if said.first not in self._said:
                    self._said[said.first] = self._speakers.of(said, first, stop)
                found = self._said[said.first]
                if found is not None and (form == "finite" or self._is_somebody(found.mention)):
                    return found
            subject = self._topic(first, stop) or self._subjects.first(first, stop)
            if form == "finite" and subject is not None and (subject.governed or self._is_somebody(subject)):
                return Subject(subject, _SUBJECT)
        return None

    def _topic(self, first: int, stop: int) -> Mention | None:
        """Return what the sentence is about: "EN CUANTO AL gremio, sostiene"."""
        mentions = (self._subjects.starting.get(at) for at in range(first, min(stop, first + _TO_TOPIC)))
        return next((one for one in mentions if one is not None and is_topic(self._words, one)), None)

    def _is_reported(self, said: Cue, cues: list[Cue]) -> bool:
        """Whether the verb stands in what an earlier one reports: "Roy dijo que Riou PIDIÓ la llave"."""
        for outer in cues:
            if outer.first >= said.first:
                return False
            between = range(outer.last, said.first)
            parted = any(self._words.tag[i] & tags.JOINING or self._words.low[i] == ";" for i in between)
            if not parted and any(self._words.tag[i] & tags.THAT for i in between):
                return True
        return False

    def _is_somebody(self, mention: Mention) -> bool:
        named = mention.kind in {"name", "role", "pronoun"} and is_person(self._words, mention)
        plural = mention.kind == "pronoun" and self._words.tag[mention.first] & tags.PLURAL
        source = mention.head is not None and self._words.low[mention.head] in self._words.lexicon.bodies
        return bool(named or plural or source or self._is_plural(mention))

    def _is_several(self, cue: Cue) -> bool:
        """Whether the verb is a plural."""
        return any(self._words.low[i].endswith(self._words.lexicon.plural_verbs) for i in range(cue.first, cue.last))

    def _is_plural(self, mention: Mention) -> bool:
        words, first = self._words, mention.first
        plural = words.low[first] in words.lexicon.plural_determiners or words.tag[first] & tags.PLURAL
        noun = mention.head is not None and mention.kind == "role" and mention.name is None
        bare = noun and mention.head == first and words.low[first].endswith("s")
        return bool(plural or bare)

    def _is_other(self, mention: Mention, first: int, stop: int) -> bool:
        """Whether anybody else is named in the sentence outside what it quotes."""
        for at in range(first, stop):
            other = self._subjects.starting.get(at)
            if other is None or other.first == mention.first or self._words.quotation[at] != OUTSIDE:
                continue
            if other.kind == "name" and is_free(self._words, other) and is_person(self._words, other):
                beside = other.first - 1 == mention.last and self._words.low[mention.last] == ","
                if not beside:
                    return True
        return False

    def _is_asked(self, first: int, stop: int) -> bool:
        return any(self._words.low[at] in "?¿" for at in range(first, stop))
