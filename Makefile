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
	@$(MAKE) --no-print-directory audit
	$(BIN)/python -m pytest -q -n auto --dist loadfile

CASES ?= 100000
.PHONY: fuzz
fuzz: .venv/dev ## send payloads gone wrong over HTTP and Socket Mode: CASES=100000 SEED=0
	@CASES=$(CASES) $(BIN)/python -m pytest -q -s tests/doors/test_any_payload.py

FROM ?=
.PHONY: upgrade
upgrade: .venv/dev ## exchange the release before for this one while people act: FROM=<revision>
	@FROM=$(FROM) $(BIN)/python -m pytest -q -s tests/upgrade

ACTIONS ?= 100000
KILLS ?= 1000
SEED ?= 1
ON ?= postgres
.PHONY: torture
torture: .venv/dev ## kill it at random while people work: ACTIONS=100000 KILLS=1000 SEED=1 ON=postgres
	@ACTIONS=$(ACTIONS) KILLS=$(KILLS) SEED=$(SEED) ON=$(ON) $(BIN)/python -m torture

.PHONY: wheel
wheel: .venv/dev ## build the wheel and the source archive into dist/
	@$(BIN)/hatchling build -d dist

# Only what ships: the lock in an environment without pip.
.venv/shipped: requirements.lock .venv/dev
	@rm -rf $@ && $(PYTHON) -m venv --without-pip $@
	@$(BIN)/pip --python $@/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements.lock

.PHONY: sbom
sbom: .venv/shipped ## list the components that ship, as CycloneDX: dist/candour.cdx.json
	@mkdir -p dist
	@$(BIN)/cyclonedx-py environment .venv/shipped/bin/python --pyproject pyproject.toml --of JSON --output-reproducible -o dist/candour.cdx.json
	@echo "dist/candour.cdx.json lists $$(grep -c '"purl"' dist/candour.cdx.json) components."

.PHONY: licences
licences: .venv/shipped ## list their licences in docs/licences.md
	@{ echo "# Licences of what ships"; echo; echo "Written by \`make licences\` from \`requirements.lock\`."; echo; \
	  $(BIN)/pip-licenses --python .venv/shipped/bin/python --format=markdown --from=mixed; } > docs/licences.md

.PHONY: audit
audit: .venv/dev ## ask whether a pinned package has a known weakness
	@$(BIN)/pip-audit --disable-pip --no-deps --progress-spinner off -r requirements.lock > .venv/audit 2>&1; code=$$?; \
	if grep -qE 'could not be audited|ConnectionError|Max retries' .venv/audit; then \
	  echo "Not audited: the list of known weaknesses cannot be reached from here."; \
	else cat .venv/audit; exit $$code; fi

.PHONY: bench
bench: .venv/dev ## print the benchmark table; MINUTES=10 of load
	@$(BIN)/python -m bench

.PHONY: format
format: .venv/dev ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: .venv/dev ## pin the newest versions that fit pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra build --extra dev --extra tracing -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra build --extra tracing -o requirements-tracing.lock pyproject.toml
