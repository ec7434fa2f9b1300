"""`hasten selftest`: how right the collectors are on this machine, and what they cost.

Every program here knows the truth about itself: it prints what a collector should say of it, and its
own time. It is run plain and under collectors, and both are compared.
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hasten._launcher import MISSING, find_launcher

_ROUNDS = 3

# Two functions with the same work; one has it done by small calls. Prints the second one's share.
_BIAS = """
import time
def step(total, i):
    return total + i % 7
def with_calls(n):
    total = 0
    for i in range(n): total = step(total, i)
    return total
def inline(n):
    total = 0
    for i in range(n): total = total + i % 7
    return total
spent = [0.0, 0.0]
for _ in range(40):
    a = time.perf_counter(); with_calls(15_000)
    b = time.perf_counter(); inline(30_000)
    c = time.perf_counter()
    spent[0] += b - a; spent[1] += c - b
print(spent[0] / sum(spent), sum(spent))
"""
# A quarter of the work in one function, the rest in another.
_SPLIT = """
import time
def spin(n):
    total = 0
    for i in range(n): total += i & 3
def quarter(): spin(20_000)
def rest(): spin(20_000); spin(20_000); spin(20_000)
begun = time.perf_counter()
for _ in range(250): quarter(); rest()
print(0.25, time.perf_counter() - begun)
"""
# Two threads of pure computation: each waits for the other. Prints the share of their time in which
# they had no processor.
_CONTENTION = """
import threading, time
waited = []
def busy():
    begun, cpu = time.perf_counter(), time.thread_time()
    total = 0
    for i in range(8_000_000): total += i & 3
    passed = time.perf_counter() - begun
    waited.append((passed - (time.thread_time() - cpu), passed))
