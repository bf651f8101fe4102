"""Parallel text: English sentences with their translations, read from tab-separated files.

One file a language, `en-LANG.tsv` or `en-LANG.tsv.gz`, UTF-8, one pair a line, four columns without quoting:

    source <TAB> domain <TAB> English <TAB> the other language

`source` names the collection, `domain` its kind (news, caption, tatoeba…). Consecutive lines of the domain
`news` are taken to be consecutive sentences of an article; no other order matters.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from corpus.errors import NewsError

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COLUMNS = 4
IN_ORDER = "news"  # the domain whose lines follow each other as they did in the article
LONGEST_SIDE = 80  # words
WORST_RATIO = 3.0  # a side this many times longer than the other is no translation of it
SHORT = 6  # words; below, the ratio says nothing
LONGEST_RUN = 5  # sentences
LONGEST_RUN_WORDS = 110


class BadParallelText(NewsError):
    """The folder has no parallel text, or a file of it is not in the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An English text and its translation into `language`."""

    language: str
    source: str
    domain: str
    english: str
    other: str
    joined: bool = False  # made of several consecutive pairs


def read(folder: Path, *, shares: Mapping[str, float], without: Iterable[str], chance: random.Random) -> list[Pair]:
    """Read the usable pairs in `folder`: of each domain its share, all where none is given; of `without` nothing.

    Raises BadParallelText where no file is found or a line has not four columns.
    """
    files = sorted(path for path in folder.glob("en-*.tsv*") if path.name.endswith((".tsv", ".tsv.gz")))
    if not files:
        raise BadParallelText(
            f"no parallel text: {folder}: no file en-LANG.tsv or en-LANG.tsv.gz",
            remedy="give the folder with --parallel",
        )
    unwanted = frozenset(without)
    return [
        pair
        for path in files
        for pair in _read_file(path)
        if pair.source not in unwanted
        and _usable(pair)
        and (shares.get(pair.domain, 1.0) >= 1.0 or chance.random() < shares[pair.domain])
    ]


def runs(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """Join consecutive news sentences into passages of two to five, so that the model also sees long text."""
    joined: list[Pair] = []
    run: list[Pair] = []
    wanted = chance.randint(2, LONGEST_RUN)
    for pair in pairs:
        if pair.domain != IN_ORDER:
            continue
        broken = bool(run) and (pair.language, pair.source) != (run[0].language, run[0].source)
        long = sum(len(one.english.split()) for one in (*run, pair)) > LONGEST_RUN_WORDS
        if broken or long or len(run) == wanted:
            joined.extend(_joined(run))
            run, wanted = [], chance.randint(2, LONGEST_RUN)
        run.append(pair)
    joined.extend(_joined(run))
    return joined


def _joined(run: list[Pair]) -> Iterator[Pair]:
    if len(run) > 1:
        yield Pair(
            language=run[0].language,
            source=run[0].source,
            domain=run[0].domain,
            english=" ".join(pair.english for pair in run),
            other=" ".join(pair.other for pair in run),
            joined=True,
        )


def _read_file(path: Path) -> Iterator[Pair]:
    language = path.name.removeprefix("en-").split(".")[0]
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != COLUMNS:
                raise BadParallelText(
                    f"bad parallel text: {path.name}: line {number} has {len(columns)} columns, not {COLUMNS}",
                    remedy="each line is: source, domain, English, other, separated by tabs",
                )
            source, domain, english, other = columns
            yield Pair(language=language, source=source, domain=domain, english=english.strip(), other=other.strip())


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


def _usable(pair: Pair) -> bool:
    sides = sorted((len(pair.english.split()), len(pair.other.split())))
    return sides[0] > 0 and sides[1] <= LONGEST_SIDE and (sides[1] <= SHORT or sides[1] <= WORST_RATIO * sides[0])
