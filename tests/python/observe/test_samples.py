"""`hasten profile --sample`: every stack is one that there was, and time goes where it was spent."""

from __future__ import annotations

import csv
import pstats
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import running

Stacks = Counter[tuple[str, ...]]

# Does the same work in all its functions, so that time is work, however fast the machine is.
WORK = """
def spin(n):
    t = 0
    for i in range(n):
        t += i & 3
    return t
"""


class Sampled:
    """A program that was sampled."""

    def __init__(self, command: Any, document: Any, capture: Path, done: Any) -> None:
        self.command, self.capture, self.done = command, capture, done
        self.document = document(capture)["samples"]

    def export(self, form: str) -> str:
        done = self.command("export", self.capture, "--format", form, "-o", "-")
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    def stacks(self) -> Stacks:
        """How often each stack was found: names, outermost first, without process and thread."""
        found: Stacks = Counter()
        for line in self.export("collapsed").splitlines():
            path, _, count = line.rpartition(" ")
            frames = path.split(";")[2:]
            found[tuple(re.sub(r" \(.*\)$", "", frame) for frame in frames)] += int(count)
        return found

    def rows(self) -> dict[str, tuple[int, int]]:
        """Samples of each function, itself and in all."""
        return {
            row["function"]: (int(row["self_samples"]), int(row["total_samples"]))
            for row in csv.DictReader(self.export("csv").splitlines())
        }


@pytest.fixture
def sampled(command: Any, document: Any, tmp_path: Path) -> Any:
    """source, options -> Sampled; the output and the exit code are those of plain Python."""

    def sampled(source: str, *options: str) -> Sampled:
        script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
        script.write_text(source)
        plain = subprocess.run(
            [running.PYTHON, str(script)], capture_output=True, text=True, timeout=180, check=False
        )
        done = command("profile", "-n0", "-o", capture, *options, script)
        assert done.stdout == plain.stdout
        assert done.returncode == plain.returncode, done.stderr
        assert done.stderr == plain.stderr + f"capture: {capture}\n"
        return Sampled(command, document, capture, done)

    return sampled


def test_time_goes_where_it_was_spent(sampled: Any) -> None:
    run = sampled(
        WORK
        + "def quarter(): spin(30_000)\n"
        + "def rest():\n    spin(30_000)\n    spin(30_000)\n    spin(30_000)\n"
        + "for _ in range(300):\n    quarter(); rest()\n"
    )
    rows = run.rows()
    quarter, rest = rows["quarter"][1], rows["rest"][1]
    assert quarter + rest > 200
    assert 0.2 < quarter / (quarter + rest) < 0.3
    assert rows["spin"][0] > 0.9 * (quarter + rest)
    spin = next(row for row in run.document["functions"] if row["function"] == "spin")
    assert {line["line"] for line in spin["lines"]} <= {2, 3, 4, 5, 6}
    assert sum(line["self"]["samples"] for line in spin["lines"]) == spin["self"]["samples"]
    whole = run.document["threads"][0]["counts"]
    assert whole["running_s"] > 0.5 * whole["s"]
    assert whole["cpu_s"] > 0.5 * whole["s"]


STRESSOR = """
import time
def leaf_a(n): return sum(range(n))
def leaf_b(n): return sum(range(n))
def hot_a(): return leaf_a(2)
def hot_b(): return leaf_b(2)
def items_a():
    for _ in range(5):
        yield hot_a()
def items_b():
    for _ in range(5):
        yield hot_b()
def main():
    end = time.perf_counter() + 3
    while time.perf_counter() < end:
        hot_a(); hot_b()
        for _ in items_a(): pass
        list(items_b())
main()
"""


def test_every_stack_is_one_that_there_was(sampled: Any) -> None:
    """Calls that come and go faster than anybody could look from outside."""
    run = sampled(STRESSOR, "--rate", "10000")
    possible = {("<module>", "main", *rest) for rest in [(), ("items_a",), ("items_b",)]}
    for way in [("hot_%s",), ("items_%s", "hot_%s")]:
        for letter in "ab":
            path = tuple(name % letter for name in way)
            possible |= {("<module>", "main", *path)}
            possible |= {("<module>", "main", *path, f"leaf_{letter}")}
    found = {
        stack: count for stack, count in run.stacks().items() if stack and stack[0] == "<module>"
    }
    begun = {stack for stack in found if "main" in stack}
    assert begun - possible == set()
    assert sum(found.values()) > 3000
    assert len(begun) > 8


