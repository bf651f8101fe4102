"""The sample archive and its golden questions: whole, varied, and provable from the articles themselves."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
TYPES = {"who_said", "factual", "dated", "followup", "none"}
# What a question must hold; score.py and the golden reader of the project read these.
KEYS = {
    "qid",
    "lang",
    "question",
    "type",
    "subtype",
    "article_id",
    "also_ok",
    "answer",
    "accept",
    "evidence",
    "speaker",
    "speaker_accept",
    "quote",
    "date_hint",
    "follows",
    "paraphrased",
}


@cache
def articles() -> tuple[tuple[Path, dict[str, Any], str], ...]:
    paths = sorted((SAMPLE / "articles").rglob("*.md"))
    posts = [(path, frontmatter.loads(path.read_bytes().decode("utf-8"))) for path in paths]
    return tuple((path, dict(post.metadata), str(post.content)) for path, post in posts)


@cache
def newest() -> dict[str, str]:
    """Each article's text, by id, in its newest version."""
    versions = sorted(articles(), key=lambda article: article[1].get("version", 1))
    return {meta["id"]: text for _, meta, text in versions}


@cache
def golden() -> tuple[dict[str, Any], ...]:
    lines = (SAMPLE / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def answerable() -> list[dict[str, Any]]:
    return [q for q in golden() if q["type"] != "none"]


def names(question: dict[str, Any], key: str) -> str:
    return f"{question['qid']}: {key}: {question[key]!r}"


def test_every_article_has_the_front_matter_that_the_archive_reads() -> None:
    allowed = {"id", "title", "outlet", "published", "language", "url", "agency", "byline", "version"}
    for path, meta, _ in articles():
        assert {"id", "title", "outlet", "published", "language", "url"} <= set(meta) <= allowed, path
        assert type(meta["published"]) is date, path
        assert meta["url"] == f"https://example.org/{path.parent.name}/{meta['id']}", path


def test_every_article_is_short_plain_paragraphs() -> None:
    for path, _, text in articles():
        paragraphs = text.split("\n\n")
        assert 4 <= len(paragraphs) <= 9, path
        assert 120 <= len(text.split()) <= 300, path
        assert not any(p.startswith(("#", "-", "*", ">")) or "\n" in p.strip() for p in paragraphs), path


def test_a_folder_holds_one_outlet_and_a_file_is_named_for_its_article() -> None:
    outlets: dict[str, set[str]] = {}
    for path, meta, _ in articles():
        outlets.setdefault(path.parent.name, set()).add(meta["outlet"])
        suffix = f"-v{meta['version']}" if meta.get("version", 1) > 1 else ""
        assert path.stem == meta["id"] + suffix
    assert len(outlets) >= 8
    assert all(len(held) == 1 for held in outlets.values())
    assert len(set.union(*outlets.values())) == len(outlets)


def test_only_the_corrected_article_shares_its_id() -> None:
    counts = Counter(meta["id"] for _, meta, _ in articles())
    assert {i: n for i, n in counts.items() if n > 1} == {"et-piscine-2018": 2}
    versions = {m["version"]: text for _, m, text in articles() if m["id"] == "et-piscine-2018"}
    assert sorted(versions) == [1, 2]
    assert "coûtera 4,2 millions" in versions[1]
    assert "coûtera 2,4 millions" in versions[2]
    assert versions[2].startswith("Rectificatif")


def test_languages_years_and_size_are_those_of_a_varied_archive() -> None:
    languages = Counter(meta["language"] for _, meta, _ in articles())
    assert len(newest()) >= 66
    for language, least in {"fr": 30, "en": 16, "de": 10, "es": 10}.items():
        assert languages[language] >= least
    assert set(languages) == {"fr", "en", "de", "es"}
    assert {meta["published"].year for _, meta, _ in articles()} == set(range(2014, 2025))


def test_one_dispatch_is_carried_by_three_outlets() -> None:
    carried = [m for _, m, text in articles() if "Erwan Kerbiriou" in text]
    assert len({m["outlet"] for m in carried}) == 3
    assert {m.get("agency") for m in carried} == {"Agence Méridienne"}


def test_every_kind_of_quotation_mark_occurs() -> None:
    text = "\n".join(text for _, _, text in articles())
    for marked in ("«\u202f", "«\u00a0", "»,", '"', "“", "„", "»D", "‘", "’"):
        assert marked in text, marked


def test_golden_asks_enough_and_a_third_has_no_answer() -> None:
    types = Counter(q["type"] for q in golden())
    assert len(golden()) >= 75
    assert types["none"] >= 26
    assert 3 * types["none"] >= len(golden())
    assert 2 * types["who_said"] >= len(golden()) - types["none"]
    assert types["followup"] >= 4
    assert set(types) == TYPES


def test_golden_questions_are_told_apart_and_hold_every_key() -> None:
    qids = [q["qid"] for q in golden()]
    assert qids == [f"g{n:03}" for n in range(1, len(qids) + 1)]
    assert len({q["question"] for q in golden()}) == len(qids)
    for q in golden():
        assert set(q) >= KEYS, q["qid"]
        assert set(q) - KEYS <= {"name_evidence", "note", "related_article_id"}, q["qid"]
        assert q["lang"] in {"fr", "en", "de", "es"}


def test_the_headline_question_is_asked_in_english_of_a_french_article() -> None:
    first = golden()[0]
    assert (first["qid"], first["lang"]) == ("g001", "en")
    assert first["question"] == "who called it crimes against humanity?"
    assert first["answer"] == first["speaker"] == "John Kerry"
    languages = {meta["id"]: meta["language"] for _, meta, _ in articles()}
    assert languages[first["article_id"]] == "fr"
    across = [q for q in answerable() if q["lang"] == "en" and languages[q["article_id"]] == "fr"]
    assert len(across) >= 10


def test_every_evidence_and_quote_stands_in_its_article() -> None:
    for q in answerable():
        text = newest()[q["article_id"]]
        assert q["evidence"], q["qid"]
        for key in ("evidence", "quote", "name_evidence"):
            assert q.get(key) is None or q[key] in text, names(q, key)


def test_evidence_holds_the_quotation() -> None:
    for q in answerable():
        assert q["quote"] is None or q["quote"] in q["evidence"], names(q, "quote")


def test_every_answer_can_be_read_in_its_article() -> None:
    for q in answerable():
        text = newest()[q["article_id"]]
        assert any(accepted in text for accepted in q["accept"]), names(q, "accept")


def test_every_speaker_is_named_in_evidence() -> None:
    for q in answerable():
        said = q["type"] == "who_said"
        assert not said or (q["speaker"] and q["quote"]), q["qid"]
        if q["speaker"] is not None:
            proof = q["evidence"] + q.get("name_evidence", "")
            assert any(name in proof for name in q["speaker_accept"]), names(q, "speaker_accept")


def test_an_unanswerable_question_gives_no_answer_and_says_why() -> None:
    for q in golden():
        if q["type"] == "none":
            given = [q[key] for key in ("article_id", "answer", "evidence", "speaker", "quote", "follows")]
            assert given == [None] * 6, q["qid"]
            assert q["accept"] == q["speaker_accept"] == q["also_ok"] == [], q["qid"]
            assert q["note"], q["qid"]
            related = q["related_article_id"]
            assert (related is None) == (q["subtype"] == "out_of_archive"), q["qid"]
            assert related is None or related in newest(), q["qid"]


def test_a_follow_up_follows_an_earlier_question_of_the_same_article() -> None:
    asked: dict[str, dict[str, Any]] = {}
    for q in golden():
        assert (q["follows"] is not None) == (q["type"] == "followup"), q["qid"]
        if q["follows"] is not None:
            assert asked[q["follows"]]["article_id"] == q["article_id"], q["qid"]
        asked[q["qid"]] = q


def test_other_right_articles_carry_the_same_quotation() -> None:
    for q in golden():
        assert set(q["also_ok"]) <= set(newest()), q["qid"]
    assert any(q["also_ok"] for q in golden())


def test_a_date_hint_is_the_month_of_the_article() -> None:
    published = {meta["id"]: meta["published"] for _, meta, _ in articles()}
    for q in golden():
        if q["type"] == "dated":
            assert q["date_hint"] is not None, q["qid"]
        if q["date_hint"] is not None:
            assert published[q["article_id"]].strftime("%Y-%m") == q["date_hint"], q["qid"]
