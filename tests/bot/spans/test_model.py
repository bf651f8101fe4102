"""The span model as it is shipped: goes on from the encoder beside it, and finds what a passage plainly says."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import ReaderUnavailable
from bot.spans.model import FOLDER, Page, SpanModel
from corpus.article import Span
from index.onnx_encoder import FOLDER as ENCODER

if TYPE_CHECKING:
    from pathlib import Path

PORT = Page(
    headline="Le port de Kerloc rouvre",
    text=(
        "Le port de Kerloc rouvre lundi après trois mois de travaux. «Nous avons tenu parole», a dit la maire, "
        "Anne Le Goff. Les travaux ont coûté 4,6 millions d'euros, selon la région."
    ),
)
SNOW = Page(headline="Neige en montagne", text="Il a neigé toute la nuit sur les Alpes. Les routes sont coupées.")


@pytest.fixture(scope="module")
def model() -> SpanModel:
    return SpanModel()


def test_it_goes_on_from_the_encoder_that_is_shipped_beside_it() -> None:
    known = json.loads((FOLDER / "config.json").read_text("utf-8"))["encoder"]
    assert hashlib.sha256((ENCODER / "model.safetensors").read_bytes()).hexdigest() == known


@pytest.mark.parametrize(
    "question",
    ["Combien ont coûté les travaux du port ?", "How much did the works cost?", "Was haben die Arbeiten gekostet?"],
)
def test_the_answer_is_found_in_whatever_language_is_asked(model: SpanModel, question: str) -> None:
    port, snow = model.read(question, [PORT, SNOW])
    assert port.answers > snow.answers
    assert "4,6 millions d'euros" in port.spans(longest=60, count=1)[0][0].of(PORT.text)


def test_the_sentence_that_proves_is_told_from_the_others(model: SpanModel) -> None:
    (read,) = model.read("Who said they had kept their word?", [PORT])
    start, stop = PORT.text.index("«"), PORT.text.index("Les travaux")
    assert read.proof_in(Span(start, stop)) > read.proof_in(Span(stop, len(PORT.text)))


def test_what_is_read_does_not_depend_on_what_is_read_beside_it(model: SpanModel) -> None:
    alone, together = model.read("Qui ?", [PORT])[0], model.read("Qui ?", [PORT, SNOW])[0]
    assert alone.answers == together.answers


def test_nothing_to_read_is_read(model: SpanModel) -> None:
    (empty,) = model.read("Qui ?", [Page(headline=None, text="")])
    assert empty.spans(longest=10, count=3) == ()
    assert model.read("Qui ?", []) == []


def test_a_model_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderUnavailable, match="cannot use the reader"):
        SpanModel(tmp_path).read("Qui ?", [PORT])
