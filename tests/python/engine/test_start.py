"""What makes the engine refuse to start, or to compile: the program runs interpreted, with the same
result, and the facts say why.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import running
from running import MODES

pytestmark = pytest.mark.usefixtures("engine")

PROGRAM = """
def total(n):
    t = 0
    for i in range(n):
        t += i * 2
    return t

print(total(50000))
"""
EXPECTED = b"2499950000\n"


def run(write_program, tmp_path, mode="eager", **env):
    facts = tmp_path / "facts.json"
    outcome = running.run_hasten(write_program(PROGRAM), MODES[mode], json=facts, env=env)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, EXPECTED, b"")
    return json.loads(facts.read_text())


@pytest.mark.parametrize("mode", ["eager", "default"])
def test_the_interpreter_is_laid_out_as_expected(hasten, write_program, tmp_path, mode):
    facts = run(write_program, tmp_path, mode)
    assert facts["enabled"] is True
    assert facts["disabled_reason"] is None


@pytest.mark.parametrize(
    "wrong", ["float_value", "list_items", "frame.instruction", "frame.stack", "frame.result"]
)
def test_a_wrong_layout_is_refused_once(hasten, write_program, tmp_path, wrong):
    facts = run(write_program, tmp_path, HASTEN_STRESS=f"layout={wrong}")
    assert facts["enabled"] is False
    assert "[LayoutMismatch, 14]" in facts["disabled_reason"]
    assert f"({wrong})" in facts["disabled_reason"]
    assert facts["regions"] == []


def test_the_report_tells_of_a_wrong_layout(hasten, write_program):
    program = write_program(PROGRAM)
    command = [str(running.EXECUTABLE), "run", "--report", str(program.path)]
    outcome = running.execute(command, program, {"HASTEN_STRESS": "layout=frame.locals"})
    assert (outcome.code, outcome.stdout) == (0, EXPECTED)
    told = outcome.stderr.decode()
    assert "not active: this CPython is not laid out as this build of hasten expects" in told
    assert told.count("LayoutMismatch") == 1
    assert "reinstall hasten" in told


def test_the_place_in_monitoring_is_given_back(hasten, write_program):
    """Another tool finds it free, as without hasten."""
    program = write_program("import sys\nsys.monitoring.use_tool_id(5, 'other')\nprint('free')\n")
    stress = {"HASTEN_STRESS": "layout=frame.exit"}
    command = [str(running.EXECUTABLE), "run", str(program.path)]
    outcome = running.execute(command, program, stress)
    assert (outcome.stdout, outcome.stderr) == (b"free\n", b"")


# --- a compiler library of another build


@pytest.fixture(scope="module")
def package(hasten):
    """Where the package that is tested has its files."""
    command = [running.PYTHON, "-c", "import hasten._core; print(hasten._core.__file__)"]
    found = subprocess.run(command, capture_output=True, text=True, env=running.environment())
    if found.returncode != 0:
        pytest.skip("the engine is not installed")
    return Path(found.stdout.strip()).parent


@pytest.fixture
def run_with_compiler(package, tmp_path, write_program):
    """Runs the program with a copy of the package whose compiler library is made from C source."""

    def run(source: str | None) -> dict:
        copy = tmp_path / "package" / "hasten"
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
        for engine in package.glob("_core.*.so"):
            shutil.copy(engine, copy)
        library = copy / "libhasten_compiler.so"
        if source is not None:
            (tmp_path / "other.c").write_text(source)
            compiler = os.environ.get("CC", "cc")
            command = [compiler, "-shared", "-fPIC", "-o", library, tmp_path / "other.c"]
            subprocess.run(command, check=True)
        program, facts = write_program(PROGRAM), tmp_path / "facts.json"
        env = {"PYTHONPATH": str(copy.parent), "HASTEN_RUN": "1", "HASTEN_JSON": str(facts)}
        env |= {"HASTEN_EAGER": "1", "HASTEN_NO_CACHE": "1"}
        outcome = running.execute([running.PYTHON, str(program.path)], program, env)
        assert (outcome.code, outcome.stdout) == (0, EXPECTED), outcome.stderr.decode()
        return json.loads(facts.read_text())

    return run


FUNCTIONS = """
const char *hasten_compiler_build(void) { return "0123456789abcdef"; }
const char *hasten_compiler_identity(void) { return ""; }
void hasten_compiler_compile(void) { __builtin_trap(); }
void hasten_compiler_free(void) { __builtin_trap(); }
"""


def reason_of(facts: dict) -> dict:
    regions = [region for region in facts["regions"] if region["function"] == "total"]
    assert regions and {region["state"] for region in regions} == {"refused"}, facts
    assert facts["totals"]["native"] == 0
    return regions[0]["reason"]


def test_a_compiler_of_another_build_is_not_used(run_with_compiler):
    reason = reason_of(run_with_compiler(FUNCTIONS))
    assert (reason["code"], reason["name"]) == (15, "BuildMismatch")
    assert "0123456789abcdef" in reason["text"]


def test_a_compiler_that_does_not_say_its_build_is_not_used(run_with_compiler):
    reason = reason_of(run_with_compiler(FUNCTIONS.replace("_build", "_other")))
    assert (reason["code"], reason["name"]) == (15, "BuildMismatch")


def test_a_missing_compiler_is_told(run_with_compiler):
    reason = reason_of(run_with_compiler(None))
    assert (reason["code"], reason["name"]) == (9, "CompilerMissing")
