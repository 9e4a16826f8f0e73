# The two that matter are `make run` and `make test`. PYTHON=… names another interpreter than python3.

export PYTHON
PY := .venv/bin/python
SKIPPED := .cache/skipped.jsonl

.PHONY: run test unit ui e2e kill-test mutants bench lint requirements models set-up set-up-test clean

run: set-up
	@$(PY) -m app --sample

set-up:
	@packaging/system-packages.sh window
	@packaging/set-up.sh base

set-up-test:
	@packaging/system-packages.sh window tests
	@packaging/set-up.sh base test assist
	@$(PY) packaging/make_models.py || true # its sentence says why; what needs them is skipped

# Three processes: the logic without Qt, the window off screen, the real program on a screen of its own.
# Each runs whatever the others found; the last names every skipped test.
test: set-up-test
	@rm -f $(SKIPPED)
	@failed=0; \
	$(MAKE) --no-print-directory unit || failed=1; \
	$(MAKE) --no-print-directory ui || failed=1; \
	$(MAKE) --no-print-directory e2e || failed=1; \
	exit $$failed

unit:
	@$(PY) -m pytest -p no:pytest-qt -n auto --maxprocesses=4 --dist=worksteal \
		--skipped=$(SKIPPED) tests/unit

ui:
	@$(PY) -m pytest -n auto --maxprocesses=4 --dist=worksteal --skipped=$(SKIPPED) tests/ui

e2e:
	@$(PY) -m pytest -p no:pytest-qt -n auto --maxprocesses=2 --dist=loadfile --skipped=$(SKIPPED) \
		tests/e2e

kill-test: set-up-test
	@GOLDSEAM_KILLS=1000 $(PY) -m pytest -p no:pytest-qt -m kill tests/unit tests/e2e

# Ten thousand broken and hostile variants of the samples of every format; a thousand damaged models.
mutants: set-up-test
	@GOLDSEAM_MUTANTS=10000 $(PY) -m pytest -p no:pytest-qt tests/unit/importers/test_mutants.py
	@GOLDSEAM_MODEL_MUTANTS=1000 $(PY) -m pytest -p no:pytest-qt -s \
		tests/unit/assist/llama/test_model_mutants.py

bench: set-up-test
	@$(PY) -m pytest -p no:pytest-qt -p no:randomly -s tests/benchmarks

lint: set-up-test
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@.venv/bin/lint-imports

# Two small models, by package name, into .cache/models: one for tests, one that puts like things together.
models: set-up-test
	@$(PY) packaging/make_models.py

requirements:
	@packaging/compile-requirements.sh

clean:
	@rm -rf .venv .cache .hypothesis build dist
