"""Pictures of a conversation: foreign text is only text in them, nothing sticks out, the committed ones are small."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictures.__main__ import PICTURES
from pictures.drawing import WIDTH, drawn
from pictures.text import Run, lines
from tests.fakes.telegram.formatted import formatted
from tests.fakes.telegram.world import Posted

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
HTML = (
    "<b>John Kerry</b>\n<blockquote expandable>« Des <b>crimes</b> &lt;script&gt; &amp; 👩‍🚀 »</blockquote>\n"
    '– Le Jour [1]\n\n[1] <a href="https://lejour.example/a">Alep &amp; Kerry</a>'
)


def post(text: str, *, by_bot: bool = True, labels: tuple[str, ...] = ()) -> Posted:
    posted = Posted(message={"message_id": 1, "chat": {"id": 1}, "from": {"is_bot": by_bot}}, previews=False)
    rows = {"inline_keyboard": [[{"text": label} for label in labels]]} if labels else None
    posted.show(formatted(text, "HTML"), rows, preview=False)
    return posted


def shown(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 # our own


def test_a_message_is_drawn_with_its_quotation_its_links_and_its_buttons() -> None:
    svg = drawn([post("who?", by_bot=False), post(HTML, labels=("[1]", "Any day"))], "An <answer>")
    assert shown(svg) == [
        "who?",
        "John Kerry",
        "« Des",
        "crimes",
        " <script> & 👩‍🚀 »",
        "– Le Jour [1]",
        "[1]",
        "Alep & Kerry",
        "[1]",
        "Any day",
    ]
    assert 'font-weight="bold" xml:space="preserve">crimes<' in svg
    assert '<rect x="30.0"' in svg  # the edge of the quotation
    assert drawn([post("who?", by_bot=False), post(HTML, labels=("[1]", "Any day"))], "An <answer>") == svg


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()))
def test_whatever_is_said_the_picture_is_well_formed_and_as_wide_as_it_says(text: str) -> None:
    posted = Posted(message={"message_id": 1, "chat": {"id": 1}, "from": {"is_bot": True}}, previews=False)
    posted.message |= {"text": text}
    for element in ET.fromstring(drawn([posted], "?")).iter(f"{SVG}text"):  # noqa: S314 # our own
        assert float(element.attrib["x"]) + float(element.attrib["textLength"]) < WIDTH


@given(words=st.lists(st.text("abcW é👍", min_size=1), min_size=1), width=st.floats(40, 300))
def test_lines_are_no_wider_than_they_may_be_and_lose_nothing(words: list[str], width: float) -> None:
    text = " ".join(words)
    broken = lines([Run(text=text)], width)
    assert "".join(run.text for line in broken for run in line) == text
    for line in broken:
        assert sum(Run(text=run.text.rstrip()).width for run in line) <= width + 0.01


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_of_the_readme_is_small_and_loads_nothing(name: str) -> None:
    svg = (ROOT / "pictures" / f"{name}.svg").read_text("utf-8")
    assert f"pictures/{name}.svg" in (ROOT / "README.md").read_text("utf-8")
    assert len(svg.encode()) < 60_000
    assert set(re.findall(r"<(\w+)", svg)) == {"svg", "title", "rect", "text"}
    assert not re.search(r"href|url\(|http(?!://www\.w3\.org/2000/svg\")", svg)
