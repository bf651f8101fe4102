"""From the bytes of a file to the text that every offset points into.

`decode` finds the characters; `canonical` makes the one form that is kept. Both leave alone whatever a reader would
call the text: what is quoted from an article must be found in the file that the newsroom sent.
"""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnreadableFile
from corpus.legacy import encodings

_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # C0, DEL and C1, without \t and \n
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARK = "\ufeff"

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = ("cp1252", "latin_1")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
# Bytes that no text in a legacy encoding has: C0 without tab, line ends, form feed, and the end-of-file of DOS.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_SAMPLE = 65_536  # bytes looked at to guess; the guess is then held against all of them
_BEFORE = 1_024  # bytes of the sample that stand before the first one beyond ASCII
_BINARY_SHARE = 0.02
_TEXT_SHARE = 0.6
_REMEDY = "Save it as UTF-8."


def canonical(raw: str) -> str:
    r"""Return `raw` in the one form that is kept: line ends are \n; byte-order mark and control characters are gone.

    Nothing else is changed: no normalisation, no folding of quotation marks, no squeezing of spaces. (A lone
    surrogate, which is no character and cannot be written to a file, becomes U+FFFD.) Applying it twice is
    applying it once.
    """
    text = raw
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    return writable(text).lstrip(_BYTE_ORDER_MARK)


def writable(text: str) -> str:
    """Return `text` with U+FFFD for each lone surrogate, which is no character; no offset changes."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the characters of `data`: by its byte-order mark, as UTF-8, as `declared`, or by its letters.

    Raises UnreadableFile if it is no text, if it is UTF-8 with damage, or if no known encoding fits. The message is
    the bare cause; who knows the file puts its path before it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _strict(data, _wide(sample))
    if looks_binary(sample):
        raise UnreadableFile("binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)


def looks_binary(sample: bytes) -> bool:
    """Whether `sample`, the beginning of a file, holds more control bytes than any text does."""
    if sample.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    if b"\x00" in sample:
        return not _is_wide(sample)
    return len(_BINARY.findall(sample)) > _BINARY_SHARE * len(sample) or sample.startswith(b"%PDF-")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        name = encoding.upper()
        raise UnreadableFile(f"not valid {name} at byte {fault.start}", remedy=_REMEDY) from fault


def _is_wide(sample: bytes) -> bool:
    """Whether `sample` reads as UTF-16 without its mark: every other byte of Western text is NUL."""
    half = len(sample) // 2
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    return half > 0 and max(low, high) > _TEXT_SHARE * half and min(low, high) <= _BINARY_SHARE * half


def _wide(sample: bytes) -> str:
    if not _is_wide(sample):
        raise UnreadableFile("binary, not text")
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def legacy_encodings(sample: bytes) -> list[str]:
    """Return what may decode `sample`, which is not all UTF-8, likeliest first.

    Raises UnreadableFile where most of it is UTF-8 all the same: another encoding would garble it.
    """
    good = sum(len(sequence) for sequence in _UTF8_SEQUENCE.findall(sample))
    if good > len(_HIGH_BYTE.findall(sample)) / 2:
        raise UnreadableFile("not valid UTF-8", remedy=_REMEDY)
    return [*encodings(sample), *_FALLBACK]


def _legacy(data: bytes, declared: str | None) -> str:
    """Decode what is not UTF-8. The evidence is read around the first bytes that are not ASCII."""
    if declared is not None and not _is_utf8(declared):
        try:
            return data.decode(declared)
        except (LookupError, ValueError):  # no charset has that name, or this file is not in it
            pass
    high = _HIGH_BYTE.search(data)
    start = max(0, (high.start() if high else 0) - _BEFORE)
    for encoding in legacy_encodings(data[start : start + _SAMPLE]):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("in an unknown encoding", remedy=_REMEDY)  # pragma: no cover


def _is_utf8(declared: str) -> bool:
    try:
        return codecs.lookup(declared).name == "utf-8"
    except LookupError:
        return False
