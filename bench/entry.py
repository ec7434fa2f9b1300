"""What one entry of native code and one exit cost: `make bench-entry`.

Each kernel is a loop run by plain Python and under hasten with HASTEN_STRESS=exits=all, where native
code is left at every back-edge: then each iteration pays for the event, the entry with its guards
and unboxing, one native iteration, and the exit with its boxing. The difference to the interpreter's
own iteration, to which the native one is added back, is the cost. Processes take turns; the figures
are medians over the rounds with their quartiles, in nanoseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

GOAL = 150.0

# name: (what it shows, source of `run(count)`)
KERNELS = {
    "for": (
        "a for over a range, one int assigned",
        "def run(count):\n    t = 0\n    for i in range(count):\n        t = i ^ 3\n",
    ),
    "while": (
        "a while, one int and one float assigned",
        "def run(count):\n    i = 0\n    x = 0.5\n    while i < count:\n"
        "        x = x * 0.5\n        i += 1\n",
    ),
    "list": (
        "a for over a list, two floats assigned",
        "values = [0.5] * 1000\n"
        "def run(count):\n    t = 0.0\n    for _ in range(count // 1000):\n"
        "        for x in values:\n            t = x - 1.5\n",
    ),
}

# Best of several timings in the process, once the loop is native.
DRIVER = """
import sys, time
{source}
iterations = 0
until = time.perf_counter() + {warm}
while time.perf_counter() < until:
    run(20000)
    iterations += 20000
best = 1e9
for _ in range(5):
    start = time.perf_counter()
    run({count})
    best = min(best, time.perf_counter() - start)
print(best / {count} * 1e9, iterations + 5 * {count})
"""


def main() -> int:
    options = parse()
    rows = []
    for name, (text, source) in KERNELS.items():
        costs, plain, native = [], [], []
        for _ in range(options.rounds):
            interpreted, _ = measure(options, source, "plain")
            straight, _ = measure(options, source, "native")
            left, share = measure(options, source, "left")
            plain.append(interpreted)
            native.append(straight)
            if not 0.4 < share < 0.51:
                print(f"{name}: {share:.2f} entries an iteration, expected 0.5", file=sys.stderr)
                return 1
            costs.append(2 * left - straight - interpreted)
        rows.append((name, text, costs, plain, native))
    report(rows)
    if options.check and any(statistics.median(row[2]) > GOAL for row in rows):
        return 1
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The cost of one entry and one exit.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=200_000, help="iterations of one timing")
    parser.add_argument("--check", action="store_true", help=f"fail above {GOAL:.0f} ns")
    return parser.parse_args()


def measure(options: argparse.Namespace, source: str, way: str) -> tuple[float, float]:
    """Nanoseconds per iteration, and entries of native code per iteration."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HASTEN", "PYTHON"))
    }
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        script, facts = Path(scratch, "kernel.py"), Path(scratch, "facts.json")
        script.write_text(DRIVER.format(source=source, count=options.count, warm=0.4))
        command = [sys.executable, str(script)]
        if way != "plain":
            launcher = Path(sys.executable).parent / "hasten"
            # --eager: no trial takes turns with the interpreter while the time is taken.
            command = [
                str(launcher),
                "run",
                "--eager",
                "--no-cache",
                "--json",
                str(facts),
                str(script),
            ]
        if way == "left":
            environment["HASTEN_STRESS"] = "exits=all"
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        entries = 0
        if way != "plain":
            regions = json.loads(facts.read_text())["regions"]
            entries = sum(r["entries"] for r in regions if r["function"] == "run")
        time, iterations = map(float, done.stdout.split())
        return time, entries / iterations


def report(rows: list[tuple[str, str, list[float], list[float], list[float]]]) -> None:
    print("one entry and exit, ns: median (quartiles); iterations of the same loop beside it")
    for name, text, costs, plain, native in rows:
        low, middle, high = statistics.quantiles(costs, n=4)
        print(
            f"  {name:6} {middle:6.0f} ({low:.0f} to {high:.0f})   interpreted "
            f"{statistics.median(plain):5.1f}, native {statistics.median(native):5.2f}   {text}"
        )
    print(f"goal: below {GOAL:.0f} ns")


if __name__ == "__main__":
    sys.exit(main())
