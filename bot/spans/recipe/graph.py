"""Write the span model's ONNX form beside its weights, as `index.encoder.recipe.graph` does the encoder's.

Inputs: `states`, float32 (n, width, dimension), what the encoder's first layers make of a question and a passage, and
`attention_mask`, int64 (n, width). Outputs, float32: `spans` (n, width, 3), for each token the scores that the answer
begins there, ends there, and that it stands in the proof; `answers` (n,), the log-odds that the passage answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnx
from onnx import TensorProto

from bot.spans.model import GRAPH
from bot.spans.recipe.network import FIRST_LAYER, WEIGHTS
from index.encoder.recipe.graph import Graph

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path) -> None:
    """Write the graph beside `config.json` and the weights in `folder`."""
    graph = Graph(folder, eight_bits=True, weights=WEIGHTS)
    states = graph.layers(range(FIRST_LAYER, graph.config.layers), "states", graph.masked())
    graph.node("Identity", graph.plain("spans.", states), named="spans")
    first = graph.node("Gather", states, graph.value(0), axis=1)
    inner = graph.node("Tanh", graph.plain("answers.0.", first))
    graph.node("Squeeze", graph.plain("answers.2.", inner), graph.value([1]), named="answers")
    model = graph.finished(
        {
            "states": (TensorProto.FLOAT, ["n", "width", graph.dimension]),
            "attention_mask": (TensorProto.INT64, ["n", "width"]),
        },
        {"spans": ["n", "width", 3], "answers": ["n"]},
    )
    onnx.save(model, folder / GRAPH)
