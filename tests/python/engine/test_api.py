"""`hasten.enable()`, `hasten.jit` and `hasten.facts()` in programs started by plain python."""

import json

import pytest
import running
from running import WAITING

# Ends with the facts of one function's regions as JSON, on a line of their own.
TELL = """
import json as _json
print(_json.dumps([r for r in hasten.facts()["regions"] if r["function"] == {name!r}]))
"""


@pytest.fixture
def run(hasten, write_program):
    """run(source, NAME=value...) -> the outcome under plain python, which must be exit code 0."""

    def run(source: str, **env: str) -> running.Outcome:
        program = write_program(source)
        env = {"XDG_CACHE_HOME": str(program.path.parent / "cache")} | env
        outcome = running.execute([running.PYTHON, str(program.path)], program, env)
        assert outcome.code == 0, outcome.stderr.decode()
        return outcome

    return run


def last_json(outcome: running.Outcome):
    return json.loads(outcome.stdout.decode().splitlines()[-1])


LOOP = """
def work():
    t = 0
    for _ in range(50):
        for i in range(2000):
            t = (t + i) & 0xFFFF
    return [t]
for _ in until(lambda: native("work")):
    next(map(lambda _: work(), [0]))  # not as part of a region
"""


@pytest.mark.usefixtures("engine")
def test_enable_accelerates_a_program_started_by_python(run):
    source = f"{WAITING}\nassert hasten.enable() is True\n{LOOP}"
    regions = last_json(run(source + TELL.format(name="work")))
    assert "native" in {region["state"] for region in regions}
    assert sum(region["entries"] for region in regions) > 0


@pytest.mark.usefixtures("engine")
def test_enable_twice_is_once(run):
    out = run("import hasten\nprint(hasten.enable(), hasten.enable(eager=True))\n").stdout
    assert out == b"True True\n"


def test_hasten_0_switches_it_off(run):
    source = (
        "import hasten, sys\n"
        "@hasten.jit\n"
        "def f(x):\n    return x\n"
        "print(hasten.enable(), f(3), sys.monitoring.get_tool(5))\n"
    )
    assert run(source, HASTEN="0").stdout == b"False 3 None\n"


@pytest.mark.usefixtures("engine")
def test_enable_where_the_engine_cannot_run(run):
    source = (
        "import hasten\n"
        "print(hasten.enable())\n"
        "print('LayoutMismatch' in hasten.facts()['disabled_reason'])\n"
    )
    assert run(source, HASTEN_STRESS="layout=type").stdout == b"False\nTrue\n"


def test_enable_without_its_engine(run):
    """A package without _core, for example on a Python that is not supported yet."""
    source = (
        "import sys\n"
        "sys.modules['hasten._core'] = None\n"
        "import hasten\n"
        "@hasten.jit\n"
        "def f(x):\n    return x\n"
        "hasten.disable()\n"
        "print(hasten.enable(), f(3), hasten.facts()['enabled'])\n"
    )
    assert run(source).stdout == b"False 3 False\n"


@pytest.mark.usefixtures("engine")
def test_disable_ends_it(run):
    source = (
        "import hasten, sys\n"
        "hasten.enable()\nhasten.disable()\n"
        "print(sys.monitoring.get_tool(5))\n"
        "print(hasten.enable())\n"
    )
    assert run(source).stdout == b"None\nTrue\n"


JIT_LOOP = """
@hasten.jit
def total(n):
    t = 0
    for i in range(n):
        t += i * i
    return t
"""


@pytest.mark.usefixtures("engine")
def test_jit_compiles_a_loop_at_its_first_call(run):
    """Before any tick could have found it running: one call of a few microseconds."""
    source = f"{WAITING}{JIT_LOOP}" + (
        "total(30)\n"
        "for _ in until(lambda: any(r['state'] == 'native' for r in regions('total'))):\n"
        "    time.sleep(0.005)\n"
        "print(total(1000))\n"
    )
    outcome = run(source + TELL.format(name="total"))
    assert outcome.stdout.splitlines()[0] == b"332833500"
    loops = [region for region in last_json(outcome) if region["kind"] == "loop"]
    assert [region["state"] for region in loops] == ["native"]


@pytest.mark.usefixtures("engine")
def test_jit_compiles_a_whole_function_at_its_first_call(run):
    source = WAITING + (
        "@hasten.jit\n"
        "def fib(n):\n"
        "    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
        "fib(3)\n"
        "for _ in until(lambda: native('fib', 'function')):\n"
        "    time.sleep(0.005)\n"
        "    fib(12)\n"
        "print(fib(20))\n"
    )
    outcome = run(source + TELL.format(name="fib"))
    assert outcome.stdout.splitlines()[0] == b"6765"
    (region,) = last_json(outcome)
    assert (region["kind"], region["state"]) == ("function", "native")
    assert region["entries"] > 0


def test_jit_returns_the_same_function(run):
    source = (
        "import hasten\n"
        "def f(x, *, y=2):\n    'doc'\n    return x + y\n"
        "code, state = f.__code__, dict(vars(f))\n"
        "g = hasten.jit(f)\n"
        "print(g is f, f.__code__ is code, vars(f) == state, f.__doc__, f(1), f(1, y=5))\n"
        "class C:\n"
        "    @hasten.jit\n    def m(self):\n        return 'm'\n"
        "    @hasten.jit\n    @staticmethod\n    def s():\n        return 's'\n"
        "    @hasten.jit\n    @classmethod\n    def c(cls):\n        return cls.__name__\n"
        "print(C().m(), C.s(), C.c(), hasten.jit(C().m)())\n"
        "@hasten.jit\n"
        "def counts(n):\n    for i in range(n):\n        yield i\n"
        "print(list(counts(3)), hasten.jit(lambda: 'lambda')())\n"
    )
    expected = b"True True True doc 3 6\nm s C m\n[0, 1, 2] lambda\n"
    assert run(source).stdout == expected


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("what", ["5", "None", "int", "len", "'text'"])
def test_jit_of_something_else_is_a_mistake(run, what):
    source = (
        "import hasten\n"
        f"try:\n    hasten.jit({what})\n"
        "except TypeError as error:\n    print(error)\n"
    )
    assert run(source).stdout.startswith(b"jit() takes a Python function, not ")


def test_a_generator_and_an_exception_under_jit(run):
    source = (
        "import hasten, traceback, time\n"
        "@hasten.jit\n"
        "def part(values, k):\n"
        "    t = 0.0\n"
        "    for v in values:\n"
        "        t += k / v\n"
        "    return t\n"
        "for k in range(200):\n"
        "    part([1.0, 2.0, 4.0] * 40, 3.0)\n"
        "    time.sleep(0.0005)\n"
        "try:\n"
        "    part([1.0] * 500 + [0.0], 1.0)\n"
        "except ZeroDivisionError:\n"
        "    print(traceback.format_exc().splitlines()[-3:])\n"
    )
    outcome = run(source)
    assert b"t += k / v" in outcome.stdout and b"division by zero" in outcome.stdout
