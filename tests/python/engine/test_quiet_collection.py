"""Collections that a native loop's objects bring about are made at its back-edge if they find nothing."""

import json

import pytest
import running
from running import MODES

pytestmark = pytest.mark.usefixtures("engine")

MADE = """
import gc
def rows(n):
    made = []
    for i in range(n):
        made.append([i, (i, str(i)), {"k": [i]}])
    return made
before = sum(each["collections"] for each in gc.get_stats())
made = rows(60_000)
after = sum(each["collections"] for each in gc.get_stats())
print(len(made), after - before > 20, any(gc.is_tracked(row[1]) for row in made[:1000]))
"""
GARBAGE = """
import gc, weakref
class Node:
    pass
def cycles(n):
    gone = []
    for i in range(n):
        node = Node()
        node.me = [node, i]
        if i % 1000 == 0:
            node.seen = weakref.ref(node, lambda _, i=i: gone.append(i))
            seen.append(node.seen)
    return gone
seen = []
gone = cycles(60_000)
print(len(gone) > 40)
"""


def totals_of(write_program, tmp_path, source):
    program, facts = write_program(source), tmp_path / "facts.json"
    run = running.run_hasten(program, MODES["eager"], json=facts)
    assert running.difference(running.run_plain(program), run) is None
    return json.loads(facts.read_text())["totals"]


def test_collections_without_garbage_are_made_in_place(hasten, write_program, tmp_path):
    totals = totals_of(write_program, tmp_path, MADE)
    assert totals["quiet_collections"] > 20
    assert totals["collections_given_up"] <= 2


def test_garbage_is_left_to_the_interpreter(hasten, write_program, tmp_path):
    totals = totals_of(write_program, tmp_path, GARBAGE)
    assert totals["quiet_collections"] <= 5
    assert 0 < totals["collections_given_up"] < 40  # looked at ever more rarely


@pytest.mark.parametrize(
    "line",
    ["gc.callbacks.append(lambda *_: None)", "gc.disable()", "gc.set_debug(gc.DEBUG_SAVEALL)"],
)
def test_nobody_is_passed_over(hasten, write_program, tmp_path, line):
    source = MADE.replace("def rows", line + "\ndef rows").replace(
        "after - before > 20", "after > 0"
    )
    assert totals_of(write_program, tmp_path, source)["quiet_collections"] == 0


ALLOCATED = """
import gc
turns = gc.get_stats()[0]["collections"]
print(turns * (gc.get_threshold()[0] + 1) + gc.get_count()[0])
"""


@pytest.mark.parametrize("mode", ["default", "eager"])
def test_collections_come_when_they_would_have_come(hasten, write_program, mode):
    """Up to what is allocated before the engine is loaded: a few modules' worth, once they are
    compiled.
    """
    program, env = write_program(ALLOCATED), {"PYTHONDONTWRITEBYTECODE": ""}
    plain = running.run_plain(program)
    for _ in range(2):
        fast = running.run_hasten(program, MODES[mode], env=env)
    assert abs(int(fast.stdout) - int(plain.stdout)) < 500
