# Shared by the scripts of this folder (sourced): where things are, which Pythons there are, what is installed.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD="$ROOT/build"
# Newest first: the first one found becomes .venv
SUPPORTED_PYTHONS=(3.13 3.12)
SUPPORTED_LLVMS=(19 20 21)
PRESET=${PRESET:-release}

say() { printf '== %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# as_root COMMAND...: runs it as root, or fails where that would need a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1; }

# fits PYTHON MINOR: a CPython of that minor version, with the GIL and with its headers.
fits() {
  "$1" -I -c '
import os, sys, sysconfig
fits = (
    sys.implementation.name == "cpython"
    and "%d.%d" % sys.version_info[:2] == sys.argv[1]
    and not sysconfig.get_config_var("Py_GIL_DISABLED")
    and os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))
)
import ensurepip, venv
sys.exit(not fits)' "$2" >/dev/null 2>&1
}

# python_for MINOR: prints the path of a Python of that minor version, if there is one.
python_for() {
  local minor=$1 candidate
  local candidates=("python$minor" python3)
  local pyenv_root=${PYENV_ROOT:-$HOME/.pyenv}
  # newest patch release first
  while IFS= read -r candidate; do candidates+=("$candidate"); done < <(
    ls -d "$pyenv_root/versions/$minor".*/bin/python 2>/dev/null | sort -rV
  )
  candidates+=("/usr/local/bin/python$minor" "/opt/python$minor/bin/python$minor")
  for candidate in "${candidates[@]}"; do
    if fits "$candidate" "$minor"; then
      "$candidate" -I -c 'import sys; print(sys.executable)'
      return 0
    fi
  done
  return 1
}

# found_pythons: prints "MINOR PATH" for each supported version that is here, newest first.
found_pythons() {
  local minor path
  for minor in ${HASTEN_PYTHONS:-${SUPPORTED_PYTHONS[@]}}; do
    if path=$(python_for "$minor"); then printf '%s %s\n' "$minor" "$path"; fi
  done
}

# The virtual environment of a minor version: .venv for the default one, build/venv-MINOR for the others.
venv_for() {
  local default
  default=$(cat "$BUILD/default-python" 2>/dev/null || true)
  if [ "$1" = "$default" ]; then printf '%s\n' "$ROOT/.venv"; else printf '%s\n' "$BUILD/venv-$1"; fi
}
