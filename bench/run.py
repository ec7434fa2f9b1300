"""Times every program of bench/programs plain, under hasten and with its peers.

Each figure comes from a fresh process; the ways of running a program are interleaved round by
round; the baseline is the interpreter that runs this file. README.md says how to read it.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import importlib.util
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interpreters import (
    OFF,
    ON,
    Interpreter,
    NotUsableError,
    find_jit,
    find_pypy,
    this_interpreter,
)

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
RESULTS = HERE / "results"
HASTEN = Path(sys.executable).parent / "hasten"

PLAIN, COLD, WARM = "plain", "hasten cold", "hasten warm"
NUMBA = "numba"
CYTHON, CYTHON_TYPED = "cython", "cython typed"
WITHOUT_GAIN = "nothing_to_gain"

# Programs whose imports alone take longer than their goal would leave for the whole. Their start (the
# program without its last statement, run plain) is timed as well and taken off both times; what
# hasten itself costs at the start stays in.
START_TAKEN_OFF = {"sum2d", "hypotenuse"}

# How many times as fast as plain CPython each program has to be with a warm cache.
SPEED_GOALS = {
    "fib": 18.0,
    "prime_list": 12.0,
    "lcm": 12.0,
    "fannkuch": 12.0,
    "mandelbrot_complex": 11.0,
    "great_circle": 11.0,
    "spectral_norm": 11.0,
    "nbody_lists": 15.0,
    "matmul_lists": 15.0,
    "byte_mixing": 6.0,
    "sum2d": 100.0,
    "hypotenuse": 30.0,
    "tweet_stats": 2.0,
    "inverted_index": 2.0,
    "dict_count": 2.0,
    "nqueens": 2.0,
}
MEAN_GOALS = {WARM: 5.0, COLD: 3.5}
PROGRAMS_IN_MEAN = 20
WITHOUT_GAIN_GOAL = 1.03  # time under hasten over plain time
START_RATIO_GOAL = 1.25
START_MS_GOAL = 15.0

FULL_ROUNDS, QUICK_ROUNDS = 7, 3
FULL_STARTS, QUICK_STARTS = 40, 20
BOOTSTRAP_SAMPLES = 2000


@dataclass
class Run:
    """One finished process."""

    seconds: float
    peak_kib: int
    exit_code: int
    stdout: bytes
    stderr: bytes


@dataclass
class Way:
    """One way of running a program; `prepare` gives its command, or why there is none."""

    name: str
    prepare: Callable[[Path], Prepared | str]
    note: str = ""
    # Whose time is divided by this way's; None: this way is itself what others are compared with
    baseline: str | None = PLAIN


@dataclass
class Prepared:
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    fresh_cache: bool = False
    warm_up: bool = False
    build_seconds: float = 0.0


@dataclass
class Cell:
    """What is known of one program run in one way."""

    state: str = "ok"  # ok, wrong, fails, slow (over the time limit), none
    note: str = ""
    seconds: list[float] = field(default_factory=list)
    peak_kib: int = 0
    build_seconds: float = 0.0
    compile_share: float | None = None
    # Its baseline's time (plain, mostly) over this way's, round by round: the median and its 95 % interval
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    # The same with the program's start taken off both, for the programs of START_TAKEN_OFF
    work_ratio: float | None = None
    work_low: float | None = None
    work_high: float | None = None

    @property
    def median(self) -> float | None:
        return statistics.median(self.seconds) if self.seconds else None


@dataclass
class Goal:
    what: str
    goal: str
    measured: str
    met: bool | None  # None: not measured


class Scratch:
    """Temporary files and folders of this benchmark."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0

    def folder(self, name: str) -> Path:
        self.count += 1
        path = self.root / f"{name}-{self.count}"
        path.mkdir()
        return path


def base_environment() -> dict[str, str]:
    """The user's environment without what would change how a child runs."""
    dropped = ("HASTEN", "PYTHON", "NUMBA_")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)}


def run_process(command: list[str], environment: dict[str, str], folder: Path, limit: float) -> Run:
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=base_environment() | environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
        watchdog = threading.Timer(limit, process.kill)
        watchdog.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        stderr.seek(0)
        return Run(seconds, usage.ru_maxrss, process.returncode, stdout.read(), stderr.read())


# The ways


def plain_way() -> Way:
    return Way(PLAIN, lambda program: Prepared([sys.executable, str(program)]), baseline=None)


