"""Where a cue stands that makes its attribution less sure: inside what somebody else says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.frames import left_open, reopens

if TYPE_CHECKING:
    from corpus.article import Kind
    from corpus.quotes.attribution import Attributor
    from corpus.quotes.cues import Cue
    from corpus.quotes.mentions import Mention
    from corpus.quotes.speakers import Speakers
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.tails import Attribution
    from corpus.quotes.words import Words

_GOVERNING = {"finite", "gerund", "infinitive"}
_CLOSING = "'’”\"»"
_DOUBTED = 0.6  # as sure as such an attribution is, at most: not enough to be shown, even as likely
_LIKELY = 0.75  # as sure as "Roy's CLAIM that" and "a letter to Roy SAYING" are, at most
_TO_NEGATION = 2  # words from a verb back to its "not"
_LONGEST = 80  # words of a sentence that is looked through
_TO_PARTICLE = 20  # words from a verb to its particle
_TO_THAT = 8  # words from a verb of saying to the "that" of its clause


class Doubts:
    """Tells how sure an attribution can be in one article.

    Of the reported words in PolNeAR's training articles whose speaker was shown as sure, those inside what somebody
    else says were somebody else's in 60 % of the cases, and those that another's verb of saying closes in half.
    """

    def __init__(self, words: Words, attributor: Attributor, subjects: Subjects, speakers: Speakers) -> None:
        self._words = words
        self._left_open = left_open(words)
        self._attributor = attributor
        self._subjects = subjects
        self._speakers = speakers

    def most(self, kind: Kind, attribution: Attribution, last: int) -> float:
        """Return how sure the attribution of words up to word `last` is at most."""
        return min(self._heard(kind, attribution), _LIKELY if self._is_slip(kind, last) else 1.0)

    def _is_slip(self, kind: Kind, last: int) -> bool:
        """Whether a mark is only missing, so that nobody knows how far the quotation goes: "it is “safe. He left."."""
        stop = self._left_open.get(self._words.held[last])
        return stop is not None and (kind == "mixed" or not reopens(self._words, stop))

    def _heard(self, kind: Kind, attribution: Attribution) -> float:
        cue, speaker = attribution.cue, attribution.speaker
        if cue is None or speaker is None:
            return 1.0
        if cue.first < speaker.first:
            return _DOUBTED if kind != "direct" and self._is_denied(cue) else 1.0
        most = _LIKELY if cue.form in {"gerund", "noun"} and self._words.lexicon.bare else 1.0
        doubted = kind != "direct" and (self._is_retold(speaker) or self._is_denied(cue))
        doubted = doubted or (
            kind == "indirect"
            and (self._is_negated(cue) or self._is_closed(cue) or self._is_deed(cue) or self._hangs(speaker))
        )
        return _DOUBTED if doubted else most

    def _is_retold(self, speaker: Mention) -> bool:
        """Whether it is somebody else who says that the speaker says it: "Roy said Riou BELIEVES the bridge is safe".

        What he says that he thinks he says himself.
        """
        words, start = self._words, self._start(speaker.first)
        before = reversed(self._attributor.cues(start, speaker.first))
        outer = next((cue for cue in before if cue.form in _GOVERNING and not cue.passive), None)
        if outer is None or not self._opens(words.low[outer.last : speaker.first], outer, speaker):
            return False
        teller = self._speakers.of(outer, start, speaker.first)
        return teller is not None and not (teller.mention.kind == speaker.kind == "pronoun")

    def _opens(self, between: list[str], outer: Cue, speaker: Mention) -> bool:
        """Whether the outer cue's clause begins with the speaker: "said Riou …", "said that Riou …", "said, Riou …"."""
        that = self._words.tag[speaker.first - 1] & tags.THAT
        if not between or (between == [","] and outer.form == "finite" and outer.speech):
            return True
        comma = self._words.lexicon.capital_nouns and between[-2:-1] == [","]  # "sagte, dass", as German writes it
        return bool(that) and len(between) <= _TO_THAT and "," not in (between[:-2] if comma else between)

    def _hangs(self, speaker: Mention) -> bool:
        """Whether the cue's clause hangs on another: "the charge THAT Roy says", "WHAT Roy wants"."""
        words = self._words
        opened = speaker.first and words.tag[speaker.first - 1] & (tags.THAT | tags.WHETHER)
        return bool(opened) and speaker.kind in {"name", "role"} and not words.lexicon.capital_nouns

    def _is_negated(self, cue: Cue) -> bool:
        """Whether it is told that somebody does not say it: "Roy n'a PAS dit que le pont tient"."""
        before = self._words.low[max(0, cue.first - _TO_NEGATION) : cue.last]
        return cue.form == "finite" and not self._words.lexicon.negations.isdisjoint(before)

    def _is_denied(self, cue: Cue) -> bool:
        """Whether somebody says that it is not so: "Roy WIES es ZURÜCK, er sei alt"."""
        words, stop = self._words, cue.first
        while stop < min(len(words), cue.last + _TO_PARTICLE) and words.low[stop] not in ",:":
            stop += 1
        return not words.lexicon.denials.isdisjoint(words.low[cue.first : stop])

    def _is_closed(self, cue: Cue) -> bool:
        """Whether another one's verb of saying closes the sentence: "Roy wants to go, RIOU SAID"."""
        words, stop = self._words, cue.last
        while stop < min(len(words), cue.last + _LONGEST) and words.sentence[stop] == words.sentence[cue.first]:
            stop += 1
        for other in self._attributor.cues(cue.last, stop):
            if other.form != "finite" or not other.speech or other.passive:
                continue
            before = self._subjects.ending.get(other.first)
            first = other.first if before is None else before.first
            while first > cue.last and (words.low[first - 1] in _CLOSING or words.tag[first - 1] & tags.CONJUNCTION):
                first -= 1
            if words.low[first - 1] == ",":
                return True
        return False

    def _is_deed(self, cue: Cue) -> bool:
        """Whether the verb tells what somebody does rather than says: "Roy BACKED the bridge", not "showed THAT"."""
        words, after = self._words, min(cue.last, len(self._words) - 1)
        return words.low[cue.last - 1] in words.lexicon.deeds and not words.tag[after] & tags.THAT

    def _start(self, at: int) -> int:
        """Return where the sentence of word `at` begins."""
        words, start = self._words, at
        while start > max(0, at - _LONGEST) and words.sentence[start - 1] == words.sentence[at]:
            start -= 1
        return start
