"""The report, the JSON file and `hasten explain`, on canned facts."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads(
    (ROOT / "python" / "hasten" / "schema" / "run.schema.json").read_text(encoding="utf-8")
)

PROGRAM = """\
def total(items):
    result = 0
    for x in items:
        result += x

    # a comment
    for x in items:
        result -= x
    return result


print(total(range(10)))
"""


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("variables", [{}, {"FAKE_CORE": "broken"}])
def test_json_follows_the_schema(environment, script, tmp_path, variables):
    out = tmp_path / "facts.json"
    assert environment.hasten("run", "--json", out, script(PROGRAM), **variables).stdout == "0\n"
    jsonschema.validate(json.loads(out.read_text()), SCHEMA)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_json_is_written_where_it_was_asked_for(environment, script, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = script(f"import os\nos.chdir({str(elsewhere)!r})\n")
    assert environment.hasten("run", "--json", "facts.json", path, cwd=tmp_path).returncode == 0
    assert (tmp_path / "facts.json").exists() and not list(elsewhere.iterdir())


def test_json_is_written_when_the_program_fails(environment, script, tmp_path):
    out = tmp_path / "facts.json"
    result = environment.hasten("run", "--json", out, script("1/0"))
    assert result.returncode == 1 and "ZeroDivisionError" in result.stderr
    jsonschema.validate(json.loads(out.read_text()), SCHEMA)


def test_json_that_cannot_be_written_costs_one_line(environment, script, tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    out = target / "facts.json"
    out.write_text("old")
    path = script(
        f"import os\nos.rename({str(target)!r}, {str(tmp_path / 'gone')!r})\nprint('ran')\n"
    )
    result = environment.hasten("run", "--json", out, path)
    assert (result.returncode, result.stdout) == (0, "ran\n")
    assert result.stderr == f"hasten: cannot write {out}: No such file or directory\n"
    assert (tmp_path / "gone" / "facts.json").read_text() == "old"


def test_report_text(environment, script, tmp_path):
    result = environment.hasten("run", "--report", script(PROGRAM), cwd=tmp_path)
    assert result.stdout == "0\n"
    lines = result.stderr.splitlines()
    assert lines[1] == "hasten 9.9.9 on CPython 3.13.0"
    assert "  2 hot regions: 1 native, 1 refused" in lines
    where = [line for line in lines if line.startswith("  program.py:3 total  ")]
    assert where and "20.0x (18.5 to 21.5)" in where[0] and where[0].endswith("1.5 ms")
    assert "    refused: the instruction X is not known [UnknownOpcode, 1]" in lines
    assert "    left 2 times at line 4: not an int" in lines
    assert "\x1b" not in result.stderr


def test_report_comes_after_everything_the_program_prints(environment, script):
    program = "import atexit\natexit.register(print, 'last')\nprint('first')\n"
    command = f'"{environment.launcher}" run --report "{script(program)}" 2>&1'
    lines = environment.run("sh", "-c", command).stdout.splitlines()
    assert lines[:2] == ["first", "last"] and lines[3].startswith("hasten 9.9.9")


def test_explain_marks_lines(environment, script, tmp_path):
    result = environment.hasten("explain", script(PROGRAM), cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[2] == " 3 N     for x in items:"
    assert lines[3] == " 4 G         result += x    # <- x is an int"
    assert lines[5] == " 6       # a comment"
    assert lines[6] == " 7 .     for x in items:    # <- unknown instruction"
    assert "program.py:3 total: loop, native, 20.0 times the interpreter's speed" in lines
    assert "0" not in lines, "the program's own output is hidden"


def test_explain_one_function_dumps_and_arguments(environment, script, tmp_path):
    program = PROGRAM + "\nimport sys\nprint(sys.argv[1:])\n"
    options = ["--ir", "--asm", "--output", "--", "one", "--two"]
    result = environment.hasten("explain", f"{script(program)}:total", *options)
    assert result.returncode == 0, result.stderr
    assert "['one', '--two']" in result.stdout
    assert "--- ir ---\nir of everything\n" in result.stdout and "--- asm ---" in result.stdout
    assert "--- pyir ---" not in result.stdout
    assert "import sys" not in result.stdout


def test_explain_mistakes(environment, script, tmp_path):
    path = script(PROGRAM)
    for target, text in [
        (f"{path}:nothing", "has no function nothing"),
        (tmp_path / "missing.py", "No such file or directory"),
        (script("def f(:", "bad.py"), "cannot read"),
    ]:
        result = environment.hasten("explain", target)
        assert (result.returncode, result.stdout) == (2, "")
        assert text in result.stderr and result.stderr.count("\n") == 1
    killed = environment.hasten("explain", script("import os; os._exit(3)", "killed.py"))
    assert killed.returncode == 1 and "ended without a report (exit status 3)" in killed.stderr


API = """\
import sys
import hasten
assert not [name for name in sys.modules if name.startswith("hasten.")], "loads nothing"
assert not {"json", "argparse", "rich", "typing"} & set(sys.modules)
from hasten import _core
hasten.enable(cache=False, eager=True)
assert _core._started == [True, None, "", False]
hasten.enable()
assert hasten.facts()["schema"] == "hasten-run-1"
assert hasten.jit(len) is len
hasten.disable()
assert not _core.enabled()
hasten.enable(cache_dir="somewhere")
assert _core._started[1] == "somewhere"
print(hasten.__version__)
try:
    hasten.nothing
except AttributeError as error:
    print(error)
"""


def test_python_interface(environment, script):
    result = environment.run(environment.python, script(API))
    assert result.stderr == ""
    assert result.stdout == "9.9.9\nmodule 'hasten' has no attribute 'nothing'\n"
    off = "import hasten; hasten.enable(); from hasten import _core; print(_core.enabled())"
    assert environment.run(environment.python, "-c", off, HASTEN="0").stdout == "False\n"


def test_activation_imports_next_to_nothing(environment):
    show = "import sys; print(*sorted(sys.modules))"
    plain = environment.run(environment.python, "-c", show).stdout.split()
    fast = environment.hasten("run", "-c", show).stdout.split()
    assert set(fast) - set(plain) == {
        "hasten",
        "hasten._activate",
        "hasten._core",
        "hasten._launched",
    }


def test_environment_variables_by_hand(environment, script):
    result = environment.run(environment.python, script(PROGRAM), HASTEN_RUN=1, HASTEN_REPORT=1)
    assert result.stdout == "0\n" and "hasten 9.9.9" in result.stderr
    assert "HASTEN_RUN" not in os.environ


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain"],
        ["explain", ""],
        ["explain", "missing.py"],
        ["explain", "."],
        ["explain", "program.py:missing"],
        ["explain", "program.py", "--unknown"],
        ["unknown"],
        ["--unknown"],
    ],
)
def test_mistakes_are_told_in_one_line(environment, script, tmp_path, arguments):
    script(PROGRAM)
    done = environment.hasten(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hasten") and done.stderr.count("\n") == 1, done.stderr
