"""Built-ins that a generator keeps busy go on as a compiled loop, and only where nobody can tell."""

import json

import pytest
import running
from running import WAITING

# One consumption after another, none of them in a loop of the program, until one runs natively.
UNTIL_NATIVE = """
def values(n):
    for i in range(n):
        yield i * i % 7
for _ in until(lambda: native({shown!r})):
    next(map(lambda _: {expression}, [0]))
"""
FACTS = """
import json as _json
print(_json.dumps(hasten.facts()["regions"]))
"""


@pytest.fixture
def regions(hasten, write_program):
    """regions(source) -> those of the program when it has ended, which must be well."""

    def regions(source: str) -> list[dict]:
        program = write_program(source + FACTS)
        env = {"XDG_CACHE_HOME": str(program.path.parent / "cache")}
        outcome = running.execute([str(hasten), "run", str(program.path)], program, env)
        assert outcome.code == 0, outcome.stderr.decode()
        return json.loads(outcome.stdout.decode().splitlines()[-1])

    return regions


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("sum", "sum(i * i % 7 for i in range(90_000))"),
        ("sum", "sum(i * 0.5 for i in range(90_000))"),
        ("any", "any(i < 0 for i in range(90_000))"),
        ("all", "all(i % 5 < 9 for i in range(90_000))"),
        ("list", "sorted(i % 9 for i in range(90_000))"),
        ("list", "','.join(str(i) for i in range(90_000))"),
        ("set", "set(i % 9 for i in range(90_000))"),
    ],
)
def test_is_native_though_it_stands_in_no_loop(regions, name, expression):
    shown = f"{name}(<genexpr>)"
    found = regions(WAITING + UNTIL_NATIVE.format(shown=shown, expression=expression))
    loops = [r for r in found if r["function"] == shown]
    assert [r["entries"] > 0 for r in loops if r["state"] == "native"] == [True]
    line = next(
        i for i, text in enumerate((WAITING + UNTIL_NATIVE).splitlines(), 1) if "map(" in text
    )
    assert loops[0]["line"] == line


@pytest.mark.usefixtures("engine")
def test_a_generator_function_is_consumed_as_well(regions):
    found = regions(
        WAITING + UNTIL_NATIVE.format(shown="sum(values)", expression="sum(values(90_000))")
    )
    assert any(r["function"] == "sum(values)" and r["entries"] > 0 for r in found)


HELD = """
import functools, time
late = time.perf_counter() + 1.5
while time.perf_counter() < late:
    held = (i % 7 for i in range(90_000))
    sum(held)
    pair = ((i % 7 for i in range(90_000)),)
    sum(*pair)
    functools.partial(sum, (i % 7 for i in range(90_000)))()
"""


@pytest.mark.usefixtures("engine")
def test_a_generator_that_others_may_reach_is_left_alone(regions):
    assert not [r for r in regions(WAITING + HELD) if r["function"] == "sum(<genexpr>)"]
