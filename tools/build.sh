#!/usr/bin/env bash
# build.sh MINOR [PYTHON]: configures and builds build/$PRESET-MINOR for that Python (PRESET: release, dev, asan).
. "$(dirname "$0")/common.sh"

minor=$1
python=${2:-$(python_for "$minor")} || die "no CPython $minor found"
directory="$BUILD/$PRESET-$minor"
mkdir -p "$BUILD"
if ! grep -qsxF "# python $python" "$directory/configured" || [ ! -e "$directory/build.ninja" ]; then
  say "configuring $PRESET for Python $minor ($python)"
  (cd "$ROOT" && cmake --preset "$PRESET" -B "$directory" --fresh -DPython_EXECUTABLE="$python" ${HASTEN_CMAKE_ARGS:-}) \
    >"$BUILD/configure.log" 2>&1 </dev/null || {
    tail -n 30 "$BUILD/configure.log" >&2
    die "configuring failed (build/configure.log)"
  }
  printf '# python %s\n' "$python" >"$directory/configured"
fi
say "building $PRESET for Python $minor"
ninja -C "$directory" -j "${JOBS:-$(nproc)}" >&2 </dev/null
