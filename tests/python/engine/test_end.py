"""The end of a process whose code is being compiled: it is not waited for, and that is remembered."""

import os
import time

import pytest
import running
from running import MODES

pytestmark = pytest.mark.usefixtures("engine")

# A loop whose code takes the compiler much longer than the loop runs.
LINES = "\n".join(f"        t = (t * {3 + k} + i) % {1000003 + k}" for k in range(120))
PROGRAM = f"""
import sys, time
{{ahead}}
def work(end):
    t = i = 0
    while time.perf_counter() < end:
        i += 1
{LINES}
    return t

work(time.perf_counter() + {{seconds}})
print("done")
sys.stdout.flush()
print(time.time(), file=sys.stderr)
"""


@pytest.fixture
def run(hasten, write_program, tmp_path):
    """Runs the program for so long in its loop: the seconds it took to end, and what the cache holds."""
    folder = tmp_path / "cache"

    def call(seconds, ahead=""):
        program = write_program(PROGRAM.format(seconds=seconds, ahead=ahead))
        outcome = running.run_hasten(
            program, MODES["default"], cache=True, env={"HASTEN_CACHE_DIR": str(folder)}
        )
        ended = time.time()
        assert (outcome.code, outcome.stdout) == (0, b"done\n")
        names = os.listdir(folder) if folder.exists() else []
        kinds = [name.rpartition(".")[2] for name in names]
        code = sorted(kind for kind in kinds if kind not in ("hot", "cold", "verdict"))
        return ended - float(outcome.stderr), code

    return call


def begun(run, ahead=""):
    """How long a run has to be for the compiler to begin depends on the machine and on its load."""
    for seconds in (0.13, 0.18, 0.25, 0.35, 0.5, 1.0):
        took, cache = run(seconds, ahead)
        if cache:
            break
    return seconds, took, cache


def test_a_process_ends_while_the_compiler_works(run):
    seconds, took, cache = begun(run)
    if cache == ["o"]:
        pytest.skip("the compiler was too fast")
    assert cache == ["abandoned"]
    assert took < 0.5
    # The second time it is not worth it (the loop's text may be another, by the values it was met
    # with); a run long enough gets the code all the same.
    assert set(run(seconds)[1]) == {"abandoned"}
    assert set(run(3.0)[1]) == {"abandoned", "o"}


def test_the_program_handles_the_signal_itself(run):
    _, _, cache = begun(
        run, "import signal; signal.signal(signal.SIGURG, lambda *_: print('urgent'))"
    )
    assert cache in (["abandoned"], ["o"])
