from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.text import canonical, decode

ANY = st.text(st.characters(codec=None))
FRENCH = "«\xa0Nous l’avons dit dès l’été\xa0», a répété Zoé Lebrun – à Nîmes, où le cœur n’y était plus…"
GERMAN = "„Das müssen wir prüfen“, sagte die Bürgermeisterin von Großmoor. Später hieß es: Die Brücke trägt."
SPANISH = "«Mañana habrá sesión», añadió la alcaldesa. ¿Y después? El señor Núñez no contestó a nuestro periódico."
POLISH = "„Nie możemy czekać” – dodała minister. Święta są tuż, a śnieg wciąż leży na drogach pod Łodzią."
RUSSIAN = "«Мы больше не можем ждать», — добавила министр на встрече с жителями."


@given(ANY)
def test_canonical_text_stays_as_it_is(raw: str) -> None:
    once = canonical(raw)
    assert canonical(once) == once


@given(ANY)
def test_canonical_text_can_be_written_and_holds_no_control_characters(raw: str) -> None:
    text = canonical(raw)
    text.encode("utf-8")
    assert all(unicodedata.category(character) != "Cc" or character in "\n\t" for character in text)


@given(ANY)
def test_canonical_drops_and_replaces_nothing_that_is_text(raw: str) -> None:
    def kept(character: str) -> bool:
        return unicodedata.category(character) not in {"Cc", "Cs"} and character not in "\ufeff\ufffd"

    assert list(filter(kept, canonical(raw))) == list(filter(kept, raw))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeffa", "a"),
        ("\x00\ufeff\ufeffa\ufeff", "a\ufeff"),
        ("a\x00\x07\x0bb\x85\x9fc\x7f", "abc"),
        ("e\u0301 \u00e9  \u00a0\u202f ’'“\" \t", "e\u0301 \u00e9  \u00a0\u202f ’'“\" \t"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_canonical_by_example(raw: str, expected: str) -> None:
    assert canonical(raw) == expected


@given(st.text())
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    if "\x00" not in text and sum(c < " " for c in text) == 0 and not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.binary())
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    with suppress(UnreadableFile):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_encodings_and_marks_are_known(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (FRENCH.replace("’", "'").replace("–", "-").replace("…", "."), "iso8859_15"),
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        (SPANISH, "cp1252"),
        (SPANISH, "mac_roman"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-"), "koi8_r"),
    ],
)
def test_legacy_encodings_are_told_apart_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_the_letters_are_found_however_far_down_they_stand() -> None:
    text = "plain words only. " * 20_000 + FRENCH
    assert decode(text.encode("cp1252")) == text


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("ćma".encode("iso8859_2"), "iso-8859-2") == "ćma"
    assert decode(FRENCH.encode("cp1252"), "no-such-charset") == FRENCH


def test_utf8_is_believed_before_what_is_declared() -> None:
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH


def test_damaged_utf8_is_refused_rather_than_garbled() -> None:
    with pytest.raises(UnreadableFile, match="not valid UTF-8"):
        decode(FRENCH.encode().replace("é".encode(), b"\xc3", 1))


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"%PDF-1.7\nhello", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="binary"):
        decode(data)
