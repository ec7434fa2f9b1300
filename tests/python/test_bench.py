"""bench: other interpreters are found and named, and no ratio has two builds in it."""

import importlib
import json
import os
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"

# Answers the probe of bench/interpreters.py; runs any program as nothing but a sleep.
FAKE = """\
#!/bin/sh
if [ "$1" = -c ]; then
  case "$PYTHON_JIT" in 1) cat '{folder}/on.json' ;; *) cat '{folder}/off.json' ;; esac
elif [ "$PYTHON_JIT" = 1 ]; then
  sleep 0.1
else
  sleep 0.3
fi
"""
FOUND = {
    "implementation": "CPython",
    "release": "3.15.7",
    "version": "3.15.7 (somewhere, somewhen)",
    "config_args": "'--enable-experimental-jit=yes-off' '--prefix=/some/where'",
    "optimisation": "-O2",
    "has_jit": True,
    "jit_on": False,
    "has_numpy": False,
}


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(BENCH)
    for name in ("HASTEN_BENCH_JIT_PYTHON", "HASTEN_BENCH_PYPY"):
        monkeypatch.delenv(name, raising=False)
    yield importlib.import_module("run")
    for name in ("run", "interpreters"):
        sys.modules.pop(name, None)


@pytest.fixture
def interpreters(bench, monkeypatch, tmp_path):
    module = sys.modules["interpreters"]
    monkeypatch.setattr(module, "ROOT", tmp_path / "no_scratch")
    return module


@pytest.fixture
def fake_python(tmp_path, monkeypatch):
    """fake_python(name, on=..., off=...): an interpreter first on PATH that says so of itself."""

    def make(name, *, on=None, off=None):
        folder = tmp_path / "fake" / name
        folder.mkdir(parents=True)
        (folder / "on.json").write_text(json.dumps(FOUND | {"jit_on": True} | (on or {})))
        (folder / "off.json").write_text(json.dumps(FOUND | (off or {})))
        path = folder / name
        path.write_text(FAKE.format(folder=folder))
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return path

    return make


def test_a_jit_on_path_is_found_and_its_build_named(interpreters, fake_python):
    path = fake_python("python3.20")
    found = interpreters.find_jit(None)
    assert found.command == (str(path),) and found.name == "cpython 3.15.7"
    assert str(found.build) == (
        "3.15.7 (somewhere, somewhen); built with: "
        "'--enable-experimental-jit=yes-off' '--prefix=(path)' -O2"
    )


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ({"jit_on": False}, {}),  # there is none, or it cannot be switched on
        ({}, {"jit_on": True}),  # it cannot be switched off
        ({}, {"version": "3.15.6"}),  # two builds under one name
        ({"implementation": "Other"}, {"implementation": "Other"}),
    ],
)
def test_what_is_no_jit_is_not_taken(interpreters, fake_python, on, off):
    path = fake_python("python3.20", on=on, off=off)
    assert interpreters.with_jit((str(path),)) is None
    with pytest.raises(interpreters.NotUsableError):
        interpreters.find_jit(str(path))


def test_a_command_of_several_words(interpreters, fake_python):
    path = fake_python("python3.20")
    assert interpreters.find_jit(f"env X=1 {path}").command == ("env", "X=1", str(path))


def test_pypy_is_found_by_what_it_says(interpreters, fake_python):
    path = fake_python("pypy3", off={"implementation": "PyPy", "release": "8.1.0"})
    assert interpreters.find_pypy(None).command == (str(path),)
    assert interpreters.find_pypy(None).name == "pypy 8.1.0"
    with pytest.raises(interpreters.NotUsableError):
        interpreters.find_pypy(sys.executable)


def test_programs_of_the_scratch_debian_run_by_its_own_linker(interpreters, tmp_path):
    scratch = tmp_path / "no_scratch" / "build" / "forky"
    for name in ("bootstrapped", "usr/bin/python3.15", "lib64/ld-linux-x86-64.so.2"):
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).touch()
    commands = list(interpreters.candidates(["python3.15", "no_such_python"]))
    assert commands[-1][0] == str(scratch / "lib64/ld-linux-x86-64.so.2")
    assert commands[-1][-1] == str(scratch / "usr/bin/python3.15")


def test_the_jit_is_compared_with_its_own_build_only(bench, interpreters, fake_python, tmp_path):
    fake_python("python3.20")
    ways, _ = bench.find_ways(bench.Scratch(tmp_path), peers=True)
    ways = [way for way in ways if way.name == bench.PLAIN or way.name.startswith("cpython")]
    assert [(way.name, way.baseline) for way in ways] == [
        ("plain", None),
        ("cpython 3.15.7", None),
        ("cpython 3.15.7 jit", "cpython 3.15.7"),
    ]
    program = tmp_path / "program.py"
    program.write_text("pass\n")
    cells = bench.measure_program(program, ways, 2, bench.Scratch(tmp_path))
    assert {cell.state for cell in cells.values()} == {"ok"}
    assert cells["plain"].ratio is None and cells["cpython 3.15.7"].ratio is None
    # 0.3 s over 0.1 s; plain, another build, takes far less than either
    assert 1.5 < cells["cpython 3.15.7 jit"].ratio < 4
    table = {"program": cells}
    assert bench.geometric_mean(table, "cpython 3.15.7") == (None, 0)
    assert bench.geometric_mean(table, "cpython 3.15.7 jit")[1] == 1


def test_the_own_build_with_a_jit_is_compared_with_plain(bench, interpreters, fake_python):
    own = interpreters.this_interpreter().build
    same = {
        "version": own.version,
        "config_args": own.config_args,
        "optimisation": own.optimisation,
    }
    path = fake_python("python3.20", on=same, off=same)
    ways = bench.jit_ways(interpreters.find_jit(str(path)))
    assert [way.baseline for way in ways] == [bench.PLAIN]


def test_a_program_that_needs_numpy_is_left_out(bench, interpreters, fake_python, tmp_path):
    found = interpreters.find_jit(str(fake_python("python3.20")))
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\n")
    assert bench.jit_ways(found)[-1].prepare(program) == "has no NumPy"


def test_an_unusable_interpreter_asked_for_by_name_ends_the_run(
    bench, interpreters, monkeypatch, tmp_path
):
    monkeypatch.setenv("HASTEN_BENCH_JIT_PYTHON", "/bin/true")
    with pytest.raises(SystemExit, match="no CPython with a JIT"):
        bench.find_ways(bench.Scratch(tmp_path), peers=True)
