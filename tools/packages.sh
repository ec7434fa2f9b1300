#!/usr/bin/env bash
# Installs the Debian packages that the build needs and that are missing; without root, one line names them.
. "$(dirname "$0")/common.sh"

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

llvm_is_here() {
  local version
  for version in "${SUPPORTED_LLVMS[@]}"; do
    [ -e "/usr/lib/llvm-$version/lib/cmake/llvm/LLVMConfig.cmake" ] && return 0
  done
  [ -n "${LLVM_DIR:-}" ]
}

if ! command -v dpkg-query >/dev/null; then
  missing=()
  for tool in cmake ninja c++ make; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ ${#missing[@]} = 0 ] || die "please install ${missing[*]} (and LLVM 19, 20 or 21 with its headers), then try again"
  exit 0
fi

wanted=(cmake ninja-build g++ libgtest-dev libzstd-dev zlib1g-dev ccache)
missing=()
for package in "${wanted[@]}"; do installed "$package" || missing+=("$package"); done
llvm_is_here || missing+=(llvm-19-dev liblld-19-dev lld-19)
if [ -z "$(found_pythons)" ]; then
  for minor in "${SUPPORTED_PYTHONS[@]}"; do
    if apt-cache show "python$minor-dev" >/dev/null 2>&1; then
      missing+=("python$minor-dev" "python$minor-venv")
      break
    fi
  done
fi
[ ${#missing[@]} = 0 ] && exit 0

can_be_root || die "missing packages; as root: apt-get install ${missing[*]}"
say "installing ${missing[*]}"
log=$(mktemp)
install_missing() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}
{ as_root apt-get update -q && install_missing; } >"$log" 2>&1 </dev/null || {
  tail -n 20 "$log" >&2
  die "could not install: ${missing[*]}"
}
rm -f "$log"
