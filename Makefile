# Two commands set everything up on a fresh machine: `make ask` (or `make chat`) and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SAMPLE := .archive/sample
Q      ?= who called it crimes against humanity?

.PHONY: ask chat install test lint bench eval pictures clean

ask: export QUESTION := $(Q)
ask: $(SAMPLE)/current   ## answer Q over the sample archive
	@$(BIN)/whosaid --archive $(SAMPLE) ask "$$QUESTION" || [ $$? -eq 3 ]  # 3: the archive does not say

chat: $(SAMPLE)/current  ## open the REPL over the sample archive
	@$(BIN)/whosaid --archive $(SAMPLE) chat

install: $(VENV)/.installed  ## the environment in .venv, the command at .venv/bin/whosaid

$(VENV)/.installed: pyproject.toml constraints.txt
	@echo "setting up $(VENV): a few minutes, most of it for PyTorch"
	@$(PYTHON) -c 'import sys; sys.exit("whosaid needs Python 3.11 or newer: PYTHON=/path/to/it make …" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --progress-bar off --constraint constraints.txt torch
	@echo "setting up $(VENV): PyTorch is there; now the other libraries"
	@$(BIN)/python -m pip install -qq --progress-bar off --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(SAMPLE)/current: $(VENV)/.installed $(wildcard corpus/sample/articles/*/*)
	@echo "building the sample archive"
	@$(BIN)/whosaid --archive $(SAMPLE) build corpus/sample/articles
	@touch $@

test: install  ## the tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: install  ## ruff and mypy, strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(SAMPLE)/current  ## the golden questions, held to the floors
	$(BIN)/whosaid --archive $(SAMPLE) eval corpus/sample/golden.jsonl --floors tests/quality/floors.json

bench: install  ## the benchmarks
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.encoder
	$(BIN)/python -m benchmarks.telegram

pictures: $(SAMPLE)/current  ## the pictures of the README, drawn from what the bot sends
	$(BIN)/python -m pictures $(SAMPLE)

clean:
	rm -rf $(VENV) .archive
