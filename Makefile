# Two commands set everything up on a fresh machine: `make ask` (or `make chat`) and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SAMPLE := .archive/sample
Q      ?= who called it crimes against humanity?

.PHONY: ask chat install test lint bench eval clean

ask: $(SAMPLE)/current   ## answer Q over the sample archive
	@$(BIN)/whosaid --archive $(SAMPLE) ask "$(Q)"

chat: $(SAMPLE)/current  ## open the REPL over the sample archive
	@$(BIN)/whosaid --archive $(SAMPLE) chat

install: $(VENV)/.installed  ## the environment in .venv, the command at .venv/bin/whosaid

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(SAMPLE)/current: $(VENV)/.installed $(wildcard corpus/sample/articles/*/*)
	@$(BIN)/whosaid --archive $(SAMPLE) build corpus/sample/articles
	@touch $@

test: install  ## the tests
	$(BIN)/python -m pytest

lint: install  ## ruff and mypy, strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(SAMPLE)/current  ## the golden questions, held to the floors
	$(BIN)/whosaid --archive $(SAMPLE) eval corpus/sample/golden.jsonl --floors tests/quality/floors.json

bench: install  ## the benchmarks
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .archive
