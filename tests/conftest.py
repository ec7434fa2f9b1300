"""Fixtures shared by the tests that run programs: where hasten is, how to run with and without."""

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))

import running
from jobs import Jobs


def pytest_configure(config: pytest.Config) -> None:
    # A shell makes what it runs in the background ignore it, and so would the programs under test.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line(
        "markers", "quick: the subset to run after every change (one mode, all programs)"
    )
    config.addinivalue_line("markers", "slow: takes longer than a few seconds")


@pytest.fixture(scope="session")
def hasten() -> Path:
    """The hasten command under test; everything that needs it is skipped where it is missing."""
    if not running.EXECUTABLE.exists():
        pytest.skip(
            f"hasten is not installed: no {running.EXECUTABLE} (set HASTEN_BIN to test another one)"
        )
    return running.EXECUTABLE


@pytest.fixture(scope="session")
def start_facts(hasten, tmp_path_factory) -> dict[str, Any]:
    """The facts of a program that does nothing: whether the engine is on, and why not."""
    folder = tmp_path_factory.mktemp("start_facts")
    (folder / "program.py").write_text("pass\n")
    outcome = running.run_hasten(
        running.Program(folder / "program.py"), running.MODES["default"], json=folder / "facts.json"
    )
    assert outcome.code == 0, outcome.stderr.decode()
    return json.loads((folder / "facts.json").read_text())


@pytest.fixture(scope="session")
def engine(start_facts) -> None:
    """What needs native code is skipped on a Python that the engine does not know, and nowhere else
    (tests/python/test_known_versions.py says which those are).
    """
    if start_facts["enabled"]:
        return
    reason, refusal = start_facts["disabled_reason"], start_facts["disabled_refusal"]
    assert refusal and refusal["name"] == "UnknownPython", reason
    pytest.skip(reason)


@pytest.fixture(scope="session")
def jobs():
    pool = Jobs()
    yield pool
    pool.close()


@pytest.fixture
def write_program(tmp_path):
    """Write source to a fresh script and return it as a Program."""

    def write(source: str, name: str = "program.py") -> running.Program:
        path = tmp_path / name
        path.write_text(source)
        return running.Program.read(path)

    return write


@pytest.fixture(scope="session")
def run_plain():
    return running.run_plain


@pytest.fixture(scope="session")
def run_hasten(hasten):
    """run_hasten(program, mode="eager", **options) -> Outcome"""

    def run(program: running.Program, mode: str = "eager", **options) -> running.Outcome:
        return running.run_hasten(program, running.MODES[mode], **options)

    return run
