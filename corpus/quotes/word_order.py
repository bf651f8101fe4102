"""Which mention is the subject where the verb stands second, and its subject before or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tags
from corpus.quotes.cases import is_free, is_oblique, is_person
from corpus.quotes.clauses import clause_start
from corpus.quotes.subjects import SHARED, Subject

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.mentions import Mention
    from corpus.quotes.subjects import Subjects
    from corpus.quotes.words import Words


class WordOrder:
    """Chooses between the subjects before and after a verb in one article."""

    def __init__(self, words: Words, subjects: Subjects) -> None:
        self._words = words
        self._subjects = subjects

    def following(self, cue: Cue, stop: int) -> Mention | None:
        """Return the subject after the verb, or between the parts of it: "hatte VW-Chef Winterkorn erklärt"."""
        words = self._words
        inside = range(cue.first + 1, cue.last) if words.tag[cue.last - 1] & tags.CUE else ()
        for i in inside:
            mention = self._subjects.starting.get(i)
            if mention is None or mention.kind not in {"name", "role"} or not is_free(self._words, mention):
                continue
            return mention
        return self._subjects.after(cue.last, stop)

    def chosen(self, cue: Cue, before: Subject, start: int, stop: int) -> Subject:
        """Choose, where the verb stands second, between the subject before it and the one after: "Ihm sagte Karma"."""
        words, mention = self._words, before.mention
        following = self.following(cue, stop)
        joined = words.tag[cue.first - 1] & tags.JOINING
        if following is None or joined or mention.kind == "relative":
            return before
        first = following.first
        if self._is_outnumbered(following, cue) and words.tag[mention.first] & (tags.INDEFINITE | tags.PLURAL):
            return before
        near = all(words.tag[i] & tags.BETWEEN for i in range(cue.last, first))
        if near and following.kind == "pronoun" and words.tag[first] & tags.MASCULINE:
            return Subject(following, 0.95)
        inverted = words.low[cue.first - 1] == "," and before.sure <= SHARED and near
        if inverted or (self._is_fronted(cue, mention, start) and (near or first < cue.last)):
            return Subject(following, 0.9)
        parted = "," in words.low[cue.last : first]
        unfit = is_oblique(self._words, mention) or self._is_adverb(mention) or self._disagrees(mention, cue)
        if (near or first == cue.first + 1) and self._can_speak(following):
            apposed = self._subjects.ending.get(cue.first - 1)
            thing = self._is_thing(mention) and (apposed is None or not is_person(words, apposed))
            unfit = unfit or thing or self._is_parted(mention, cue) or self._is_listed(mention, cue, start)
        named = near and following.kind == "name" and not words.tag[first] & tags.DETERMINER
        bare = mention.kind == "role" and not words.tag[mention.first] & tags.DETERMINER
        opens = self._is_opened(clause_start(words, cue.first, start))
        return Subject(following, 0.88) if (unfit and not parted) or (named and bare and not opens) else before

    def _is_fronted(self, cue: Cue, mention: Mention, start: int) -> bool:
        """Whether the clause begins with something that is no subject: "In dem Bericht, der …, sagte"."""
        words, first = self._words, clause_start(self._words, cue.first, start)
        if mention.kind == "pronoun" and words.low[mention.first] in words.lexicon.pointers:
            return True
        if first == mention.first:
            return self._is_adverb(mention)
        if words.low[first] in words.lexicon.oblique:
            return True
        if words.tag[first] & tags.BETWEEN and mention.first > first + 1:  # "BEREITS Tage nach dem Brand sagte"
            return any(words.tag[i] & tags.PREPOSITION for i in range(first, mention.first))
        return bool(words.tag[first] & (tags.PREPOSITION | tags.WHETHER | tags.CONJUNCTION | tags.TIME))

    def _disagrees(self, mention: Mention, cue: Cue) -> bool:
        """Whether the verb has another number than the mention: "Die Planungen nannte er", "Die Zeitung lobten sie"."""
        words, lexicon = self._words, self._words.lexicon
        head = next((i for i in range(mention.first, mention.last) if words.capital[i] and i > mention.first), None)
        if head is None or words.low[mention.first] not in lexicon.feminine_determiners:
            return False
        verb, noun = words.low[cue.first], words.low[head]
        plural = verb.endswith(lexicon.plural_verbs)
        attribute = head > mention.first + 1 and words.low[mention.first + 1].endswith(
            lexicon.plural_adjectives
        )  # "die alten Brücken"
        several = attribute or noun.endswith(lexicon.plural_endings)
        return (several and not plural) or (noun.endswith(lexicon.feminine_endings) and plural)

    def _is_listed(self, mention: Mention, cue: Cue, start: int) -> bool:
        """Whether the mention only ends a list of things that begins the clause: "Die Worte Roys und RIOUS lobte"."""
        first = self._subjects.starting.get(clause_start(self._words, cue.first, start))
        joined = self._words.tag[mention.first - 1] & tags.JOINING
        return bool(joined) and first is not None and first is not mention and self._is_thing(first)

    def _is_thing(self, mention: Mention) -> bool:
        """Whether a phrase with an article is neither a person, nor anything with a name, nor an institution."""
        words = self._words
        if mention.kind != "role" or mention.name is not None or not words.tag[mention.first] & tags.DETERMINER:
            return False
        heads = (words.low[i] for i in range(mention.first + 1, mention.last) if words.capital[i])
        head, spoken = next(heads, ""), words.lexicon.bodies | words.lexicon.things
        return not is_person(words, mention) and head not in spoken and not head.endswith(words.lexicon.body_endings)

    def _is_outnumbered(self, following: Mention, cue: Cue) -> bool:
        """Whether the verb has more subjects than the one person behind it: "Einige HABEN Roy geschrieben, dass"."""
        words, last = self._words, following.last
        joined = last < len(words) and (words.tag[last] & tags.JOINING or words.low[last] == ",")
        return words.low[cue.first].endswith(words.lexicon.plural_verbs) and following.name is not None and not joined

    def _is_parted(self, mention: Mention, cue: Cue) -> bool:
        """Whether something else fills the one place before the verb: a heading "Neuer Streit | Am Montag SAGTE"."""
        words, between = self._words, range(mention.last, cue.first)
        return any(words.capital[i] and words.tag[i] & (tags.PREPOSITION | tags.BETWEEN) for i in between)

    def _can_speak(self, mention: Mention) -> bool:
        """Whether the mention is a name, or the role of a person."""
        lexicon = self._words.lexicon
        if mention.kind == "name":
            return is_person(self._words, mention)
        head = None if mention.head is None else self._words.low[mention.head]
        body = head is not None and head.endswith(lexicon.body_endings)
        return mention.kind == "role" and (lexicon.is_person(head) or body)

    def _is_opened(self, first: int) -> bool:
        """Whether the clause that begins with the word `first` begins with what can be its subject."""
        mention = self._subjects.starting.get(first)
        return mention is not None and is_free(self._words, mention) and not self._is_adverb(mention)

    def _is_adverb(self, mention: Mention) -> bool:
        """Whether a word at the head of a sentence, whose capital makes it look like a noun, is an adverb."""
        single = mention.last - mention.first == 1 or self._words.tag[mention.first + 1] & tags.PREPOSITION
        return (
            mention.kind == "role"
            and bool(single)
            and self._words.low[mention.first].endswith(self._words.lexicon.adverb_endings)
        )
