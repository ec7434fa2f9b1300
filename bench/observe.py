"""What the collectors add to a program, beside their peers': `make bench-observe`.

Each kernel calls something a known number of times. It is run by plain Python, under the collector
and under its peer, a fresh process each, in turns; what a process adds to plain Python's time,
divided by the calls, is its cost. Costs are medians over the rounds with their quartiles, in
nanoseconds a call; the ratio is taken within each round. Start and the writing of the results are
not part of it: the kernel times itself, the best of several turns.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HASTEN = Path(sys.executable).parent / "hasten"


@dataclass(frozen=True)
class Kernel:
    """`source` defines run(count), which makes `calls` calls for each of count."""

    name: str
    calls: float
    builtins: float  # of these, calls of built-ins
    source: str


KERNELS = (
    Kernel(
        "function",
        1,
        0,
        "def empty(): pass\ndef run(count):\n    for _ in range(count): empty()\n",
    ),
    Kernel(
        "method",
        1,
        0,
        "class A:\n    def f(self, x): return x\na = A()\n"
        "def run(count):\n    for i in range(count): a.f(i)\n",
    ),
    Kernel(
        "recursion",
        1,
        0,
        "def down(n):\n    if n: down(n - 1)\n"
        "def run(count):\n    for _ in range(count // 100): down(99)\n",
    ),
    Kernel(
        "generator",
        1,
        0,
        "def items(n):\n    for i in range(n): yield i\n"
        "def run(count):\n    for _ in items(count): pass\n",
    ),
    Kernel(
        "two callees",
        2,
        0,
        "def f(): pass\ndef g(): pass\ndef run(count):\n    for _ in range(count): f(); g()\n",
    ),
    Kernel(
        "built-in",
        1,
        1,
        "def run(count):\n    for _ in range(count): callable(run)\n",
    ),
    Kernel(
        "mixed",
        3,
        2,
        "def f(x): return abs(x)\nseen = []\n"
        "def run(count):\n    seen.clear()\n    for i in range(count): seen.append(f(i))\n",
    ),
)

DRIVER = """
{source}
def _best():
    import time
    best = 1e9
    for _ in range(5):
        start = time.perf_counter()
        run({count})
        best = min(best, time.perf_counter() - start)
    return best
if __name__ == "__main__":
    print(_best() / {count} * 1e9)
"""

# goals: cost of a call over that of cProfile on the same interpreter
GOALS = {False: 0.40, True: 0.65}

CPROFILE = """
import cProfile, sys
source = open(sys.argv[1]).read()
profile = cProfile.Profile(builtins={builtins})
names = {{"__name__": "__main__"}}
code = compile(source, sys.argv[1], "exec")
profile.runctx(code, names, names)
"""


def main() -> int:
    options = parse()
    print("cost of a call, ns: median (quartiles)")
    ratios: dict[bool, list[float]] = {False: [], True: []}
    for kernel in KERNELS:
        for builtins in (False, True):
            if kernel.builtins and not builtins:
                continue
            ours, theirs, within = compare(options, kernel, builtins)
            ratios[builtins].append(statistics.median(within))
            label = f"{kernel.name}, {'with' if builtins else 'no'} built-ins"
            print(
                f"  {label:28} hasten {spread(ours, 0)}   cProfile {spread(theirs, 0)}"
                f"   ratio {spread(within, 2)}",
                flush=True,
            )
    met = True
    for builtins, values in ratios.items():
        mean = statistics.geometric_mean(values)
        met = met and mean <= GOALS[builtins]
        which = "with" if builtins else "without"
        print(f"{which} built-ins: {mean:.2f} of cProfile's cost (goal {GOALS[builtins]:.2f})")
    return 0 if met or not options.check else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The cost of the collectors and of their peers.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--check", action="store_true", help="fail if a goal is missed")
    return parser.parse_args()


def compare(
    options: argparse.Namespace, kernel: Kernel, builtins: bool
) -> tuple[list[float], list[float], list[float]]:
    """Costs of a call under hasten and cProfile, and their ratios, round by round."""
    ours, theirs = [], []
    for _ in range(options.rounds):
        plain = measure(options, kernel, "plain", builtins)
        ours.append((measure(options, kernel, "hasten", builtins) - plain) / kernel.calls)
        theirs.append((measure(options, kernel, "cProfile", builtins) - plain) / kernel.calls)
    return ours, theirs, [own / peer for own, peer in zip(ours, theirs, strict=True)]


def measure(options: argparse.Namespace, kernel: Kernel, way: str, builtins: bool) -> float:
    """Nanoseconds per turn of the kernel's loop."""
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        script = Path(scratch, "kernel.py")
        script.write_text(DRIVER.format(source=kernel.source, count=options.count))
        command = {
            "plain": [sys.executable, str(script)],
            "cProfile": [sys.executable, "-c", CPROFILE.format(builtins=builtins), str(script)],
            "hasten": [
                str(HASTEN),
                "profile",
                "--calls",
                *([] if builtins else ["--no-builtins"]),
                "-o",
                str(Path(scratch, "kernel.hasten")),
                str(script),
            ],
        }[way]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[0])


def spread(values: list[float], digits: int) -> str:
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


if __name__ == "__main__":
    sys.exit(main())
