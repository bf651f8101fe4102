from __future__ import annotations

import json
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attribute import attributed
from bot.errors import BadRecord
from corpus.quotes import find

TEXT = "\ufeff« Le port est fermé », a déclaré Anne Roux.\r\n« Il rouvrira », a-t-elle ajouté.\x0b"


def records(*lines: object) -> list[dict[str, object] | BadRecord]:
    encoded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [found if isinstance(found, BadRecord) else json.loads(found) for _, found in attributed(encoded)]


def test_each_record_is_one_object_in_the_form_of_the_gold() -> None:
    (found,) = records({"doc_id": "a", "lang": "fr", "text": "« Le port est fermé », a déclaré Anne Roux."})
    assert isinstance(found, dict)
    assert found["doc_id"] == "a"
    quotes = found["quotes"]
    assert isinstance(quotes, list)
    (quote,) = quotes
    assert quote | {"attribution": 1.0, "naming": 1.0, "confidence": 1.0} == {
        "start": 2,
        "stop": 19,
        "kind": "direct",
        "speaker": {"start": 33, "stop": 42},
        "cue": {"start": 23, "stop": 32},
        "speaker_name": "Anne Roux",
        "attribution": 1.0,
        "naming": 1.0,
        "confidence": 1.0,
    }


def test_offsets_count_the_text_as_it_is_given() -> None:
    (found,) = records({"doc_id": "a", "lang": "fr", "text": TEXT})
    assert isinstance(found, dict)
    said = [TEXT[quote["start"] : quote["stop"]] for quote in found["quotes"]]  # type: ignore[attr-defined]
    assert said == ["Le port est fermé", "Il rouvrira"]


def test_a_quotation_in_several_parts_has_their_spans() -> None:
    text = "« Le port », a déclaré Anne Roux, « est fermé depuis lundi »."
    (found,) = records({"doc_id": "a", "lang": "fr", "text": text})
    assert isinstance(found, dict)
    cut = [quote for quote in found["quotes"] if "content_spans" in quote]  # type: ignore[attr-defined]
    assert all(len(quote["content_spans"]) > 1 for quote in cut)
    assert len(cut) == sum(len(quote.parts) > 1 for quote in find(text, "fr"))


def test_a_language_that_is_not_given_is_recognised() -> None:
    text = "Le port de Kerloc est fermé depuis lundi. « Il rouvrira bientôt », a déclaré la maire, Anne Roux."
    (found,) = records({"doc_id": 7, "text": text})
    assert isinstance(found, dict)
    assert (found["doc_id"], found["quotes"][0]["speaker_name"]) == (7, "Anne Roux")  # type: ignore[index]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'"text"',
        b"\xff",
        b'{"doc_id": "a"}',
        b'{"text": "x"}',
        b'{"doc_id": [], "text": "x"}',
        b'{"doc_id": true, "text": "x"}',
        b'{"doc_id": 1.5, "text": "x"}',
        b'{"doc_id": "a", "text": 1}',
        b'{"doc_id": "a", "text": "x", "lang": 1}',
        b"[" * 100_000,
    ],
)
def test_a_bad_line_is_told_and_the_rest_is_read(line: bytes) -> None:
    bad, good = records(line, {"doc_id": "a", "text": ""})
    assert isinstance(bad, BadRecord)
    assert "\n" not in bad.message
    assert good == {"doc_id": "a", "quotes": []}


def test_of_two_records_of_one_name_both_are_read_and_the_second_is_told() -> None:
    record = {"doc_id": "a", "lang": "fr", "text": "« Le port est fermé », a déclaré Anne Roux."}
    first, second, fault = records(record, record)
    assert first == second
    assert isinstance(fault, BadRecord)
    assert "line 1" in fault.message


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_an_accent_that_follows_its_letter_hides_no_speaker(form: Literal["NFC", "NFD", "NFKD"]) -> None:
    text = normalize(form, "🎉 👩‍👩‍👧 Bruit. « Le port est sûr 🎉 », a déclaré Zoé Létourneau.")
    (found,) = records({"doc_id": "a", "lang": "fr", "text": text})
    assert isinstance(found, dict)
    said = [(text[q["start"] : q["stop"]], q["speaker_name"]) for q in found["quotes"]]  # type: ignore[attr-defined]
    assert said == [(normalize(form, "Le port est sûr 🎉"), normalize(form, "Zoé Létourneau"))]


def test_a_lone_surrogate_is_read_like_any_character() -> None:
    text = "\ud83d « Le port est fermé », a déclaré Anne Roux."
    (found,) = records({"doc_id": "a", "lang": "fr", "text": text})
    assert isinstance(found, dict)
    assert [text[quote["start"] : quote["stop"]] for quote in found["quotes"]] == ["Le port est fermé"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["es", "es-MX", "ES_ar"])
def test_a_region_does_not_hide_the_language(language: str) -> None:
    (found,) = records({"doc_id": "a", "lang": language, "text": "«El puerto está cerrado», dijo Ana Roca."})
    assert isinstance(found, dict)
    assert found["quotes"][0]["speaker_name"] == "Ana Roca"  # type: ignore[index]


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert [number for number, _ in attributed([b"\n", b'{"doc_id": "a", "text": ""}\n'])] == [2]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(TEXT.split(" ")), max_size=12).map(" ".join))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    (found,) = records({"doc_id": "a", "lang": "fr", "text": text})
    assert isinstance(found, dict)
    for quote in found["quotes"]:  # type: ignore[attr-defined]
        assert 0 <= quote["start"] < quote["stop"] <= len(text)
