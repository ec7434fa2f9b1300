#!/usr/bin/env bash
# Everything between a fresh clone and a working hasten, for each supported Python found here: packages, build, virtual
# environment. Quick when nothing has changed. setup.sh [--default]: only the default (newest) Python.
. "$(dirname "$0")/common.sh"

"$ROOT/tools/packages.sh"
mkdir -p "$BUILD"
pythons=$(found_pythons)
[ -n "$pythons" ] || die "no CPython ${SUPPORTED_PYTHONS[*]} with headers found on PATH or under pyenv; \
install one (for example: pyenv install ${SUPPORTED_PYTHONS[0]}) and try again"
default=${pythons%% *}
printf '%s\n' "$default" >"$BUILD/default-python"

while read -r minor path; do
  "$ROOT/tools/build.sh" "$minor" "$path"
  "$ROOT/tools/venv.sh" "$minor" "$path"
  [ "${1:-}" = --default ] && break
done <<<"$pythons"
exit 0
