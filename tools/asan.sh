#!/usr/bin/env bash
# `make asan`: the unit tests and the Python tests with address and undefined-behaviour sanitizers, on the default Python.
. "$(dirname "$0")/common.sh"

"$ROOT/tools/setup.sh" --default
minor=$(cat "$BUILD/default-python")
export PRESET=asan ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
"$ROOT/tools/build.sh" "$minor"
"$ROOT/tools/ctest.sh" "$minor"
# Python itself is not sanitized: the runtimes must come first in the process.
runtimes="$(g++ -print-file-name=libasan.so) $(g++ -print-file-name=libubsan.so) $(g++ -print-file-name=libstdc++.so)"
cd "$ROOT"
trap 'PRESET=release "$ROOT/tools/venv.sh" "$minor"' EXIT
"$ROOT/tools/venv.sh" "$minor"
PYTHONMALLOC=malloc LD_PRELOAD="$runtimes" "$(venv_for "$minor")/bin/python" -m pytest -q ${PYTEST_ARGS:-} </dev/null