threads = [threading.Thread(target=busy) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(sum(w for w, _ in waited) / sum(p for _, p in waited), max(p for _, p in waited))
"""
# Calls that come and go faster than anybody could look from outside, on another processor than the
# sampler's where there are two.
_TORN = """
import os, time
def leaf_a(n): return sum(range(n))
def leaf_b(n): return sum(range(n))
def hot_a(): return leaf_a(2)
def hot_b(): return leaf_b(2)
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
begun = time.perf_counter()
while time.perf_counter() - begun < 2:
    hot_a(); hot_b()
print(0, time.perf_counter() - begun)
"""
_LINES = """
import time
def work(n):
    total = 0
    for i in range(n):
        a = i + 1
        b = a + 2
        total = b
begun = time.perf_counter()
work(1_000_000)
print(4_000_002, time.perf_counter() - begun)
"""
_CALLS = """
import time
def called(): pass
def work(n):
    for i in range(n): called()
begun = time.perf_counter()
work(1_000_000)
print(1_000_000, time.perf_counter() - begun)
"""


@dataclass(frozen=True)
class Finding:
    """One line of the result."""

    what: str
    found: str
    is_right: bool = True


def main() -> int:
    """0: all that can be wrong is right; 1: something is not; 2: it cannot be tried here."""
    if (launcher := find_launcher()) is None:
        print(f"hasten selftest: {MISSING}", file=sys.stderr)
        return 2
    right = True
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        for finding in _findings(_Bench(launcher, Path(scratch))):
            right = right and finding.is_right
            mark = "ok   " if finding.is_right else "WRONG"
            print(f"{mark}  {finding.what:<42} {finding.found}", flush=True)
    return 0 if right else 1


class _Bench:
    """Runs the programs."""

    def __init__(self, launcher: str, scratch: Path) -> None:
        self.launcher, self.scratch = launcher, scratch
        self.capture = scratch / "selftest.hasten"

    def plain(self, source: str) -> tuple[float, float]:
        return self._run([sys.executable], source)

    def profiled(self, source: str, *options: str) -> tuple[float, float]:
        """The program's truth and its own time, in seconds."""
        command = [self.launcher, "profile", *options, "-n0", "-o", str(self.capture)]
        return self._run(command, source)

    def slowed(self, source: str, *options: str) -> float:
        """Time under the collector over plain time: the median of some rounds."""
        ratios = []
        for _ in range(_ROUNDS):
            _, plain = self.plain(source)
            _, own = self.profiled(source, *options)
            ratios.append(own / plain)
        return statistics.median(ratios)

    def export(self, form: str) -> str:
        return subprocess.run(
            [self.launcher, "export", str(self.capture), "--format", form, "-o", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def column(self, name: str) -> dict[str, float]:
        rows = csv.DictReader(self.export("csv").splitlines())
        return {row["function"]: float(row[name]) for row in rows}

    def _run(self, command: list[str], source: str) -> tuple[float, float]:
        script = self.scratch / "program.py"
        script.write_text(source, encoding="utf-8")
        done = subprocess.run([*command, str(script)], capture_output=True, text=True, check=True)
        truth, seconds = done.stdout.split()
        return float(truth), float(seconds)


def _findings(bench: _Bench) -> Iterator[Finding]:
    yield _split(bench)
    yield _contention(bench)
    yield _torn(bench)
    for options, name, column in (
        (("--calls",), "--calls", "cumulative_s"),
        (("--sample",), "--sample", "total_samples"),
    ):
        yield _bias(bench, options, name, column)
    yield _counts(bench, "--calls", _CALLS, "calls", "ncalls")
    yield _counts(bench, "--lines", _LINES, "lines hit", "hits")
    yield Finding(
        "a program of calls, 1000 samples a second", f"{bench.slowed(_CALLS, '--sample'):.2f}x"
    )
    yield Finding("a program of calls, --calls", f"{bench.slowed(_CALLS, '--calls'):.2f}x")
    yield Finding("a program of lines, --lines", f"{bench.slowed(_LINES, '--lines'):.2f}x")


def _split(bench: _Bench) -> Finding:
    bench.profiled(_SPLIT, "--sample")
    samples = bench.column("total_samples")
    found = samples["quarter"] / (samples["quarter"] + samples["rest"])
    # Three times the standard deviation of so many samples, and what a busy machine adds.
    taken = samples["quarter"] + samples["rest"]
    tolerance = 3 * (0.25 * 0.75 / taken) ** 0.5 + 0.02
    return Finding(
        "a quarter of the work, by samples",
        f"{100 * found:.1f} % of {taken:.0f} samples (true: 25)",
        abs(found - 0.25) < tolerance,
    )


def _contention(bench: _Bench) -> Finding:
    truth, _ = bench.profiled(_CONTENTION, "--sample")
    threads = [
        thread["counts"]
        for thread in json.loads(bench.export("json"))["samples"]["threads"]
        if thread["counts"]["cpu_s"] > 0.05 * thread["counts"]["s"]
        and thread["counts"]["gil_s"] > 0.05 * thread["counts"]["s"]
    ]
    whole = sum(thread["s"] for thread in threads)
    waited = sum(thread["gil_s"] + thread["ready_s"] for thread in threads)
    found = waited / whole if whole else 0.0
    return Finding(
        "two threads that compute: time without GIL",
        f"{100 * found:.1f} % (true: {100 * truth:.1f})",
        abs(found - truth) < 0.1,
    )


def _torn(bench: _Bench) -> Finding:
    bench.profiled(_TORN, "--sample", "--rate", "5000")
    taken = impossible = 0
    for line in bench.export("collapsed").splitlines():
        path, _, count = line.rpartition(" ")
        names = [frame.partition(" ")[0] for frame in path.split(";")[2:]]
        letters = {name[-1] for name in names if name[:4] in ("hot_", "leaf")}
        alone = bool(names) and names[-1].startswith("leaf") and len(names) < 3
        taken += int(count)
        impossible += int(count) if len(letters) > 1 or alone else 0
    return Finding(
        "stacks that cannot be, of a tight loop",
        f"{impossible} of {taken}",
        impossible == 0,
    )


def _bias(bench: _Bench, options: tuple[str, ...], name: str, column: str) -> Finding:
    truth, _ = bench.plain(_BIAS)
    bench.profiled(_BIAS, *options)
    found = bench.column(column)
    share = found["with_calls"] / (found["with_calls"] + found["inline"])
    return Finding(
        f"work done by small calls, {name}",
        f"{100 * share:.1f} % (true: {100 * truth:.1f})",
        abs(share - truth) < 0.15,
    )


def _counts(bench: _Bench, option: str, source: str, what: str, column: str) -> Finding:
    truth, _ = bench.profiled(source, option)
    rows = csv.DictReader(bench.export("csv").splitlines())
    wanted = {"called", "work"} if option == "--lines" else {"called"}
    found = sum(int(row[column]) for row in rows if row["function"] in wanted)
    return Finding(f"{what}, counted", f"{found} (true: {truth:.0f})", found == truth)
