"""The model under training: a BERT with mean pooling and unit length, as sentence-transformers stores it."""

from __future__ import annotations

import contextlib
import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LONGEST = 256  # tokens, as the teacher was made for
BATCH_TOKENS = 4096
POOLING = "1_Pooling"
SETTINGS = ("modules.json", "sentence_bert_config.json", "config_sentence_transformers.json", "tokenizer_config.json")


class Student:
    """A sentence-transformers folder opened for training; the teacher is one too, never trained.

    Computes in bfloat16 where the processor or card is faster that way; parameters stay float32.
    """

    def __init__(self, folder: Path, *, device: str = "cpu") -> None:
        self.folder = folder
        self.device = device
        # Plain attention: on CPU the fused kernel's backward pass in bfloat16 takes more than twice as long.
        model = BertModel.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32)
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        self.model: BertModel = model.to(torch.device(device))  # type: ignore[arg-type] # its decorator hides the method
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.model.config.hidden_size)

    def token_ids(self, texts: Sequence[str], *, longest: int = LONGEST) -> list[list[int]]:
        """Return the numbers of each text's pieces, [CLS] and [SEP] included, cut at `longest`."""
        encodings = self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=True)
        return [
            ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]] for ids in (one.ids for one in encodings)
        ]

    def embed(self, batch: Sequence[list[int]]) -> torch.Tensor:
        """Embed tokenised texts: (n, dimension) float32, unit length, with gradients where they are enabled."""
        width = max(map(len, batch))
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        mask = torch.zeros(len(batch), width, dtype=torch.long)
        for row, numbers in enumerate(batch):
            ids[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = 1
        ids, mask = ids.to(self.device), mask.to(self.device)
        with torch.autocast(torch.device(self.device).type, dtype=torch.bfloat16):
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        pooled = (states.float() * weights).sum(1) / weights.sum(1)
        return torch.nn.functional.normalize(pooled, dim=1)

    def vectors(self, texts: Sequence[str], *, longest: int = LONGEST) -> NDArray[np.float32]:
        """Embed texts without gradients: (n, dimension) float32 in the order given."""
        ids = self.token_ids(texts, longest=longest)
        found = np.empty((len(texts), self.dimension), dtype=np.float32)
        with torch.no_grad():
            for rows in _batches(ids):
                found[rows] = self.embed([ids[row] for row in rows]).cpu().numpy()
        return found

    def save(self, folder: Path, *, dtype: torch.dtype = torch.float32) -> None:
        """Write a sentence-transformers folder. Stored in `dtype`, it is always loaded as float32."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder.resolve() != self.folder.resolve():
            shutil.copytree(self.folder / POOLING, folder / POOLING, dirs_exist_ok=True)
            for name in SETTINGS:
                shutil.copyfile(self.folder / name, folder / name)
        (folder / "2_Normalize").mkdir(exist_ok=True)
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        state = {name: value.detach().to("cpu", dtype) for name, value in self.model.state_dict().items()}
        self.model.save_pretrained(folder, state_dict=state)
        written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        written["dtype"] = "float32"
        (folder / "config.json").write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


@contextlib.contextmanager
def threads(count: int) -> Iterator[None]:
    """Let torch use `count` threads inside the block; 0 leaves it as it is."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _batches(ids: Sequence[list[int]]) -> Iterator[list[int]]:
    """Rows sorted by length, as many at a time as fit the token budget."""
    rows: list[int] = []
    for row in sorted(range(len(ids)), key=lambda row: len(ids[row]), reverse=True):
        if rows and (len(rows) + 1) * len(ids[rows[0]]) > BATCH_TOKENS:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows
