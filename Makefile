# Quellenlage. `make run` starts everything, `make test` tests everything; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.PHONY: help run worker test test-fast test-browser lint format bench evaluate lock messages screenshots clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/ready ## Start web and worker with the demo stories (PORT, NEWSROOM_DATA)
	@exec $(BIN)/python manage.py run --port $(PORT)

worker: $(VENV)/ready ## Start one more worker for the same database
	@exec $(BIN)/python manage.py worker

test: test-fast test-browser ## Run all tests; those in a browser need Chromium and are left out, aloud, without it

test-fast: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" $(ARGS)

test-browser: $(VENV)/ready-dev
	@if [ -x "$${CHROMIUM:-/usr/bin/chromium}" ]; then \
		$(BIN)/python -m pytest -m browser $(ARGS); \
	else \
		echo "Browser tests left out: no Chromium at $${CHROMIUM:-/usr/bin/chromium} (apt-get install chromium, or set CHROMIUM)."; \
	fi

lint: $(VENV)/ready-dev ## Format check, lint, types, import contracts, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/ready-dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/ready-dev ## Measure speed: a table and bench.json
	$(BIN)/python -m stories.benchmarks $(ARGS)

evaluate: $(VENV)/ready-dev ## Measure accuracy: make evaluate NAMES=… TIMES=… STORIES="… …" CASES=…
	$(BIN)/python -m stories.evaluation $(if $(NAMES),--names $(NAMES)) $(if $(TIMES),--times $(TIMES)) \
		$(if $(STORIES),--stories $(STORIES)) $(if $(CASES),--cases $(CASES)) $(ARGS)

lock: $(VENV)/uv ## Pin the requirements anew
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt

messages: $(VENV)/ready-dev ## Collect and compile the translations (needs gettext)
	cd stories && ../$(BIN)/python ../manage.py makemessages -l en --no-location --no-obsolete
	cd stories && ../$(BIN)/python ../manage.py compilemessages -l en

clean: ## Stop the embedded database and remove what was installed and built; var/ (the data) stays
	-$(BIN)/python manage.py db stop
	rm -rf $(VENV)

# Installing: uv is quick; where it does not reach the package registry, pip reads the same files.
$(VENV)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (set PYTHON=…)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(VENV)/ready: requirements.txt | $(VENV)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $< || $(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $< || $(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@
