#!/usr/bin/env bash
# `make test-stdlib`: CPython's own tests under hasten, for each supported Python found that has them installed.
# STDLIB_TESTS="test_dict ..." chooses, HASTEN_PYTHONS=3.13 limits the versions, HASTEN_STRESS="guards=1/7" makes it
# harder. Not part of `make test`: minutes.
. "$(dirname "$0")/common.sh"

tests=${STDLIB_TESTS:-test_heapq test_bisect test_statistics test_fractions test_collections test_dict test_list test_set
  test_generators test_itertools test_textwrap test_difflib test_random test_weakref test_gc test_sys test_traceback
  test_inspect test_descr test_class test_property test_exceptions test_coroutines test_contextlib test_json test_re
  test_ast test_tokenize test_dataclasses test_enum test_functools test_struct test_array test_float test_int test_long
  test_complex test_cmath test_math test_pow test_slice test_range test_enumerate test_sort test_string test_format
  test_fstring test_raise test_scope test_with test_unpack test_userdict test_hash test_richcmp test_deque
  test_ordered_dict test_frame test_sys_setprofile test_sys_settrace test_monitoring test_threading test_memoryview
  test_compare test_call}
# A shell in the background has its commands ignore SIGINT, which some of the tests raise.
with_interrupts='import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])'
failed=()
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
while read -r minor _; do
  venv=$(venv_for "$minor")
  "$venv/bin/python" -c "import test.support" 2>/dev/null || {
    say "skipping Python $minor: it has no tests installed"
    continue
  }
  say "CPython's tests under hasten, $("$venv/bin/python" --version)"
  # A test that hangs is ended with the stacks of its threads.
  # shellcheck disable=SC2086  # a list of names
  (cd "$scratch" && "$venv/bin/python" -c "$with_interrupts" "$venv/bin/hasten" run -m test \
    --timeout "${STDLIB_TIMEOUT:-300}" $tests </dev/null) ||
    failed+=("Python $minor")
done < <(found_pythons)
for what in "${failed[@]}"; do say "FAILED: $what"; done
[ ${#failed[@]} = 0 ]
