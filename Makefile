# Tremplin: `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install install-test run test lint bench accuracy docs pins clean

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: $$($(PYTHON) --version) was found."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: constraints/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r constraints/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: constraints/test.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --require-hashes -r constraints/test.txt
	@touch $@

install: $(VENV)/.installed ## Create .venv with the pinned dependencies and the `tremplin` command

install-test: $(VENV)/.installed-test ## The same with what the tests need

run: install ## Build a demo instance and serve it, printing address and accounts
	@$(BIN)/tremplin demo

lint: install-test ## Ruff, mypy and the floor plan
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: install-test lint ## Lint, then every test
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: install-test ## Every performance claim beside its peer
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

accuracy: install-test ## Measure the checker on the labelled sets, when they lie beside the project
	$(BIN)/python scripts/make_accuracy_page.py

docs: install-test ## Regenerate the generated pages of docs/
	$(BIN)/python scripts/make_rule_pages.py

pins: ## Resolve the dependencies again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml constraints/build.in -o constraints/run.txt
	uv pip compile -q --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-annotate --no-header -c constraints/run.txt pyproject.toml constraints/build.in -o constraints/test.txt

clean: ## Remove what can be made again
	rm -rf $(VENV) build dist *.egg-info
