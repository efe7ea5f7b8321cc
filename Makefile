# What a newcomer types: make demo, make test. A bare Python 3.11+, git and make are enough; the
# rest comes pinned, by version and hash, into .venv.

# The Python to build .venv with; the first that will do is found where none is named.
PYTHON ?=
BIN := .venv/bin
# As many test processes as there are cores, within reason.
PROCESSES ?= auto
# make pins UPGRADE=--upgrade takes the newest versions; without it, only what must change does.
UPGRADE ?=

.PHONY: help demo run test nightly bench bench-full storm format pins

help:
	@echo 'make demo     the service and a Telegram stand-in, on a page of this machine'
	@echo 'make run      the service itself, with the settings of .env'
	@echo 'make test     every check and every test'
	@echo 'make nightly  the planner against ten times as many examples, and broken on purpose'
	@echo 'make bench    how fast and how large, beside others, in about ten minutes'
	@echo 'make bench-full  the same up to a million reminders'
	@echo 'make storm    an hour of crashes, faults and hostile input, and what came of them'
	@echo 'make format   put the code into its usual form'
	@echo 'make pins     work out constraints.txt and constraints-dev.txt anew'

demo: .venv/runtime
	@$(BIN)/reminder demo

run: .venv/runtime
	@$(BIN)/reminder run

# A table, and build/bench.json. BENCH=pipeline,burst takes these alone.
bench: .venv/bench
	@$(BIN)/python -m tests.bench $(BENCH)

bench-full: .venv/bench
	@$(BIN)/python -m tests.bench --full $(BENCH)

# The same tests as in `make test`, for long: docs/storms.md. STORM_SEED=… makes another storm.
storm: .venv/dev
	@STORM_KILLS=$${STORM_KILLS:-200} STORM_ROUNDS=$${STORM_ROUNDS:-60} \
	STORM_UPDATES=$${STORM_UPDATES:-100000} STORM_GUESSES=$${STORM_GUESSES:-1500} \
	TMPDIR="$$(tests/scratch.sh)" $(BIN)/pytest -q tests/storm

format: .venv/dev
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

PYTEST = TMPDIR="$$(tests/scratch.sh)" $(BIN)/pytest -n $(PROCESSES) --maxprocesses 4 --dist load --maxschedchunk 2

# Their cover is not measured. The domain's tests look at a great many histories, and measuring them
# takes three times as long; the others start the whole service, which is to keep its own pace. The
# other tests cover the same code.
WHOLE = tests/journeys tests/storm tests/browser tests/upkeep

test: .venv/dev
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@mkdir -p build
	@HYPOTHESIS_PROFILE=ci $(PYTEST) --junit-xml=build/care.xml tests/care
	@chromium=$$(tests/browser/chromium.sh) && \
	CHROMIUM="$$chromium" HYPOTHESIS_PROFILE=ci $(PYTEST) --junit-xml=build/whole.xml $(WHOLE)
	@HYPOTHESIS_PROFILE=ci $(PYTEST) --junit-xml=build/parts.xml \
		--cov --cov-report= --cov-fail-under=0 --ignore=tests/care $(WHOLE:%=--ignore=%) tests
	@$(BIN)/coverage report
	@$(BIN)/python tests/summary.py build/care.xml build/whole.xml build/parts.xml

# An hour and more on two cores.
nightly: .venv/dev
	@HYPOTHESIS_PROFILE=nightly $(PYTEST) tests/care
	@$(BIN)/python -m tests.care.mutations

# The files of pins are whole, so nothing is resolved anew (--no-deps): a newer release of some
# package can change nothing. `pip check` names what they lack.
# The interpreter is looked for only when there is no .venv yet.
.venv/bin/python:
	@python=''; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python=$$name; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'Python 3.11 or newer is needed and was not found: install it, or name it as in' >&2; \
		echo '  make $(or $(MAKECMDGOALS),demo) PYTHON=/path/to/python3.12' >&2; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments: install its venv package" >&2; \
		echo '(on Debian and Ubuntu: apt-get install python3-venv).' >&2; \
		exit 1; \
	fi; \
	echo "Setting up .venv with $$($$python --version)"; \
	$$python -m venv .venv

.venv/runtime: constraints.txt pyproject.toml | .venv/bin/python
	@echo 'Installing what the service runs on …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: constraints-dev.txt .venv/runtime
	@echo 'Installing what the tests need …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --require-hashes -r constraints-dev.txt
	@$(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

# What the service is compared with: for the measurements alone.
.venv/bench: constraints-bench.txt .venv/dev
	@echo 'Installing what the service is compared with …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --require-hashes -r constraints-bench.txt
	@touch $@

# Names, versions and hashes for every Python from 3.11 on; never an address.
PIN = build/pins/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE) pyproject.toml

pins: .venv/bin/python
	@$(BIN)/python -m venv --clear build/pins
	@build/pins/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(PIN) --extra build -o constraints.txt
	@$(PIN) --extra build --extra dev -c constraints.txt -o constraints-dev.txt
	@$(PIN) --extra build --extra dev --extra bench -c constraints-dev.txt -o constraints-bench.txt
	@rm -rf build/pins
	@git diff --stat -- constraints.txt constraints-dev.txt constraints-bench.txt
