VENV := .venv
PYTHON := $(VENV)/bin/python
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help install demo test lint lock samples bench clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

$(VENV)/.installed: pyproject.toml setup.py constraints.txt
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
