from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.render_json import as_line
from tests.fakes.outcomes import PROOF, TEXT, WORDS, article, kerry, likely, reported, silence

UNDERSTOOD: dict[str, object] = {
    "line": "",
    "kind": "other",
    "published": None,
    "about": None,
    "as_of": None,
    "latest": False,
    "outlet": None,
    "quoting": None,
    "speaker": None,
    "stands_for": {},
    "whole": None,
}
SEARCHED = {"generation": 3, "articles": 66, "newest": "2024-05-02"}


def test_words_that_the_article_only_reports_are_no_quote_but_have_their_speaker() -> None:
    record = json.loads(as_line(reported()))
    assert record["speaker"] == "John Kerry"
    assert [statement["quote"] for statement in record["statements"]] == [None]


@pytest.mark.parametrize(
    ("printed", "short"),
    [(True, "le chef de la diplomatie américaine (probably John Kerry)"), (False, "probably John Kerry")],
)
def test_a_speaker_who_is_only_likely_is_never_told_without_that_doubt(*, printed: bool, short: str) -> None:
    record = json.loads(as_line(likely(printed=printed)))
    assert (record["answer"], record["speaker"], record["speaker_sure"]) == (short, "John Kerry", False)
    assert record["statements"][0]["quote"]["speaker_sure"] is False
    assert {note["quote"] for note in record["citations"]} == {PROOF, "John Kerry"}


def test_a_speaker_who_is_only_likely_is_told_as_that_instead_of_an_answer_too() -> None:
    record = json.loads(as_line(replace(silence(), instead=likely().statements)))
    assert [(one["speaker"], one["speaker_sure"]) for one in record["instead"]] == [("John Kerry", False)]


def test_who_said_what_may_not_be_the_words_asked_for_is_not_told_as_sure_but_the_words_are_theirs() -> None:
    answer = kerry()
    record = json.loads(as_line(replace(answer, statements=(replace(answer.statements[0], bearing="possible"),))))
    assert (record["answer"], record["speaker"], record["speaker_sure"]) == ("perhaps John Kerry", "John Kerry", False)
    assert record["statements"][0]["quote"]["speaker_sure"] is True


def test_who_said_it_without_a_quotation_is_told_as_a_guess() -> None:
    answer = kerry()
    guess = replace(answer.statements[0], quote=None, is_guess=True)
    record = json.loads(as_line(replace(answer, statements=(guess,))))
    assert (record["answer"], record["speaker"], record["speaker_sure"]) == ("probably John Kerry", "John Kerry", False)


def test_an_answer_has_exactly_the_promised_keys() -> None:
    stop = TEXT.index(PROOF) + len(PROOF)
    name = TEXT.index("John Kerry")
    place = {"article_id": "alep-1", "title": "Alep: Kerry accuse", "outlet": "Le Jour", "published": "2016-12-15"}
    url = {"url": "https://lejour.example/alep"}
    proof = {"start": stop - len(PROOF), "stop": stop, "quote": PROOF}
    assert json.loads(as_line(kerry())) == {
        "id": kerry().id,
        "qid": "q1",
        "question": "who called it crimes against humanity?",
        "kind": "answer",
        "answered": True,
        "answer": "John Kerry",
        "speaker": "John Kerry",
        "speaker_sure": True,
        "statements": [
            {
                "text": PROOF,
                "citations": [1, 2],
                "quote": {"text": WORDS, "speaker": "John Kerry", "speaker_sure": True},
                "reported": None,
                "also": [],
            }
        ],
        "citations": [
            {"number": 1, **place, **url, **proof},
            {"number": 2, **place, **url, "start": name, "stop": name + 10, "quote": "John Kerry"},
        ],
        "compare": [],
        "differ": [],
        "ranked": ["alep-1", "b"],
        "reason": None,
        "nearest": [],
        "instead": [],
        "quoted": None,
        "understood": UNDERSTOOD,
        "searched": SEARCHED,
    }


def test_an_abstention_has_the_same_keys() -> None:
    record = json.loads(as_line(silence()))
    assert list(record) == list(json.loads(as_line(kerry())))
    near = record.pop("nearest")
    assert record == {
        "id": silence().id,
        "qid": "q2",
        "question": "who called it a success?",
        "kind": None,
        "answered": False,
        "answer": None,
        "speaker": None,
        "speaker_sure": None,
        "statements": [],
        "citations": [],
        "compare": [],
        "differ": [],
        "ranked": ["alep-1"],
        "reason": "nobody says that",
        "instead": [],
        "quoted": None,
        "understood": UNDERSTOOD,
        "searched": SEARCHED,
    }
    assert [(n["article_id"], n["start"], n["stop"], n["quote"]) for n in near] == [("alep-1", 0, len(TEXT), TEXT)]
    assert sorted(near[0]) == ["article_id", "outlet", "published", "quote", "start", "stop", "title"]


def test_a_fact_that_nobody_said_has_no_quote_and_no_speaker() -> None:
    answer = kerry()
    fact = replace(answer, statements=(replace(answer.statements[0], quote=None),))
    record = json.loads(as_line(fact))
    assert record["speaker"] is None
    assert record["statements"][0]["quote"] is None


def test_at_most_ten_articles_are_ranked() -> None:
    answer = replace(kerry(), ranked=tuple(map(str, range(12))))
    assert json.loads(as_line(answer))["ranked"] == list(map(str, range(10)))


def test_escapes_in_an_article_stay_exact_and_do_not_reach_a_terminal() -> None:
    text = f"\x9b31m\u202e{TEXT}"
    line = as_line(silence(source=article(text)))
    assert json.loads(line)["nearest"][0]["quote"] == text
    assert not {"\x9b", "\u202e", "\n"} & set(line)
