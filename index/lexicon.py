"""What a word may be in another language, and how probably: the lexicon by which words are searched across languages.

Darwish and Oard, "Probabilistic Structured Query Methods" (2003). `index/encoder/lexicon/` holds a file for each of our
languages, from English and into it; `index.encoder.recipe.lexicon` makes them of parallel text.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "encoder" / "lexicon"

Translations = tuple[tuple[str, float], ...]  # terms, and the probability of each: at most 1 together


def file_of(source: str, target: str) -> str:
    """Return the name of the file that says what the words of one language are in another."""
    return f"{source}-{target}.tsv.gz"


def translations(term: str, source: str, target: str) -> Translations:
    """Return what a folded, stemmed word may be in the language `target`, the most probable first.

    Nothing where the word or the pair of languages is not known, and never the word itself.
    """
    return _read(source, target).get(term, ())


def is_known(term: str, source: str) -> bool:
    """Whether anything is known of what a folded, stemmed word of the language `source` may be in another."""
    return any(term in _read(*pair) for pair in _pairs() if pair[0] == source)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    names = (path.name.partition(".")[0].split("-") for path in sorted(FOLDER.glob("*.tsv.gz")))
    return tuple((source, target) for source, target in names)


@cache
def _read(source: str, target: str) -> dict[str, Translations]:
    path = FOLDER / file_of(source, target)
    if not path.is_file():
        return {}
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")[:-1]
    return dict(map(parsed, lines))


def line_of(term: str, translated: Translations) -> str:
    """Return a line of a file: the word, then each translation and its probability in hundredths."""
    return "\t".join([term, *(f"{other}\t{round(100 * share)}" for other, share in translated)])


def parsed(line: str) -> tuple[str, Translations]:
    """Read what `line_of` returned."""
    term, *rest = line.split("\t")
    return term, tuple((other, int(share) / 100) for other, share in zip(rest[::2], rest[1::2], strict=True))
