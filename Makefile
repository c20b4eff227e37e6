# make run opens the dashboard; make test proves it; make check reads it;
# make test-office renders the meeting papers with LibreOffice and looks at the pages;
# make test-spark counts a million cases with real Spark and holds them against DuckDB (needs Java 17);
# make soak proves for long what chance may break: 200 kills, 200 loads under readers, many invented files.
# Python >= 3.11 and make suffice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test test-office test-spark test-bundle soak check bench sample messages bundle lock clean

run: $(VENV)/.installed
	$(BIN)/reform serve --port $(PORT)

# In the order of the folders, where the quick files come last: then neither worker waits long for the other.
test: $(VENV)/.installed-dev browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests

test-office: $(VENV)/.installed-dev
	@sh tests/office/prepare.sh
	REFORM_OFFICE=1 $(BIN)/python -m pytest tests/office

test-spark: $(VENV)/.installed-spark
	REFORM_SPARK=1 $(BIN)/python -m pytest tests/spark

soak: $(VENV)/.installed-dev
	REFORM_SOAK=1 $(BIN)/python -m pytest -n 2 tests/test_crash.py tests/test_readers.py tests/test_rebuild.py \
		tests/backup/test_restore_struck.py tests/intake/test_properties.py

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-bench browser
	$(BIN)/python -m tests.benchmarks

sample: $(VENV)/.installed
	$(BIN)/reform sample data/sample

messages: $(VENV)/.installed-dev
	$(BIN)/python -m tests.messages

# PYTHONS="3.11 3.13" and PLATFORMS="linux-x86_64" choose for whom; else this Python, every platform.
bundle: $(VENV)/.installed
	$(BIN)/python -m tools.bundle $(PYTHONS:%=--python %) $(PLATFORMS:%=--platform %)

test-bundle: $(VENV)/.installed-dev
	REFORM_BUNDLE=1 $(BIN)/python -m pytest tests/bundle

lock: $(VENV)/.installed-dev
	$(BIN)/python -m tools.lock

.PHONY: browser
browser:
	@sh tests/browser/prepare.sh

$(VENV)/.installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/.installed-spark: $(VENV)/.installed-dev requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

clean:
	rm -rf $(VENV) data/warehouse/sample .pytest_cache .mypy_cache .ruff_cache
