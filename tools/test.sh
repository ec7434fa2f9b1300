#!/usr/bin/env bash
# `make test`: ctest and pytest for each supported Python found here. Non-zero if anything failed.
. "$(dirname "$0")/common.sh"

"$ROOT/tools/setup.sh"
failed=()
while read -r minor path; do
  say "C++ tests, Python $minor ($PRESET)"
  "$ROOT/tools/ctest.sh" "$minor" || failed+=("ctest for Python $minor")
done < <(found_pythons)
while read -r minor path; do
  say "Python tests, Python $minor ($path)"
  (cd "$ROOT" && "$(venv_for "$minor")/bin/python" -m pytest -q ${PYTEST_ARGS:-}) </dev/null ||
    failed+=("pytest on Python $minor")
done < <(found_pythons)
for what in "${failed[@]}"; do say "FAILED: $what"; done
[ ${#failed[@]} = 0 ]