def test_code_that_comes_and_goes(sampled: Any) -> None:
    """Addresses of code objects are used again at once: names must not be."""
    run = sampled(
        "import time\n"
        "end = time.perf_counter() + 2\n"
        "i = 0\n"
        "while time.perf_counter() < end:\n"
        "    names = {}\n"
        "    exec(f'def inner{i}():\\n    return sum(range(2000))\\n'\n"
        "         f'def outer{i}():\\n    for _ in range(20): inner{i}()\\n'\n"
        "         f'outer{i}()\\n', names)\n"
        "    i += 1\n",
        "--rate",
        "5000",
    )
    pairs = [
        stack[-2:] for stack in run.stacks() if len(stack) > 1 and stack[-1].startswith("inner")
    ]
    assert len(pairs) > 100
    for outer, inner in pairs:
        assert outer.removeprefix("outer") == inner.removeprefix("inner")


def test_threads_and_what_they_wait_for(sampled: Any) -> None:
    run = sampled(
        WORK
        + "import threading, time\n"
        + "def busy():\n    for _ in range(60): spin(50_000)\n"
        + "def lazy():\n    time.sleep(1)\n"
        + "threads = [threading.Thread(target=f) for f in (busy, busy, lazy)]\n"
        + "for t in threads: t.start()\n"
        + "for t in threads: t.join()\n"
    )
    threads = [thread["counts"] for thread in run.document["threads"]]
    assert len(threads) == 4
    contended = [each for each in threads if each["gil_s"] > 0.2 * each["s"]]
    assert len(contended) == 2
    idle = [each for each in threads if each["waiting_s"] > 0.9 * each["s"]]
    assert len(idle) == 2  # one sleeps, one waits for the others
    lazy = next(row for row in run.document["functions"] if row["function"] == "lazy")
    assert lazy["self"]["waiting_s"] > 0.9
    assert lazy["self"]["cpu_s"] < 0.1


def test_generators_coroutines_and_recursion(sampled: Any) -> None:
    run = sampled(
        WORK
        + "import asyncio, sys\n"
        + "sys.setrecursionlimit(20_000)\n"
        + "def items():\n    for _ in range(200): yield spin(5_000)\n"
        + "async def wait(): return spin(200_000)\n"
        + "async def many():\n    for _ in range(10): await wait()\n"
        + "def deep(n): return deep(n - 1) if n else spin(2_000_000)\n"
        + "list(items())\nasyncio.run(many())\ndeep(5_000)\n"
    )
    stacks = run.stacks()
    assert any(stack[-2:] == ("items", "spin") for stack in stacks)
    assert any(stack[-3:] == ("many", "wait", "spin") for stack in stacks)
    deepest = max(stacks, key=len)
    assert deepest == ("<module>", *["deep"] * 5001, "spin")
    assert run.rows()["deep"][1] == run.rows()["deep"][0] + sum(
        count for stack, count in stacks.items() if "deep" in stack and stack[-1] != "deep"
    )


def test_children_are_sampled_into_the_same_capture(sampled: Any) -> None:
    run = sampled(
        WORK
        + "import os, subprocess, sys\n"
        + "def in_fork(): spin(3_000_000)\n"
        + "child = os.fork()\n"
        + "if not child:\n    in_fork()\n    os._exit(0)\n"
        + "os.waitpid(child, 0)\n"
        + "code = 'def in_program():\\n    for i in range(3_000_000): pass\\nin_program()'\n"
        + "subprocess.run([sys.executable, '-c', code], check=True)\n"
        + "def in_parent(): spin(1_000_000)\n"
        + "in_parent()\n"
    )
    assert len({thread["pid"] for thread in run.document["threads"]}) == 3
    rows = run.rows()
    assert rows["in_fork"][1] > 10
    assert rows["in_program"][1] > 10
    assert rows["in_parent"][1] > 10


def test_a_program_with_the_same_signal(sampled: Any) -> None:
    """It gets its own signals, before and after it has asked for them, and nothing else."""
    sampled(
        WORK
        + "import os, select, signal, threading\n"
        + "os.kill(os.getpid(), signal.SIGURG)\n"
        + "got = []\n"
        + "print(signal.getsignal(signal.SIGURG))\n"
        + "signal.signal(signal.SIGURG, lambda *a: got.append(a[0]))\n"
        + "spin(1_000_000)\n"
        + "print(got)\n"
        + "os.kill(os.getpid(), signal.SIGURG)\n"
        + "spin(1_000_000)\n"
        + "print(got)\n"
        + "r, w = os.pipe()\n"
        + "threading.Timer(0.3, os.write, (w, b'x')).start()\n"
        + "print(select.select([r], [], [], 5)[0] == [r])\n"
    )


