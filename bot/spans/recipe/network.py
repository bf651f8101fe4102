"""The network under training: the encoder's own layers, the upper half of them trained on, and two small heads.

The lower half and the word embeddings stay as they are, so that the encoder's files serve them, and what is stored of
the span model is the upper half alone.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertModel

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS, CONFIG = "spans.safetensors", "config.json"
FIRST_LAYER = 6  # of twelve; `states-int8.onnx` ends where this begins
BEGINS, ENDS, PROVES = range(3)  # columns of `spans`
HEADS = ("spans.", "answers.")  # what the names of the heads' weights begin with
DROPOUT = 0.05
ENCODER_WEIGHTS = "model.safetensors"


class SpanNetwork(nn.Module):
    """Reads token numbers (n, width) and gives `spans` (n, width, 3) and `answers` (n,), as `bot.spans.model` says."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(encoder, dtype=torch.float32, add_pooling_layer=False)
        size = self.bert.config.hidden_size
        self.spans = nn.Linear(size, 3)
        self.answers = nn.Sequential(nn.Linear(size, size), nn.Tanh(), nn.Linear(size, 1))
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = DROPOUT
        for parameter in self.frozen():
            parameter.requires_grad = False

    def frozen(self) -> list[nn.Parameter]:
        """Return what is the encoder's and stays so."""
        lower = [*self.bert.embeddings.parameters()]
        for layer in self.bert.encoder.layer[:FIRST_LAYER]:
            lower += layer.parameters()
        return lower

    def body(self) -> list[nn.Parameter]:
        """Return what is trained of the layers."""
        return [p for p in self.bert.parameters() if p.requires_grad]

    def heads(self) -> list[nn.Parameter]:
        """Return what is trained from nothing."""
        return [*self.spans.parameters(), *self.answers.parameters()]

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Read token numbers; `mask` (n, width) is 0 at padding."""
        hidden = (1 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        with torch.no_grad():
            states = self.bert.embeddings(input_ids=ids)
            for layer in self.bert.encoder.layer[:FIRST_LAYER]:
                states = _first(layer(states, hidden))
        for layer in self.bert.encoder.layer[FIRST_LAYER:]:
            states = _first(layer(states, hidden))
        return self.spans(states), self.answers(states[:, 0]).squeeze(-1)

    def load(self, folder: Path) -> None:
        """Go on from what `save` has written. Raises what safetensors and torch raise where it is not that."""
        stored = load_file(folder / WEIGHTS)
        own = {name if name.startswith(HEADS) else f"bert.{name}": value.float() for name, value in stored.items()}
        missing = self.load_state_dict(own, strict=False).missing_keys
        trained = {name for name, parameter in self.named_parameters() if parameter.requires_grad}
        if trained.intersection(missing):
            raise KeyError(f"{folder / WEIGHTS}: without {min(trained.intersection(missing))}")

    def save(self, folder: Path, encoder: Path) -> None:
        """Write what is the span model's own, as float16, and which encoder it goes on from."""
        folder.mkdir(parents=True, exist_ok=True)
        trained = {name for name, parameter in self.named_parameters() if parameter.requires_grad}
        own = {
            name.removeprefix("bert."): value.detach().half().contiguous()
            for name, value in self.state_dict().items()
            if name in trained
        }
        save_file(own, folder / WEIGHTS)
        config = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
        kept = {
            key: config[key] for key in ("hidden_size", "num_hidden_layers", "num_attention_heads", "layer_norm_eps")
        }
        kept["encoder"] = hashlib.sha256((encoder / ENCODER_WEIGHTS).read_bytes()).hexdigest()
        (folder / CONFIG).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _first(made: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Take the states out of what a layer gives; versions of the library differ in it."""
    return made if isinstance(made, torch.Tensor) else made[0]
