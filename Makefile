# One command per purpose; `make` lists them. Plain GNU make 3.81, as macOS ships it.

SHELL := /bin/sh
PACKAGES := $(wildcard bot booking channels dialog foundation payments workers)
CODE := $(PACKAGES) $(wildcard tests benchmarks)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The first Python that is new enough; override with `make PYTHON=...`.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
# Races, crashes, browsers: beyond one for each core, beyond four in all they wait for each other.
PYTEST = $(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadgroup

# A virtual environment works only where it was made, with the Python that made it.
ifneq ($(shell .venv/bin/python -c '' 2>/dev/null && cat .venv/made-in),$(CURDIR))
ELSEWHERE := venv
endif

export MADE_IN := $(CURDIR)
# Where the shell forbids bytecode, each process would compile the product, each run all its tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo chat test check format soak bench phrases diagram lock venv coverage

help: ## this list
	@echo "Parlance. On a fresh machine: make demo"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'

demo: .venv/runtime ## start the demo salon: web chat, console, workers, with servers of its own
	@exec $(BIN)/parlance up

chat: .venv/runtime ## talk to the demo salon in this terminal
	@exec $(BIN)/parlance chat

setup: .venv/development ## make .venv with everything for development, start nothing
	@echo "Ready: .venv holds everything. Next: make test, make demo"

test: .venv/development ## run the whole suite (real servers, no network)
	@$(if $(COVER),$(BIN)/coverage erase)
	$(PYTEST) $(if $(COVER),--cov --cov-report=) $(ARGS)
	@$(if $(COVER),$(MAKE) --no-print-directory coverage)

coverage:
	$(BIN)/coverage report --fail-under=80
	$(BIN)/coverage report --fail-under=90 --include='booking/*,dialog/*'

check: .venv/development ## everything CI checks: format, lint, types, contracts, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test COVER=1

format: .venv/development ## rewrite the code in the house's form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

soak: .venv/development ## every race, crash, property test at full size; goes on where it was stopped
	PARLANCE_SCALE=full $(PYTEST) -p tests.soak --timeout=0 $(ARGS)

bench: .venv/development ## measure, print ratios
	@set -e; for file in benchmarks/*.py; do \
		echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py); done

phrases: .venv/runtime ## bring the catalogues in step with the phrases, say what is missing
	$(BIN)/python -m dialog.phrases.update

diagram: .venv/runtime ## draw the dialog's states anew
	$(BIN)/python -m dialog.diagram

lock: ## resolve the lock files anew (needs uv)
	@command -v uv >/dev/null || { echo "uv is missing. Cure: pip install uv"; exit 1; }
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		--extra embedded --group build -o requirements.lock pyproject.toml
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		--extra embedded --extra dev --group build -c requirements.lock \
		-o requirements-dev.lock pyproject.toml

venv:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found. Cure: install one," \
		"then: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv --clear .venv || { echo "This Python makes no virtual environments." \
		"Cure: apt-get install python3-venv"; exit 1; }
	@printf '%s' "$$MADE_IN" > .venv/made-in

# The stamps: what is installed is what the lock says, by hash; nothing is fetched twice.
.venv/runtime: requirements.lock pyproject.toml $(ELSEWHERE)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch .venv/runtime

.venv/development: requirements-dev.lock requirements.lock pyproject.toml $(ELSEWHERE)
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch .venv/runtime .venv/development
