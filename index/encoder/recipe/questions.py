"""Questions with the passages that answer them: the training file, and how ours is collected.

The file is UTF-8, one pair a line, three columns without quoting (tabs and line ends in a text become spaces):

    group <TAB> question <TAB> passage

Pairs of one group may answer each other's questions: an article, or a passage with all its questions. They are
never used as each other's wrong answers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import NewsError

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = 3
AROUND = 380  # characters of text on either side of the evidence, at most
LONGEST_PASSAGE = 700  # characters
SHORTEST_ARTICLE = 300  # characters
HELD_BACK = 5  # one PIAF article in so many is kept for measuring


class BadQuestions(NewsError):
    """The file of questions is not in the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, a passage that answers it, and the group within which nothing is a wrong answer."""

    group: str
    question: str
    passage: str


def read(path: Path) -> list[Asked]:
    """Read the training file. Raises BadQuestions where a line has not three columns."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise BadQuestions(
                f"bad questions: {path.name}: line {number} has {len(columns)} columns, not {COLUMNS}",
                remedy="each line is: group, question, passage, separated by tabs",
            )
        found.append(Asked(group=columns[0], question=columns[1], passage=columns[2]))
    return found


def write(pairs: Iterable[Asked], path: Path) -> None:
    """Write the training file."""
    lines = ("\t".join(" ".join(text.split()) for text in (pair.group, pair.question, pair.passage)) for pair in pairs)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def of_archive(folder: Path, *, headlines: int, chance: random.Random) -> Iterator[Asked]:
    """Yield the questions of an ArchiveQA folder in both languages, then headlines with a piece of their article.

    Articles in `do-not-train.txt` give nothing.
    """
    forbidden = frozenset((folder / "do-not-train.txt").read_text(encoding="utf-8").split())
    with gzip.open(folder / "archive.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
        articles = {row["id"]: row for row in map(json.loads, lines) if row["id"] not in forbidden}
    for row in _rows(folder / "train" / "questions.jsonl"):
        article = articles.get(row["article_id"])
        if article is None or not row["answerable"]:
            continue
        start = row["evidence_start"]
        passage = _around(article["text"], start, start + len(row["evidence"]), chance)
        for question in (row["question_en"], row["question_fr"]):
            yield Asked(group=article["id"], question=question, passage=f"{article['title'] or ''}\n{passage}")
    usable = [row for row in articles.values() if row["title"] and len(row["text"]) >= SHORTEST_ARTICLE]
    for article in chance.sample(usable, min(headlines, len(usable))):
        # Mostly the beginning, where the news is; the headline itself is left out, or it would answer itself.
        at = 0 if chance.random() < 0.5 else chance.randrange(len(article["text"]) // 2)  # noqa: PLR2004 -- one half
        yield Asked(
            group=article["id"], question=article["title"], passage=_around(article["text"], at, at + 200, chance)
        )


def of_piaf(folder: Path) -> Iterator[Asked]:
    """Yield the questions of a PIAF folder whose articles are not held back for measuring."""
    passages = {row["id"]: row for row in _rows(folder / "passages-fr.jsonl")}
    for row in _rows(folder / "questions-fr.jsonl"):
        passage = passages[row["passage"]]
        if not held_back(passage["id"]):
            yield Asked(
                group=f"piaf-{passage['id']}", question=row["question"], passage=passage["text"][:LONGEST_PASSAGE]
            )


def held_back(passage_id: str) -> bool:
    """Whether a PIAF passage, by its article (the id is `article-passage`), is kept for measuring."""
    article = passage_id.split("-", maxsplit=1)[0]
    return hashlib.blake2b(article.encode(), digest_size=4).digest()[0] % HELD_BACK == 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(json.loads, lines)


def _around(text: str, start: int, stop: int, chance: random.Random) -> str:
    """Cut the text from `start` to `stop` with some of what stands around it, at spaces."""
    first = max(0, start - chance.randint(0, AROUND))
    last = min(len(text), stop + chance.randint(0, AROUND))
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return text[first:last]
