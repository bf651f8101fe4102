"""The lexicon, made of parallel text: how probably a word of one language is translated by each of another.

`python -m index.encoder.recipe.lexicon --parallel DIR --out index/encoder/lexicon` reads `en-LANG.tsv` (`.gz` or not,
in the format of `texts`) for each language below and writes `en-xx.tsv.gz` and `xx-en.tsv.gz`. It is IBM Model 1 (Brown
et al. 1993) over words as the lexical index folds and stems them, without those that carry no meaning.
"""

from __future__ import annotations

import argparse
import gzip
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import NewsError
from index.encoder.recipe.texts import pairs_of
from index.lexical import terms
from index.lexicon import file_of, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.lexicon import Translations

LANGUAGES = {"de": "deu", "es": "spa", "fr": "fra", "it": "ita", "pt": "por", "ru": "rus"}
ENGLISH = "en"
ROUNDS = 8
LONGEST = 60  # terms of a sentence that are read
PROBABLE = 0.1  # a translation that is less probable than this is a neighbour, most often
SEEN = 1.0  # and one that is expected fewer times than this, over all the text, is a coincidence
MOST = 5  # translations of one word

log = logging.getLogger(__name__)

Sentence = tuple[str, ...]


def translated(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> dict[str, Translations]:
    """Return the translations of each term of `sources`; sentences in the same place of both say the same."""
    source_terms, sides = _numbered(sources)
    target_terms, others = _numbered(targets)
    links = _Links(sides, others, len(source_terms) + 1)
    probable, expected = links.learn()
    best = np.lexsort((links.target, -probable, links.source))
    found: dict[str, list[tuple[str, float]]] = {}
    for link in best[(probable[best] >= PROBABLE) & (expected[best] >= SEEN) & (links.source[best] > 0)].tolist():
        known = found.setdefault(source_terms[int(links.source[link]) - 1], [])
        if len(known) < MOST:
            known.append((target_terms[int(links.target[link])], float(probable[link])))
    return {term: kept for term, known in found.items() if (kept := _kept(term, known))}


def _kept(term: str, known: Sequence[tuple[str, float]]) -> Translations:
    """Share the whole among the translations that are left. A word is searched as it is too; a number only so."""
    whole = sum(share for _, share in known)
    return tuple((other, share / whole) for other, share in known if other != term and not term[0].isdigit())


def _numbered(sentences: Iterable[Sentence]) -> tuple[list[str], list[NDArray[np.int64]]]:
    numbers: dict[str, int] = {}
    rows = [np.array([numbers.setdefault(term, len(numbers)) for term in one], dtype=np.int64) for one in sentences]
    return list(numbers), rows


class _Links:
    """Which terms stand in two sentences that say the same, each two once; number 0 of a source is no word at all."""

    def __init__(self, sources: Sequence[NDArray[np.int64]], targets: Sequence[NDArray[np.int64]], count: int) -> None:
        left = [np.append(0, source + 1) for source in sources]
        places = np.array([len(target) for target in targets])
        self._words = int(places.sum())  # of all target sentences: each is there because of one word of the source
        widths = np.repeat([len(source) for source in left], places)
        self._word = np.repeat(np.arange(self._words), widths)
        source = np.concatenate([np.tile(one, n) for one, n in zip(left, places, strict=True)])
        target = np.repeat(np.concatenate(list(targets)), widths)
        each, self._which = np.unique(target * count + source, return_inverse=True)
        self.source, self.target = each % count, each // count

    def learn(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how probably each source term is translated so, and how many times it is expected to be."""
        probable = np.ones(len(self.source))
        expected = probable
        for _ in range(ROUNDS):
            share = probable[self._which]
            share /= np.bincount(self._word, share, minlength=self._words)[self._word]
            expected = np.bincount(self._which, share, minlength=len(self.source)).astype(np.float64)
            probable = expected / np.bincount(self.source, expected)[self.source]
        return probable, expected


def write(known: dict[str, Translations], path: Path) -> None:
    """Write the file of one pair of languages; the same translations make the same bytes."""
    text = "".join(f"{line_of(term, known[term])}\n" for term in sorted(known))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def build(parallel: Path, out: Path) -> None:
    """Write the lexicon of every language that `parallel` has text for. Raises NewsError where it has none."""
    out.mkdir(parents=True, exist_ok=True)
    files = {code: file for code, name in LANGUAGES.items() for file in parallel.glob(f"{ENGLISH}-{name}.tsv*")}
    if not files:
        raise NewsError(f"no parallel text: {parallel}: no en-LANG.tsv", remedy="see index/encoder/recipe/texts.py")
    for code, file in sorted(files.items()):
        pairs = [(_sentence(english, ENGLISH), _sentence(other, code)) for english, other in pairs_of(file)]
        both = [pair for pair in pairs if all(pair)]
        left, right = [pair[0] for pair in both], [pair[1] for pair in both]
        for source, target, known in (
            (ENGLISH, code, translated(left, right)),
            (code, ENGLISH, translated(right, left)),
        ):
            write(known, out / file_of(source, target))
            log.info("%s to %s: %d words", source, target, len(known))


def _sentence(text: str, language: str) -> Sentence:
    return tuple(terms(text, language))[:LONGEST]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m index.encoder.recipe.lexicon", description=__doc__.split("\n")[0])
    parser.add_argument("--parallel", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = parser.parse_args(arguments)
    build(chosen.parallel, chosen.out)


if __name__ == "__main__":
    main()
