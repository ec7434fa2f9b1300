#!/usr/bin/env bash
# `make test-matrix`: builds and tests with the CPythons and the LLVM that are next, in a scratch installation of a newer
# Debian under build/ (root only; downloads some hundred megabytes the first time).
# MATRIX_PYTHONS="3.14 3.15", MATRIX_LLVM=21, MATRIX_SUITE=forky; DEBIAN_MIRROR if apt's own sources do not tell.
# PYTEST_ARGS="tests/run -k name" limits the tests, MATRIX_STEP=setup builds only.
. "$(dirname "$0")/common.sh"

suite=${MATRIX_SUITE:-forky}
pythons=${MATRIX_PYTHONS:-3.14 3.15}
llvm=${MATRIX_LLVM:-21}
scratch="$BUILD/$suite"
mkdir -p "$BUILD"
log="$BUILD/test-matrix.log"

[ "$(id -u)" = 0 ] || die "make test-matrix needs root (debootstrap, chroot)"
command -v debootstrap >/dev/null || {
  say "installing debootstrap"
  { apt-get update -q && apt-get install -y --no-install-recommends debootstrap; } >"$log" 2>&1 </dev/null ||
    die "could not install debootstrap (build/test-matrix.log)"
}

# In namespaces of its own, so that nothing stays mounted; ends when this script does, even if that is killed.
inside() {
  setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child bash -c '
    mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" "$@"' "$scratch" "$@" </dev/null
}

if [ ! -e "$scratch/bootstrapped" ]; then
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -v security | head -n 1)}
  [ -n "$mirror" ] || die "no Debian mirror known; set DEBIAN_MIRROR"
  say "installing Debian $suite into build/$suite"
  rm -rf "$scratch"
  # Every suite since 2000 installs with the script of sid, and an older debootstrap has no newer one.
  debootstrap --variant=minbase "$suite" "$scratch" "$mirror" sid >"$log" 2>&1 </dev/null ||
    die "debootstrap failed (build/test-matrix.log)"
  grep -ls '^Acquire' /etc/apt/apt.conf.d/* | xargs -r cp -t "$scratch/etc/apt/apt.conf.d/"
  cp -L /etc/resolv.conf "$scratch/etc/" 2>/dev/null || true
  mkdir -p "$scratch/etc/ssl/certs"
  cp -L /etc/ssl/certs/ca-certificates.crt "$scratch/etc/ssl/certs/" 2>/dev/null || true
  touch "$scratch/bootstrapped"
fi

# pypy3 is for the benchmarks, which find it here (bench/README.md).
packages=(g++ cmake ninja-build make ccache "llvm-$llvm-dev" "lld-$llvm" libgtest-dev libzstd-dev zlib1g-dev
  python3-pytest python3-hypothesis python3-jsonschema python3-numpy pypy3)
for minor in $pythons; do packages+=("python$minor-dev" "python$minor-venv"); done
missing=()
for package in "${packages[@]}"; do grep -qsxF "$package" "$scratch/installed" || missing+=("$package"); done
if [ ${#missing[@]} != 0 ]; then
  say "installing ${missing[*]}"
  inside sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"' \
    sh "${missing[@]}" >>"$log" 2>&1 || die "could not install packages (build/test-matrix.log)"
  printf '%s\n' "${missing[@]}" >>"$scratch/installed"
fi

say "copying the sources"
mkdir -p "$scratch/hasten"
# What was deleted here must go there too; only what was made there is kept.
find "$scratch/hasten" -mindepth 1 -maxdepth 1 ! -name build ! -name .venv -exec rm -rf {} +
tar -C "$ROOT" --exclude=./build --exclude='./.venv*' --exclude=./.git -cf - . | tar -C "$scratch/hasten" -xf -

# The packages come from Debian; those with C parts exist for Debian's default Python only, tests skip them elsewhere.
inside env PRESET="$PRESET" HASTEN_PYTHONS="$pythons" HASTEN_SYSTEM_PACKAGES=1 PYTEST_ARGS="${PYTEST_ARGS:-}" \
  ${JOBS:+JOBS="$JOBS"} HASTEN_CMAKE_ARGS="-DLLVM_DIR=/usr/lib/llvm-$llvm/lib/cmake/llvm" LC_ALL=C.UTF-8 HOME=/root \
  "/hasten/tools/${MATRIX_STEP:-test}.sh"
