# make site, make serve: the whole set-up is Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header -c constraints.txt
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# Where no bytecode is kept, each of the hundred commands that the tests run would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve test pytest quick mutants lint type js js-tools bench nightly dist lock all clean

site: .venv/.ready
	$(BIN)/qunli build

serve: .venv/.ready
	$(BIN)/qunli serve

test: .venv/.ready-dev js-tools
	@$(MAKE) --no-print-directory -j2 pytest lint type js

# Three at a time on two cores: whoever waits for a browser or a server leaves its core to another.
pytest: .venv/.ready-dev
	@$(BIN)/pytest tests -n 3 --dist worksteal

quick: .venv/.ready-dev js
	@$(BIN)/pytest tests -x -m "not slow and not nightly" --ignore=tests/browser --ignore=tests/clients --ignore=tests/nightly \
		-n 2 --dist worksteal --hypothesis-profile=quick --few 2

# Faults put into the code one by one: which do the tests not see? IN names rooms or files below generator/qunli.
N ?= 40
SEED ?= 1
IN ?=
mutants: .venv/.ready-dev
	@$(BIN)/python tests/mutants.py $(IN) -n $(N) --seed $(SEED)

lint: .venv/.ready-dev js-tools
	@$(BIN)/ruff check --quiet generator tests
	@$(BIN)/ruff format --quiet --check generator tests
	@$(call npm,lint)

type: .venv/.ready-dev js-tools
	@$(BIN)/mypy --no-error-summary
	@$(call npm,type)

js: js-tools
	@$(call npm,test)

# The scripts of the pages are judged where node is: what npm says is heard only when it is wrong.
HAS_JS := $(and $(shell command -v node),$(wildcard tests/js/node_modules/.bin/eslint))
npm = $(if $(HAS_JS),out=$$(npm --prefix tests/js --silent run $(1) 2>&1) || { echo "$$out"; exit 1; },:)

js-tools:
	@$(if $(HAS_JS),:,echo "没有 node，或没有装 tests/js（npm --prefix tests/js ci）：网页脚本没有查"; test -z "$$CI")

bench: .venv/.ready-dev
	$(BIN)/python tests/bench.py

# What is too slow for every change: the lowest and newest dependencies on each Python of this machine.
nightly: .venv/.ready-dev $(BIN)/uv
	$(BIN)/pytest tests/nightly/*.py
	$(BIN)/pytest tests -m "nightly or hypothesis" -n 2 --dist worksteal --hypothesis-profile=night

dist: .venv/.ready-dev
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist

# After a change of constraints.txt or of the dependencies.
lock: $(BIN)/uv
	$(LOCK) --extra hant pyproject.toml -o requirements.lock
	$(LOCK) --group release -o requirements-release.lock

all: test site bench

clean:
	rm -rf .venv site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv .venv

.venv/.ready: pyproject.toml constraints.txt | .venv/bin/python
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.ready-dev: pyproject.toml constraints.txt | .venv/bin/python
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.ready

.venv/bin/uv: constraints.txt | .venv/bin/python
	@$(PIP) install -c constraints.txt uv
	@touch $@
