"""Write the model's ONNX forms: graphs of a few kilobytes that read their weights out of `model.safetensors`.

The weights stand once in the folder, as float16. ONNX lets a tensor lie at an offset in another file; here that
file is the safetensors one. onnxruntime widens them to float32 (or, in the int8 graph, rounds them to eight
bits) once, when the session starts. The graphs use onnxruntime's own attention and matrix operators.

Inputs: `input_ids` and `attention_mask`, int64 (n, width). Output: `embedding`, float32 (n, dimension), unit length; or
`states`, float32 (n, width, dimension).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors import safe_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Shape = list[str | int]

WEIGHTS = "model.safetensors"
FLOAT_GRAPH, INT8_GRAPH, STATES_GRAPH = "model.onnx", "model-int8.onnx", "states-int8.onnx"
OPSET, IR_VERSION = 20, 10
RUNTIME = "com.microsoft"  # the domain of onnxruntime's own operators
MASKED = -10000.0
INT8_LARGEST = 127
TOKENS: dict[str, tuple[int, Shape]] = {
    name: (TensorProto.INT64, ["n", "width"]) for name in ("input_ids", "attention_mask")
}
_TYPES = {"F16": TensorProto.FLOAT16, "F32": TensorProto.FLOAT}


def write(folder: Path) -> None:
    """Write the graphs beside the sentence-transformers model in `folder`."""
    for name, eight_bits in ((FLOAT_GRAPH, False), (INT8_GRAPH, True)):
        onnx.save(_embedding(Graph(folder, eight_bits=eight_bits)), folder / name)
    onnx.save(_states(Graph(folder, eight_bits=True)), folder / STATES_GRAPH)


def _embedding(graph: Graph) -> onnx.ModelProto:
    """Token numbers become a text's vector."""
    graph.pooled(graph.layers(range(graph.config.layers), graph.embedded(), graph.masked()))
    return graph.finished(TOKENS, {"embedding": ["n", graph.dimension]})


