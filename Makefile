# Two commands are enough on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help install demo test check format bench bench-promises screenshots clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# uv when it is there (fast), else venv and pip; either way the same environment in .venv.
$(VENV)/.installed: pyproject.toml
ifneq ($(UV),)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	VIRTUAL_ENV=$(abspath $(VENV)) $(UV) pip install --quiet --editable . --group dev
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
endif
	@touch $@

install: $(VENV)/.installed ## a virtual environment with frontdesk and everything to work on it

demo: install ## a lively fortnight of one freelancer, in a throw-away store
	@$(BIN)/frontdesk demo

test: install ## every test
	$(BIN)/python -m pytest -n auto $(ARGS)

check: install ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## how fast it is, on ten years of work, as ratios to the floor
	$(BIN)/python -m bench $(ARGS)

bench-promises: install ## how well promises are kept on real records, beside the clone
	$(BIN)/python -m bench.promises $(ARGS)

screenshots: install ## every picture of the README, from the demo
	$(BIN)/python -m screenshots.make

clean: ## remove what was built
	rm -rf $(VENV) .venv-* dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* bench/cache
