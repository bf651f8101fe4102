"""Which text says it: "das geht aus dem Bericht hervor", "heißt es in dem Schreiben"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.clauses import clause_start
from corpus.quotes.subjects import Subject
from corpus.quotes.words import OUTSIDE

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.mentions import Mention
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words

_TO_SOURCE = 8  # words from a verb to the preposition of its text
_TO_TEXT = 8  # words from "heißt es" to the text


class Texts:
    """Finds the texts that are made to speak in one article."""

    def __init__(self, words: Words, subjects: Subjects) -> None:
        self._words = words
        self._subjects = subjects

    def source(self, cue: Cue, start: int, stop: int) -> Mention | None:
        """Return the text that says it in "das geht aus dem Bericht hervor", "in dem Bericht steht, dass"."""
        words = self._words
        sources = words.lexicon.sources
        prepositions = sources.get(words.low[cue.first]) or sources.get(words.low[cue.last - 1])
        if prepositions is None:
            return None
        for i in (*range(cue.last, min(stop, cue.last + _TO_SOURCE)), *range(start, cue.last)):
            if words.low[i] in prepositions:
                found = self._subjects.starting.get(i + 1) or self._subjects.rest(i + 1)
                if found is not None and found.kind == "relative":
                    return self._subjects.antecedent(found)
                return found
        return None

    def text(self, cue: Cue, start: int) -> Subject | None:
        """Return what says it in "heißt es in dem Schreiben" and "in dem Schreiben heißt es"; or else "es"."""
        words, at = self._words, cue.last
        if words.low[at - 1] not in words.lexicon.impersonal:
            return None
        near = range(cue.first + 1, min(cue.last + 1, len(words)))
        subject = next((i for i in near if words.low[i] in words.lexicon.impersonal_subjects), None)
        if subject is None:
            return None
        at = max(subject, at - 1)
        first = clause_start(words, cue.first, start)
        sources = words.lexicon.source_prepositions
        stop = next((i for i in range(at + 1, len(words)) if words.low[i] in ",.:"), len(words))
        for i in (*range(at + 1, min(at + _TO_TEXT, stop)), first):
            if words.low[i] in sources and (i == first or words.sentence[i] == words.sentence[at]):
                named = self._text_after(i + 1)
                if named is not None:
                    return Subject(named, 0.85)
        nobody = self._subjects.starting.get(subject)
        return None if nobody is None else Subject(nobody, 0.5)

    def _text_after(self, at: int) -> Mention | None:
        """Return the text from the word `at` on: "in EINER gestern verbreiteten ERKLÄRUNG"."""
        words = self._words
        for i in range(at, min(at + _TO_TEXT, len(words))):
            named = self._subjects.starting.get(i) or self._subjects.rest(i)
            if named is not None or not words.low[i][0].isalpha() or words.quotation[i] != OUTSIDE:
                return named
        return None
