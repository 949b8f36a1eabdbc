# make report   renders the reports of the bundled collections into reports/
# make test     checks style, types, layers, and runs every test
# make lessons  writes lessons as pages that need no installation into build/lessons
# make bench    times our work beside that of other libraries, in an environment of its own
# make site     makes the documentation as pages, into site/
# All set up everything they need in .venv; only Python 3.11+, pip and make must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := $(VENV)/bench
ENV := PIP_DISABLE_PIP_VERSION_CHECK=1

.PHONY: report lessons test check lint types imports docs site lab bench clean

report: $(VENV)/.installed
	$(BIN)/medialens report --output reports

lessons: $(VENV)/.installed
	$(BIN)/medialens lessons build/lessons --edition static

test: check
check: lint types imports
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --durations=10

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell medialens docs notebooks README.md
	git ls-files '*.ipynb' | xargs -r $(BIN)/nbstripout --verify

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/test_docs.py

site: $(VENV)/.site
	$(BIN)/python -m sphinx -b html -W --keep-going -q docs site

lab: $(VENV)/.dev
	$(BIN)/jupyter lab notebooks

bench: $(BENCH)/.installed
	$(BENCH)/bin/python -m benchmarks.peers $(OPTIONS)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(ENV) $(BIN)/python -m pip install --quiet --editable '.[web]'
	touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(ENV) $(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

$(VENV)/.site: pyproject.toml | $(BIN)/python
	$(ENV) $(BIN)/python -m pip install --quiet --editable '.[docs]'
	touch $@

# pycorpdiff and scattertext exclude the pandas and the SciPy that the package needs
$(BENCH)/.installed: pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(ENV) $(BENCH)/bin/python -m pip install --quiet --editable '.[bench,web]'
	$(PYTHON) -m venv $(BENCH)/pycorpdiff
	$(ENV) $(BENCH)/pycorpdiff/bin/python -m pip install --quiet pycorpdiff==0.1.0a27
	$(PYTHON) -m venv $(BENCH)/scattertext
	$(ENV) $(BENCH)/scattertext/bin/python -m pip install --quiet scattertext==0.2.2 six
	touch $@

clean:
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache
