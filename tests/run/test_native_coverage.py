"""Hot loops really run natively, and what must not be native is not.

Without this file the corpus could pass by refusing everything. A kernel is a loop whose header
line ends in `# loop: FUNCTION` in tests/run/kernels; the facts come from `hasten run --json`.
"""

import json
import re
from pathlib import Path

import pytest
import running
from running import MODES, Program

pytestmark = pytest.mark.usefixtures("engine")
KERNELS = Path(__file__).parent / "kernels"
MARK = re.compile(r"# loop: (\S+)$")


def kernels():
    for path in sorted(KERNELS.glob("*.py")):
        for line, text in enumerate(path.read_text().splitlines(), 1):
            if found := MARK.search(text):
                yield pytest.param(path.stem, found[1], line, id=f"{path.stem}-{found[1]}")


def facts_of(program: Program, tmp_path: Path, mode: str = "eager", **options) -> dict:
    """Run under hasten, check the output against CPython, and return the facts."""
    facts = tmp_path / "facts.json"
    other = running.run_hasten(program, MODES[mode], json=facts, **options)
    report = running.difference(running.run_plain(program), other)
    assert report is None, report
    assert facts.exists(), f"no facts written: {other.command}"
    return json.loads(facts.read_text())


def regions_at(facts: dict, function: str, line: int | None = None) -> list[dict]:
    """Regions of a function, by plain or qualified name, and by the line of the loop if given."""
    return [
        region
        for region in facts["regions"]
        if region["function"].rsplit(".", 1)[-1] == function and line in (None, region["line"])
    ]


def summary(facts: dict) -> str:
    rows = [
        f"  {r['function']}:{r['line']} {r['state']} entries={r.get('entries')} {r.get('reason')}"
        for r in facts["regions"]
    ]
    return "\n".join(rows) or "  (no regions)"


@pytest.fixture(scope="session")
def kernel_facts(hasten, jobs, tmp_path_factory):
    """facts(stem) of one kernel file; each file runs once per session."""

    def facts(stem: str) -> dict:
        program = Program.read(KERNELS / f"{stem}.py")
        return jobs.result(
            ("facts", stem), lambda: facts_of(program, tmp_path_factory.mktemp(stem))
        )

    return facts


@pytest.mark.quick
@pytest.mark.parametrize(("stem", "function", "line"), list(kernels()))
def test_kernel_is_native(kernel_facts, stem, function, line):
    facts = kernel_facts(stem)
    regions = regions_at(facts, function, line)
    assert regions, f"no region for {function}:{line}; there are\n{summary(facts)}"
    states = {region["state"] for region in regions}
    reasons = [region.get("reason") for region in regions]
    assert "native" in states, f"{function}:{line} is {sorted(states)}: {reasons}"
    assert sum(region["entries"] for region in regions) > 0, f"{function}:{line} never entered"


@pytest.mark.quick
@pytest.mark.parametrize("stem", sorted(path.stem for path in KERNELS.glob("*.py")))
def test_totals_agree_with_the_regions(kernel_facts, stem):
    facts = kernel_facts(stem)
    # A function still on trial may not have been entered for good yet: that is not counted.
    native = [r for r in facts["regions"] if r["state"] == "native" and r["entries"] > 0]
    assert facts["totals"]["native"] == len(native)
    assert facts["totals"]["entries"] >= sum(region["entries"] for region in native) > 0
    assert facts["totals"]["exits"] >= 0


def test_functions_that_end_in_a_loop_do_not_end_its_native_code(kernel_facts):
    """The function of a generator expression ends in every iteration, beside code of any effect."""
    (region,) = regions_at(kernel_facts("calls"), "expressions_joined")
    assert sum(each["count"] for each in region["exits"]) < 100, region["exits"]


