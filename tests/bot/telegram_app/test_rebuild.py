"""`/rebuild` with the real parts: what was built is answered from without a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from config.settings import load
from index.generation import live_number
from tests.fakes.parts import QuickParts
from tests.fakes.terminal import ALEP, BRIDGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.newsroom import Newsroom

WHO = "who called it crimes against humanity?"


def test_a_new_generation_answers_the_next_question_without_a_restart(newsroom: Newsroom, tmp_path: Path) -> None:
    clippings = tmp_path / "clippings"
    clippings.mkdir()
    (clippings / "bridge.md").write_text(BRIDGE, "utf-8")
    parts = QuickParts(load(archive=tmp_path / "archive").settings)
    parts.build([clippings], lambda *_: None)
    newsroom.open_desk, newsroom.live, newsroom.build = parts.desk, lambda: live_number(parts.folder), parts.build
    newsroom.terms = replace(newsroom.terms, sources=(clippings,))
    boss, anna = newsroom.user("Boss", administrator=True), newsroom.user("Anna", language="fr")
    with newsroom.open():
        anna.says("/latest")
        anna.chat.waits_for("1 article, ")
        (clippings / "alep.md").write_text(ALEP, "utf-8")
        boss.says("/rebuild")
        report = boss.chat.waits_for("Built, generation 2", timeout=60)
        anna.says("/latest")
        anna.chat.waits_for("2 articles, ")
        boss.says("/rebuild")
        boss.chat.waits_for("Nothing has changed", timeout=60)
    assert "1 new, 0 changed, 1 the same" in report.text
    assert "Articles: 2 (before: 1)" in report.text
