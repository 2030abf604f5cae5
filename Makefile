# Everything the project does from the command line. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 3000
FAST ?=

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

# What the product needs, pinned with hashes; nothing else.
.venv/run: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Setting up .venv (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What testing needs on top.
.venv/dev: .venv/run requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: setup
setup: .venv/run ## install what the product needs into .venv

.PHONY: demo
demo: .venv/run ## rehearse an outage in the practice workspace (FAST=1: a minute becomes a second)
	@$(BIN)/candour demo --port $(PORT) $(if $(FAST),--fast,)

.PHONY: test
test: .venv/dev ## run every test, PostgreSQL and browser included
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

.PHONY: check
check: .venv/dev ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n auto --dist loadfile

.PHONY: bench
bench: .venv/dev ## print the benchmark table
	@$(BIN)/python -m bench

.PHONY: format
format: .venv/dev ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: .venv/dev ## pin the newest versions that fit pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra build --extra dev -o requirements-dev.lock pyproject.toml
