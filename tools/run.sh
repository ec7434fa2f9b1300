#!/usr/bin/env bash
# `make run`: sets up what is missing, then runs one worked example plain and under hasten.
# EXAMPLE=name chooses another one of examples/, EXAMPLE_ARGS its arguments.
. "$(dirname "$0")/common.sh"

"$ROOT/tools/setup.sh" --default
# By default a search for primes that takes plain CPython about two seconds
[ -n "${EXAMPLE:-}" ] || EXAMPLE_ARGS=${EXAMPLE_ARGS:-30000}
example="examples/${EXAMPLE:-primes_by_trial_division}/main.py"
read -r -a arguments <<<"${EXAMPLE_ARGS:-}"
cd "$ROOT"
[ -f "$example" ] || die "there is no $example"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# timed NAME COMMAND...: keeps the output and the wall time in seconds
timed() {
  local name=$1 start
  shift
  start=$(date +%s%N)
  "$@" >"$out/$name.stdout" 2>"$out/$name.stderr" </dev/null || true
  awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.2f", ns / 1e9 }' >"$out/$name.seconds"
}

say "$example, plain and under hasten"
timed plain .venv/bin/python "$example" "${arguments[@]}"
timed hasten .venv/bin/hasten run --report "$example" "${arguments[@]}"
cat "$out/hasten.stdout"
seconds() { cat "$out/$1.seconds"; }
printf '\npython      %6s s\n' "$(seconds plain)"
printf 'hasten run  %6s s  (%s times as fast)\n' "$(seconds hasten)" \
  "$(awk -v plain="$(seconds plain)" -v fast="$(seconds hasten)" 'BEGIN { printf "%.1f", plain / fast }')"
cat "$out/hasten.stderr"
if cmp -s "$out/plain.stdout" "$out/hasten.stdout"; then
  printf '\noutputs: equal\n'
else
  printf '\noutputs: DIFFERENT\n'
  diff "$out/plain.stdout" "$out/hasten.stdout" | head -n 20
  exit 1
fi
printf 'try your own program: .venv/bin/hasten run --report your_program.py\n'
