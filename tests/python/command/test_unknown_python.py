"""On a CPython that the engine does not know, everything runs interpreted and is said to: the
extension that is made for such a version, compiled here for the running one.
"""

import json
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads(
    (ROOT / "python" / "hasten" / "schema" / "run.schema.json").read_text(encoding="utf-8")
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
WHY = f"there is no native code for CPython {VERSION} yet, only for 1.1 and 1.2 [UnknownPython, 16]"

PROGRAM = """\
total = 0
for x in range(1000000):
    total += x
print(total)
"""


def test_the_program_runs_and_nothing_is_said_unasked(without_engine, script):
    for options in ([], ["--eager"], ["--no-cache"]):
        result = without_engine.hasten("run", *options, script(PROGRAM))
        assert (result.stdout, result.stderr, result.returncode) == ("499999500000\n", "", 0)


def test_the_report_says_it_in_one_line(without_engine, script):
    result = without_engine.hasten("run", "--report", script(PROGRAM))
    assert result.stdout == "499999500000\n"
    lines = result.stderr.splitlines()
    assert lines[1].startswith(f"hasten 9.9.9 on CPython {VERSION}")
    assert lines[2] == f"  not active: {WHY}"
    assert lines[3:] == [
        "  the program ran interpreted, as without hasten",
        "  advice: run it on one of those, or with a newer hasten that knows this version",
    ]


def test_the_facts_carry_the_number(without_engine, script, tmp_path):
    out = tmp_path / "facts.json"
    without_engine.hasten("run", "--json", out, script(PROGRAM))
    facts = json.loads(out.read_text())
    jsonschema.validate(facts, SCHEMA)
    assert facts["enabled"] is False and facts["regions"] == []
    assert facts["disabled_refusal"]["code"] == 16


def test_explain_says_it_and_promises_nothing(without_engine, script):
    result = without_engine.hasten("explain", "--ir", script(PROGRAM))
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"hasten was not active: {WHY}"
    assert lines[2] == "1 . total = 0"
    assert "worth compiling" not in result.stdout


def test_the_start_costs_an_import_and_nothing_else(without_engine):
    """No tool of sys.monitoring, no thread, no compiler, no further module."""
    show = (
        "import os, sys; print(*sorted(sys.modules)); print(sys.monitoring.get_tool(5),"
        " len(os.listdir('/proc/self/task')), 'hasten_compiler' in open('/proc/self/maps').read())"
    )
    plain = without_engine.run(without_engine.python, "-c", show).stdout.splitlines()
    fast = without_engine.hasten("run", "-c", show).stdout.splitlines()
    added = set(fast[0].split()) - set(plain[0].split())
    assert added == {"hasten", "hasten._activate", "hasten._core", "hasten._launched"}
    assert fast[1] == plain[1] == "None 1 False"


API = """\
import hasten
hasten.enable()
hasten.enable(eager=True, cache_dir="somewhere")
@hasten.jit
def double(x):
    return 2 * x
print(double(21), hasten.facts()["enabled"], hasten.__version__)
hasten.disable()
"""


def test_the_python_interface_does_nothing_quietly(without_engine, script):
    result = without_engine.run(without_engine.python, script(API))
    assert (result.stdout, result.stderr) == ("42 False 9.9.9\n", "")


def test_every_function_of_the_extension_is_there(without_engine):
    """The two extensions have the same functions."""
    wanted = set()
    for file, name in (("module.cpp", "methods"), ("observe.cpp", "observe_methods")):
        source = (ROOT / "src" / "module" / file).read_text(encoding="utf-8")
        table = source.partition(f"PyMethodDef {name}[] = {{")[2]
        lines = table.partition("nullptr, nullptr, 0")[0].splitlines()
        wanted |= {line.split('"')[1] for line in lines if line.startswith('    {"')}
    show = "import hasten._core as c; print(*(n for n in dir(c) if not n.startswith('_')))"
    result = without_engine.run(without_engine.python, "-c", show)
    assert set(result.stdout.split()) == wanted | {"version"} and "start" in wanted


def test_a_profile_is_refused_in_a_line(without_engine, script, tmp_path):
    capture = tmp_path / "c.hasten"
    result = without_engine.hasten("profile", "--calls", "-n0", "-o", capture, script(PROGRAM))
    assert (result.stdout, result.returncode) == ("499999500000\n", 0)
    said = "captures are made and read on CPython 1.1 and 1.2 only"
    assert result.stderr.splitlines()[0] == f"hasten profile: nothing is recorded: {said}"
    shown = without_engine.hasten("show", capture)
    assert (shown.returncode, shown.stderr) == (2, f"hasten show: {capture}: {said}\n")
