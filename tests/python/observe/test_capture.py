"""Captures of processes that fork, start others, are replaced or killed; captures that are damaged
or cannot be written.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest
import running

WORK = """
import os, signal, subprocess, sys, threading, time
def f(i): return i
def work(n):
    for i in range(n): f(i)
"""


@pytest.fixture
def record(command: Any, tmp_path: Path) -> Any:
    """Code that follows WORK -> the finished process, and the calls of each of its functions."""

    def record(code: str, *options: str) -> tuple[subprocess.CompletedProcess[str], dict[str, int]]:
        script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
        script.write_text(WORK + code)
        done = command("profile", "--calls", "-n0", "-o", capture, *options, script)
        table = command("export", capture, "--format", "csv", "-o", "-")
        assert table.returncode == 0, table.stderr
        rows = csv.DictReader(table.stdout.splitlines())
        return done, {
            row["function"]: int(row["ncalls"]) for row in rows if row["file"] == str(script)
        }

    return record


def test_threads(record: Any) -> None:
    done, calls = record(
        "threads = [threading.Thread(target=work, args=(100 + k,)) for k in range(20)]\n"
        "for t in threads: t.start()\n"
        "for t in threads: t.join()\n"
    )
    assert done.returncode == 0
    assert (calls["f"], calls["work"]) == (sum(range(100, 120)), 20)


def test_a_forked_child_adds_its_own_calls(record: Any) -> None:
    done, calls = record(
        "work(5)\n"
        "child = os.fork()\n"
        "work(7)\n"
        "if not child: sys.exit(3)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert done.stdout == "3\n"
    assert "Warning" not in done.stderr  # of a fork with threads: there are none of ours
    assert (calls["f"], calls["work"]) == (5 + 7 + 7, 3)


@pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()", "sys.exit()", "1 / 0"])
def test_nothing_is_lost_however_a_process_ends(record: Any, end: str) -> None:
    _, calls = record(f"work(9)\nif not os.fork():\n    work(1000)\n    {end}\nos.wait()\n{end}\n")
    assert calls["f"] == 1009


def test_a_program_that_takes_its_place_adds_to_the_capture(record: Any) -> None:
    done, calls = record(
        "work(4)\n"
        "if len(sys.argv) == 1:\n"
        "    sys.stdout.flush()\n"
        "    os.execv(sys.executable, [sys.executable, __file__, 'again'])\n"
        "print('ended')\n"
    )
    assert done.stdout == "ended\n"
    assert calls["f"] == 8


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_multiprocessing(record: Any, method: str) -> None:
    done, calls = record(
        "import multiprocessing\n"
        "if __name__ == '__main__':\n"
        f"    context = multiprocessing.get_context({method!r})\n"
        "    children = [context.Process(target=work, args=(k,)) for k in (10, 20, 30)]\n"
        "    for child in children: child.start()\n"
        "    for child in children: child.join()\n"
        "    print([child.exitcode for child in children])\n"
    )
    assert done.stdout == "[0, 0, 0]\n"
    assert calls["f"] == 60


def test_a_killed_process_loses_a_second_at_most(record: Any, command: Any, tmp_path: Path) -> None:
    done, calls = record(
        "work(50)\ntime.sleep(2.5)\nwork(70)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert done.returncode == -9
    assert calls["f"] in (50, 120)
    assert "did not end in order" in command("show", tmp_path / "c.hasten").stdout


def test_output_and_exit_code_are_the_programs(record: Any, tmp_path: Path) -> None:
    code = "print('out')\nprint('err', file=sys.stderr)\nwork(3)\nsys.exit(7)\n"
    done, _ = record(code)
    plain = subprocess.run(
        [running.PYTHON, str(tmp_path / "program.py")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)
    assert done.stderr.startswith(plain.stderr)
    assert done.stderr.removeprefix(plain.stderr).startswith("capture: ")


def test_a_file_that_can_grow_no_more(hasten: Path, command: Any, tmp_path: Path) -> None:
    script, capture = tmp_path / "program.py", tmp_path / "c.hasten"
    functions = "".join(
        f"def f{i}_{i * 7919 % 10007}(): return {i}\nf{i}_{i * 7919 % 10007}()\n"
        for i in range(3000)
    )
    script.write_text(functions + "print('done')\n")
    limit = 8192
    done = subprocess.run(
        [running.EXECUTABLE, "profile", "--calls", "-o", str(capture), str(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert (done.returncode, done.stdout) == (0, "done\n")
    assert "is not complete: File too large" in done.stderr
    assert capture.stat().st_size <= limit
    assert command("show", capture).returncode == 0


def test_a_capture_that_was_cut_off(record: Any, command: Any, tmp_path: Path) -> None:
    record("work(5)\n")
    capture = tmp_path / "c.hasten"
    whole = capture.read_bytes()
    for size in range(0, len(whole), max(1, len(whole) // 25)):
        capture.write_bytes(whole[:size])
        shown = command("show", capture)
        assert shown.returncode == (2 if size < 8 else 0), shown.stderr
        assert "Traceback" not in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no program given"),
        (["--calls"], "no program given"),
        (["--calls", "--sample", "{program}"], "choose one"),
        (["--calls", "--rate", "5", "{program}"], "--rate is how often --sample looks"),
        (["--rate", "often", "{program}"], "--rate often: not a number of samples per second"),
        (["--rate", "0", "{program}"], "--rate 0: not a number of samples per second"),
        (["--calls", "-o", "/nowhere/c.hasten", "{program}"], "No such file or directory"),
        (["--calls", "-o", "{program}", "{program}"], "is not a capture, and is left alone"),
        (["--calls", "--output", "/", "{program}"], "Is a directory"),
        (["--calls", "-s", "beauty", "{program}"], "not a key of pstats"),
        (["--calls", "--limit", "-3", "{program}"], "not a number"),
        (["--calls", "missing.py"], "cannot read missing.py"),
        (["--beauty", "{program}"], "unknown option --beauty"),
    ],
)
def test_usage_errors_are_one_line(
    command: Any, tmp_path: Path, arguments: list[str], message: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text("print('never')\n")
    filled = [argument.format(program=program) for argument in arguments]
    done = command("profile", *filled, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["program.py"]
    assert program.read_text() == "print('never')\n"


def test_the_usual_name_of_a_capture(command: Any, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("len('x')\n")
    for arguments, name in ((["app.py"], "app"), (["-m", "app"], "app"), (["-c", "1"], "code")):
        done = command("profile", "--calls", *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        [capture] = tmp_path.glob("*.hasten")
        assert capture.name.startswith(f"{name}.")
        assert "calls" in done.stderr and str(capture) in done.stderr
        os.unlink(capture)
