"""The model under training: a BERT with mean pooling and unit length, as `layout` writes it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index.encoder.recipe.layout import PROMPTS, TOKENIZER, WEIGHTS, write_weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

QUESTION, PASSAGE = PROMPTS["query"], PROMPTS["document"]
ROWS = 64  # texts that are embedded at once


class Student:
    """A model's folder opened for training: of its layers the upper half, which the span model does not stand on.

    A graphics card computes in bfloat16; parameters stay float32.
    """

    def __init__(self, folder: Path, *, device: str = "cpu") -> None:
        self.folder = folder
        self.device = device
        model = BertModel.from_pretrained(folder, dtype=torch.float32, add_pooling_layer=False)
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        self.model: BertModel = model.to(torch.device(device))  # type: ignore[arg-type] # its decorator hides the method
        upper = self.model.encoder.layer[len(self.model.encoder.layer) // 2 :]
        self.model.requires_grad_(requires_grad=False)
        upper.requires_grad_(requires_grad=True)
        self._fill = int(self.model.config.pad_token_id)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def trained(self) -> list[torch.nn.Parameter]:
        """Return what training moves."""
        return [parameter for parameter in self.model.parameters() if parameter.requires_grad]

    def token_ids(self, texts: Sequence[str], prompt: str, *, longest: int) -> list[list[int]]:
        """Return the numbers of the pieces of `prompt` and each text, begin and end included, cut at `longest`."""
        encodings = self._tokenizer.encode_batch_fast([prompt + text for text in texts], add_special_tokens=True)
        return [
            ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]] for ids in (one.ids for one in encodings)
        ]

    def embed(self, batch: Sequence[list[int]]) -> torch.Tensor:
        """Embed tokenised texts: (n, dimension) float32, unit length, with gradients where they are enabled."""
        width = max(map(len, batch))
        ids = torch.full((len(batch), width), self._fill, dtype=torch.long)
        mask = torch.zeros(len(batch), width, dtype=torch.long)
        for row, numbers in enumerate(batch):
            ids[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = 1
        ids, mask = ids.to(self.device), mask.to(self.device)
        kind = torch.device(self.device).type
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=kind != "cpu"):
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        pooled = (states.float() * weights).sum(1) / weights.sum(1)
        return torch.nn.functional.normalize(pooled, dim=1)

    def vectors(self, batch: Sequence[list[int]]) -> NDArray[np.float32]:
        """Embed tokenised texts without gradients: (n, dimension) float32 in the order given."""
        with torch.no_grad():
            parts = [self.embed(batch[start : start + ROWS]) for start in range(0, len(batch), ROWS)]
        found: NDArray[np.float32] = torch.cat(parts).cpu().numpy()
        return found

    def save(self, folder: Path) -> None:
        """Write the folder again, with the weights as they are now, at half precision."""
        if folder.resolve() != self.folder.resolve():
            shutil.copytree(self.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(WEIGHTS))
        state = self.model.state_dict().items()
        write_weights({name: values.detach().cpu().numpy() for name, values in state}, folder)
