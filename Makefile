# Everything here works on a fresh machine with python3 (3.11 or newer, with venv) and make.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: help run test deep format clean .venv

help:
	@echo "make run     the designer on the three-tier layout (without a terminal: trace and check it)"
	@echo "make test    what must pass before every commit: lint, types, contracts, tests"
	@echo "make deep    every test at length, then the benchmarks"
	@echo "make format  put the code into ruff's form"

# The environment is made anew in place whenever its recipe changes.
.venv: $(INSTALLED)
$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

# The designer where there is a terminal; elsewhere a question and the assertions of the same layout.
run: .venv
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/vpcdesign open layouts/three-tier.json; else \
		$(BIN)/vpcdesign trace layouts/three-tier.json app-2 db-1 postgres && \
		$(BIN)/vpcdesign check layouts/three-tier.json; fi

# Tests start the program again and again: it is compiled once, whatever the environment says.
test deep: export PYTHONDONTWRITEBYTECODE =

test: .venv
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

deep: .venv
	$(BIN)/pytest -n 2 -m "deep or not deep" --hypothesis-profile=deep --ignore=tests/benchmarks
ifneq ($(wildcard tests/benchmarks),)
	$(BIN)/pytest -n 0 -s -m "deep or not deep" tests/benchmarks
endif

format: .venv
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
