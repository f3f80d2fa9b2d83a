# make site, make serve: the whole set-up is Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: site serve test quick mutants lint type bench all clean

site: .venv/.ready
	$(BIN)/qunli build

serve: .venv/.ready
	$(BIN)/qunli serve

test: .venv/.ready-dev lint type
	@$(BIN)/pytest tests -n 2 --dist worksteal

quick: .venv/.ready-dev
	@$(BIN)/pytest tests -x -m "not slow" --ignore=tests/browser --ignore=tests/clients -n 2 --dist worksteal \
		--hypothesis-profile=quick

# Faults put into the code one by one: which do the tests not see? IN names rooms or files below generator/qunli.
N ?= 40
SEED ?= 1
IN ?=
mutants: .venv/.ready-dev
	@$(BIN)/python tests/mutants.py $(IN) -n $(N) --seed $(SEED)

lint: .venv/.ready-dev
	@$(BIN)/ruff check --quiet generator tests
	@$(BIN)/ruff format --quiet --check generator tests

type: .venv/.ready-dev
	@$(BIN)/mypy --no-error-summary

bench: .venv/.ready-dev
	$(BIN)/python tests/bench.py

all: test site bench

clean:
	rm -rf .venv site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/.ready: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.ready-dev: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.ready
