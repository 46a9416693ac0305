# make demo    a story on the terminal, told by the collection to a DataCite sandbox of its own
# make test    the whole test suite
# make lint    ruff, mypy, ansible-lint, yamllint, antsibull-docs, antsibull-changelog
# make bench   measure what is promised in figures, with peers side by side, and write docs/benchmarks.md (BENCH_ARGS="--sizes 1000" for less)
# make clean   throw away what the above have made
#
# All of them make the environments that they need, from any Python 3.11 or newer (PYTHON=… to choose it).
# .ci/run does test and lint, and adds ansible-test sanity and other versions of ansible-core.

PYTHON ?= $(shell tests/find_python.sh)
PIP_INSTALL = -m pip install -qq --disable-pip-version-check

# Observations of DataCite's own back end, which the tests hold the project against. Absolute, since the tests run in a copy.
DATACITE_OBSERVATIONS ?= ../shared
observations := $(abspath $(DATACITE_OBSERVATIONS))

# make test PYTEST_ARGS="-k doi -x" runs some of them; JOBS=1 without parallel workers.
JOBS ?= auto
PYTEST_ARGS ?=
BENCH_ARGS ?=

sandbox_requirements := roles/sandbox/files/requirements.txt
tree := .tree/ansible_collections/pidops/datacite

.PHONY: demo test lint bench clean

demo: .venv/ready-to-run
	.venv/bin/python tests/demo.py

test: .venv/ready-to-test
	tests/in_tree.sh
	cd $(tree) && PYTHONPATH=$(abspath .tree) DATACITE_OBSERVATIONS=$(observations) \
		$(abspath .venv)/bin/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)

lint: .cache/lint/ready
	tests/in_tree.sh
	tests/lint.sh $(abspath .cache/lint)/bin $(abspath .cache)

bench: .venv/ready-to-bench
	tests/in_tree.sh
	PYTHONPATH=$(abspath .tree) DATACITE_OBSERVATIONS=$(observations) \
		$(abspath .venv)/bin/python tests/benchmark/bench.py --write-to docs/benchmarks.md $(BENCH_ARGS)

clean:
	rm -rf .venv .tree .cache build tests/output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready-to-run: requirements.txt meta/ee-requirements.txt $(sandbox_requirements)
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer at hand; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/python $(PIP_INSTALL) ansible-core -r requirements.txt -r $(sandbox_requirements)
	touch $@

.venv/ready-to-test: .venv/ready-to-run tests/requirements.txt
	.venv/bin/python $(PIP_INSTALL) -r tests/requirements.txt
	touch $@

.venv/ready-to-bench: .venv/ready-to-run tests/benchmark/requirements.txt
	.venv/bin/python $(PIP_INSTALL) -r tests/benchmark/requirements.txt
	touch $@

.cache/lint/ready: tests/lint-requirements.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer at hand; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .cache/lint
	.cache/lint/bin/python $(PIP_INSTALL) -r tests/lint-requirements.txt -r requirements.txt -r $(sandbox_requirements)
	touch $@
