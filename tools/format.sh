#!/usr/bin/env bash
# `make format`: formats C++ and Python. format.sh --check only tells (used by lint.sh).
. "$(dirname "$0")/common.sh"
cd "$ROOT"

clang_format=$(command -v clang-format-19 || command -v clang-format) || die "missing packages; as root: apt-get install clang-format-19"
mapfile -t sources < <(find src tests bench -name '*.cpp' -o -name '*.h' -o -name '*.c' | sort)
ruff=.venv/bin/ruff
if [ "${1:-}" = --check ]; then
  "$clang_format" --dry-run --Werror "${sources[@]}"
  "$ruff" format --check
else
  "$clang_format" -i "${sources[@]}"
  "$ruff" check --fix --quiet || true
  "$ruff" format
fi