def hasten_ways(scratch: Scratch) -> list[Way]:
    def prepare(program: Path, fresh: bool) -> Prepared:
        cache = scratch.folder("cache")
        return Prepared(
            [str(HASTEN), "run", str(program)],
            {"HASTEN_CACHE_DIR": str(cache)},
            fresh_cache=fresh,
            warm_up=not fresh,
        )

    return [
        Way(COLD, lambda program: prepare(program, True), "empty cache"),
        Way(WARM, lambda program: prepare(program, False), "cache filled by one run before"),
    ]


def interpreter_way(
    name: str,
    interpreter: Interpreter,
    environment: dict[str, str],
    note: str,
    baseline: str | None = PLAIN,
) -> Way:
    def prepare(program: Path) -> Prepared | str:
        if "import numpy" in program.read_text(encoding="utf-8") and not interpreter.has_numpy:
            return "has no NumPy"
        return Prepared([*interpreter.command, str(program)], environment)

    return Way(name, prepare, note, baseline)


def jit_ways(found: Interpreter) -> list[Way]:
    """With its JIT and, as what that is compared with, the same build without."""
    on = f"{found.name} jit"
    here = this_interpreter()
    if found.build == here.build and not here.jit_on:
        return [interpreter_way(on, found, ON, "PYTHON_JIT=1, the build of plain")]
    note = f"PYTHON_JIT=0, what its JIT is compared with: {found.build}"
    off = interpreter_way(found.name, found, OFF, note, None)
    note = f"PYTHON_JIT=1, factors over the same build with PYTHON_JIT=0 ({found.name})"
    return [off, interpreter_way(on, found, ON, note, found.name)]


def numba_way(scratch: Scratch) -> Way:
    cache = scratch.folder("numba")

    def prepare(program: Path) -> Prepared | str:
        variant = HERE / "peers" / "numba" / program.name
        if not variant.exists():
            return "does not apply"
        environment = {"NUMBA_CACHE_DIR": str(cache), "PYTHONWARNINGS": "ignore"}
        return Prepared([sys.executable, str(variant)], environment, warm_up=True)

    return Way(NUMBA, prepare, "source changed: @njit(cache=True), cache filled")


def cython_way(scratch: Scratch, typed: bool) -> Way:
    def prepare(program: Path) -> Prepared | str:
        source = program
        if typed:
            source = HERE / "peers" / "cython" / (program.stem + ".pyx")
            if not source.exists():
                return "no typed version"
        folder = scratch.folder("cython")
        shutil.copy(source, folder)
        command = [sys.executable, "-m", "Cython.Build.Cythonize", "-i", "-3", "-q", source.name]
        built = run_process(command, {}, folder, 300)
        if built.exit_code != 0:
            return "does not compile"
        (folder / source.name).unlink()
        return Prepared(
            [sys.executable, "-c", f"import {program.stem}"],
            {"PYTHONPATH": str(folder)},
            build_seconds=built.seconds,
        )

    if typed:
        return Way(CYTHON_TYPED, prepare, "source rewritten with C types; build not counted")
    return Way(CYTHON, prepare, "source unchanged; build not counted")


def find_ways(
    scratch: Scratch, peers: bool, jit_python: str | None = None, pypy: str | None = None
) -> tuple[list[Way], list[str]]:
    """The ways that can be run here, and one line for each that cannot."""
    ways, missing = [plain_way()], []
    if HASTEN.exists():
        ways += hasten_ways(scratch)
    else:
        missing.append(
            "hasten: not beside this Python (run `make build`), its columns are left out"
        )
    if not peers:
        return ways, missing
    try:
        other = find_pypy(pypy or os.environ.get("HASTEN_BENCH_PYPY"))
        jit = find_jit(jit_python or os.environ.get("HASTEN_BENCH_JIT_PYTHON"))
    except NotUsableError as error:
        sys.exit(str(error))
    if other:
        ways.append(interpreter_way(other.name, other, {}, str(other.build)))
    else:
        missing.append("PyPy: no pypy3 found (apt-get install pypy3, or make test-matrix)")
    if jit:
        ways += jit_ways(jit)
    else:
        missing.append("CPython with a JIT: none found (--jit-python, or make test-matrix)")
    if importlib.util.find_spec("numba"):
        ways.append(numba_way(scratch))
    else:
        missing.append("Numba: not installed")
    if importlib.util.find_spec("Cython") and (shutil.which("cc") or shutil.which("gcc")):
        ways += [cython_way(scratch, typed=False), cython_way(scratch, typed=True)]
    else:
        missing.append("Cython: not installed, or no C compiler")
    return ways, missing


