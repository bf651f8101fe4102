"""Which pieces of the original's vocabulary ours keeps, and the tokenizer made of them.

The original knows a hundred languages with 250,000 pieces. A piece that no text of our languages is cut into is not
missed; single letters and signs are kept whether they were seen or not, so that any word of our scripts can be spelt.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SPACE = "▁"  # what stands for a space in a piece
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
LATIN_END = 0x250  # characters below are of Latin script, or signs that stand in it
SIGNS_END = 0x2FFF
SIGNS = "PSN"  # categories of Unicode: punctuation, symbols, numbers
AT_ONCE = 2000  # texts

# What the original's own normalisation does beyond NFKC, character by character.
_REMOVED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_SPACES = r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"


def tokenizer(pieces: Sequence[tuple[str, float]], special: tuple[int, int, int, int]) -> Tokenizer:
    """Make the tokenizer of `pieces` with their scores; `special` begin, end, fill, and stand for the unknown."""
    begin, end, _, unknown = special
    first, last = pieces[begin][0], pieces[end][0]
    made = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_REMOVED), ""),
            normalizers.Replace(Regex(_SPACES), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} $B {last}",
        special_tokens=[(first, begin), (last, end)],
    )
    return made


def chosen(whole: Tokenizer, texts: Iterable[str], *, least: int, always: Iterable[int]) -> list[int]:
    """Return the numbers of the pieces to keep, in order: `always`, letters and signs, and what `texts` have.

    A piece is had by `texts` if they are cut into it at least `least` times.
    """
    counts: Counter[int] = Counter()
    left = iter(texts)
    while some := list(islice(left, AT_ONCE)):
        for one in whole.encode_batch_fast(some, add_special_tokens=False):
            counts.update(one.ids)
    kept = {*always, *(number for number, count in counts.items() if count >= least)}
    kept.update(number for piece, number in whole.get_vocab().items() if is_letter_or_sign(piece))
    return sorted(kept)


def is_letter_or_sign(piece: str) -> bool:
    """Whether `piece` is one character of our scripts, with or without a space before it."""
    character = piece[1:] if len(piece) > 1 and piece[0] == SPACE else piece
    if len(character) != 1:
        return False
    return (
        ord(character) < LATIN_END
        or unicodedata.name(character, "").startswith(SCRIPTS)
        or (unicodedata.category(character)[0] in SIGNS and ord(character) < SIGNS_END)
    )
