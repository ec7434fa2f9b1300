"""How much samplers slow a program down, beside each other: the second half of `make bench-observe`.

A program of pure computation tells its own processor-bound time; it is run by plain Python, under
hasten, and under each peer that is installed (py-spy, Austin), all at the same rate, a fresh process
each, in turns. A slow-down is the time under a sampler over plain Python's of the same round; shown
are medians with their quartiles. Also: samples per second that were really taken, and how fast the
captures grow.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
GOAL = 1.02
MOST_GROWTH = 100_000  # bytes a second

PROGRAM = """
import sys, time
def leaf(x):
    return x * x % 7
def middle(n):
    total = 0
    for i in range(n):
        total += leaf(i)
    return total
def work(turns):
    return sum(middle(1000) for _ in range(turns))
work(50)
begun = time.perf_counter()
work(int(sys.argv[1]))
print(time.perf_counter() - begun)
"""


def main() -> int:
    options = parse()
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        script = Path(scratch, "program.py")
        script.write_text(PROGRAM)
        ways = {name: way for name, way in samplers(options.rate, scratch).items() if way}
        times: dict[str, list[float]] = {name: [] for name in ways}
        growth: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, (command, output) in ways.items():
                begun = time.perf_counter()
                times[name].append(measure([*command, str(script), str(options.turns)]))
                passed = time.perf_counter() - begun
                if output is not None:
                    growth[name].append(output.stat().st_size / passed)
        hasten = report(times, growth)
        taken = samples_of(Path(scratch, "hasten.out"))
    print(f"hasten took {taken} samples in its last run, at a rate of {options.rate}")
    fast = hasten <= GOAL and statistics.median(growth["hasten"]) <= MOST_GROWTH
    return 0 if fast or not options.check else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The slow-down by samplers.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=15_000, help="length of the program")
    parser.add_argument("--check", action="store_true", help="fail if a goal is missed")
    return parser.parse_args()


Way = tuple[list[str], Path | None] | None


def samplers(rate: int, scratch: str) -> dict[str, Way]:
    """Command, which the program follows, and the file that it writes; None: not installed."""
    python = sys.executable

    def peer(name: str, *arguments: str) -> Way:
        output = Path(scratch, name + ".out")
        command = BIN / name
        if not runs(command):
            print(f"{name} is not installed, or does not run here")
            return None
        return [str(command), *(word.format(output=output) for word in arguments), python], output

    own = Path(scratch, "hasten.out")
    return {
        "plain": ([python], None),
        "hasten": (
            [str(BIN / "hasten"), "profile", "--rate", str(rate), "-n0", "-o", str(own)],
            own,
        ),
        "py-spy": peer("py-spy", "record", "-r", str(rate), "-f", "raw", "-o", "{output}", "--"),
        "austin": peer("austin", "-i", f"{1_000_000 // rate}us", "-o", "{output}"),
    }


def runs(command: Path) -> bool:
    try:
        return subprocess.run([command, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def measure(command: list[str]) -> float:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    # Samplers write to the same stream.
    return next(float(word) for word in done.stdout.split() if word[0].isdigit() and "." in word)


def report(times: dict[str, list[float]], growth: dict[str, list[float]]) -> float:
    """Prints a line each; hasten's slow-down."""
    print(f"plain: {statistics.median(times['plain']):.2f} s")
    slowed = {}
    for name, taken in times.items():
        if name == "plain":
            continue
        ratios = [own / plain for own, plain in zip(taken, times["plain"], strict=True)]
        low, slowed[name], high = statistics.quantiles(ratios, n=4)
        goal = f" (goal {GOAL})" if name == "hasten" else ""
        print(
            f"{name}: {slowed[name]:.3f}x ({low:.3f}-{high:.3f}){goal}, "
            f"{statistics.median(growth[name]) / 1000:.1f} KB/s"
        )
    return slowed["hasten"]


def samples_of(capture: Path) -> int:
    table = subprocess.run(
        [str(BIN / "hasten"), "export", str(capture), "--format", "csv", "-o", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()[1:]
    return sum(int(row.split(",")[-2]) for row in table)


if __name__ == "__main__":
    sys.exit(main())
