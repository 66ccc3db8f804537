# make run · make test · make check · make docs · make bench · make lock · make clean
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check docs bench lock clean

run: .venv/installed
	@$(BIN)/linkwork import --if-empty data/sample
	@$(BIN)/linkwork serve

test: .venv/installed-dev
	$(BIN)/pytest

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m graph.lint
	$(BIN)/pytest tests/docs

docs: .venv/installed
	$(BIN)/python -m app.reference docs

bench: .venv/installed
	$(BIN)/python -m bench.sample
	$(BIN)/python -m bench.search

# New versions within pyproject.toml's bounds, with their hashes.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header pyproject.toml -o requirements.lock
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --all-extras --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Linkwork needs Python 3.11 or later; name one with make PYTHON=python3.12")'
	@echo "Installing into .venv (about a minute, only now) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
