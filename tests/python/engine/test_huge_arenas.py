"""Much memory for small objects lies in huge pages, is given back, and changes no result."""

import json
import sys
from pathlib import Path

import pytest
import running

MODES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
GRANTED = MODES.exists() and "[never]" not in MODES.read_text()

MEASURED = """
import gc, os, resource, sys, time
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() >> 20
def much(n):
    return [[str(i), i * 1.5, (i,)] for i in range(n)]
"""
ROUNDS = """
checks = []
for r in range(3):
    held = much(150_000)
    checks.append(sum(len(row[0]) for row in held[::1000]))
    if os.fork() == 0:
        held = much(20_000)
        os._exit(len(held) == 20_000)
    assert os.waitstatus_to_exitcode(os.wait()[1]) == 1
full = resident()
held = None
gc.collect()
print(checks)
for _ in range(100):
    left = resident()
    if left < full - 30:
        break
    time.sleep(0.1)
print(full, left, file=sys.stderr)
"""


def run(command, source, write_program):
    program = write_program(MEASURED + source)
    outcome = running.execute([*map(str, command), str(program.path)], program)
    assert outcome.code == 0, outcome.stderr.decode()
    full, left = map(int, outcome.stderr.split()[-2:])
    return outcome.stdout, full, left


@pytest.mark.usefixtures("engine")
def test_memory_is_much_the_same_and_given_back(hasten, write_program):
    expected, plain_full, plain_left = run([sys.executable], ROUNDS, write_program)
    output, full, left = run([hasten, "run"], ROUNDS, write_program)
    assert output == expected
    engine = 90  # MiB for compiler and code
    kept = plain_full  # by the round before, for some seconds
    assert full < plain_full * 1.15 + engine + kept
    assert left < plain_left * 1.15 + engine


@pytest.mark.usefixtures("engine")
@pytest.mark.skipif(not GRANTED, reason="this kernel grants no huge pages")
@pytest.mark.parametrize(("count", "least", "most"), [(1_000, 0, 0), (200_000, 20, 200)])
def test_only_much_memory_lies_in_huge_pages(hasten, write_program, tmp_path, count, least, most):
    program = write_program(MEASURED + f"held = much({count})\n")
    facts = tmp_path / "facts.json"
    outcome = running.execute(
        [str(hasten), "run", "--json", str(facts), str(program.path)], program
    )
    assert outcome.code == 0, outcome.stderr.decode()
    assert least <= json.loads(facts.read_text())["totals"]["huge_pages_mib"] <= most


@pytest.mark.usefixtures("engine")
@pytest.mark.skipif(not GRANTED, reason="this kernel grants no huge pages")
def test_the_report_says_so(hasten, write_program):
    program = write_program(MEASURED + "held = much(200_000)\n")
    outcome = running.execute([str(hasten), "run", "--report", str(program.path)], program)
    assert b"MiB of objects in huge pages" in outcome.stderr
