#!/usr/bin/env bash
# ctest.sh MINOR: the C++ unit tests of build/$PRESET-MINOR. A build without any is not a failure.
. "$(dirname "$0")/common.sh"

ctest --test-dir "$BUILD/$PRESET-$1" --output-on-failure --no-tests=ignore -j "${JOBS:-$(nproc)}" </dev/null
