# The developer's commands; each sets up what it needs. PRESET=dev (or release, asan) chooses the build, JOBS=N the cores.
export PRESET ?= release

.PHONY: help run test test-stdlib bench bench-entry bench-observe format lint asan test-matrix build wheel clean

help:
	@printf '%s\n' \
	  'make run          build hasten and run a worked example plain and under it (EXAMPLE=name)' \
	  'make test         the C++ and the Python tests, for each supported Python found' \
	  'make test-stdlib  tests of CPython itself under hasten (minutes)' \
	  'make build        build only, and refresh the virtual environments' \
	  'make bench        honest timings of the worked examples' \
	  'make bench-entry  what one entry of native code and one exit cost' \
	  'make bench-observe  what the collectors add, beside their peers' \
	  'make format       format C++ and Python' \
	  'make lint         format, layers, ruff, mypy, clang-tidy' \
	  'make asan         the tests under address and undefined-behaviour sanitizers' \
	  'make test-matrix  build and test on the next CPython and LLVM, in a scratch Debian' \
	  'make wheel        a wheel with everything in it, LLVM included, in build/wheels' \
	  'make clean        remove build/ and .venv/'

run:
	@tools/run.sh
test:
	@tools/test.sh
test-stdlib: build
	@tools/stdlib_tests.sh
build:
	@tools/setup.sh
bench: build
	@.venv/bin/python bench/run.py $(BENCH_ARGS)
bench-entry: build
	@.venv/bin/python bench/entry.py $(BENCH_ARGS)
bench-observe: build
	@.venv/bin/python bench/observe.py $(BENCH_ARGS)
	@.venv/bin/python bench/sampling.py
format:
	@tools/setup.sh --default && tools/format.sh
lint:
	@tools/lint.sh
asan:
	@tools/asan.sh
test-matrix:
	@tools/test_matrix.sh
wheel:
	@tools/wheel.sh
clean:
	rm -rf build .venv