def _states(graph: Graph) -> onnx.ModelProto:
    """Token numbers become what the first half of the layers makes of each token: the span model goes on from there."""
    states = graph.layers(range(graph.config.layers // 2), graph.embedded(), graph.masked())
    graph.node("Identity", states, named="states")
    return graph.finished(TOKENS, {"states": ["n", "width", graph.dimension]})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Config:
    """The figures of the model that the graph depends on."""

    layers: int
    heads: int
    epsilon: float


class Graph:
    """Builds one graph, node by node; every method returns the name of the value it made."""

    def __init__(self, folder: Path, *, eight_bits: bool, weights: str = WEIGHTS) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.config = _Config(
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            epsilon=config["layer_norm_eps"],
        )
        self.dimension = config["hidden_size"]
        self._weights = folder / weights
        self._eight_bits = eight_bits
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._stored = dict(_stored(self._weights))

    def finished(self, inputs: Mapping[str, tuple[int, Shape]], outputs: Mapping[str, Shape]) -> onnx.ModelProto:
        """Return the graph as a model. Inputs are of the kinds and shapes given; outputs are float32."""
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        model: onnx.ModelProto = helper.make_model(graph, opset_imports=opsets, producer_name="whosaid")
        model.ir_version = IR_VERSION
        return model

    def layers(self, numbers: Iterable[int], states: str, mask: str) -> str:
        """Put `states` through some of the model's layers."""
        for number in numbers:
            states = self._layer(f"encoder.layer.{number}.", states, mask)
        return states

    def masked(self) -> str:
        """Make the mask that attention takes of the input `attention_mask`."""
        return self.node("Cast", "attention_mask", to=TensorProto.INT32)

    def embedded(self) -> str:
        """Make a state of each token number."""
        words = self.node("Gather", self._raw("embeddings.word_embeddings.weight"), "input_ids")
        width = self.node("Shape", "input_ids", start=1, end=2)
        positions = self.node(
            "Slice", self._raw("embeddings.position_embeddings.weight"), self.value([0]), width, self.value([0])
        )
        kinds = self.node("Gather", self._weight("embeddings.token_type_embeddings.weight"), self.value(0), axis=0)
        total = self.node("Add", self._widened(words), self.node("Add", self._widened(positions), kinds))
        return self._normalised("embeddings.LayerNorm.", total)

    def _layer(self, at: str, states: str, mask: str) -> str:
        three = [f"{at}attention.self.{name}." for name in ("query", "key", "value")]
        matrix = self.node("Concat", *(self._transposed(f"{name}weight") for name in three), axis=1)
        bias = self.node("Concat", *(self._weight(f"{name}bias") for name in three), axis=0)
        attended = self._attention(states, matrix, bias, mask, [f"{name}weight" for name in three])
        projected = self.linear(f"{at}attention.output.dense.", attended)
        states = self._normalised(f"{at}attention.output.LayerNorm.", self.node("Add", projected, states))
        inner = self.node("Gelu", self.linear(f"{at}intermediate.dense.", states))
        outer = self.linear(f"{at}output.dense.", inner)
        return self._normalised(f"{at}output.LayerNorm.", self.node("Add", outer, states))

    def _attention(self, states: str, matrix: str, bias: str, mask: str, names: list[str]) -> str:
        heads: dict[str, Any] = {"num_heads": self.config.heads, "mask_filter_value": MASKED}
        if not self._eight_bits:
            return self.node("Attention", states, matrix, bias, mask, domain=RUNTIME, **heads)
        scale = np.concatenate([self._scales(name) for name in names])
        small, zero = self._rounded(matrix, scale)
        quantized, step, middle = self._quantized(states)
        return self.node(
            "QAttention", quantized, small, bias, step, self.value(scale), mask, middle, zero, domain=RUNTIME, **heads
        )

    def plain(self, at: str, states: str) -> str:
        """Do what `linear` does, never in eight bits."""
        return self.node("Add", self.node("MatMul", states, self._transposed(f"{at}weight")), self._weight(f"{at}bias"))

    def linear(self, at: str, states: str) -> str:
        """Multiply by the matrix and add the bias that are stored under `at`."""
        if not self._eight_bits:
            return self.plain(at, states)
        matrix, bias = self._transposed(f"{at}weight"), self._weight(f"{at}bias")
        scale = self._scales(f"{at}weight")
        small, zero = self._rounded(matrix, scale)
        return self.node("DynamicQuantizeMatMul", states, small, self.value(scale), zero, bias, domain=RUNTIME)

    def pooled(self, states: str) -> None:
        """Make the output `embedding`: the mean over the tokens that are not padding, at unit length."""
        weights = self.node("Unsqueeze", self.node("Cast", "attention_mask", to=TensorProto.FLOAT), self.value([2]))
        summed = self.node("ReduceSum", self.node("Mul", states, weights), self.value([1]), keepdims=0)
        mean = self.node("Div", summed, self.node("ReduceSum", weights, self.value([1]), keepdims=0))
        self._nodes.append(helper.make_node("LpNormalization", [mean], ["embedding"], axis=1, p=2))

    def _normalised(self, at: str, states: str) -> str:
        return self.node(
            "LayerNormalization",
            states,
            self._weight(f"{at}weight"),
            self._weight(f"{at}bias"),
            axis=-1,
            epsilon=self.config.epsilon,
        )

    def _quantized(self, states: str) -> tuple[str, str, str]:
        made = tuple(f"{states}.{part}" for part in ("u8", "step", "middle"))
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [states], list(made)))
        return made[0], made[1], made[2]

    def _rounded(self, matrix: str, scale: NDArray[np.float32]) -> tuple[str, str]:
        zero = self.value(np.zeros(len(scale), dtype=np.int8))
        return self.node("QuantizeLinear", matrix, self.value(scale), zero, axis=1), zero

    def _scales(self, name: str) -> NDArray[np.float32]:
        """Return the step of each output column of a matrix at eight bits."""
        with safe_open(self._weights, framework="np") as weights:
            rows = np.abs(weights.get_tensor(name).astype(np.float32)).max(axis=1)
        return np.asarray(rows / INT8_LARGEST, dtype=np.float32)

    def _transposed(self, name: str) -> str:
        return self.node("Transpose", self._weight(name), perm=[1, 0])

    def _weight(self, name: str) -> str:
        return self._widened(self._raw(name))

    def _widened(self, value: str) -> str:
        return self.node("Cast", value, to=TensorProto.FLOAT)

    def _raw(self, name: str) -> str:
        self._constants.setdefault(name, self._stored[name])
        return name

    def value(self, value: object) -> str:
        """Add a constant."""
        name = f"value{len(self._constants)}"
        self._constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def node(self, kind: str, *inputs: str, named: str | None = None, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 # as ONNX takes them
        """Add a node; its output has a name of its own, unless it is to be `named` as an output of the graph."""
        made = named or f"{kind.lower()}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [made], domain=domain, **attributes))
        return made


def _stored(path: Path) -> Iterator[tuple[str, onnx.TensorProto]]:
    """Every tensor of a safetensors file as a reference to its place there."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    for name, place in header.items():
        if name == "__metadata__":
            continue
        start, stop = place["data_offsets"]
        tensor = TensorProto(
            name=name, data_type=_TYPES[place["dtype"]], dims=place["shape"], data_location=TensorProto.EXTERNAL
        )
        where = {"location": path.name, "offset": str(8 + size + start), "length": str(stop - start)}
        tensor.external_data.extend(onnx.StringStringEntryProto(key=key, value=value) for key, value in where.items())
        yield name, tensor
