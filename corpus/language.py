"""Which language a text is written in, where its source does not say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# What news is published in. The model knows 130 more, and takes a short German text for Low German if it may.
_LANGUAGES = (
    "ar bg bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lb lt lv mk ms mt nl no pl"
    " pt ro ru sk sl sq sr sv sw th tr uk ur vi zh"
)
_READ = 2_000  # code points: enough to be sure of, and the same time for every article
_LETTERS = 12  # fewer say nothing
_SURE = 0.5  # probability
# The three-letter codes of ISO 639-2 that feeds and agencies write.
_THREE_LETTERS = {
    "ara": "ar", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "ell": "el",
    "gre": "el", "eng": "en", "spa": "es", "fin": "fi", "fra": "fr", "fre": "fr", "hun": "hu", "ita": "it",
    "jpn": "ja", "nld": "nl", "dut": "nl", "nor": "no", "nob": "nb", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "swe": "sv", "tur": "tr", "ukr": "uk", "zho": "zh", "chi": "zh",
}  # fmt: skip
_CODE = 2


def recognise(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` begins in; None if there is too little to tell."""
    beginning = text[:_READ]
    if sum(map(str.isalpha, beginning)) < _LETTERS:
        return None
    code, probability = _identifier().classify(beginning)
    return str(code) if probability >= _SURE else None


def declared(tag: str | None) -> str | None:
    """Return the ISO 639-1 code in a language tag as files write it (*fr*, *fr-CA*, *de_AT*, *eng*); None if none."""
    if tag is None:
        return None
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    if len(primary) == _CODE and primary.isascii() and primary.isalpha():
        return primary
    return _THREE_LETTERS.get(primary)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