# Measuring


def empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def one_run(prepared: Prepared, folder: Path, limit: float) -> Run:
    if prepared.fresh_cache:
        empty(Path(prepared.environment["HASTEN_CACHE_DIR"]))
    return run_process(prepared.command, prepared.environment, folder, limit)


def judge(run: Run, wanted: Run) -> tuple[str, str]:
    if run.exit_code == -9:
        return "slow", "stopped at the time limit"
    if run.exit_code != wanted.exit_code:
        lines = run.stderr.decode(errors="replace").strip().splitlines()
        return "fails", lines[-1][:80] if lines else f"exit code {run.exit_code}"
    if run.stdout != wanted.stdout:
        return "wrong", "prints something else than plain Python"
    return "ok", ""


def measure_program(
    program: Path, ways: list[Way], rounds: int, scratch: Scratch
) -> dict[str, Cell]:
    folder = scratch.folder("run")
    wanted = one_run(Prepared([sys.executable, str(program)]), folder, 600)
    if wanted.exit_code != 0:
        lines = wanted.stderr.decode(errors="replace").strip().splitlines()
        note = lines[-1][:80] if lines else f"exit code {wanted.exit_code}"
        return {way.name: Cell("fails" if way.name == PLAIN else "none", note) for way in ways}
    limit = 10 * wanted.seconds + 60
    cells: dict[str, Cell] = {}
    prepared: dict[str, Prepared] = {}
    for way in ways:
        made = way.prepare(program)
        if isinstance(made, str):
            cells[way.name] = Cell("none", made)
            continue
        cells[way.name] = Cell(build_seconds=made.build_seconds)
        prepared[way.name] = made
        if made.warm_up:
            one_run(made, folder, limit)
    start_only = without_last_statement(program, scratch)
    starts: dict[str, list[float]] = {way.name: [] for way in ways if way.baseline is None}
    for _ in range(rounds):
        for way in ways:
            if start_only and way.name in starts and way.name in prepared:
                made = way.prepare(start_only)
                assert isinstance(made, Prepared)
                starts[way.name].append(one_run(made, folder, limit).seconds)
        for name, made in prepared.items():
            cell = cells[name]
            if cell.state != "ok":
                continue
            run = one_run(made, folder, limit)
            cell.state, cell.note = judge(run, wanted)
            cell.seconds.append(run.seconds)
            cell.peak_kib = max(cell.peak_kib, run.peak_kib)
    for way in ways:
        cell = cells[way.name]
        if cell.state != "ok":
            continue
        if way.baseline is not None:
            compare(cell, cells[way.baseline], starts[way.baseline])
        if way.name in (COLD, WARM):
            cell.compile_share = compile_share(prepared[way.name], folder, limit)
    return cells


def compare(cell: Cell, baseline: Cell, start_seconds: list[float]) -> None:
    if baseline.state != "ok":
        cell.state, cell.note = "none", "nothing to compare it with"
        return
    cell.ratio, cell.low, cell.high = paired_ratio(baseline.seconds, cell.seconds)
    if start_seconds:
        off = statistics.median(start_seconds)
        cell.work_ratio, cell.work_low, cell.work_high = paired_ratio(
            [seconds - off for seconds in baseline.seconds],
            [max(seconds - off, 1e-4) for seconds in cell.seconds],
        )


def without_last_statement(program: Path, scratch: Scratch) -> Path | None:
    if program.stem not in START_TAKEN_OFF:
        return None
    source = program.read_text(encoding="utf-8")
    end = ast.parse(source).body[-1].lineno - 1
    copy = scratch.folder("start") / program.name
    copy.write_text("\n".join(source.splitlines()[:end]) + "\n", encoding="utf-8")
    return copy


