# make run opens the dashboard; make test proves it; make check reads it;
# make test-office renders the meeting papers with LibreOffice and looks at the pages;
# make test-spark counts a million cases with real Spark and holds them against DuckDB (needs Java 17);
# make test-engines runs the printed script on ClickHouse in process, against DuckDB;
# make test-signin signs in at a certified OpenID Connect provider on this machine (needs node and npm);
# make soak proves for long what chance may break: 200 kills, 200 loads under readers, many invented files.
# Python >= 3.11 and make suffice. make run PORT=8502 takes another port, make test TESTS=tests/ingest/parsers a part.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
PORT ?= 8501

.PHONY: run test test-office test-spark test-engines test-signin provider test-bundle soak check bench sample messages reference bundle lock clean

run: run-ready
	@$(BIN)/reform serve --port $(PORT)

# In the order of the folders, where the quick files come last: then neither worker waits long for the other.
# What is missing of the system is asked for first; without it the browser's tests are skipped, and that is said.
# What Python compiled is kept, also where the environment forbids it: the tests begin many processes.
test:
	@sh tools/system.sh browser || true
	@$(MAKE) --no-print-directory dev-ready
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

test-office: dev-ready
	@sh tools/system.sh office
	REFORM_OFFICE=1 $(BIN)/python -m pytest tests/office

test-spark: spark-ready
	REFORM_SPARK=1 $(BIN)/python -m pytest tests/spark

test-engines: engines-ready
	REFORM_ENGINES=1 $(BIN)/python -m pytest tests/engines

# npm installs the provider beside its tests, as its lock says; where it cannot, they are skipped, and that is said.
provider:
	@command -v npm >/dev/null || { echo "npm is not here: signing in at a provider is not tested." >&2; exit 1; }
	npm ci --prefix tests/signin --ignore-scripts --no-audit --no-fund

test-signin: dev-ready
	@sh tools/system.sh browser
	@$(MAKE) --no-print-directory provider || true
	REFORM_SIGNIN=1 $(BIN)/python -m pytest tests/signin

soak: dev-ready
	REFORM_SOAK=1 $(BIN)/python -m pytest -n 2 -rP $$(grep -rlE "tests.soak|REFORM_SOAK" tests --include="test_*.py")

check: dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 reform
	$(BIN)/python -m tools.lint_sql

bench: bench-ready
	@sh tools/system.sh browser
	$(BIN)/python -m tools.benchmarks

sample: run-ready
	$(BIN)/reform sample data/sample

messages: dev-ready
	$(BIN)/python -m tools.messages

reference: dev-ready
	$(BIN)/python -m tools.reference

# PYTHONS="3.11 3.13" and PLATFORMS="linux-x86_64" choose for whom; else this Python, every platform.
bundle: run-ready
	$(BIN)/python -m tools.bundle $(PYTHONS:%=--python %) $(PLATFORMS:%=--platform %)

test-bundle: dev-ready
	REFORM_BUNDLE=1 $(BIN)/python -m pytest tests/bundle

lock: dev-ready
	$(BIN)/python -m tools.lock

# The environment in .venv, made or mended where it is not ready: run, dev, spark, engines, bench.
%-ready:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/environment.sh $*

clean:
	rm -rf .venv .venv-* data/warehouse/sample .pytest_cache .mypy_cache .ruff_cache
