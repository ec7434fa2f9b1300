"""`hasten profile --lines` counts what sys.settrace tells of."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import running

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))

# Runs sys.argv[1] as __main__ and writes "function first_line line hits" of all its code, as
# sys.settrace tells of its lines.
_ORACLE = """
import collections, sys, threading
path = sys.argv[1]
with open(path) as file:
    code = compile(file.read(), path, "exec")
main = sys.modules["__main__"].__dict__
sys.argv[:] = [path]
hits = collections.Counter()
def trace(frame, event, _):
    if frame.f_code.co_filename != path:
        return None
    if event == "line":
        hits[frame.f_code.co_name, frame.f_code.co_firstlineno, frame.f_lineno] += 1
    return trace
threading.settrace(trace)
sys.settrace(trace)
try:
    exec(code, main)
finally:
    sys.settrace(None)
    for (name, first, number), count in hits.items():
        print(name, first, number, count, file=sys.stderr)
"""

Hits = dict[tuple[str, int], int]


@pytest.fixture
def lines(command: Any, tmp_path: Path) -> Any:
    """program, options -> hits by function and line, and the finished process."""

    def lines(program: Path, *options: str) -> tuple[Hits, subprocess.CompletedProcess[str]]:
        capture = tmp_path / "c.hasten"
        done = command("profile", "--lines", "-n0", "-o", capture, *options, program)
        table = command("export", capture, "--format", "csv", "-o", "-")
        assert table.returncode == 0, table.stderr
        rows = list(csv.DictReader(table.stdout.splitlines()))
        assert {row["file"] for row in rows} <= {str(program)}
        assert all(float(row["time_s"]) >= 0 for row in rows)
        hits: Hits = {}
        for row in rows:
            key = (row["function"], int(row["line"]))
            hits[key] = hits.get(key, 0) + int(row["hits"])
        return hits, done

    return lines


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_hits_are_those_of_settrace(program: Path, lines: Any) -> None:
    oracle = subprocess.run(
        [running.PYTHON, "-c", _ORACLE, str(program)],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    expected: Hits = {}
    for row in oracle.stderr.splitlines():
        name, _first, number, count = row.rsplit(maxsplit=3)
        key = (name, int(number))
        expected[key] = expected.get(key, 0) + int(count)
    found, done = lines(program)
    assert done.stdout == oracle.stdout
    assert len(expected) > 10
    differences = {
        key: (expected.get(key), found.get(key))
        for key in expected.keys() | found.keys()
        if expected.get(key) != found.get(key)
    }
    assert differences == {}


PROGRAM = """
import time
def sleeps():
    for _ in range(3):
        time.sleep(0.02)
def calls():
    sleeps()
    x = 1
    return x
def generates():
    yield 1
    yield 2
def consumes():
    for _ in generates():
        time.sleep(0.02)
calls()
consumes()
"""


def times_of(command: Any, tmp_path: Path, *options: str) -> dict[tuple[str, int], float]:
    script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
    script.write_text(PROGRAM)
    done = command("profile", "--lines", "-n0", "-o", capture, *options, script)
    assert done.returncode == 0, done.stderr
    table = command("export", capture, "--format", "csv", "-o", "-")
    rows = csv.DictReader(table.stdout.splitlines())
    return {(row["function"], int(row["line"])): float(row["time_s"]) for row in rows}


def test_a_line_takes_what_it_calls_and_nothing_between_yields(
    command: Any, tmp_path: Path
) -> None:
    times = times_of(command, tmp_path)
    assert times["sleeps", 5] > 0.06
    assert times["calls", 7] > 0.06
    assert times["calls", 8] < 0.02
    assert times["generates", 11] < 0.02
    assert times["consumes", 15] > 0.04
    assert times["<module>", 16] > 0.06


def test_json(command: Any, document: Any, tmp_path: Path) -> None:
    times = times_of(command, tmp_path)
    functions = document(tmp_path / "c.hasten")["lines"]
    assert {
        (function["function"], line["line"]) for function in functions for line in function["lines"]
    } == times.keys()


def test_chosen_functions_only(command: Any, tmp_path: Path) -> None:
    times = times_of(command, tmp_path, "-f", "calls", "--function=generates")
    assert {function for function, _ in times} == {"calls", "generates"}


def test_chosen_file_and_own_files(command: Any, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("def help(x):\n    return x + 1\n")
    library = tmp_path / "venv" / "site-packages"
    library.mkdir(parents=True)
    (library / "lib.py").write_text("def lib(x):\n    return x\n")
    script, capture = tmp_path / "main.py", tmp_path / "c.hasten"
    script.write_text(
        f"import sys, json\nsys.path.append({str(library)!r})\nimport helper, lib\n"
        "print(helper.help(lib.lib(1)), json.dumps([1]))\n"
    )
    for options, files in (
        ((), {"main.py", "helper.py"}),
        (("-f", "helper.py"), {"helper.py"}),
        (("-f", str(library / "lib.py")), {"lib.py"}),
    ):
        done = command("profile", "--lines", "-n0", "-o", capture, *options, script)
        assert done.stdout == "2 [1]\n", done.stderr
        table = command("export", capture, "--format", "csv", "-o", "-")
        rows = csv.DictReader(table.stdout.splitlines())
        assert {Path(row["file"]).name for row in rows} == files


def test_the_table_shows_the_source(command: Any, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    done = command("profile", "--lines", "-n", "1", "-o", tmp_path / "c.hasten", script)
    assert "Function: <module> at line 1" in done.stderr
    assert "consumes()" in done.stderr
    assert "more functions" in done.stderr
    shown = command("show", tmp_path / "c.hasten", "-n", "9")
    assert "    15            2" in shown.stdout


def test_line_profiler_reads_the_export(command: Any, tmp_path: Path) -> None:
    pytest.importorskip("line_profiler")
    script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
    script.write_text(PROGRAM)
    command("profile", "--lines", "-n0", "-o", capture, script)
    exported = command("export", capture, "--format", "lprof")
    assert exported.returncode == 0, exported.stderr
    read = subprocess.run(
        [sys.executable, "-m", "line_profiler", exported.stdout.strip()],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    assert "Function: sleeps at line 3" in read.stdout
    assert "time.sleep(0.02)" in read.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lines", "--calls", "x.py"], "choose one"),
        (["--calls", "-f", "f", "x.py"], "-f chooses the functions of --lines"),
        (["--lines", "-f", "", "x.py"], "-f needs the name"),
    ],
)
def test_refusals(command: Any, tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "x.py").write_text("pass\n")
    done = command("profile", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_formats_of_calls_are_refused(command: Any, tmp_path: Path) -> None:
    script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
    script.write_text("pass\n")
    command("profile", "--lines", "-n0", "-o", capture, script)
    done = command("export", capture, "--format", "pstats")
    assert done.returncode == 2
    assert "holds lines; pstats is not for them" in done.stderr


def test_forks_and_threads(lines: Any, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import os, threading\n"
        "def work(n):\n"
        "    for i in range(n):\n"
        "        i += 1\n"
        "threads = [threading.Thread(target=work, args=(100,)) for _ in range(8)]\n"
        "for t in threads: t.start()\n"
        "for t in threads: t.join()\n"
        "child = os.fork()\n"
        "work(10)\n"
        "if child: os.waitpid(child, 0)\n"
    )
    hits, done = lines(script)
    assert done.returncode == 0
    assert hits["work", 4] == 820