def compile_share(made: Prepared, folder: Path, limit: float) -> float | None:
    """Compile time over run time, by hasten's own report, in a run that is not timed."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    command = [*made.command[:2], "--json", str(report), *made.command[2:]]
    run = one_run(Prepared(command, made.environment, made.fresh_cache), folder, limit)
    try:
        compile_ms = json.loads(report.read_text(encoding="utf-8"))["totals"]["compile_ms"]
    except (OSError, ValueError, KeyError):
        return None
    return float(compile_ms) / 1000 / run.seconds


def paired_ratio(plain: list[float], other: list[float]) -> tuple[float, float, float]:
    """The median of the ratios of the same round, and its bootstrap interval (95 %)."""
    ratios = [a / b for a, b in zip(plain, other, strict=True)]
    rng = random.Random(len(ratios))
    medians = sorted(
        statistics.median(rng.choices(ratios, k=len(ratios))) for _ in range(BOOTSTRAP_SAMPLES)
    )
    low, high = medians[BOOTSTRAP_SAMPLES // 40], medians[-1 - BOOTSTRAP_SAMPLES // 40]
    return statistics.median(ratios), low, high


def measure_start(runs: int, scratch: Scratch) -> dict[str, list[float]]:
    """Seconds of `-c pass`, interleaved, after two runs of each that are thrown away."""
    folder = scratch.folder("start")
    cache = {"HASTEN_CACHE_DIR": str(scratch.folder("cache"))}
    ways = {PLAIN: Prepared([sys.executable, "-c", "pass"])}
    if HASTEN.exists():
        ways[WARM] = Prepared([str(HASTEN), "run", "-c", "pass"], cache)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for round_number in range(runs + 2):
        for name, made in ways.items():
            run = one_run(made, folder, 60)
            if run.exit_code != 0:
                return {}
            if round_number >= 2:
                seconds[name].append(run.seconds)
    return seconds


# Judging


def geometric_mean(table: dict[str, dict[str, Cell]], way: str) -> tuple[float | None, int]:
    """Over all programs but the one with nothing to gain; a wrong answer counts as 1.0."""
    factors = []
    for name, cells in table.items():
        cell = cells.get(way)
        if name == WITHOUT_GAIN or cell is None or cell.state == "none":
            continue
        if cell.state == "ok" and cell.ratio is None:
            continue  # what others are compared with
        factors.append(cell.ratio if cell.ratio is not None else 1.0)
    return (statistics.geometric_mean(factors) if factors else None), len(factors)


def goals_of(table: dict[str, dict[str, Cell]], start: dict[str, list[float]]) -> list[Goal]:
    goals = []
    for name, least in SPEED_GOALS.items():
        if name not in table:
            continue
        cell = table[name].get(WARM)
        if cell is None or (cell.ratio is None and cell.state in ("ok", "none")):
            goals.append(Goal(name, f">= {least:g}x", "-", None))
        elif cell.ratio is None:
            goals.append(Goal(name, f">= {least:g}x", cell.state.upper(), False))
        elif cell.work_ratio is not None:
            measured = f"{cell.work_ratio:.1f}x without start ({cell.ratio:.1f}x with)"
            goals.append(Goal(name, f">= {least:g}x", measured, cell.work_ratio >= least))
        else:
            goals.append(Goal(name, f">= {least:g}x", f"{cell.ratio:.1f}x", cell.ratio >= least))
    for way, least in MEAN_GOALS.items():
        mean, count = geometric_mean(table, way)
        what = f"geometric mean, {way.split()[1]} ({count} programs)"
        enough = count >= PROGRAMS_IN_MEAN
        measured = f"{mean:.2f}x" if mean is not None else "-"
        met = mean >= least if mean is not None and enough else None
        goals.append(Goal(what, f">= {least:g}x", measured, met))
    cell = table.get(WITHOUT_GAIN, {}).get(WARM)
    if WITHOUT_GAIN in table:
        if cell is not None and cell.ratio is not None:
            cost = 1 / cell.ratio
            goals.append(
                Goal(
                    "time with nothing to gain",
                    f"<= {WITHOUT_GAIN_GOAL}x",
                    f"{cost:.3f}x",
                    cost <= WITHOUT_GAIN_GOAL,
                )
            )
        else:
            goals.append(Goal("time with nothing to gain", f"<= {WITHOUT_GAIN_GOAL}x", "-", None))
    if WARM in start:
        plain, hasten = statistics.median(start[PLAIN]), statistics.median(start[WARM])
        ratio, more = hasten / plain, (hasten - plain) * 1000
        goals.append(
            Goal(
                "start: -c pass, ratio",
                f"<= {START_RATIO_GOAL}x",
                f"{ratio:.2f}x",
                ratio <= START_RATIO_GOAL,
            )
        )
        goals.append(
            Goal(
                "start: -c pass, more",
                f"<= {START_MS_GOAL:g} ms",
                f"{more:.1f} ms",
                more <= START_MS_GOAL,
            )
        )
    else:
        goals.append(Goal("start: -c pass, ratio", f"<= {START_RATIO_GOAL}x", "-", None))
    return goals


def losses_of(table: dict[str, dict[str, Cell]]) -> list[str]:
    """Every program that hasten made slower, answered wrongly or could not run."""
    lines = []
    for name, cells in table.items():
        for way in (WARM, COLD):
            cell = cells.get(way)
            if cell is None or cell.state == "none":
                continue
            if cell.state != "ok":
                lines.append(f"{name}, {way}: {cell.state.upper()} ({cell.note})")
            elif cell.ratio is not None and cell.high is not None and cell.ratio < 1.0:
                sure = "certain" if cell.high < 1.0 else "within the spread"
                lines.append(
                    f"{name}, {way}: {cell.ratio:.2f}x ({cell.low:.2f}-{cell.high:.2f}), {sure}"
                )
    return lines


# Reporting


def machine() -> dict[str, Any]:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.MULTILINE)
        if found:
            model = found.group(1).strip()
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "usable_cores": len(os.sched_getaffinity(0)),
        "system": f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}",
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")


def number(value: float | None, digits: int, unit: str = "") -> str:
    return "-" if value is None else f"{value:.{digits}f}{unit}"


def cell_text(cell: Cell | None) -> str:
    if cell is None:
        return "-"
    if cell.state == "none":
        return cell.note or "-"
    if cell.state != "ok":
        return f"**{cell.state.upper()}**"
    if cell.ratio is None:
        return number(cell.median, 3)
    low, high = number(cell.low, 2), number(cell.high, 2)
    text = f"{number(cell.median, 3)} = **{number(cell.ratio, 2)}x** ({low}-{high})"
    if cell.work_ratio is not None:
        text += f", without start {number(cell.work_ratio, 1)}x"
        text += f" ({number(cell.work_low, 1)}-{number(cell.work_high, 1)})"
    return text


def markdown(
    table: dict[str, dict[str, Cell]],
    ways: list[Way],
    start: dict[str, list[float]],
    facts: dict[str, Any],
) -> str:
    lines = [f"# Benchmark of {facts['date']}", ""]
    host, build = facts["machine"], facts["python"]
    lines += [
        f"- Python: {build['version']}",
        f"- built with: {build['config_args'] or '-'} {build['optimisation']}".rstrip(),
        f"- machine: {host['cpu']}, {host['cores']} cores, {host['system']}, "
        f"load {host['load'][0]} at the start",
        f"- {facts['rounds']} interleaved rounds, a fresh process each; seconds are medians; "
        "a factor is plain time over that time (or that of the column named below), the median "
        "of the rounds' ratios with its 95 % bootstrap interval",
    ]
    lines += [f"- {way.name}: {way.note}" for way in ways if way.note]
    lines += [f"- left out: {line}" for line in facts["missing"]]
    losses = losses_of(table)
    if any(way.name == WARM for way in ways):
        lines += ["", "## Losses", ""]
        lines += [f"- {line}" for line in losses] or ["None."]
    lines += ["", "## Goals", "", "| what | goal | measured | |", "|---|---|---|---|"]
    for goal in goals_of(table, start):
        met = {True: "met", False: "**missed**", None: "not measured"}[goal.met]
        lines.append(f"| {goal.what} | {goal.goal} | {goal.measured} | {met} |")
    names = [way.name for way in ways]
    lines += ["", "## Times", "", "| program | " + " | ".join(names) + " |"]
    lines.append("|---|" + "---|" * len(names))
    for program, cells in table.items():
        row = [cell_text(cells.get(name)) for name in names]
        lines.append(f"| {program} | " + " | ".join(row) + " |")
    means = []
    for name in names:
        mean, count = geometric_mean(table, name)
        means.append("" if mean is None else f"**{number(mean, 2)}x** of {count}")
    lines.append("| geometric mean | " + " | ".join(means) + " |")
    lines += ["", "## Memory and compile time", ""]
    header = [f"{name}, peak MiB" for name in names]
    shares = [name for name in names if name in (COLD, WARM)]
    header += [f"{name}, compiling" for name in shares]
    lines += ["| program | " + " | ".join(header) + " |", "|---|" + "---|" * len(header)]
    for program, cells in table.items():
        row = []
        for name in names:
            cell = cells.get(name)
            row.append(f"{cell.peak_kib / 1024:.0f}" if cell and cell.peak_kib else "-")
        for name in shares:
            cell = cells.get(name)
            share = cell.compile_share if cell else None
            row.append("-" if share is None else f"{share * 100:.1f} %")
        lines.append(f"| {program} | " + " | ".join(row) + " |")
    if start:
        lines += ["", "## Start: `-c pass`", ""]
        for name, seconds in start.items():
            low, high = min(seconds) * 1000, max(seconds) * 1000
            lines.append(
                f"- {name}: {statistics.median(seconds) * 1000:.1f} ms "
                f"({low:.1f}-{high:.1f}, {len(seconds)} runs)"
            )
    return "\n".join(lines) + "\n"


def as_json(
    table: dict[str, dict[str, Cell]], start: dict[str, list[float]], facts: dict[str, Any]
) -> dict[str, Any]:
    programs = {
        program: {
            name: {key: value for key, value in vars(cell).items()} | {"median": cell.median}
            for name, cell in cells.items()
        }
        for program, cells in table.items()
    }
    return {
        "schema": "hasten-bench-1",
        **facts,
        "programs": programs,
        "start": start,
        "goals": [vars(goal) for goal in goals_of(table, start)],
        "losses": losses_of(table),
        "geometric_means": {
            way: geometric_mean(table, way)[0] for cells in table.values() for way in cells
        },
    }


def write_results(text: str, document: dict[str, Any]) -> Path:
    host = document["machine"]
    machine_name = slug(f"{host['cpu']}-{host['cores']}-cores")
    name = f"{document['date']}-cpython-{platform.python_version()}-{machine_name}"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    path = RESULTS / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Honest timings of hasten and its peers.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--rounds", type=int, help="rounds of each program")
    parser.add_argument("--only", action="append", metavar="NAME", help="this program (repeatable)")
    parser.add_argument("--list", action="store_true", help="list the programs and stop")
    parser.add_argument("--no-peers", action="store_true", help="plain Python and hasten only")
    parser.add_argument(
        "--jit-python",
        metavar="COMMAND",
        help="a CPython with its own JIT (else one is looked for)",
    )
    parser.add_argument("--pypy", metavar="COMMAND", help="a PyPy (else one is looked for)")
    parser.add_argument("--no-write", action="store_true", help="print only, keep no results")
    return parser.parse_args()


def choose_programs(only: list[str] | None) -> list[Path]:
    programs = sorted(PROGRAMS.glob("*.py"))
    if not only:
        return programs
    unknown = set(only) - {program.stem for program in programs}
    if unknown:
        sys.exit(f"no such program: {', '.join(sorted(unknown))} (see --list)")
    return [program for program in programs if program.stem in only]


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    arguments = parse_arguments()
    programs = choose_programs(arguments.only)
    if arguments.list:
        for program in programs:
            summary = program.read_text(encoding="utf-8").split('"""')[1]
            print(f"{program.stem:20} {summary.splitlines()[0]}")
        return 0
    rounds = arguments.rounds or (QUICK_ROUNDS if arguments.quick else FULL_ROUNDS)
    starts = QUICK_STARTS if arguments.quick else FULL_STARTS
    with tempfile.TemporaryDirectory(prefix="hasten-bench-") as root:
        scratch = Scratch(Path(root))
        ways, missing = find_ways(
            scratch, not arguments.no_peers, arguments.jit_python, arguments.pypy
        )
        for line in missing:
            progress(line)
        facts = {
            "date": datetime.date.today().isoformat(),
            "rounds": rounds,
            "machine": machine(),
            "python": vars(this_interpreter().build),
            "missing": missing,
            "ways": {way.name: way.note for way in ways},
            "baselines": {way.name: way.baseline for way in ways},
        }
        table: dict[str, dict[str, Cell]] = {}
        for at, program in enumerate(programs, 1):
            cells = measure_program(program, ways, rounds, scratch)
            table[program.stem] = cells
            texts = [f"{name} {cell_text(cell)}" for name, cell in cells.items()]
            progress(f"[{at}/{len(programs)}] {program.stem}: {'; '.join(texts)}")
        start = measure_start(starts, scratch)
    text = markdown(table, ways, start, facts)
    print(text)
    if not arguments.no_write and not arguments.only:
        path = write_results(text, as_json(table, start, facts))
        progress(f"written: {path.relative_to(HERE.parent)} and its .json")
    states = [cells[way].state for cells in table.values() for way in (COLD, WARM) if way in cells]
    return 1 if "wrong" in states else 0


if __name__ == "__main__":
    sys.exit(main())