def test_calls_by_keyword_become_part_of_the_loop(kernel_facts):
    """A class and a method with keyword-only parameters and defaults: no line needs CPython."""
    (region,) = regions_at(kernel_facts("calls"), "by_keyword")
    assert {line["mark"] for line in region["lines"]} == {"native"}, region["lines"]


@pytest.mark.parametrize(
    "function",
    ["attributes_in_dict", "named_fields", "bound_append", "random_numbers", "all_pairs"],
)
def test_what_types_of_c_have_is_found_in_place(kernel_facts, function):
    lines = [
        line
        for region in regions_at(kernel_facts("objects"), function)
        for line in region["lines"]
        if region["state"] == "native"
    ]
    # Where randrange() would raise is left to the interpreter.
    rest = [line["why"] for line in lines if line["mark"] != "native"]
    assert lines and set(rest) <= {"RAISE_VARARGS"}, lines


def test_every_refusal_has_a_reason(kernel_facts):
    for path in KERNELS.glob("*.py"):
        for region in kernel_facts(path.stem)["regions"]:
            assert region["state"] in {"native", "refused", "undone", "pending"}
            if region["state"] in {"refused", "undone"}:
                assert region.get("reason"), region
                assert region["reason"]["name"] != "VerifierFailed", region


def test_a_long_loop_becomes_native_without_eager(hasten, write_program, tmp_path):
    """A loop that is already running, entered once, is found by the tick and entered."""
    source = "t = 0\nfor i in range(20_000_000):\n    t += i & 3\nprint(t)\n"
    facts = facts_of(write_program(source), tmp_path, mode="default")
    regions = regions_at(facts, "<module>", 2)
    assert any(r["state"] == "native" and r["entries"] > 0 for r in regions), summary(facts)


def test_switched_off_gives_no_native_code(hasten, tmp_path):
    program = Program.read(KERNELS / "arithmetic.py")
    facts = tmp_path / "facts.json"
    other = running.run_hasten(program, MODES["eager"], env={"HASTEN": "0"})
    assert running.difference(running.run_plain(program), other) is None
    running.run_hasten(program, MODES["eager"], json=facts, env={"HASTEN": "0"})
    if facts.exists():
        content = json.loads(facts.read_text())
        assert content["totals"]["native"] == 0, summary(content)
        assert content["totals"]["entries"] == 0


def test_a_short_program_stays_interpreted(hasten, write_program, tmp_path):
    source = "t = 0\nfor i in range(300):\n    t += i\nprint(t)\n"
    facts = facts_of(write_program(source), tmp_path, mode="default")
    assert facts["totals"]["native"] == 0, summary(facts)


def test_a_traced_loop_stays_interpreted(hasten, write_program, tmp_path):
    source = (
        "import sys\n"
        "def work(n):\n"
        "    t = 0\n"
        "    for i in range(n):\n"
        "        t += i\n"
        "    return t\n"
        "count = 0\n"
        "def tracer(frame, event, arg):\n"
        "    global count\n"
        "    count += 1\n"
        "    return tracer\n"
        "sys.settrace(tracer)\n"
        "print(work(2000))\n"
        "sys.settrace(None)\n"
        "print(count)\n"
    )
    facts = facts_of(write_program(source), tmp_path)
    assert sum(r["entries"] for r in regions_at(facts, "work")) == 0, summary(facts)


def test_failing_guards_leave_and_come_back(hasten, tmp_path):
    """Under the stress that fails guards, regions are still entered, and left more often."""
    program = Program.read(KERNELS / "arithmetic.py")
    calm = facts_of(program, tmp_path)["totals"]
    stressed = facts_of(program, tmp_path, mode="guards")["totals"]
    assert stressed["entries"] > 0
    assert stressed["exits"] > calm["exits"]


def test_every_exit_taken(hasten, tmp_path):
    program = Program.read(KERNELS / "arithmetic.py")
    totals = facts_of(program, tmp_path, mode="exits")["totals"]
    assert totals["entries"] > 0
    assert totals["exits"] > 0
