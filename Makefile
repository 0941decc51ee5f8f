# make site, make serve, make test, make lint: each sets up what it needs in .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: help site serve check test lint format lock soak audit portability screenshots clean

help:
	@echo "make site    build the edition into site/ (and, where there is a witnesses/, a private reading copy)"
	@echo "make serve   show it on localhost, rebuilt and reloaded after each change"
	@echo "make check   check articles and records without building"
	@echo "make test    run every test, in the browser too"
	@echo "make lint    check style and types"
	@echo "make soak    run the property-based tests for longer"
	@echo "make audit   ask whether packages have known vulnerabilities"
	@echo "make portability  render the pages by others than MkDocs and compare"
	@echo "make screenshots  picture the main pages at three widths, light and dark, into screenshots/"
	@echo "make format  put the code into its usual form"
	@echo "make lock    renew the lock files from pyproject.toml"
	@echo "make clean   remove everything generated"

site: .venv/ready
	$(BIN)/python scripts/build.py

serve: .venv/ready
	$(BIN)/edition serve

check: .venv/ready
	$(BIN)/edition check

test: .venv/ready-dev
	$(BIN)/python scripts/get_chromium.py
	$(BIN)/pytest -n auto

soak: .venv/ready-dev
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -n auto -m "not browser"

audit: .venv/ready-dev
	$(BIN)/python scripts/audit.py

portability: .venv/ready-dev
	$(BIN)/python scripts/build.py
	$(BIN)/python scripts/portability.py

screenshots: .venv/ready-dev
	$(BIN)/python scripts/screenshots.py

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/ready-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf build site reading-copy screenshots .venv

# Everything that is installed is in a lock file with its hash; the package itself is installed in place.
.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "No virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv"; \
		rm -rf .venv; exit 1; }
