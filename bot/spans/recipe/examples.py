"""Examples to train the span model on, from question sets: a question, a window of text, and where it is answered.

A window is some whole sentences around the proof, as many as fit a length drawn anew for each. The wrong windows are
others of the same article, which speak of the same people; of a question that its article does not answer, all are;
and of one whose premise was made false, so is the window that answered it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.spans.recipe.premises import falsified, named
from corpus.article import Span
from corpus.sentences import sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bot.spans.recipe.premises import Named

SHORTEST, LONGEST = 300, 520  # characters of a window
WRONG_WINDOWS = 0.55  # of so many answered questions a wrong window is shown too
FALSE_PREMISES = 0.3  # so many answered questions are asked again, of somebody else or of another year
NEAR_MISSES = 2  # windows of an article that does not answer
HELD_BACK = 12  # one article in so many is kept for measuring


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and a window; `answer` and `proof` are spans of the window, None where it does not answer."""

    question: str
    headline: str
    window: str
    answer: Span | None = None
    proof: Span | None = None


class Text:
    """An article, cut into sentences once."""

    def __init__(self, title: str, text: str, language: str) -> None:
        self.title = title
        self.text = text
        self.sentences = sentences(text, language)

    def windows(self, size: int) -> list[Span]:
        """Cut all of it into windows of up to `size` characters."""
        found: list[Span] = []
        for sentence in self.sentences:
            if found and sentence.stop - found[-1].start <= size:
                found[-1] = Span(found[-1].start, sentence.stop)
            else:
                found.append(sentence)
        return found

    def around(self, proof: Span, size: int, chance: random.Random) -> Span:
        """Return a window of about `size` characters that holds `proof`, which stands anywhere in it."""
        held = [number for number, sentence in enumerate(self.sentences) if sentence.overlaps(proof)]
        first, last = held[0], held[-1]
        leaning = chance.random()
        while True:
            start, stop = self.sentences[first].start, self.sentences[last].stop
            left = first > 0 and stop - self.sentences[first - 1].start <= size
            right = last + 1 < len(self.sentences) and self.sentences[last + 1].stop - start <= size
            if not left and not right:
                return Span(start, stop)
            if left and (not right or chance.random() < leaning):
                first -= 1
            else:
                last += 1

    def proof_of(self, answer: Span) -> Span:
        """Return the whole sentences that hold `answer`."""
        held = [sentence for sentence in self.sentences if sentence.overlaps(answer)]
        return Span(held[0].start, held[-1].stop)


def of_archive(folder: Path, *, chance: random.Random, languages: Sequence[str] = ("en", "fr")) -> Iterator[Example]:
    """Yield the examples of an ArchiveQA folder, but those of articles that are held back or not to be trained on."""
    forbidden = frozenset((folder / "do-not-train.txt").read_text(encoding="utf-8").split())
    rows = [row for row in _rows(folder / "train" / "questions.jsonl") if row["article_id"] not in forbidden]
    wanted = {row["article_id"] for row in rows if not held_back(row["article_id"])}
    with gzip.open(folder / "archive.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
        texts = {
            row["id"]: Text(row["title"] or "", row["text"], "fr")
            for row in map(json.loads, lines)
            if row["id"] in wanted
        }
    strangers = {
        language: [one for row in rows for one in named(row[f"question_{language}"], language)]
        for language in languages
    }
    for row in rows:
        if row["article_id"] in texts:
            text, marked = texts[row["article_id"]], _marked(row)
            for language in languages:
                question = row[f"question_{language}"]
                yield from _asked(question, text, marked, chance)
                if marked is not None and chance.random() < FALSE_PREMISES:
                    yield from _misled(question, language, text, marked, strangers[language], chance)


def of_passages(  # noqa: PLR0913 -- one keyword for each choice
    folder: Path,
    *,
    passages: str,
    questions: Sequence[str],
    chance: random.Random,
    share: float = 1.0,
    left_out: Callable[[str], bool] = lambda _: False,
) -> Iterator[Example]:
    """Yield the examples of `passages-LANG.jsonl` in `folder`, each question in one language of `questions`, drawn.

    An answer that stands several times in its passage is passed over: which of them answers is not said. Of the
    others a `share` is drawn; a passage whose id is `left_out` gives none.
    """
    texts = {
        row["id"]: Text(row.get("title") or "", row["text"], passages)
        for row in _rows(folder / f"passages-{passages}.jsonl")
    }
    asked = {
        language: {row["qid"]: row["question"] for row in _rows(folder / f"questions-{language}.jsonl")}
        for language in dict.fromkeys((*questions, passages))
    }
    for row in _rows(folder / f"questions-{passages}.jsonl"):
        text, answer = texts[row["passage"]], max(row["answers"], key=len)
        if left_out(row["passage"]) or text.text.count(answer) != 1 or chance.random() > share:
            continue
        at = text.text.index(answer)
        span = Span(at, at + len(answer))
        question = asked[chance.choice(questions)][row["qid"]]
        yield from _asked(question, text, (span, text.proof_of(span)), chance)


def held_back(article_id: str) -> bool:
    """Whether an article is kept for measuring."""
    digest = hashlib.md5(article_id.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % HELD_BACK == 0


def _marked(row: dict[str, Any]) -> tuple[Span, Span] | None:
    if not row["answerable"]:
        return None
    answer, proof = (Span(row[f"{key}_start"], row[f"{key}_start"] + len(row[key])) for key in ("answer", "evidence"))
    return answer, proof


def _asked(question: str, text: Text, marked: tuple[Span, Span] | None, chance: random.Random) -> Iterator[Example]:
    size = chance.randint(SHORTEST, LONGEST)
    wrong = text.windows(size)
    if marked is None:
        wrong = chance.sample(wrong, min(NEAR_MISSES, len(wrong)))
    else:
        answer, proof = marked
        window = text.around(proof, size, chance)
        yield Example(
            question=question,
            headline=text.title,
            window=window.of(text.text),
            answer=_within(answer, window),
            proof=_within(proof, window),
        )
        wrong = [other for other in wrong if not other.overlaps(proof)]
        wrong = [chance.choice(wrong)] if wrong and chance.random() < WRONG_WINDOWS else []
    for other in wrong:
        yield Example(question=question, headline=text.title, window=other.of(text.text))


def _misled(  # noqa: PLR0913, PLR0917 -- what an example is made of
    question: str,
    language: str,
    text: Text,
    marked: tuple[Span, Span],
    strangers: Sequence[Named],
    chance: random.Random,
) -> Iterator[Example]:
    answer, proof = marked
    window = text.around(proof, chance.randint(SHORTEST, LONGEST), chance)
    asked = falsified(question, language, text.text, answer.of(text.text), strangers=strangers, chance=chance)
    if asked is not None:
        yield Example(question=asked, headline=text.title, window=window.of(text.text))


def _within(span: Span, window: Span) -> Span:
    return Span(span.start - window.start, span.stop - window.start)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(json.loads, lines)
