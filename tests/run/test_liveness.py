"""Native loops let signals, other threads and exit through about as soon as the interpreter does."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
import running
from running import MODES

LATENCY = 0.1  # seconds, of the best of several attempts: a busy machine must not fail the test

# Ends each loop by the exception of a signal handler and prints how late that was, best first.
SIGNALS = """
import json, signal, time

class Woken(Exception):
    pass

def wake(number, frame):
    raise Woken

def in_function():
    t = 0
    x = 0.5
    while True:
        t = (t + 3) & 0xFFFF
        x = x * 0.5 + t

def in_nested(values):
    t = 0
    while True:
        for value in values:
            t ^= value

signal.signal(signal.SIGALRM, wake)
values = list(range(1000))
late = []
for attempt in range(6):
    due = time.perf_counter() + 0.25
    signal.setitimer(signal.ITIMER_REAL, 0.25)
    try:
        # By name, so that the functions do not become part of this loop.
        globals()["in_function" if attempt % 2 else "in_nested"](*([] if attempt % 2 else [values]))
    except Woken:
        late.append(time.perf_counter() - due)
with open("late.json", "w") as file:
    json.dump(late, file)
"""

# The main thread loops natively; the other counts, also natively, until it has seen enough.
THREADS = """
import json, sys, threading, time

stop = False
counts = []

def count():
    n = 0
    while not stop:
        n += 1
    counts.append(n)

def spin(until):
    t = 0
    while time.perf_counter() < until:
        for i in range(20000):
            t = (t * 5 + i) & 0xFFFFFF
    return t

sys.setswitchinterval(0.001)
threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
spin(time.perf_counter() + 1.0)
asked = time.perf_counter()
stop = True
for thread in threads:
    thread.join()
with open("late.json", "w") as file:
    json.dump({"join": time.perf_counter() - asked, "counts": counts}, file)
"""


def run_native(program: running.Program, folder: Path, mode: str, *functions: str) -> dict:
    """Run under hasten, check that loops of these functions were native, and return what the program noted."""
    facts = folder / "facts.json"
    outcome = running.run_hasten(program, MODES[mode], json=facts)
    assert outcome.code == 0, outcome.stderr.decode()
    regions = json.loads(facts.read_text())["regions"]
    for function in functions:
        entries = [region["entries"] for region in regions if region["function"] == function]
        assert sum(entries) > 0, f"{function} was never native: {regions}"
    return json.loads((folder / "late.json").read_text())


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("mode", ["eager", "default"])
def test_a_signal_ends_a_native_loop_at_once(hasten, write_program, tmp_path, mode):
    late = run_native(write_program(SIGNALS), tmp_path, mode, "in_function", "in_nested")
    assert len(late) == 6
    assert min(late[0::2]) < LATENCY, late
    assert min(late[1::2]) < LATENCY, late


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("mode", ["eager", "default"])
def test_threads_make_progress_beside_a_native_loop(hasten, write_program, tmp_path, mode):
    seen = run_native(write_program(THREADS), tmp_path, mode, "spin")
    assert len(seen["counts"]) == 2
    assert min(seen["counts"]) > 10000, seen
    assert seen["join"] < 0.5, seen


@pytest.mark.parametrize("mode", ["eager", "default"])
def test_ctrl_c_ends_a_program_as_it_does_plainly(hasten, write_program, mode):
    program = write_program(
        "import sys\n"
        "def work():\n"
        "    t = 0\n"
        "    while True:\n"
        "        t = (t + 1) & 1023\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    work()\n"
        "finally:\n"
        "    print('cleaned', flush=True)\n"
    )
    command = [
        str(running.EXECUTABLE),
        "run",
        *MODES[mode].options,
        "--no-cache",
        str(program.path),
    ]
    best = None
    for _ in range(3):
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=running.environment(),
        )
        try:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.4)  # native by now
            start = time.perf_counter()
            process.send_signal(signal.SIGINT)
            assert process.stdout.readline() == b"cleaned\n"
            spent = time.perf_counter() - start
            _, errors = process.communicate(timeout=20)
        finally:
            process.kill()
            process.wait()
        assert errors.rstrip().endswith(b"KeyboardInterrupt")
        assert process.returncode == -signal.SIGINT
        best = spent if best is None else min(best, spent)
    assert best < LATENCY
