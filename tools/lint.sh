#!/usr/bin/env bash
# `make lint`: format, layers, ruff, mypy, clang-tidy. Runs all of them, non-zero if one complained. TIDY=0 leaves out
# clang-tidy, which takes minutes; TIDY="file..." limits it.
. "$(dirname "$0")/common.sh"
cd "$ROOT"

"$ROOT/tools/setup.sh" --default
minor=$(cat "$BUILD/default-python")
failed=0
check() {
  say "$1"
  shift
  "$@" || failed=1
}
tidy() {
  local clang_tidy sources
  clang_tidy=$(command -v clang-tidy-19 || command -v clang-tidy) || die "missing packages; as root: apt-get install clang-tidy-19"
  if [ -n "${TIDY:-}" ]; then
    read -r -a sources <<<"$TIDY"
  else
    mapfile -t sources < <(find src -name '*.cpp' | sort)
  fi
  printf '%s\0' "${sources[@]}" | xargs -0 -n 1 -P "${JOBS:-$(nproc)}" "$clang_tidy" --quiet -p "$BUILD/$PRESET-$minor"
}
check layers .venv/bin/python tools/check_layers.py
check format "$ROOT/tools/format.sh" --check
check ruff .venv/bin/ruff check
check mypy .venv/bin/mypy
[ "${TIDY:-}" = 0 ] || check clang-tidy tidy
exit $failed
