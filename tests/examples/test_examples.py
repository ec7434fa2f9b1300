"""Every example prints what it always printed: plain, and under hasten where it is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROGRAMS = sorted(EXAMPLES.glob("*/main*.py"))
HASTEN = Path(sys.executable).parent / "hasten"
TIME_LIMIT = 120

WAYS = {
    "plain": [sys.executable],
    "eager": [str(HASTEN), "run", "--eager"],
    "run": [str(HASTEN), "run"],
}


@dataclass(frozen=True)
class Outcome:
    """What a user can see of a finished program."""

    stdout: str
    stderr: str
    exit_code: int


def expected_of(program: Path) -> Path:
    return program.with_name(program.name.replace("main", "expected", 1)).with_suffix(".txt")


def name_of(program: Path) -> str:
    return f"{program.parent.name}/{program.stem}"


def needs_numpy(program: Path) -> bool:
    return "import numpy" in program.read_text(encoding="utf-8")


@cache
def input_of(folder: Path, data_root: Path) -> tuple[str, ...]:
    """The arguments of a small run; the input is generated once."""
    generator = folder / "generate.py"
    if not generator.exists():
        return ("--small",)
    data = data_root / folder.name
    subprocess.run(
        [sys.executable, str(generator), str(data), "--small"], check=True, timeout=TIME_LIMIT
    )
    return (str(data),)


@cache
def outcome(program: Path, way: str, data_root: Path) -> Outcome:
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8")
    environment["HASTEN_CACHE_DIR"] = str(data_root / f"cache_{way}")
    finished = subprocess.run(
        [*WAYS[way], str(program), *input_of(program.parent, data_root)],
        cwd=data_root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT,
    )
    return Outcome(finished.stdout, finished.stderr, finished.returncode)


@pytest.fixture(scope="session")
def data_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


@pytest.fixture(params=PROGRAMS, ids=name_of)
def program(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    if needs_numpy(path) and importlib.util.find_spec("numpy") is None:
        pytest.skip("NumPy is not installed")
    return path


def test_plain_output_is_as_expected(program: Path, data_root: Path) -> None:
    plain = outcome(program, "plain", data_root)
    assert plain.exit_code == 0, plain.stderr
    assert plain.stdout == expected_of(program).read_text(encoding="utf-8")


@pytest.mark.skipif(not HASTEN.exists(), reason="no hasten beside this interpreter")
@pytest.mark.parametrize("way", ["eager", "run"])
def test_hasten_changes_nothing_that_can_be_seen(program: Path, way: str, data_root: Path) -> None:
    assert outcome(program, way, data_root) == outcome(program, "plain", data_root)


def test_every_folder_is_complete_and_listed() -> None:
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for folder in sorted(path for path in EXAMPLES.iterdir() if (path / "main.py").exists()):
        assert (folder / "README.md").exists(), folder.name
        assert f"[{folder.name}]" in index
        for program in folder.glob("main*.py"):
            assert expected_of(program).exists(), name_of(program)
