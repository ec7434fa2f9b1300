"""Fixtures shared by the tests that run programs: where hasten is, how to run with and without."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))

import running
from jobs import Jobs


def pytest_configure(config: pytest.Config) -> None:
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