def test_a_thread_that_blocks_all_signals(sampled: Any) -> None:
    run = sampled(
        WORK
        + "import signal\n"
        + "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
        + "spin(20_000_000)\n"
    )
    assert run.rows()["<unknown>"][0] > 50


def test_a_storm_of_threads(sampled: Any) -> None:
    run = sampled(
        WORK
        + "import threading\n"
        + "for _ in range(40):\n"
        + "    threads = [threading.Thread(target=spin, args=(2_000,)) for _ in range(50)]\n"
        + "    for t in threads: t.start()\n"
        + "    for t in threads: t.join()\n"
        + "print(threading.active_count())\n",
        "--rate",
        "5000",
    )
    assert run.rows()["spin"][0] > 0


def test_programs_that_end_in_any_way(command: Any, document: Any, tmp_path: Path) -> None:
    script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
    for ending, code in (
        ("os._exit(3)", 3),
        ("os.kill(os.getpid(), 9)", -9),
        ("sys.exit(4)", 4),
        ("os.execv(sys.executable, [sys.executable, '-c', 'print(5)'])", 0),
        ("1 / 0", 1),
    ):
        script.write_text(
            WORK + f"import os, sys, time\nspin(2_000_000)\ntime.sleep(1.5)\n{ending}\n"
        )
        done = command("profile", "-n0", "-o", capture, script)
        assert done.returncode == code, done.stderr
        found = document(capture)["samples"]["functions"]
        assert "spin" in {row["function"] for row in found}


def test_no_write_is_cut_short(sampled: Any) -> None:
    """A write to a pipe that waits for its reader ends early when a signal comes."""
    run = sampled(
        WORK
        + "import os, sys\n"
        + "sizes = set()\n"
        + "for _ in range(20):\n"
        + "    spin(2_000)\n"
        + "    sizes.add(os.write(1, b'a' * 3_000_000))\n"
        + "print(sizes, file=sys.stderr)\n",
        "--rate",
        "5000",
    )
    assert run.rows()["<module>"][0] > 0


def test_subinterpreters_do_not_end_it(sampled: Any) -> None:
    program = Path(__file__).resolve().parents[2] / "run" / "programs" / "subinterpreters.py"
    run = sampled(program.read_text() + WORK + "spin(3_000_000)\n")
    assert run.rows()["spin"][0] > 20


def test_the_rate(sampled: Any) -> None:
    source = "import time\ntime.sleep(2)\n"
    for rate, least, most in (("20", 30, 50), ("2000", 1500, 4600)):
        run = sampled(source, "--rate", rate)
        taken = sum(thread["counts"]["samples"] for thread in run.document["threads"])
        assert least < taken < most
        assert 1.8 < sum(thread["counts"]["s"] for thread in run.document["threads"]) < 3


def test_the_table_and_other_formats(sampled: Any, tmp_path: Path) -> None:
    run = sampled(WORK + "def work(): spin(5_000_000)\nwork()\n")
    shown = run.command("show", run.capture, "-s", "cumulative")
    assert "samples of 1 thread in" in shown.stdout
    assert re.search(r"spin \(.*program.py:2\), \d+ % at line", shown.stdout)
    output = tmp_path / "c.prof"
    assert run.command("export", run.capture, "-o", output).returncode == 0
    statistics = pstats.Stats(str(output)).stats  # type: ignore[attr-defined]
    spin = next(value for key, value in statistics.items() if key[2] == "spin")
    rows = run.rows()
    assert (spin[0], spin[1]) == (rows["spin"][1], rows["spin"][1])
    assert {key[2] for key in spin[4]} == {"work"}
    done = run.command("export", run.capture, "--format", "lprof")
    assert done.returncode == 2
    assert "holds samples; lprof is not for them" in done.stderr


def test_the_program_sees_nothing(sampled: Any) -> None:
    sampled(
        "import os, signal, sys, threading\n"
        "print([thread.name for thread in threading.enumerate()], threading.active_count())\n"
        "print(signal.getsignal(signal.SIGURG), sys.gettrace(), sys.getprofile())\n"
        "print(sorted(name for name in os.environ if 'HASTEN' in name), sys.argv, __file__)\n"
        "print(sys.monitoring.get_tool(2))\n"
        "input('?')\n"
    )
