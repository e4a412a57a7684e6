PYTHON3 ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP_INSTALL := $(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt
DEMO := piao-demo.db
DEMO_REPORT := piao-demo.html
.DEFAULT_GOAL := help
.PHONY: help install install-dev hooks demo test release eval lint lock migration samples picture figures bench bench-review bench-scale bench-tables bench-dresses bench-memory bench-understanding bench-confidence bench-opinions bench-hostile bench-matching bench-administrations bench-similar bench-exports bench-report fuzz fuzz-kills clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Install the program into .venv

install-dev: $(VENV)/.installed-dev ## Install the development tools too, and say how to check every commit
	@echo "make hooks: check style, types and imports before every commit"

hooks: $(VENV)/.installed-dev ## Check style, types and imports before every commit from now on
	@$(BIN)/pre-commit install

demo: $(VENV)/.installed ## Read the sample plans into a fresh store, show, compare, score, report
	@rm -f $(DEMO)
	@printf "\nPlans of invented administrations, as PDF documents, become rows of a database:\n\n"
	$(BIN)/piao ingest samples/*.pdf samples/*.xlsx samples/*.md --db $(DEMO)
	@printf "\nWhat the database $(DEMO) holds now:\n\n"
	$(BIN)/piao list --db $(DEMO)
	@printf "\nOne plan: what the administration promises, how it is measured, by when:\n\n"
	$(BIN)/piao show consorzio_schede.pdf --db $(DEMO)
	@printf "\nTwo years of one administration beside each other:\n\n"
	$(BIN)/piao compare parco_2025.pdf parco_2026.pdf --only changed --db $(DEMO)
	@printf "\nOne plan scored by a file of results:\n\n"
	$(BIN)/piao score asp_breve.pdf --actuals samples/consuntivo_asp_breve.csv --db $(DEMO)
	@printf "\nGo on with: $(BIN)/piao export --db $(DEMO)   or   $(BIN)/piao --help\n"
	@printf "Look at it beside the pages, and correct: $(BIN)/piao review --files samples --db $(DEMO)\n"
	@printf "\nAll plans on one page, for who controls them; open it in a browser:\n\n"
	$(BIN)/piao report --db $(DEMO) --out $(DEMO_REPORT)

test: $(VENV)/.installed-dev ## Run every test, lint and type check included
	@$(PYTHON) -m pytest

eval: $(VENV)/.installed-dev ## Print how much of each plan with a known truth is read: make eval ARGS="--baseline"
	@$(PYTHON) -m tests.evaluation $(ARGS)

release: $(VENV)/.installed-dev ## Build the wheel and the source archive into dist, try each in a fresh environment
	@rm -rf dist
	@$(PYTHON) -m tests.release dist

lint: $(VENV)/.installed-dev ## Check style, types and the direction of imports only
	@$(PYTHON) -m pytest tests/whole/test_architecture.py

lock: $(VENV)/.installed-dev ## Renew constraints.txt: the newest versions that pyproject.toml allows
	@$(BIN)/pip-compile -q --upgrade --all-extras --strip-extras --no-header --no-annotate \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		-o constraints.txt pyproject.toml
	@touch $(VENV)/.installed $(VENV)/.installed-dev

migration: $(VENV)/.installed-dev ## Draft the migration for changed record types: make migration NAME="what changes"
	@$(PYTHON) tests/store/new_migration.py "$(NAME)"

samples: $(VENV)/.installed-dev ## Typeset the sample plans again (needs LibreOffice)
	@$(PYTHON) -m samples.make_samples

picture: $(VENV)/.installed-dev ## Draw the picture of the review page again (needs Debian's chromium)
	@$(PYTHON) -m tests.review.review_picture

figures: $(VENV)/.installed-dev ## Measure what README.md and docs give as figures, and write them: make figures ARGS="names"
	@$(PYTHON) -m tests.figures_page $(ARGS)

bench: $(VENV)/.installed-dev ## Measure the whole job beside pdfplumber and camelot, on the samples and a long plan
	@$(PYTHON) -m tests.benchmarks.speed.bench_job
	@$(PYTHON) -m tests.benchmarks.speed.bench_job --long

bench-tables: $(VENV)/.installed-bench ## Measure how well tables are read, beside other table readers
	@$(PYTHON) -m tests.benchmarks.tables.bench_tables

bench-dresses: $(VENV)/.installed-dev ## Measure the samples ruled, half-ruled, unruled and scanned (needs LibreOffice)
	@$(PYTHON) -m tests.benchmarks.understanding.bench_dresses

bench-memory: $(VENV)/.installed-dev ## Measure the memory that long documents take, of text and scanned
	@$(PYTHON) -m tests.benchmarks.speed.bench_memory

bench-understanding: $(VENV)/.installed-dev ## Measure how well headings, figures and samples are understood
	@$(PYTHON) -m tests.benchmarks.understanding.bench_understanding

bench-confidence: $(VENV)/.installed-dev ## Measure how often what is said to be sure is right
	@$(PYTHON) -m tests.benchmarks.understanding.bench_confidence

bench-opinions: $(VENV)/.installed-dev ## Measure what another table reader's opinion changes, and its cost
	@$(PYTHON) -m tests.benchmarks.tables.bench_opinions

bench-hostile: $(VENV)/.installed-dev ## Measure time and memory that hostile pages take
	@$(PYTHON) -m tests.benchmarks.speed.bench_hostile

bench-matching: $(VENV)/.installed-dev ## Measure which names are taken for the same
	@$(PYTHON) -m tests.name_pairs
	@$(PYTHON) -m tests.plan_pairs

bench-administrations: $(VENV)/.installed-dev ## Measure which names are taken for which administration
	@$(PYTHON) -m tests.benchmarks.understanding.bench_administrations

bench-similar: $(VENV)/.installed-dev ## Measure the search for similar indicators in a store of a million
	@$(PYTHON) -m tests.benchmarks.store.bench_similar

bench-exports: $(VENV)/.installed-dev ## Measure the memory of each export of a store of 300,000 indicators
	@$(PYTHON) -m tests.benchmarks.store.bench_exports

bench-scale: $(VENV)/.installed-dev ## Measure plans a second: one and two processes, SQLite, PostgreSQL, Dask, shards; COPY
	@$(PYTHON) -m tests.benchmarks.speed.bench_scale
	@$(PYTHON) -m tests.benchmarks.speed.bench_lake

bench-review: $(VENV)/.installed-dev ## Measure each act on the review page, and how soon a long plan opens
	@$(PYTHON) -m tests.benchmarks.store.bench_review

bench-report: $(VENV)/.installed-dev ## Measure the report and a comparison of 200 plans
	@$(PYTHON) -m tests.benchmarks.store.bench_report

N ?= 200
fuzz: $(VENV)/.installed-dev ## Break N files of each format and count what comes of them: make fuzz N=2000 ARGS="--only pdf"
	@$(PYTHON) -m tests.fuzz.run $(N) $(ARGS)

fuzz-kills: $(VENV)/.installed-dev ## Kill N runs of ingest at random moments and look at the stores: make fuzz-kills N=100 ARGS="--together 3"
	@$(PYTHON) -m tests.fuzz.kills $(N) $(ARGS)

clean: ## Remove .venv, caches, the demo's store and report
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis $(DEMO)* $(DEMO_REPORT)

$(VENV)/.installed: pyproject.toml setup.py constraints.txt
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON3=python3.12"; exit 1; }
	@test -x $(PYTHON) || $(PYTHON3) -m venv $(VENV)
	@echo "installing into $(VENV) ..."
	@$(PIP_INSTALL) -e '.[exports,report,review]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing the development tools into $(VENV) ..."
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $@

# Without a C++ compiler GriTS cannot be built: the bench runs without what is missing, and says so.
$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@$(PIP_INSTALL) -e '.[bench]' 2>$(VENV)/bench.log && touch $@ || \
		echo "The extra bench cannot be installed (see $(VENV)/bench.log): GriTS needs a C++ compiler."
