#!/usr/bin/env bash
# `make wheel`: a wheel for the default Python in build/wheels, LLVM linked in statically.
. "$(dirname "$0")/common.sh"

"$ROOT/tools/setup.sh" --default
minor=$(cat "$BUILD/default-python")
say "building a wheel for Python $minor"
"$(venv_for "$minor")/bin/python" -m pip wheel --disable-pip-version-check --no-deps -w "$BUILD/wheels" "$ROOT" </dev/null
ls -lh "$BUILD/wheels"
