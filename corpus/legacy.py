"""Which of the old encodings wrote these bytes.

The general detectors take a French page for a Central European one as often as not, and a wrong guess changes what
is quoted. News is written in known languages, so each encoding is judged by one question: do its letters make up
the alphabet of one of them, and do they stand where letters stand?
"""

from __future__ import annotations

from collections import Counter

# The letters beyond ASCII of the languages that each encoding was made for, in the order in which ties are settled.
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßéà",  # German
    "áéíñóúü",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóù",  # Italian
    "àçèéíïòóúü",  # Catalan
    "äåæöøéü",  # Danish, Norwegian, Swedish, Finnish
    "éëïöüèêç",  # Dutch
    "áæðéíóöúýþ",  # Icelandic
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
)
_CYRILLIC = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґѝјљњћџђ",)
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",)
_TURKISH = ("çğıöşüâî",)
_ALPHABETS = {
    "cp1252": _WESTERN,
    "iso8859_15": _WESTERN,
    "mac_roman": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1254": _TURKISH,
}
_OTHER_SCRIPTS = frozenset({"cp1251", "koi8_r", "cp1253"})  # their letters never stand beside a Latin one
_MARKS = frozenset("«»„“”‘’‚‹›–—…€£§°·•¿¡ºª²³½©®™№\xa0\xad")  # what stands between words, or ends one
_READABLE = 0.3  # a score: about two of three characters in place
_SAMPLE = 16_384  # bytes


def encodings(sample: bytes) -> list[str]:
    """Return the encodings that may have written `sample`, likeliest first; the caller tries them on all the bytes.

    The sample should hold the first bytes beyond ASCII. Empty if it reads like none of the languages known here.
    """
    part = sample[:_SAMPLE]
    scores = {encoding: _score(part, encoding) for encoding in _ALPHABETS}
    likely = [encoding for encoding, score in scores.items() if score > _READABLE]
    return sorted(likely, key=lambda encoding: -scores[encoding]) or _by_statistics(part)


def _score(sample: bytes, encoding: str) -> float:
    """How well `sample` reads in `encoding`: 1 at best, below 0 where more is out of place than in it."""
    text = sample.decode(encoding, errors="replace")
    foreign = encoding in _OTHER_SCRIPTS
    letters: Counter[str] = Counter()
    points = total = 0
    for at, character in enumerate(text):
        if character.isascii():
            continue
        total += 1
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if character.isalpha():
            misplaced = (character.isupper() and before.islower()) or (foreign and _latin(before + after))
            letters[character.lower()] += 0 if misplaced else 1
            points -= 1 if misplaced else 0
        elif character not in _MARKS or (character != "’" and before.isalpha() and after.isalpha()):
            points -= 1
        else:
            points += 1
    known = max(sum(letters[letter] for letter in alphabet) for alphabet in _ALPHABETS[encoding])
    return (points + known - (letters.total() - known)) / max(total, 1)


def _latin(neighbours: str) -> bool:
    return any(character.isascii() and character.isalpha() for character in neighbours)


def _by_statistics(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return [] if best is None else [best.encoding]
