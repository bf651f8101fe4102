"""The folder of a model, as sentence-transformers reads it: weights at half precision, figures, tokenizer, prompts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save_file

from index.encoder.recipe import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from index.encoder.recipe.original import Figures, Original

CONFIG, WEIGHTS, TOKENIZER = "config.json", "model.safetensors", "tokenizer.json"
PROMPTS = {"query": "query: ", "document": "passage: "}  # what the original was trained with

# The names of the original's file, and those of the same weights in a BERT of transformers.
_EMBEDDINGS = {
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_cut(original: Original, kept: Sequence[int], folder: Path) -> None:
    """Write `original` with the pieces whose numbers are `kept` into `folder`. The special pieces have to be kept."""
    numbers = {number: place for place, number in enumerate(kept)}
    begin, end, fill, unknown = (numbers[number] for number in original.special)
    folder.mkdir(parents=True, exist_ok=True)
    write_weights(dict(_named(original, kept)), folder)
    special = (begin, end, fill, unknown)
    write_tokenizer(vocabulary.tokenizer([original.pieces[number] for number in kept], special), folder)
    _write(folder / CONFIG, _config(original.figures, pieces=len(kept), fill=fill))
    _write_settings(original, folder)


def write_weights(weights: Mapping[str, NDArray[np.float32]], folder: Path) -> None:
    """Write the weights, at half precision."""
    halved = {name: np.ascontiguousarray(values, dtype=np.float16) for name, values in weights.items()}
    save_file(halved, folder / WEIGHTS, metadata={"format": "pt"})


def write_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """Write the tokenizer, on one line."""
    tokenizer.save(str(folder / TOKENIZER), pretty=False)


def _named(original: Original, kept: Sequence[int]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield the weights under the names, and in the shapes, that transformers gives them."""
    figures = original.figures
    words = original.weights["emb.word"].reshape(-1, figures.dimension)
    yield "embeddings.word_embeddings.weight", words[list(kept)]
    for short, name in _EMBEDDINGS.items():
        values = original.weights[short]
        yield f"embeddings.{name}", values if "LayerNorm" in name else values.reshape(-1, figures.dimension)
    rows = {"fi": figures.inner}
    for layer in range(figures.layers):
        for short, name in _LAYER.items():
            values = original.weights[f"l{layer}.{short}.w"]
            is_matrix = "LayerNorm" not in name
            at = f"encoder.layer.{layer}.{name}"
            yield f"{at}.weight", values.reshape(rows.get(short, figures.dimension), -1) if is_matrix else values
            yield f"{at}.bias", original.weights[f"l{layer}.{short}.b"]


def _config(figures: Figures, *, pieces: int, fill: int) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "attention_probs_dropout_prob": 0.1,
        "dtype": "float32",  # what it is computed with
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "hidden_size": figures.dimension,
        "initializer_range": 0.02,
        "intermediate_size": figures.inner,
        "layer_norm_eps": figures.epsilon,
        "max_position_embeddings": figures.positions,
        "model_type": "bert",
        "num_attention_heads": figures.heads,
        "num_hidden_layers": figures.layers,
        "pad_token_id": fill,
        "type_vocab_size": figures.kinds,
        "vocab_size": pieces,
    }


def _write_settings(original: Original, folder: Path) -> None:
    begin, end, fill, unknown = (original.pieces[number][0] for number in original.special)
    longest = original.figures.positions
    tokens = {"bos_token": begin, "cls_token": begin, "sep_token": end, "eos_token": end}
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **tokens,
        "pad_token": fill,
        "unk_token": unknown,
        "model_max_length": longest,
        "model_input_names": ["input_ids", "attention_mask"],
    }
    modules = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    _write(folder / "tokenizer_config.json", tokenizer)
    _write(folder / "sentence_bert_config.json", {"max_seq_length": longest, "do_lower_case": False})
    _write(folder / "config_sentence_transformers.json", {"prompts": PROMPTS, "default_prompt_name": None})
    _write(
        folder / "modules.json",
        [
            {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for number, (kind, path) in enumerate(modules)
        ],
    )
    pooling = {"word_embedding_dimension": original.figures.dimension, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling").mkdir(exist_ok=True)
    _write(folder / "1_Pooling" / CONFIG, pooling)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
