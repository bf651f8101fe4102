"""Training: what is the encoder's stays, what is trained learns, and a run that was stopped goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

from bot.spans.model import GRAPH, Page, SpanModel, tokens
from bot.spans.recipe.examples import Example
from bot.spans.recipe.network import FIRST_LAYER, SpanNetwork
from bot.spans.recipe.training import loss_of, row_of, train
from corpus.article import Span

if TYPE_CHECKING:
    from pathlib import Path

    from bot.spans.recipe.training import Row

WORDS = [
    "qui",
    "quand",
    "le",
    "la",
    "port",
    "pont",
    "maire",
    "dit",
    "lundi",
    "mardi",
    "ouvre",
    "ferme",
    "query",
    "passage",
    ":",
    ".",
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an encoder that is like the built-in one, and tiny."""
    pytest.importorskip("onnx")
    from index.encoder.recipe.graph import write

    folder = tmp_path_factory.mktemp("encoder")
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -9.0), *((f"▁{word}", -1.0) for word in WORDS)]
    pieces += [(word, -2.0) for word in (":", ".")]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=24,
        num_hidden_layers=2 * FIRST_LAYER,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.save_pretrained(folder, state_dict={name: value.half() for name, value in model.state_dict().items()})
    write(folder)
    return folder


@pytest.fixture(scope="module")
def rows(encoder: Path) -> list[Row]:
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    text = "le port ouvre lundi. la maire dit mardi."
    answered = Example(question="quand", headline="port", window=text, answer=Span(14, 19), proof=Span(0, 20))
    unanswered = Example(question="qui", headline="pont", window="le pont ferme.")
    found = [row_of(example, tokenizer) for example in (answered, unanswered)]
    return [row for row in found if row is not None]


def test_the_answer_of_a_row_is_the_tokens_of_its_span(rows: list[Row]) -> None:
    assert rows[0].answer == (3, 3)
    assert rows[0].proof == (0, 4)
    assert rows[1].answer is None


def test_what_is_the_encoders_stays_and_the_rest_learns(encoder: Path, rows: list[Row], tmp_path: Path) -> None:
    network = SpanNetwork(encoder)
    before = [parameter.clone() for parameter in network.frozen()]
    first = float(loss_of(network.eval(), rows).detach())
    train(network, rows * 200, epochs=1, minutes=1, checkpoint=tmp_path / "spans.pt")
    assert float(loss_of(network.eval(), rows).detach()) < first
    assert all(torch.equal(one, other) for one, other in zip(before, network.frozen(), strict=True))


def test_a_training_that_was_stopped_goes_on_from_its_checkpoint(
    encoder: Path, rows: list[Row], tmp_path: Path
) -> None:
    checkpoint = tmp_path / "spans.pt"
    train(SpanNetwork(encoder), rows * 60, epochs=1, minutes=1, checkpoint=checkpoint)
    done = torch.load(checkpoint, weights_only=True)
    again = SpanNetwork(encoder)
    train(again, rows * 60, epochs=1, minutes=1, checkpoint=checkpoint)
    assert torch.load(checkpoint, weights_only=True)["step"] == done["step"]
    assert torch.equal(again.spans.weight, done["network"]["spans.weight"])


def test_what_is_stored_reads_as_the_network_does(encoder: Path, tmp_path: Path) -> None:
    from bot.spans.recipe import graph

    torch.manual_seed(1)
    network = SpanNetwork(encoder).eval()
    network.save(tmp_path, encoder)
    graph.write(tmp_path)
    assert (tmp_path / GRAPH).exists()
    page = Page(headline="port", text="le port ouvre lundi.")
    taken = tokens(Tokenizer.from_file(str(encoder / "tokenizer.json")), "quand ouvre le port", page)
    ids = torch.tensor([taken.ids])
    with torch.no_grad():
        spans, answers = network(ids, torch.ones_like(ids))
    (read,) = SpanModel(tmp_path, encoder=encoder).read("quand ouvre le port", [page])
    proves = torch.sigmoid(spans[0, taken.first : taken.first + len(taken.places), 2]).numpy()
    assert read.answers == pytest.approx(float(answers[0]), abs=0.05)  # eight bits
    assert np.allclose(read.proves, proves, atol=0.05)


def test_an_example_whose_answer_is_cut_off_is_left_out(encoder: Path) -> None:
    text = "le port ouvre. " * 200
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    late = Span(len(text) - 7, len(text) - 2)
    assert row_of(Example(question="quand", headline="", window=text, answer=late, proof=late), tokenizer) is None


def test_a_model_that_was_stored_can_be_trained_on(encoder: Path, tmp_path: Path) -> None:
    network = SpanNetwork(encoder)
    network.save(tmp_path, encoder)
    other = SpanNetwork(encoder)
    assert not torch.equal(network.spans.weight.half(), other.spans.weight.half())
    other.load(tmp_path)
    for mine, stored in zip([*other.body(), *other.heads()], [*network.body(), *network.heads()], strict=True):
        assert torch.equal(mine, stored.half().float())
