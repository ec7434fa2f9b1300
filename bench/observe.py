"""What the collectors add to a program, beside their peers': `make bench-observe`.

Each kernel makes a known number of calls, or runs a known number of lines. It is run by plain
Python, under the collector and under its peer, a fresh process each, in turns; what a process adds
to plain Python's time, divided by the calls or lines, is the cost of one. Costs are medians over
the rounds with their quartiles, in nanoseconds; ratios are taken within each round. Start and the
writing of the results are not part of it: the kernel times itself, the best of several turns.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HASTEN = Path(sys.executable).parent / "hasten"


@dataclass(frozen=True)
class Kernel:
    """`source` defines run(count), which does `each` of what is counted for each of count."""

    name: str
    each: float
    source: str


@dataclass(frozen=True)
class Collector:
    """A way to collect, its peer, and the cost that is to be reached in terms of the peer's."""

    name: str
    options: tuple[str, ...]
    peer: str
    peer_script: str
    goal: float
    kernels: tuple[Kernel, ...]


CALLS = (
    Kernel("function", 1, "def f(): pass\ndef run(count):\n    for _ in range(count): f()\n"),
    Kernel(
        "method",
        1,
        "class A:\n    def f(self, x): return x\na = A()\n"
        "def run(count):\n    for i in range(count): a.f(i)\n",
    ),
    Kernel(
        "recursion",
        1,
        "def down(n):\n    if n: down(n - 1)\n"
        "def run(count):\n    for _ in range(count // 100): down(99)\n",
    ),
    Kernel(
        "generator",
        1,
        "def items(n):\n    for i in range(n): yield i\n"
        "def run(count):\n    for _ in items(count): pass\n",
    ),
    Kernel(
        "two callees",
        2,
        "def f(): pass\ndef g(): pass\ndef run(count):\n    for _ in range(count): f(); g()\n",
    ),
)
BUILTINS = (
    Kernel("built-in", 1, "def run(count):\n    for _ in range(count): callable(run)\n"),
    Kernel(
        "mixed",
        3,
        "def f(x): return abs(x)\nseen = []\n"
        "def run(count):\n    seen.clear()\n    for i in range(count): seen.append(f(i))\n",
    ),
)
LINES = (
    Kernel(
        "arithmetic",
        5,
        "def run(count):\n    t = 0\n    for i in range(count):\n"
        "        a = i + 1\n        b = a + 2\n        c = b + 3\n        t = c\n",
    ),
    Kernel(
        "branches",
        3,
        "def run(count):\n    t = 0\n    for i in range(count):\n"
        "        if i & 1:\n            t = 1\n        else:\n            t = 2\n",
    ),
)

# What the kernel's file ends with: its time for each of count, in nanoseconds.
DRIVER = """
{source}
def _best():
    import time
    best = 1e9
    for _ in range(5):
        start = time.perf_counter()
        run({count})
        best = min(best, time.perf_counter() - start)
    return best / {count} * 1e9
if __name__ == "__main__":
    print(_best())
"""

# Peers are given the kernel's file.
CPROFILE = """
import cProfile, sys
source = open(sys.argv[1]).read()
names = {{"__name__": "__main__"}}
code = compile(source, sys.argv[1], "exec")
cProfile.Profile(builtins={builtins}).runctx(code, names, names)
"""
LINE_PROFILER = """
import line_profiler, sys
sys.path.insert(0, sys.argv[1].rpartition("/")[0])
import kernel
kernel.run = line_profiler.LineProfiler()(kernel.run)
print(kernel._best())
"""

COLLECTORS = (
    Collector(
        "calls, no built-ins",
        ("--calls", "--no-builtins"),
        "cProfile",
        CPROFILE.format(builtins=False),
        0.40,
        CALLS,
    ),
    Collector(
        "calls",
        ("--calls",),
        "cProfile",
        CPROFILE.format(builtins=True),
        0.65,
        CALLS + BUILTINS,
    ),
    Collector("lines", ("--lines",), "line_profiler", LINE_PROFILER, 0.15, LINES),
)


def main() -> int:
    options = parse()
    print("cost of a call or line, ns: median (quartiles)")
    met = True
    for collector in COLLECTORS:
        if collector.peer != "cProfile" and importlib.util.find_spec(collector.peer) is None:
            print(f"{collector.name}: {collector.peer} is not installed")
            continue
        ratios = []
        for kernel in collector.kernels:
            ours, theirs, within = compare(options, collector, kernel)
            ratios.append(statistics.median(within))
            print(
                f"  {collector.name + ': ' + kernel.name:32} hasten {spread(ours, 0)}   "
                f"{collector.peer} {spread(theirs, 0)}   ratio {spread(within, 2)}",
                flush=True,
            )
        mean = statistics.geometric_mean(ratios)
        met = met and mean <= collector.goal
        print(f"{collector.name}: {mean:.2f} of {collector.peer}'s cost (goal {collector.goal})")
    return 0 if met or not options.check else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The cost of the collectors and of their peers.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--check", action="store_true", help="fail if a goal is missed")
    return parser.parse_args()


def compare(
    options: argparse.Namespace, collector: Collector, kernel: Kernel
) -> tuple[list[float], list[float], list[float]]:
    """Costs under hasten and under the peer, and their ratios, round by round."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        script = Path(scratch, "kernel.py")
        script.write_text(DRIVER.format(source=kernel.source, count=options.count))
        plain_command = [sys.executable, str(script)]
        peer_command = [sys.executable, "-c", collector.peer_script, str(script)]
        own_command = [
            str(HASTEN),
            "profile",
            *collector.options,
            "-n0",
            "-o",
            str(Path(scratch, "kernel.hasten")),
            str(script),
        ]
        for _ in range(options.rounds):
            plain = measure(plain_command)
            ours.append((measure(own_command) - plain) / kernel.each)
            theirs.append((measure(peer_command) - plain) / kernel.each)
    return ours, theirs, [own / peer for own, peer in zip(ours, theirs, strict=True)]


def measure(command: list[str]) -> float:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0])


def spread(values: list[float], digits: int) -> str:
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


if __name__ == "__main__":
    sys.exit(main())
